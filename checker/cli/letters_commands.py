"""`checker letters`: the plan of a letters test, and how sites answered."""

from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer

from checker.cli.console import Voice, language
from checker.cli.options import ConfigOption, JsonOption, LangOption, RegionOption

letters = typer.Typer(
    help="互动回应测试：计划、结果 · Letters test: plan, results.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@letters.command("plan")
def plan(
    round_name: Annotated[
        str, typer.Option("--name", help="测试轮次，如 2026Q4 · name of the test")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="计划 .csv、.xlsx · file")],
    seed: Annotated[str, typer.Option("--seed", help="公开的种子 · a public seed")],
    number: Annotated[
        int, typer.Option("--letters", min=1, max=10, help="每站几封 · letters a site")
    ] = 2,
    sites: Annotated[
        int | None,
        typer.Option("--sites", min=1, help="约测多少个网站，默认全部 · about how many sites"),
    ] = None,
    questions: Annotated[
        Path | None,
        typer.Option("--questions", help="自己的题库，一行一题 · own questions, one a line"),
    ] = None,
    region: RegionOption = "",
    config: ConfigOption = None,
    lang: LangOption = None,
) -> None:
    """抽取网站和问题，生成信件测试计划；由人发信、填写后导入 · Plan test letters, for a person to send.

    发信后填写发信时间、回复时间，再 checker import 计划.xlsx --kind letters

    例 · Example: checker letters plan --name 2026Q4 --seed 2026-11-22 -o 信件计划.xlsx

    退出码 · Exit codes: 0 已生成 done; 2 没有网站、题库有误或无法写入 no site, bad questions, cannot write
    """
    from checker.books.letter_questions import letter_questions
    from checker.cli.start import BAD_USAGE, config_of, errors_in_words, office_of
    from checker.core.draw import draw, share_for
    from checker.core.letter_plan import letter_plan
    from checker.core.target import Site
    from checker.run.letter_papers import write_plan
    from checker.store.registry import targets

    voice = Voice(language(lang))
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        found = targets(office.database, kind="site", region=region, state="正常")
        try:
            share = share_for(min(sites, len(found)), len(found)) if sites else Fraction(1)
            drawn = draw(found, share, seed, by=["level", "type"]).targets
            chosen = [each for each in drawn if isinstance(each, Site)]
            planned = letter_plan(chosen, number, letter_questions(questions), seed)
            write_plan(planned, round_name, output, voice.lang)
        except ValueError as error:
            voice.complain(f"无法生成计划：{error}", f"no plan can be made: {error}")
            raise typer.Exit(BAD_USAGE) from None
        except OSError as error:
            voice.complain(
                f"无法读写文件（{error.strerror}）", f"cannot use a file ({error.strerror})"
            )
            raise typer.Exit(BAD_USAGE) from None
    voice.say(
        f"{len(chosen)} 个网站，{len(planned)} 封信：{output}；由人发信，程序不代发",
        f"{len(chosen)} sites, {len(planned)} letters: {output}; a person sends them, never the program",
    )


@letters.command("result")
def result(
    round_name: Annotated[str, typer.Option("--name", help="测试轮次 · name of the test")],
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="截至哪天，默认今天 · up to which day"),
    ] = None,
    config: ConfigOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """信件测试结果：当日、按期、逾期、未回复 · How sites answered the letters of a test.

    例 · Example: checker letters result --name 2026Q4

    退出码 · Exit codes: 0 正常 fine; 2 没有该轮测试 there is no such test
    """
    from checker.cli.start import BAD_USAGE, as_of_of, config_of, errors_in_words, office_of
    from checker.core.calendar import UnknownYear
    from checker.core.letter_tests import letter_words, site_letters
    from checker.report.bulletin.numbers import rate
    from checker.store.desk import letter_tests

    voice = Voice(language(lang), as_json)
    day = as_of_of(as_of, voice).date()
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        sent = [each for each in letter_tests(office.database) if each.round == round_name]
        if not sent:
            voice.complain(f"没有测试轮次 {round_name}", f"there is no test {round_name}")
            raise typer.Exit(BAD_USAGE)
        try:
            found = site_letters(sent, day, office.book.terms.letters_days)
        except UnknownYear as error:
            voice.fault(error)
            raise typer.Exit(BAD_USAGE) from None
    for each in found:
        if as_json:
            voice.json(each.model_dump(mode="json"))
        elif each.answer not in ("same-day", "in-time"):
            voice.say(
                f"{each.site_code}：{letter_words()[each.answer]}",
                f"{each.site_code}: {each.answer}",
            )
    done = [each for each in found if each.answer != "waiting"]
    in_time = sum(each.in_time for each in done)
    voice.say(
        f"{len(found)} 个网站，按期答复 {in_time} 个，按期答复率 {rate(in_time, len(done), 2)}",
        f"{len(found)} sites, {in_time} answered in time, {rate(in_time, len(done), 2)}",
    )
