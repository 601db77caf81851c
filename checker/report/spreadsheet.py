"""Tables as xlsx: text that stays text, a frozen header with filters, widths for Chinese.

Nothing that was fetched becomes a formula, a link or a number; a row lives only until it is
written.
"""

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from xlsxwriter import Workbook

from checker.report.tables import Cell, ColumnKind, Lang, Table, text_of

ROWS_PER_SHEET = 1_048_575
"""What a sheet holds under its header."""
CELL_UNITS = 32_767
"""What a cell holds, in UTF-16 units as spreadsheet programs count."""
CUT_MARK = {"zh": "……（过长，此处截断）", "en": "... (too long, cut here)"}

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_SHEET_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_WIDTHS: dict[ColumnKind, int] = {
    "code": 20,
    "name": 30,
    "word": 12,
    "url": 40,
    "date": 12,
    "moment": 27,
    "number": 10,
    "sentence": 60,
}
_EXACT = 10**15


def write_xlsx(
    tables: Sequence[Table],
    stream: BinaryIO,
    lang: Lang = "zh",
    *,
    rows_per_sheet: int = ROWS_PER_SHEET,
) -> None:
    """Writes one sheet a table, or more where a table has more rows than a sheet holds.

    The stream must be binary and open; it is left open. When the rows raise, nothing of the
    workbook is written and no temporary file stays behind.
    """
    with TemporaryDirectory() as folder:
        # The library's own types are partial.
        book: Any = Workbook(stream, {**_OPTIONS, "tmpdir": folder})
        try:
            _write_book(book, tables, lang, rows_per_sheet)
        except BaseException:
            for tab in book.worksheets():
                tab.row_data_fh.close()
            raise
        book.close()


def _write_book(book: Any, tables: Sequence[Table], lang: Lang, rows_per_sheet: int) -> None:
    styles: dict[str, Any] = {
        "header": book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter"}),
        "sentence": book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True}),
        "text": book.add_format({"num_format": "@", "valign": "top"}),
        "number": book.add_format({"valign": "top"}),
    }
    taken: set[str] = set()
    for table in tables:
        for rows in _pieces(table.checked_rows(), rows_per_sheet):
            tab: Any = book.add_worksheet(_sheet_name(table.title(lang), taken))
            _write_sheet(tab, table, rows, lang, styles)
    if not tables:
        book.add_worksheet()


def _pieces(rows: Iterator[tuple[Cell, ...]], size: int) -> Iterator[Iterator[tuple[Cell, ...]]]:
    """The rows in runs of at most `size`; an empty table is one empty run."""
    yield islice(rows, size)
    for first in rows:
        yield chain([first], islice(rows, size - 1))


def _sheet_name(title: str, taken: set[str]) -> str:
    """A name that spreadsheet programs allow and that no other sheet of this book has."""
    plain = _FORBIDDEN.sub(" ", " ".join(text_of(title, "zh").split())).strip("' ") or "表"
    number = 1
    while True:
        end = "" if number == 1 else f" ({number})"
        name = plain[: _SHEET_NAME - len(end)].rstrip("' ") + end
        if name.lower() not in taken and name.lower() != "history":
            taken.add(name.lower())
            return name
        number += 1


def _write_sheet(
    tab: Any,
    table: Table,
    rows: Iterator[tuple[Cell, ...]],
    lang: Lang,
    styles: dict[str, Any],
) -> None:
    kinds = [column.kind for column in table.columns]
    formats = [styles.get(kind, styles["text"]) for kind in kinds]
    for index, column in enumerate(table.columns):
        tab.set_column(index, index, max(_WIDTHS[column.kind], _width(column.title(lang)) + 4))
        tab.write_string(0, index, column.title(lang), styles["header"])
    tab.freeze_panes(1, 0)
    tab.repeat_rows(0)
    last = 0
    for last, row in enumerate(rows, 1):
        for index, cell in enumerate(row):
            if _is_number(cell):
                tab.write_number(last, index, cell, styles["number"])
            elif cell is not None and cell != "":
                tab.write_string(last, index, _fitting(text_of(cell, lang), lang), formats[index])
    if table.columns:
        tab.autofilter(0, 0, last, len(table.columns) - 1)


def _is_number(cell: Cell) -> bool:
    """Numbers that a spreadsheet keeps exactly; any other is written as text."""
    return (
        isinstance(cell, int | float)
        and not isinstance(cell, bool)
        and math.isfinite(cell)
        and abs(cell) < _EXACT
    )


def _fitting(text: str, lang: Lang) -> str:
    """The text, cut with a mark where a cell would not hold it."""
    if len(text) * 2 <= CELL_UNITS or _units(text) <= CELL_UNITS:
        return text
    mark = CUT_MARK[lang]
    units = text.encode("utf-16-le")[: (CELL_UNITS - len(mark)) * 2]
    return units.decode("utf-16-le", "ignore") + mark


def _units(text: str) -> int:
    return len(text) + sum(1 for c in text if c > "\uffff")


def _width(text: str) -> int:
    """How wide a text stands: Chinese characters count double."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
