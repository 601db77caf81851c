"""`checker desk`: a round made of what people recorded, without any visit."""

from typing import Annotated

import typer

from checker.cli.console import Voice, language
from checker.cli.options import AsOfOption, BookOption, ConfigOption, JsonOption, LangOption


def desk(
    as_of: AsOfOption = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="DATE",
            help="从哪天起的记录，默认当季首日 · default the quarter's first day",
        ),
    ] = None,
    book: BookOption = None,
    config: ConfigOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """把人工检查结果和观察记录判成一轮，不访问任何网站 · Judge what people recorded, without a visit.

    例 · Example: checker desk --as-of 2023-03-31

    退出码 · Exit codes: 0 已判定 done; 2 没有记录或用法有误 nothing recorded, or bad usage
    """
    from checker.cli.start import BAD_USAGE, as_of_of, config_of, errors_in_words, office_of
    from checker.core.period import Period
    from checker.run.desk import NothingRecorded, UnknownIndicator, desk_round
    from checker.store.rounds import counts

    voice = Voice(language(lang), as_json)
    until = as_of_of(as_of, voice)
    quarter = Period(kind="quarter", year=until.year, number=(until.month + 2) // 3)
    start = as_of_of(since, voice).replace(hour=0, minute=0, second=0) if since else quarter.start
    with errors_in_words(voice), office_of(config_of(config), book) as office:
        try:
            made = desk_round(office, start, until)
        except UnknownIndicator as error:
            voice.complain(error.zh, error.en)
            raise typer.Exit(BAD_USAGE) from None
        except NothingRecorded:
            voice.complain(
                f"{start:%Y-%m-%d} 至 {until:%Y-%m-%d} 没有登记对象的检查结果或观察记录",
                f"no result and no observation of a registered target from {start:%Y-%m-%d} "
                f"to {until:%Y-%m-%d}",
            )
            raise typer.Exit(BAD_USAGE) from None
        found = counts(office.database, made.id)
    if as_json:
        voice.json({"round": made.id, **found.model_dump()})
    voice.say(
        f"轮次 {made.id}：登记 {found.registered}，检查 {found.done}，有结论 {found.told}，"
        f"未列入 {found.undrawn}",
        f"round {made.id}: {found.registered} registered, {found.done} judged, {found.told} told, "
        f"{found.undrawn} not in it",
    )
