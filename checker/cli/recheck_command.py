"""`checker recheck`: what failed in a round, looked at again."""

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
    RoundOption,
    VerboseOption,
)


def recheck(
    round_name: RoundOption = "latest",
    undetermined: Annotated[
        bool,
        typer.Option(
            "--undetermined", help="无法判定的也复查 · those that could not be told as well"
        ),
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="不接续中断的复查 · do not resume a cut-short recheck")
    ] = False,
    config: ConfigOption = None,
    as_of: AsOfOption = None,
    book: BookOption = None,
    no_browser: NoBrowserOption = False,
    as_json: JsonOption = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="只在出错时输出 · print errors only")
    ] = False,
    lang: LangOption = None,
    verbose: VerboseOption = False,
) -> None:
    """复查一轮中不合格的对象，逐项说明已整改、仍存在、新发现 · Look again at what failed in a round.

    例 · Example: checker recheck --round 2026-11-22    checker export recheck -o recheck.xlsx

    退出码 · Exit codes: 0 复查完成或无须复查 complete, or nothing failed; 2 没有该轮次或配置有误 no such
    round, or bad config; 4 中断，可再次运行以接续 cut short, run again to resume (also: a round is running)
    """
    from checker.cli.night_view import Watch
    from checker.cli.recheck_view import show_recheck
    from checker.cli.start import CUT_SHORT, as_of_of, config_of, errors_in_words, office_of
    from checker.run.job import NothingToCheck
    from checker.run.recheck import Recheck, run_recheck
    from checker.store.rounds import round_by

    voice = Voice(language(lang), as_json, quiet)
    log_to_stderr(verbose=verbose)
    moment = as_of_of(as_of, voice)
    with errors_in_words(voice, locked=CUT_SHORT), office_of(config_of(config), book) as office:
        base = round_by(office.database, round_name)
        wanted = Recheck(moment, base, undetermined, fresh, no_browser, voice.lang)
        with Watch(voice) as watch:
            try:
                done = run_recheck(office, wanted, watch.progress, watch.imported)
            except NothingToCheck:
                voice.say(
                    f"轮次 {base.id} 没有须复查的对象",
                    f"nothing to look at again in round {base.id}",
                )
                return
        show_recheck(voice, office, done)
    raise typer.Exit(0 if done.result.round.state == "complete" else CUT_SHORT)
