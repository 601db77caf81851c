"""`checker book`: rulebooks listed, shown with the origin of every value, and compared."""

from typing import Annotated

import typer

from checker.cli.console import Voice, language
from checker.cli.options import ConfigOption, JsonOption, LangOption

book = typer.Typer(
    help="规则：列出、展开、比较 · Rulebooks: list, show, diff.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="规则名 · name of a book")]


@book.command("list")
def list_books(
    config: ConfigOption = None, lang: LangOption = None, as_json: JsonOption = False
) -> None:
    """列出可用的规则 · List the rulebooks.

    例 · Example: checker book list

    退出码 · Exit codes: 0 正常 fine; 2 规则有误 a broken book
    """
    from checker.books.library import book_names, load_book
    from checker.cli.start import book_folders, errors_in_words

    voice = Voice(language(lang), as_json)
    with errors_in_words(voice):
        folders = book_folders(config)
        for name in book_names(folders):
            one = load_book(name, folders)
            human = sum(entry.by == "human" for entry in one.entries)
            if as_json:
                voice.json({"name": one.name, "version": one.version, "source": one.source,
                            "indicators": len(one.entries), "by_people": human})  # fmt: skip
                continue
            voice.say(
                f"{one.name}@{one.version}  指标 {len(one.entries)} 项（人工 {human}）  {one.source}",
                f"{one.name}@{one.version}  {len(one.entries)} indicators ({human} by people)  "
                f"{one.source}",
            )


@book.command("show")
def show(
    name: NameArgument,
    config: ConfigOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """展开一部规则，注明每个值的出处 · The flattened book with the origin of every value.

    例 · Example: checker book show national-2019

    退出码 · Exit codes: 0 正常 fine; 2 没有该规则或规则有误 no such book, or a broken one
    """
    from checker.books.explain import explain
    from checker.books.library import lineage
    from checker.cli.start import book_folders, errors_in_words

    voice = Voice(language(lang), as_json)
    with errors_in_words(voice):
        *parents, one = lineage(name, book_folders(config))
        rows = explain(one, parents)
    if as_json:
        for row in rows:
            voice.json(vars(row))
        return
    voice.table(
        ("编号", "项", "值", "出处") if voice.lang == "zh" else ("id", "field", "value", "origin"),
        ((row.id, row.field, row.value, row.origin) for row in rows),
        title=f"{one.name}@{one.version}",
    )


@book.command("diff")
def diff(
    left: NameArgument,
    right: NameArgument,
    config: ConfigOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """比较两部规则 · Compare two books.

    例 · Example: checker book diff national-2019 example-district-2023

    退出码 · Exit codes: 0 正常 fine; 2 没有该规则或规则有误 no such book, or a broken one
    """
    from checker.books.explain import differences
    from checker.books.library import load_book
    from checker.cli.start import book_folders, errors_in_words

    voice = Voice(language(lang), as_json)
    with errors_in_words(voice):
        folders = book_folders(config)
        rows = differences(load_book(left, folders), load_book(right, folders))
    if as_json:
        for row in rows:
            voice.json(vars(row))
        return
    voice.table(
        ("编号", "项", left, right) if voice.lang == "zh" else ("id", "field", left, right),
        ((row.id, row.field, row.left, row.right) for row in rows),
    )
