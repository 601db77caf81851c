"""Writes `rules/README.md`: every indicator, what it sees, its knobs, and where it counts.

`python -m checker.books.readme` writes the file; with `--check` it only says whether the file is
what the rules and books are now (exit code 1 if not).
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path

import rules
from checker.books.library import book_names, indicators, load_book
from checker.core.indicator import Indicator, Need
from checker.core.rulebook import Book, Entry

_HEAD = """# Rules

Written by `python -m checker.books.readme` from the modules and books in this folder: change those,
not this file.

A rule is one module: its docstring says what it measures, `Params` what can be set, `check` how it
is measured. Its cases lie beside it (`NAME.cases.yaml`), and a book in `books/` says what a fault
costs. A new one: `make new-indicator ID=site.some-name`.
"""


def readme() -> str:
    """The whole text, from what the rules and books are now."""
    books = [load_book(name) for name in book_names()]
    each = [line for one in indicators().values() for line in _one(one, books)]
    lines = [_HEAD, *_overview(books), *_people(books), *each]
    return "\n".join(lines).rstrip() + "\n"


def _overview(books: Sequence[Book]) -> Iterator[str]:
    yield "## At a glance\n"
    yield "| indicator | 名称 | what | " + " | ".join(book.name for book in books) + " |"
    yield "|---" * (3 + len(books)) + "|"
    for indicator in indicators().values():
        counts = " | ".join(_place(book.entry(indicator.id)) for book in books)
        link = f"[`{indicator.id}`](#{indicator.id.replace('.', '')})"
        yield f"| {link} | {indicator.title} | {indicator.title_en} | {counts} |"
    yield ""


def _people(books: Sequence[Book]) -> Iterator[str]:
    """The indicators that stand in books for people to judge."""
    yield "## Judged by people\n"
    yield "No machine judges these: a signed statement does, and until there is one the book's word.\n"
    yield "| indicator | 名称 | " + " | ".join(book.name for book in books) + " |"
    yield "|---" * (2 + len(books)) + "|"
    titles: dict[str, str] = {}
    for book in books:
        for entry in book.entries:
            if entry.by == "human":
                titles.setdefault(entry.id, entry.title)
    for id, title in titles.items():
        counts = " | ".join(_place(book.entry(id)) for book in books)
        yield f"| `{id}` | {title} | {counts} |"
    yield ""


def _place(entry: Entry | None) -> str:
    return f"{entry.consequence} {entry.clause}".strip() if entry else "–"


def _one(indicator: Indicator, books: Sequence[Book]) -> Iterator[str]:
    """One indicator: its own words, its parts, its knobs with the books' values."""
    first, _, rest = indicator.doc.partition("\n")
    path = indicator.id.replace(".", "/").replace("-", "_")
    yield f"## {indicator.id}\n"
    yield f"**{first}** ([module]({path}.py), [cases]({path}.cases.yaml))\n"
    yield f"```text\n{rest.strip()}\n```\n"
    yield f"Sees: {', '.join(_part(need) for need in indicator.needs)}.\n"
    knobs = indicator.params.model_fields
    entries = {book.name: book.entry(indicator.id) for book in books}
    if knobs:
        yield "| knob | default | " + " | ".join(entries) + " |"
        yield "|---" * (2 + len(books)) + "|"
    for name, field in knobs.items():
        values = " | ".join(_knob(entry, name) for entry in entries.values())
        yield f"| `{name}` | {field.default} | {values} |"
    if knobs:
        yield ""


def _part(need: Need) -> str:
    return f"`{need.part}` (or that it was not seen)" if need.unseen_too else f"`{need.part}`"


def _knob(entry: Entry | None, name: str) -> str:
    """The value that a book sets, with its warn line."""
    if entry is None:
        return "–"
    value, warn = entry.params.get(name), entry.warn.get(name)
    said = "" if value is None else str(value)
    return f"{said} (warns at {warn})".strip() if warn is not None else said


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes or checks the file; the exit code."""
    parser = ArgumentParser(prog="python -m checker.books.readme", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say whether it is up to date")
    check = bool(parser.parse_args(arguments).check)
    file = Path(rules.__path__[0]) / "README.md"
    text = readme()
    if check:
        if file.is_file() and file.read_text(encoding="utf-8") == text:
            return 0
        print(f"{file} is not up to date: run python -m checker.books.readme", file=sys.stderr)
        return 1
    file.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
