"""How large a ledger may be, and what a person is told whose file cannot be read."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

FILE_BYTES = 32 * 1024 * 1024
INFLATED_BYTES = 256 * 1024 * 1024
INFLATED_RATIO = 200
ROWS = 200_000
COLUMNS = 200
CELLS = 4_000_000
"""Filled cells of a whole ledger: 200,000 rows of 20."""
CELL_CHARACTERS = 32_767
"""The spreadsheets' own limit; a longer cell is a quote that nobody closed."""


class LedgerError(Exception):
    """The whole file cannot be read; says why and what to do, in Chinese and in English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.zh = zh
        self.en = en


class Row(NamedTuple):
    """One row: its number as the spreadsheet program shows it (from 1), and its cells."""

    line: int
    cells: tuple[str, ...]


def bounded(rows: Iterable[Row]) -> Iterator[Row]:
    """Drops empty rows and empty cells at the end; raises LedgerError past a limit."""
    count = filled = 0
    for row in rows:
        cells = row.cells
        width = len(cells)
        while width and not cells[width - 1].strip():
            width -= 1
        if not width:
            continue
        count += 1
        filled += width
        _refuse_large(row.line, cells[:width], count, filled)
        yield Row(row.line, cells[:width])


def _refuse_large(line: int, cells: tuple[str, ...], rows: int, filled: int) -> None:
    if rows > ROWS or filled > CELLS:
        raise LedgerError(
            f"表格太大：最多 {ROWS} 行、{CELLS} 个单元格。请拆成几个文件分别导入",
            f"the table is too large: at most {ROWS} rows and {CELLS} cells; "
            "split it into several files",
        )
    if len(cells) > COLUMNS:
        raise too_wide(line)
    if max(map(len, cells)) > CELL_CHARACTERS:
        raise too_long(line)


def too_wide(line: int) -> LedgerError:
    """A row with more columns than a ledger has."""
    return LedgerError(
        f"第 {line} 行超过 {COLUMNS} 列。请删去右侧无关的列后再导入",
        f"row {line} has more than {COLUMNS} columns; delete the columns that do not belong",
    )


def too_long(line: int) -> LedgerError:
    """A cell that no spreadsheet can hold."""
    return LedgerError(
        f"第 {line} 行有单元格超过 {CELL_CHARACTERS} 个字。请检查该行的引号是否成对",
        f"row {line} has a cell of more than {CELL_CHARACTERS} characters; "
        "look for a quote that is never closed",
    )
