"""`checker nightly`: one round over the whole registry, for cron and for people."""

from pathlib import Path
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
    OnlyKind,
    RegionOption,
    VerboseOption,
)


def nightly(
    only: Annotated[
        OnlyKind | None, typer.Option("--only", help="只查网站或账号 · sites or accounts only")
    ] = None,
    region: RegionOption = "",
    draw: Annotated[
        Path | None,
        typer.Option(
            "--draw",
            metavar="FILE",
            help="只查抽查名单，即 checker draw -o 的文件 · only what a draw named",
        ),
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="不接续中断的轮次 · do not resume a cut-short round")
    ] = False,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume", help="只接续六小时内中断的一轮，没有则不做 · only go on with one cut short"
        ),
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
    """对全部登记对象检查一轮；中断的轮次自动接续 · One round over the whole registry.

    给出抽查名单时只查抽中的，未抽中的另行计数，不算漏查 · of a draw only what it named is checked

    例 · Example: checker nightly    0 1 * * * checker nightly --quiet --config /srv/config.yaml
    checker nightly --draw 抽查.csv

    退出码 · Exit codes: 0 本轮完成 the round is complete, whatever it found; 2 配置有误 bad config;
    4 本轮中断，可再次运行以接续 cut short, run again to resume (also: another round is running)
    """
    from checker.cli.night_view import Watch, show_night
    from checker.cli.start import (
        BAD_USAGE,
        CUT_SHORT,
        as_of_of,
        config_of,
        errors_in_words,
        office_of,
    )
    from checker.run.draws import StrangeDraw, read_draw
    from checker.run.job import NothingToCheck
    from checker.run.nightly import Night, left_behind, run_night

    voice = Voice(language(lang), as_json, quiet)
    log_to_stderr(verbose=verbose)
    moment = as_of_of(as_of, voice)
    with errors_in_words(voice, locked=CUT_SHORT), office_of(config_of(config), book) as office:
        drawn = read_draw(draw) if draw else None
        night = Night(moment, only, region, fresh, no_browser, voice.lang, drawn)
        if resume and not left_behind(office, moment):
            raise typer.Exit(0)
        if drawn:
            voice.say(
                f"抽查名单 {len(drawn.codes)} 个，种子 {drawn.seed}，总体摘要 {drawn.population}",
                f"a draw of {len(drawn.codes)}, seed {drawn.seed}, population {drawn.population}",
            )
        with Watch(voice) as watch:
            try:
                done = run_night(office, night, watch.progress, watch.imported)
            except NothingToCheck:
                voice.complain(
                    "没有登记任何对象：请在 config.yaml 的 registry 中写明台账，或先 checker import",
                    "nothing is registered: name your ledgers under `registry` in config.yaml, "
                    "or run `checker import` first",
                )
                raise typer.Exit(BAD_USAGE) from None
            except StrangeDraw as error:
                voice.complain(error.zh, error.en)
                raise typer.Exit(BAD_USAGE) from None
        show_night(voice, office, done)
    raise typer.Exit(0 if done.result.round.state == "complete" else CUT_SHORT)
