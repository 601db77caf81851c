"""What the stored numbers of a workbook mean: codes, amounts, dates by their number format."""

import re
from datetime import datetime, timedelta

_BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_EXACT_INTEGERS = 10**15
"""Spreadsheets keep 15 digits; a longer number is shown as it is stored."""
_NOT_LETTERS = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]')
_LAST_SERIAL = 2_958_466


def is_date_format(number: int, code: str) -> bool:
    """Whether a number format shows a date or a time; `code` is empty for a built-in one."""
    if not code:
        return number in _BUILT_IN_DATES
    if re.search(r"\[(?:h+|m+|s+)\]", code.lower()):
        return True
    letters = _NOT_LETTERS.sub("", code.split(";")[0]).lower()
    return letters != "general" and any(letter in letters for letter in "ymdhs")


def number_text(raw: str) -> str:
    """A stored number as a person sees it: 6108000001.0 and 6.108000001E9 are 6108000001."""
    try:
        value = float(raw)
    except ValueError:
        return raw
    if value.is_integer() and abs(value) < _EXACT_INTEGERS:
        return str(int(value))
    return raw if abs(value) >= _EXACT_INTEGERS else repr(value)


def date_text(raw: str, from_1904: bool) -> str:
    """A stored day number as ISO: a date, a date with its time, or a time of day alone.

    Day numbers before March 1900 are off by the day that 1900 did not have; they are no dates
    of a ledger and stay one day early.
    """
    try:
        serial = float(raw)
    except ValueError:
        return raw
    if not 0 <= serial < _LAST_SERIAL:
        return number_text(raw)
    epoch = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001
    try:
        moment = epoch + timedelta(seconds=round(serial * 86_400))
    except OverflowError:
        return number_text(raw)
    if serial < 1:
        return moment.strftime("%H:%M:%S")
    if moment.time() == datetime.min.time():
        return moment.date().isoformat()
    return moment.isoformat(sep=" ")
