"""Ledgers kept as text: bytes to characters, characters to rows.

Rows are numbered as a spreadsheet program numbers them: an empty line is a row, a line break
inside quotes begins none.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import chain, islice

from checker.extract.ledgers.bounds import LedgerError, Row, too_long
from checker.extract.ledgers.headers import HEADER_ROWS, known_headers

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SEPARATORS = ",;\t"
_SNIFFED = 65_536
_END = "\0"  # stands after the last line; decoded text holds none

_FORMULA = re.compile(r"'*[\s\x00-\x20\u200b\ufeff]*[=+\-@\t\r＝＋－＠]")


def disarmed(text: str) -> str:
    """The cell as a csv may hold it: what a spreadsheet would calculate gets an apostrophe.

    Blanks and full-width signs count too, and so does text that already begins with apostrophes,
    so that `armed` gives back exactly what was written.
    """
    return "'" + text if _FORMULA.match(text) else text


def armed(text: str) -> str:
    """What `disarmed` was given; other text stays as it is, a leading apostrophe too."""
    return text[1:] if text[:1] == "'" and _FORMULA.match(text, 1) else text


def decoded(data: bytes) -> tuple[str, str]:
    """The text without NUL characters, and the encoding; raises LedgerError when it is none."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = _strict(data[len(bom) :], encoding)
            if text is None:
                raise _unreadable()
            return text.replace("\0", ""), encoding
    for encoding in _guesses(data):
        text = _strict(data, encoding)
        if text is not None:
            return text.replace("\0", ""), encoding
    raise _unreadable()


def _guesses(data: bytes) -> Iterator[str]:
    """UTF-16 without a mark is believed only when it shows a header that we know."""
    if b"\0" in data and len(data) % 2 == 0:
        for encoding in ("utf-16-le", "utf-16-be"):
            text = _strict(data, encoding)
            if text and "\0" not in text and _has_header(text):
                yield encoding
    yield "utf-8"
    yield "gb18030"


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _unreadable() -> LedgerError:
    return LedgerError(
        "认不出文件的编码，或者它不是表格。请用 Excel 或 WPS 打开后另存为 xlsx 或“CSV UTF-8”",
        "the encoding is unknown, or this is no table; open it in a spreadsheet program and save "
        "it as xlsx or as CSV UTF-8",
    )


def _head(text: str, separator: str) -> list[list[str]]:
    lines = io.StringIO(text[:_SNIFFED], newline="")
    try:
        return list(islice(csv.reader(lines, delimiter=separator), HEADER_ROWS))
    except csv.Error:
        return []


def separator_of(text: str) -> str:
    """The separator under which the first rows hold most ledger headers, else most cells."""

    def promise(separator: str) -> tuple[int, int]:
        rows = _head(text, separator)
        return max(((known_headers(row), len(row)) for row in rows), default=(0, 0))

    return max(_SEPARATORS, key=promise)


def _has_header(text: str) -> bool:
    return any(map(known_headers, _head(text, separator_of(text))))


def records(text: str) -> Iterator[Row]:
    """The rows of a csv; raises LedgerError at a quote that is never closed."""
    lines = chain(io.StringIO(text, newline=""), [_END])
    reader = csv.reader(lines, delimiter=separator_of(text))
    line = 0
    try:
        for cells in reader:
            line += 1
            if cells == [_END]:
                return
            yield Row(line, tuple(armed(cell) if cell[:1] == "'" else cell for cell in cells))
    except csv.Error as fault:
        raise too_long(line + 1) from fault
    raise LedgerError(
        f"第 {line} 行有一个引号没有成对，之后的内容无法分行。请补上引号后再导入",
        f"row {line} opens a quote that is never closed; close it and import again",
    )
