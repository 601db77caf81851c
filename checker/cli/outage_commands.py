"""`checker outage`: the stops that units announced, taken down, listed and withdrawn."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli.console import Voice, language
from checker.cli.options import ConfigOption, JsonOption, LangOption

if TYPE_CHECKING:
    from checker.run.announcing import Announced

outage = typer.Typer(
    help="报备停机：登记、列出、撤回 · Announced stops: take down, list, withdraw.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
TargetArgument = Annotated[
    str, typer.Argument(metavar="TARGET", help="标识码、登记名称或网址 · code, name or address")
]
ByOption = Annotated[str, typer.Option("--by", help="登记人 · who signs")]
ReasonOption = Annotated[str, typer.Option("--reason", help="事由 · why")]


@outage.command("add")
def add(
    target: TargetArgument,
    since: Annotated[str, typer.Option("--since", help="开始时间 · begin, 2026-12-01T20:00")],
    until: Annotated[str, typer.Option("--until", help="结束时间 · end, 2026-12-02T06:00")],
    reason: ReasonOption,
    by: ByOption,
    config: ConfigOption = None,
    lang: LangOption = None,
) -> None:
    """登记报备的停机时段，其间打不开不计 · Take down a stop that was announced: it does not count.

    例 · Example: checker outage add 6108000001 --since 2026-12-01T20:00 --until 2026-12-02T06:00
    --reason 机房搬迁 --by 张三

    退出码 · Exit codes: 0 已登记 taken down; 2 用法、时间或对象有误 bad usage, time or target
    """
    from pydantic import ValidationError

    from checker.cli.start import BAD_USAGE, as_of_of, config_of, office_of
    from checker.core.availability import Outage
    from checker.run.announcing import announce
    from checker.run.clock import now

    voice = Voice(language(lang))
    begin, end = as_of_of(since, voice), as_of_of(until, voice)
    try:
        stop = Outage(since=begin, until=end, reason=reason, by=by, reported=now())
    except ValidationError:
        voice.complain(
            "--until 必须晚于 --since，--reason 和 --by 不能为空",
            "--until must be later than --since; --reason and --by must not be empty",
        )
        raise typer.Exit(BAD_USAGE) from None
    with _faults_in_words(voice), office_of(config_of(config), None) as office:
        _show(voice, announce(office, target, stop))


@outage.command("list")
def listed(
    target: TargetArgument,
    config: ConfigOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """一个网站的停机登记，含已撤回的 · The stops of a site, the withdrawn ones too.

    例 · Example: checker outage list 6108000001

    退出码 · Exit codes: 0 已列出 done; 2 对象或配置有误 bad target or config
    """
    from checker.cli.start import config_of, office_of
    from checker.run.announcing import announced

    voice = Voice(language(lang), as_json)
    with _faults_in_words(voice), office_of(config_of(config), None) as office:
        _show(voice, announced(office, target))


@outage.command("withdraw")
def withdraw(
    target: TargetArgument,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="登记编号 · its number")],
    reason: ReasonOption,
    by: ByOption,
    config: ConfigOption = None,
    lang: LangOption = None,
) -> None:
    """撤回登记错的停机时段，登记和撤回都留痕；以后的判定不再扣除 · Withdraw a stop taken down wrongly.

    已有的判定引用当时的证据，不会改变；下一轮起按撤回后的计算。

    例 · Example: checker outage withdraw 6108000001 3 --reason 日期写错 --by 张三

    退出码 · Exit codes: 0 已撤回 withdrawn; 2 没有该编号、已撤回过或用法有误 no such stop, or withdrawn before
    """
    from checker.cli.start import BAD_USAGE, config_of, office_of
    from checker.run.announcing import withdraw as taken_back
    from checker.run.clock import now
    from checker.store.availability import Withdrawal

    voice = Voice(language(lang))
    if not (reason.strip() and by.strip()):
        voice.complain("--reason 和 --by 不能为空", "--reason and --by must not be empty")
        raise typer.Exit(BAD_USAGE)
    back = Withdrawal(now(), by.strip(), reason.strip())
    with _faults_in_words(voice), office_of(config_of(config), None) as office:
        _show(voice, taken_back(office, target, number, back))


@contextmanager
def _faults_in_words(voice: Voice) -> Generator[None]:
    """Ends the command with a sentence and exit code 2 for what a person can mend."""
    from checker.cli.start import BAD_USAGE, errors_in_words
    from checker.run.scan import UnknownTarget

    with errors_in_words(voice):
        try:
            yield
        except UnknownTarget as error:
            voice.complain(error.zh, error.en)
            raise typer.Exit(BAD_USAGE) from None


def _show(voice: Voice, found: "Announced") -> None:
    """The stops of a site, one a line."""
    for each in found.outages:
        stop, back = each.outage, each.withdrawn
        if voice.json_only:
            voice.json({
                "code": found.site.code, "number": each.number, **stop.model_dump(mode="json"),
                "withdrawn": back and {"at": back.at.isoformat(), "by": back.by,
                                       "reason": back.reason},
            })  # fmt: skip
            continue
        span = f"{stop.since:%Y-%m-%d %H:%M} — {stop.until:%Y-%m-%d %H:%M}"
        line = f"{each.number} {found.site.name} {span} {stop.reason}（{stop.by}）"
        gone = f" 已撤回：{back.reason}（{back.by}，{back.at:%Y-%m-%d}）" if back else ""
        went = f" withdrawn: {back.reason} ({back.by}, {back.at:%Y-%m-%d})" if back else ""
        voice.say(line + gone, line + went)
