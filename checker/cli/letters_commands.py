"""`checker letters`: the plan of a letters test, and how sites answered."""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer

from checker.cli.console import Voice, language
from checker.cli.options import ConfigOption, JsonOption, LangOption, RegionOption
from checker.core.letter_plan import Filling
from checker.core.letter_tests import LetterTest

letters = typer.Typer(
    help="互动回应测试：计划、填信、台账、结果 · Letters test: plan, forms, ledger, results.",
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


@letters.command("open")
def open_form(
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="计划文件 · the plan")],
    site: Annotated[str, typer.Argument(metavar="SITE", help="网站标识码 · code of a site")],
    number: Annotated[
        int, typer.Option("--letter", min=1, help="第几封 · which letter of the site")
    ] = 1,
    url: Annotated[
        str, typer.Option("--url", help="信箱网址，默认取最近一次检查找到的 · the mailbox")
    ] = "",
    by: Annotated[
        str, typer.Option("--by", help="发信人，config.yaml 的 testers 之一 · who sends it")
    ] = "",
    config: ConfigOption = None,
    lang: LangOption = None,
) -> None:
    """在浏览器窗口中打开信箱并填好测试信；验证码和发送由人完成 · Open a mailbox's form, filled, for a person.

    程序不点击任何按钮、不代发、不识别验证码；填不了的框标红。关闭窗口后询问是否已发出，由人回答
    nothing is pressed, sent or solved by the program; closing the window, you say whether it was sent

    例 · Example: checker letters open 信件计划.xlsx 6108000001 --letter 1

    退出码 · Exit codes: 0 窗口已关闭 the window was closed; 2 没有这封信、已发出、没有信箱网址或打不开窗口 no such
    letter, sent already, no mailbox known, or no window
    """
    import asyncio

    from checker.cli.start import BAD_USAGE, config_of, errors_in_words, office_of
    from checker.run.letter_window import (
        CannotOpen,
        mailbox_of,
        must_be_unsent,
        open_letter,
        planned_letter,
        record_sent,
    )

    voice = Voice(language(lang))

    async def by_hand() -> bytes:
        async with open_letter(office.config, letter, address) as window:
            _say_what_is_left(voice, address, window.filling)
            await window.closed()
            return window.picture

    with errors_in_words(voice), office_of(config_of(config), None) as office:
        letter = planned_letter(office.config, plan, site, number, by)
        address = url or mailbox_of(office, site)
        if not address:
            voice.complain(
                f"没有 {site} 的信箱网址：请先检查该网站，或用 --url 指明",
                f"no mailbox of {site} is known: check the site first, or name one with --url",
            )
            raise typer.Exit(BAD_USAGE)
        try:
            must_be_unsent(office, letter.draft)
            picture = asyncio.run(by_hand())
        except CannotOpen as error:
            voice.fault(error)
            raise typer.Exit(BAD_USAGE) from None
        if typer.confirm(voice.word("信已由您发出？", "Did you send it?"), default=False):
            sent = record_sent(office, letter, picture)
            voice.say(
                f"已记录：{sent.site_code} 第 {sent.number} 封，{sent.sent:%Y-%m-%d %H:%M}",
                f"noted: {sent.site_code}, letter {sent.number}, {sent.sent:%Y-%m-%d %H:%M}",
            )


def _say_what_is_left(voice: Voice, address: str, done: Filling | None) -> None:
    if done is None:
        voice.say(
            f"{address} 上没有认出写信的表单：请在窗口中点到写信页，程序会接着填；或由您填写",
            f"no form of a letter at {address}: go to it in the window, and it is filled there",
        )
        return
    left = "、".join(done.left)
    voice.say(
        f"已填：{'、'.join(done.filled)}；请您填写：{left or '无'}。核对后由您发送，再关闭窗口",
        f"filled: {', '.join(done.filled)}; for you: {left or '-'}. Read it, send it, close the window",
    )


@letters.command("ledger")
def ledger(
    round_name: Annotated[str, typer.Option("--name", help="测试轮次 · name of the test")],
    output: Annotated[Path, typer.Option("-o", "--output", help="台账 .csv、.xlsx · file")],
    pictures: Annotated[
        Path | None,
        typer.Option("--pictures", help="截图另存到此文件夹 · folder for the screenshots"),
    ] = None,
    config: ConfigOption = None,
    lang: LangOption = None,
) -> None:
    """已记录的测试信件，补填回复后再导入 · The recorded letters of a test, to fill in their answers.

    例 · Example: checker letters ledger --name 2026Q4 -o 信件台账.xlsx --pictures 截图/

    退出码 · Exit codes: 0 已写出 written; 2 没有该轮测试或无法写入 there is no such test, or cannot write
    """
    from checker.cli.start import BAD_USAGE, config_of, errors_in_words, office_of
    from checker.run.letter_papers import save_pictures, write_letters
    from checker.store.desk import letter_tests
    from checker.store.registry import targets

    voice = Voice(language(lang))
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        sent = _of_round(voice, letter_tests(office.database), round_name)
        try:
            write_letters(
                sent, targets(office.database, kind="site"), round_name, output, voice.lang
            )
            if pictures:
                save_pictures(office.blobs, sent, pictures)
        except OSError as error:
            voice.complain(
                f"无法写入 {output}（{error.strerror}）",
                f"cannot write {output} ({error.strerror})",
            )
            raise typer.Exit(BAD_USAGE) from None
    voice.say(f"{len(sent)} 封信：{output}", f"{len(sent)} letters: {output}")


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
        sent = _of_round(voice, letter_tests(office.database), round_name)
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


def _of_round(voice: Voice, letters: Iterable[LetterTest], name: str) -> list[LetterTest]:
    """The letters of one test; ends the command where there are none."""
    from checker.cli.start import BAD_USAGE

    found = [each for each in letters if each.round == name]
    if not found:
        voice.complain(f"没有测试轮次 {name}", f"there is no test {name}")
        raise typer.Exit(BAD_USAGE)
    return found
