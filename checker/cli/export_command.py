"""`checker export`: lists of a round as csv, xlsx, json, jsonl or docx."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from checker.cli.console import Voice, language
from checker.cli.floor import BelowFloorOption, SignerOption, floor_in_words, signed_of
from checker.cli.options import ConfigOption, LangOption, RoundOption, StageName
from checker.core.period import Period, period_of
from checker.run.office import Office

WhatName = Literal[
    "failing",
    "verdicts",
    "findings",
    "columns",
    "units",
    "accounts",
    "links",
    "recheck",
    "scores",
    "reposts",
]
FormatName = Literal["csv", "xlsx", "json", "jsonl", "docx"]


def export(
    what: Annotated[WhatName, typer.Argument(help="导出什么 · what to export")],
    form: Annotated[
        FormatName | None,
        typer.Option("--format", help="默认按 -o 的后缀，否则 csv · by the suffix of -o, else csv"),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="文件，默认标准输出 · file, default stdout"),
    ] = None,
    round_name: RoundOption = "latest",
    stage: Annotated[
        StageName | None,
        typer.Option("--stage", help="只要达到该阶段的单项否决 · vetoes at least at this stage"),
    ] = None,
    period: Annotated[
        str,
        typer.Option(
            "--period",
            metavar="PERIOD",
            help="accounts、reposts 的统计期，如 2023Q1 · the period of accounts and reposts",
        ),
    ] = "",
    below_floor: BelowFloorOption = "",
    by: SignerOption = "",
    config: ConfigOption = None,
    lang: LangOption = None,
) -> None:
    """导出一轮的名单与明细 · Export the lists of a round.

    failing --stage confirmed 是供公布的名单：覆盖率低于下限时须写明理由并署名。其他名单供内部工作用。

    例 · Example: checker export failing --format xlsx -o failing.xlsx

    退出码 · Exit codes: 0 已导出 done; 2 没有该轮次、覆盖率低于下限或无法写入 no such round, coverage below
    the floor, cannot write
    """
    from checker.cli.start import BAD_USAGE, config_of, errors_in_words, office_of
    from checker.run.exports import WITHOUT_STAGE, export_to
    from checker.run.publishing import release, round_cover
    from checker.store.rounds import round_by

    voice = Voice(language(lang), json_only=output is None)
    chosen = form or (output.suffix.lstrip(".") if output else "") or "csv"
    if chosen not in ("csv", "xlsx", "json", "jsonl", "docx"):
        voice.complain(
            f"不认识的格式 {chosen}：请用 csv、xlsx、json、jsonl 或 docx",
            f"unknown format {chosen}: use csv, xlsx, json, jsonl or docx",
        )
        raise typer.Exit(BAD_USAGE)
    if chosen in ("xlsx", "docx") and output is None and sys.stdout.isatty():
        voice.complain(f"{chosen} 请用 -o 指定文件", f"name a file for {chosen} with -o")
        raise typer.Exit(BAD_USAGE)
    if stage and what in WITHOUT_STAGE:
        voice.complain(
            f"{what} 不分阶段，请去掉 --stage", f"{what} has no stages; leave --stage out"
        )
        raise typer.Exit(BAD_USAGE)
    span = _span(what, period, voice)
    signed = signed_of(below_floor, by, voice)
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        if span is not None:
            _export_period(office, what, chosen, span, voice, output)
            return
        kind = "recheck" if what == "recheck" else "nightly"
        round_id = round_by(office.database, round_name, kind).id
        if (what, stage) == ("failing", "confirmed"):
            cover = round_cover(office, round_id)
            with floor_in_words(voice):
                release(office, "failing", round_id, cover, signed)
        try:
            if output is None:
                export_to(office, what, chosen, round_id, stage, voice.lang, sys.stdout.buffer)
                return
            with output.open("wb") as stream:
                export_to(office, what, chosen, round_id, stage, voice.lang, stream)
        except BrokenPipeError:  # whoever read our output has seen enough
            raise
        except OSError as error:
            voice.complain(
                f"无法写入 {output}({error.strerror})", f"cannot write {output} ({error.strerror})"
            )
            raise typer.Exit(BAD_USAGE) from None
    voice.say(f"已导出轮次 {round_id}:{output}", f"round {round_id} exported: {output}")


_OF_PERIODS = ("accounts", "reposts")


def _span(what: str, period: str, voice: Voice) -> Period | None:
    """The period of a list that has one; ends the command where it is wrong or missing."""
    from checker.cli.start import BAD_USAGE

    if not period and what != "reposts":
        return None
    try:
        if what in _OF_PERIODS:
            return period_of(period)
    except ValueError:
        pass
    voice.complain(
        f"--period 用于 accounts 和 reposts，写作 2023Q1、2022H2、2021 或 2023M03（现为“{period}”）",
        f"--period is for accounts and reposts: 2023Q1, 2022H2, 2021 or 2023M03 (not “{period}”)",
    )
    raise typer.Exit(BAD_USAGE)


def _export_period(
    office: Office, what: str, form: str, period: Period, voice: Voice, output: Path | None
) -> None:
    from checker.run.exports import export_period

    if output is None:
        export_period(office, what, form, period, voice.lang, sys.stdout.buffer)
        return
    with output.open("wb") as stream:
        export_period(office, what, form, period, voice.lang, stream)
    voice.say(f"已导出 {period.name}：{output}", f"{period.name} exported: {output}")
