"""`checker mending`: notices given, answered, followed; who is late; what share is mended."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from checker.cli.console import Voice, language
from checker.cli.options import (
    ConfigOption,
    JsonOption,
    LangOption,
    NoBrowserOption,
    RoundOption,
)
from checker.core.mending import NoticeStanding

mending = typer.Typer(
    help="整改：通知、回复、复查、统计 · Mending: notices, answers, re-checks, counts.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
NumberArgument = Annotated[
    str, typer.Argument(metavar="NUMBER", help="通知编号 · number of a notice")
]
MomentOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="ISO", help="发生的时间，默认现在 · when, default now"),
]
_WORDS = {"sent": "已下发", "read": "已阅", "answered": "已回复", "mended": "已整改",
          "reopened": "再次出现", "withdrawn": "已撤回"}  # fmt: skip


@mending.command("send")
def send(
    output: Annotated[Path, typer.Option("-o", "--output", help="文件夹 · folder for the papers")],
    round_name: RoundOption = "latest",
    as_of: MomentOption = None,
    config: ConfigOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """对已确认的问题下发整改通知，每个单位一份 .docx · Give notices on confirmed findings, one paper a unit.

    已有未整改通知的问题不重复下发 · what has an open notice gets no second one

    例 · Example: checker mending send --round latest -o 整改通知/

    退出码 · Exit codes: 0 已下发（可为 0 份） done, maybe none; 2 没有该轮次或无法写入 no round, or cannot write
    """
    from checker.cli.start import BAD_USAGE, as_of_of, config_of, errors_in_words, office_of
    from checker.core.calendar import UnknownYear
    from checker.run.bulletin import form_of
    from checker.run.mending import give_notices
    from checker.run.notice_papers import write_papers
    from checker.store.rounds import round_by

    voice = Voice(language(lang), as_json)
    moment = as_of_of(as_of, voice)
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        try:
            output.mkdir(parents=True, exist_ok=True)
            given = give_notices(office, round_by(office.database, round_name).id, at=moment)
            papers = write_papers(office, form_of(office), given, output)
        except UnknownYear as error:
            voice.fault(error)
            raise typer.Exit(BAD_USAGE) from None
        except OSError as error:
            voice.complain(
                f"无法写入 {output}（{error.strerror}）",
                f"cannot write {output} ({error.strerror})",
            )
            raise typer.Exit(BAD_USAGE) from None
    for each in given:
        if as_json:
            voice.json(each.model_dump(mode="json"))
        voice.say(
            f"{each.number} {each.unit} {each.target.name}：{each.title}，{each.faults} 处，限 {each.due}",
            f"{each.number} {each.unit} {each.target.name}: {each.title}, {each.faults} places, due {each.due}",
        )
    voice.say(
        f"下发 {len(given)} 份通知，{len(papers)} 个单位",
        f"{len(given)} notices to {len(papers)} units",
    )


@mending.command("note")
def note(
    number: NumberArgument,
    kind: Annotated[
        Literal["read", "answered", "mended", "withdrawn"],
        typer.Argument(
            help="read 已阅、answered 已回复、mended 目视已改、withdrawn 撤回 · what happened"
        ),
    ],
    by: Annotated[str, typer.Option("--by", help="记录人或单位 · who")],
    reason: Annotated[str, typer.Option("--reason", help="说明 · words")],
    proof: Annotated[str, typer.Option("--proof", help="佐证的网址或文件 · proof")] = "",
    as_of: MomentOption = None,
    config: ConfigOption = None,
    lang: LangOption = None,
) -> None:
    """记录一份通知的进展 · Note what happened to a notice.

    例 · Example: checker mending note 2026-0001 answered --by 县财政局 --reason 已补充栏目内容

    退出码 · Exit codes: 0 已记录 noted; 2 没有该通知 there is no such notice
    """
    from checker.cli.start import as_of_of, config_of, errors_in_words, office_of
    from checker.core.mending import NoticeEvent
    from checker.run.mending import say

    voice = Voice(language(lang))
    event = NoticeEvent(kind=kind, at=as_of_of(as_of, voice), by=by, words=reason, proof=proof)
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        say(office, number, event)
    voice.say(f"已记录：{number} {_WORDS[kind]}", f"noted: {number} {kind}")


@mending.command("follow")
def follow_notices(
    visit: Annotated[
        bool, typer.Option("--visit", help="先复查已回复的对象 · visit the answered targets first")
    ] = False,
    no_browser: NoBrowserOption = False,
    as_of: MomentOption = None,
    config: ConfigOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """用最近的检查核对整改：已改的销号，再现的重开 · Hold notices against the newest verdicts.

    例 · Example: checker mending follow --visit

    退出码 · Exit codes: 0 已核对 done; 2 配置有误 bad config
    """
    import asyncio

    from checker.cli.start import as_of_of, config_of, errors_in_words, office_of
    from checker.run.mending import follow, standings, waiting_for_recheck
    from checker.run.registry_source import registry_at
    from checker.run.scan import run_scan

    voice = Voice(language(lang), as_json)
    moment = as_of_of(as_of, voice)
    with (
        errors_in_words(voice),
        registry_at(config_of(config), moment) as settings,
        office_of(settings, None) as office,
    ):
        waiting = waiting_for_recheck(standings(office, moment.date())) if visit else ()
        if waiting:
            asyncio.run(run_scan(office, waiting, moment, no_browser=no_browser))
        changed = follow(office, at=moment)
    for each in changed:
        _show(voice, each, as_json)
    voice.say(
        f"复查 {len(waiting)} 个，变化 {len(changed)} 份",
        f"{len(waiting)} visited, {len(changed)} changed",
    )


@mending.command("list")
def list_notices(
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="截至哪天，默认今天 · up to which day"),
    ] = None,
    unit: Annotated[str, typer.Option("--unit", help="只限某单位 · only this unit")] = "",
    open_only: Annotated[
        bool, typer.Option("--open", help="只列未整改的 · only what is open")
    ] = False,
    repeated: Annotated[
        bool,
        typer.Option("--repeated", help="列出多次出现问题的单位（二次通报） · repeated offenders"),
    ] = False,
    config: ConfigOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """整改台账和整改率 · The notices and the share that is mended, on any day.

    例 · Example: checker mending list --as-of 2026-03-15 --open

    退出码 · Exit codes: 0 正常 fine; 2 配置有误 bad config
    """
    from checker.cli.start import as_of_of, config_of, errors_in_words, office_of
    from checker.core.mending import mending_count, repeated_offenders
    from checker.report.bulletin.numbers import rate
    from checker.run.mending import standings

    voice = Voice(language(lang), as_json)
    day = as_of_of(as_of, voice).date()
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        found = [each for each in standings(office, day) if not unit or each.notice.unit == unit]
    counted = mending_count(found)
    if repeated:
        for name, times in repeated_offenders(found):
            voice.say(f"{name}：{times} 次", f"{name}: {times} times")
        return
    for each in found:
        if not open_only or each.word not in ("mended", "withdrawn"):
            _show(voice, each, as_json)
    share = rate(counted.mended, counted.faults, 2)
    voice.say(
        f"截至 {day}：通知 {counted.notices} 份，问题 {counted.faults} 处，已整改 {counted.mended} 处，"
        f"整改率 {share}；超期 {counted.overdue} 处，再次出现 {counted.reopened} 份",
        f"up to {day}: {counted.notices} notices, {counted.faults} places, {counted.mended} mended, "
        f"{share}; {counted.overdue} overdue, {counted.reopened} opened again",
    )


def _show(voice: Voice, standing: NoticeStanding, as_json: bool) -> None:
    notice = standing.notice
    if as_json:
        voice.json(standing.model_dump(mode="json"))
    late = voice.word("，已超期", ", overdue") if standing.overdue else ""
    voice.say(
        f"{notice.number} {notice.unit} {notice.target.name}：{notice.title}，"
        f"{_WORDS[standing.word]}，余 {standing.left}/{notice.faults} 处，限 {notice.due}{late}",
        f"{notice.number} {notice.unit} {notice.target.name}: {notice.title}, {standing.word}, "
        f"{standing.left}/{notice.faults} left, due {notice.due}{late}",
    )
