"""Ledgers as offices keep them: the bytes of an xlsx or csv become one sheet of text cells.

The sheet is the first one with a known header; titles above the header and empty rows are left
out, every other row keeps the number that the person sees in the file.
"""

import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from xml.parsers import expat

from checker.extract.ledgers.bounds import FILE_BYTES, LedgerError, Row, bounded
from checker.extract.ledgers.headers import (
    HEADER_ROWS,
    LedgerKind,
    is_header,
    kind_of_headers,
    known_headers,
)
from checker.extract.ledgers.text import decoded, records
from checker.extract.ledgers.workbook import tabs

OwnNames = Mapping[str, str]
"""The headers of an export, to the headers of our own ledgers."""

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
_FOREIGN = (
    (
        (b"\xd0\xcf\x11\xe0",),
        "这是旧版 .xls / .et 表格，或设了打开密码。请在 Excel 或 WPS 中去掉密码，另存为 .xlsx",
        "this is an old .xls workbook or one with a password; save it as .xlsx without a password",
    ),
    (
        (b"<",),
        "这是网页或 XML 文件，不是表格（不少系统导出的“xls”其实是网页）。请用 Excel 或 WPS 打开后另存为 .xlsx",
        "this is a web page or XML, not a table; open it in a spreadsheet program and save it "
        "as .xlsx",
    ),
    (
        (b"%PDF", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff"),
        "这不是表格文件。请导入 .xlsx 或 .csv 台账",
        "this is no table; import an .xlsx or .csv ledger",
    ),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file. `tab` is the worksheet's name; `encoding` that of a csv, or xlsx."""

    name: str
    tab: str
    encoding: str
    header_line: int
    headers: tuple[str, ...]
    rows: tuple[Row, ...]


def sheet(data: bytes, name: str, own: Sequence[OwnNames] = ()) -> Sheet:
    """Reads the bytes of a ledger; `name` is the file's name and only said back to the person.
    `own` are the saved mappings of exports: one counts where all of its headers stand in one row.

    Raises LedgerError, with what to do, for a file that cannot be read or is no ledger.
    """
    if len(data) > FILE_BYTES:
        raise LedgerError(
            f"文件超过 {FILE_BYTES >> 20} MB。请去掉图片等内容，或拆成几个文件",
            f"the file is larger than {FILE_BYTES >> 20} MB; remove pictures, or split it",
        )
    if data.startswith(b"PK\x03\x04"):
        try:
            return _workbook(data, name, own)
        except _BROKEN as fault:
            raise LedgerError(
                "工作簿已损坏、加了密码或不是 xlsx。请用 Excel 或 WPS 打开后另存为 .xlsx",
                "the workbook is broken, locked or no xlsx; open it in a spreadsheet program and "
                "save it as .xlsx",
            ) from fault
    start = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    for signs, zh, en in _FOREIGN:
        if start.startswith(signs):
            raise LedgerError(zh, en)
    text, encoding = decoded(data)
    found = _headed(bounded(records(text)), own)
    if found is None:
        raise _no_header()
    header, rows = found
    return Sheet(name, "", encoding, header.line, header.cells, rows)


def kind_of(sheet: Sheet) -> LedgerKind | None:
    """The kind of ledger that the headers tell, or None."""
    return kind_of_headers(sheet.headers)


def _workbook(data: bytes, name: str, own: Sequence[OwnNames]) -> Sheet:
    for tab, rows in tabs(data):
        found = _headed(bounded(rows), own)
        if found is not None:
            header, body = found
            return Sheet(name, tab, "xlsx", header.line, header.cells, body)
    raise _no_header()


def _no_header() -> LedgerError:
    return LedgerError(
        f"前 {HEADER_ROWS} 行里找不到表头。请核对列名，例如：网站标识码、网站名称、首页网址；"
        "新媒体标识码、账号名称、账号类型",
        f"no header among the first {HEADER_ROWS} rows; name the columns, for example "
        "网站标识码，网站名称，首页网址 or 新媒体标识码，账号名称，账号类型",
    )


def _headed(rows: Iterator[Row], own: Sequence[OwnNames]) -> tuple[Row, tuple[Row, ...]] | None:
    """The header (its line is its last one) and the rows under it; None without a header."""
    head = [_renamed(row, own) for row in islice(rows, HEADER_ROWS)]
    candidates = [(row, index) for index, row in enumerate(head) if is_header(row.cells)]
    candidates += [
        (_merged(upper, lower), index + 1)
        for index, (upper, lower) in enumerate(pairwise(head))
        if lower.line == upper.line + 1 and known_headers(lower.cells)
    ]
    if not any(is_header(row.cells) for row, _ in candidates):
        return None
    header, last = max(candidates, key=lambda pair: known_headers(pair[0].cells))
    below = chain(head[last + 1 :], rows)
    return header, tuple(row for row in below if row.cells != header.cells)


def _renamed(row: Row, own: Sequence[OwnNames]) -> Row:
    """The row under our own names, where it is the header of a known export."""
    cells = {cell.strip() for cell in row.cells}
    for names in own:
        if names and names.keys() <= cells:
            return Row(row.line, tuple(names.get(cell.strip(), cell) for cell in row.cells))
    return row


def _merged(upper: Row, lower: Row) -> Row:
    """A header of two rows, some cells of which are merged: the lower name is the nearer one."""
    width = max(len(upper.cells), len(lower.cells))
    above = upper.cells + ("",) * (width - len(upper.cells))
    below = lower.cells + ("",) * (width - len(lower.cells))
    return Row(lower.line, tuple(b if b.strip() else a for a, b in zip(above, below, strict=True)))
