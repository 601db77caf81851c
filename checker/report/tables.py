"""One shape for every table that leaves the program, whatever file it becomes.

Rows may come from an iterator and are never held together, so that a table of the whole country
needs no more memory than its longest row. Without a title row above the header, a person can
import the file again.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Lang = Literal["zh", "en"]
ColumnKind = Literal["code", "name", "word", "url", "date", "moment", "number", "sentence"]
"""How a column is set: a code is never a number, a sentence is long and wraps."""

Cell = str | int | float | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key in JSON, its header in both languages, what it holds."""

    key: str
    zh: str
    en: str
    kind: ColumnKind = "word"

    def title(self, lang: Lang) -> str:
        """The header; the Chinese one is the name that the ledger reader knows."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Table:
    """A named table. `name` is for files and English sheets, `title_zh` for Chinese ones."""

    name: str
    title_zh: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]

    def title(self, lang: Lang) -> str:
        """What a sheet of this table is called."""
        return self.title_zh if lang == "zh" else self.name

    def checked_rows(self) -> Iterator[tuple[Cell, ...]]:
        """The rows; raises ValueError at one with more or fewer cells than columns."""
        width = len(self.columns)
        for row in self.rows:
            if len(row) != width:
                raise ValueError(f"{self.name}: a row of {len(row)} cells in {width} columns")
            yield row


_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text without the characters that no XML, spreadsheet or UTF-8 file can carry."""
    return _UNPRINTABLE.sub("", text)


def text_of(cell: Cell, lang: Lang) -> str:
    """A cell as a person reads it; moments keep the zone they are given in."""
    match cell:
        case None:
            return ""
        case bool():
            return {"zh": ("否", "是"), "en": ("no", "yes")}[lang][cell]
        case str():
            return printable(cell)
        case datetime():
            return cell.isoformat(sep=" ", timespec="seconds")
        case date():
            return cell.isoformat()
        case _:
            return str(cell)
