"""What a book says, value by value, with the book that each value comes from; and two compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from checker.core.rulebook import Book, Entry

_BOOK = "book"
_UNPRINTED = {"id", "origin"}


@dataclass(frozen=True)
class Row:
    """One value of a book. `id` is an indicator's, or `grading`, `columns`, `items.NAME`, `book`."""

    id: str
    field: str
    value: str
    origin: str


@dataclass(frozen=True)
class Difference:
    """One value that two books see differently; None where a book does not have it."""

    id: str
    field: str
    left: str | None
    right: str | None


def explain(book: Book, parents: Sequence[Book] = ()) -> tuple[Row, ...]:
    """Every value of the book. `parents` are the books it stands on, the first one first.

    A value comes from the last book of the line that made it what it is.
    """
    origins: dict[tuple[str, str], str] = {}
    known: Mapping[tuple[str, str], str] = {}
    for each in (*parents, book):
        values = _values(each)
        for key, value in values.items():
            if known.get(key) != value:
                origins[key] = each.name
        known = values
    return tuple(Row(*key, value, origins[key]) for key, value in known.items())


def differences(left: Book, right: Book) -> tuple[Difference, ...]:
    """The values that differ, in the order of the left book, then what only the right one has."""
    here, there = _values(left), _values(right)
    keys = [*here, *(key for key in there if key not in here)]
    return tuple(
        Difference(*key, here.get(key), there.get(key))
        for key in keys
        if here.get(key) != there.get(key)
    )


def _values(book: Book) -> dict[tuple[str, str], str]:
    """Every value by where it stands, as text, in a fixed order."""
    values = {(_BOOK, "version"): book.version, (_BOOK, "source"): book.source}
    for field, value in book.grading.model_dump(mode="json").items():
        values["grading", field] = _text(value)
    for field, value in book.terms.model_dump(mode="json").items():
        values["terms", field] = _text(value)
    for name, days in book.columns.items():
        values["columns", name] = str(days)
    for name, item in book.items.items():
        for field, value in item.model_dump(mode="json").items():
            values[f"items.{name}", field] = _text(value)
    for entry in book.entries:
        for field, value in _entry_values(entry).items():
            values[entry.id, field] = value
    return values


def _entry_values(entry: Entry) -> dict[str, str]:
    """The stated values of one line; params and warn lines one by one."""
    written: dict[str, JsonValue] = entry.model_dump(mode="json", by_alias=True, exclude=_UNPRINTED)
    values: dict[str, str] = {}
    for field, value in written.items():
        if isinstance(value, dict):
            values |= {f"{field}.{name}": _text(each) for name, each in value.items()}
        elif value not in (None, ""):
            values[field] = _text(value)
    return values


def _text(value: JsonValue) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(value).removesuffix(".0")
    if isinstance(value, list):
        return ", ".join(_text(each) for each in value)
    return str(value)
