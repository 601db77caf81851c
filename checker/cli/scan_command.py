"""`checker scan`: one or more targets now, registered or not."""

from typing import Annotated

import typer

from checker.cli.console import Voice, language, log_to_stderr
from checker.cli.options import (
    AsOfOption,
    BookOption,
    ConfigOption,
    JsonOption,
    LangOption,
    NoBrowserOption,
    VerboseOption,
)


def scan(
    wanted: Annotated[
        list[str],
        typer.Argument(metavar="TARGET…", help="标识码、名称或网址 · code, name or address"),
    ],
    config: ConfigOption = None,
    as_of: AsOfOption = None,
    book: BookOption = None,
    no_browser: NoBrowserOption = False,
    as_json: JsonOption = False,
    lang: LangOption = None,
    verbose: VerboseOption = False,
) -> None:
    """立即检查网站或账号 · Check sites or accounts now.

    例 · Example: checker scan 6199210001    checker scan http://www.example.gov.cn/

    退出码 · Exit codes: 0 全部合格 all qualified; 1 有不合格 at least one unqualified;
    3 无不合格但有无法判定 none unqualified, some undetermined; 2 用法、配置或对象有误 bad usage
    """
    import asyncio

    from checker.cli.night_view import complain_of_idleness
    from checker.cli.start import as_of_of, config_of, errors_in_words, office_of
    from checker.cli.verdict_view import show_verdict
    from checker.run.clock import now
    from checker.run.ledgers import refresh_registry
    from checker.run.registry_source import ledger_files, registry_at
    from checker.run.scan import UnknownTarget, run_scan

    voice = Voice(language(lang), as_json)
    log_to_stderr(verbose=verbose)
    moment = as_of_of(as_of, voice)
    with (
        errors_in_words(voice),
        registry_at(config_of(config), moment) as settings,
        office_of(settings, book) as office,
    ):
        refresh_registry(
            office.database,
            office.blobs,
            ledger_files(settings),
            at=now(),
            sources=settings.sources,
        )
        try:
            work = run_scan(
                office,
                wanted,
                moment,
                no_browser=no_browser,
                idle=lambda: complain_of_idleness(voice),
            )
            checked = asyncio.run(work)
        except UnknownTarget as error:
            voice.complain(error.zh, error.en)
            raise typer.Exit(2) from None
    for verdict in checked:
        if as_json:
            voice.json(verdict.model_dump(mode="json", by_alias=True))
        else:
            show_verdict(voice, verdict)
    outcomes = {verdict.outcome for verdict in checked}
    raise typer.Exit(1 if "unqualified" in outcomes else 3 if "undetermined" in outcomes else 0)
