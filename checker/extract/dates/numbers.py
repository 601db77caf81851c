"""Dates in Arabic figures, as lists and articles write them; also full-width figures.

A number that merely looks like a date (a telephone, a version, a document number, a percentage,
a range of months) is refused here. Every pattern is linear: bounded repeats, nothing nested.
"""

import re
from collections.abc import Iterator
from datetime import date

from checker.extract.dates.reading import (
    CLOSERS,
    FIRST_YEAR,
    OPENERS,
    YEARS_AHEAD,
    Reading,
    clock_follows,
    dated,
    day_of,
    reading_of,
    stands_alone,
    yearless,
)

_D = "[0-9０-９]"
_DASHES = "-－‐‑–—"
_KIND = {
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys("/／", "/"),
    **dict.fromkeys(".．", "."),
    "年": "年",
    "月": "月",
}
_FORM = {"-": "dashed", "/": "slashed", ".": "dotted", "年": "年月日"}

_NUMBERS = re.compile(
    rf"({_D}(?<![0-9０-９A-Za-z].)(?<![0-9０-９A-Za-z][.\-/_].){_D}{{0,3}})"
    rf"\s{{0,2}}([{_DASHES}/／.．年月])\s{{0,2}}({_D}{{1,2}})"
    rf"(?:\s{{0,2}}([{_DASHES}/／.．月])\s{{0,2}}({_D}{{1,2}}))?"
    r"(\s{0,2}[日号月])?"
)
_DAY_BEFORE = re.compile(r"(?:^|[\s\[(（【|>:：])([0-9]{1,2})\s{1,3}$")
_DAY_AFTER = re.compile(r"\s{1,3}([0-9]{1,2})(?=$|[\s\])）】|<])(?!\s?[:：])")
_YEAR_BEFORE = re.compile(r"[0-9０-９]\s?年\s?$")
_YEAR_AFTER = re.compile(r"\s{1,3}((?:19|20)[0-9]{2})年?(?=$|[\s\])）】|<])")
_LEAN = re.compile(r"[^\W\d_]|[%％‰℃~～]")
"""What may not follow a bare month-day: a letter or Chinese character, a unit."""


def numeric_dates(text: str, as_of: date) -> list[Reading]:
    """Dates of Arabic figures (also full-width) with separators, in order."""
    readings: list[Reading] = []
    at = 0
    while found := _NUMBERS.search(text, at):
        reading = _numeric(text, found, as_of)
        if reading is None:
            at = found.end(1)
            continue
        at = reading.end
        readings.append(reading)
    return readings


def _numeric(text: str, found: re.Match[str], as_of: date) -> Reading | None:
    one, sep, two, sep_two, three, unit = found.groups()
    kind, kind_two = _KIND[sep], _KIND.get(sep_two or "", "")
    if kind == "月":
        return _month_day(text, found, as_of) if unit and unit.strip() in "日号" else None
    if three is None:
        if len(one) == 4:
            return _year_month(text, found, as_of)
        return _bare_month_day(text, found, as_of)
    if unit and unit.strip() == "月":
        return None
    paired = kind_two == kind or kind == "年"
    if len(one) == 4 and paired:
        return _full(text, found, int(one), _FORM[kind], as_of)
    if len(one) == 2 and paired:
        return _short_year(text, found, as_of)
    if len(one) < 3 and kind_two in "-" and len(two) == 2:
        return _bare_month_day(text, found, as_of)
    return None


def _full(text: str, found: re.Match[str], year: int, form: str, as_of: date) -> Reading | None:
    """A year, a month and a day; the clock after it belongs to it."""
    end = found.end(6) if found.group(6) else found.end(5)
    after = text[end : end + 2]
    if after[:1].isdigit():
        ended = len(found.group(5)) == 2 or found.group(6)  # 2023-04-1810:20, 4月8日10时
        if not (ended and clock_follows(text, end)):
            return None
    if len(after) == 2 and after[0] == "." and after[1].isdigit():
        return None
    day = day_of(year, int(found.group(3)), int(found.group(5)), as_of)
    if day is None:
        return None
    return dated(text, found.start(), end, day, form, as_of)


_BACKWARDS = re.compile(
    r"[0-9](?<![0-9/].)[0-9]?/[0-9]{1,2}/(?:19|20)[0-9]{2}(?![0-9/])(?:\s\d{1,2}:\d{2}:\d{2} [AP]M)?"
)


def backward_dates(text: str, as_of: date) -> Iterator[Reading]:
    """11/3/2026 10:20:00 AM, as servers with American settings write it: month, day, year.

    The day first where it can be no month, or where only that is not after `as_of`.
    """
    for found in _BACKWARDS.finditer(text):
        one, two, year = (int(part) for part in found[0].split(" ")[0].split("/"))
        ways = [day_of(year, one, two, as_of), day_of(year, two, one, as_of)]
        days = [day for day in ways if day is not None]
        if days:
            day = next((day for day in days if day <= as_of), days[0])
            yield reading_of(text, found.start(), found.end(), day, None, "month first", as_of)


def _short_year(text: str, found: re.Match[str], as_of: date) -> Reading | None:
    """26-11-03 and 26年11月3日: two figures for the year; 26-11-3 only where it stands alone."""
    year = int(found.group(1)) + (1900 if int(found.group(1)) >= FIRST_YEAR % 100 else 2000)
    kind = _KIND[found.group(2)]
    if kind == "年" and not found.group(6):
        return None
    short = len(found.group(3)) != 2 or len(found.group(5)) != 2
    loose = kind == "." or (kind != "年" and short)
    if loose and not stands_alone(text, found.start(), found.end()):
        return None
    if year > as_of.year + 1 or (kind != "年" and _LEAN.match(text, found.end(5))):
        return None
    last = 2000 + int(found.group(5))
    if kind == "/" and year <= 2012 and abs(as_of.year - last) <= 1:
        return None  # 11/5/26 may as well be a day of this year, written month first
    return _full(text, found, year, "two-digit year", as_of)


def _month_day(text: str, found: re.Match[str], as_of: date) -> Reading | None:
    """11月3日, also the first half of 11月3-5日."""
    month, day = int(found.group(1)), int(found.group(3))
    if len(found.group(1)) > 2 or not _possible(month, day):
        return None
    if _YEAR_BEFORE.search(text, max(0, found.start() - 4), found.start()):
        return None
    return yearless(text, found.start(), found.end(), (month, day), "月日")


def _bare_month_day(text: str, found: re.Match[str], as_of: date) -> Reading | None:
    """11-03, [11/03]: two figures each, or one where brackets or the ends of the text hold it."""
    one, two, kind = found.group(1), found.group(3), _KIND[found.group(2)]
    start, end = found.start(), found.end(3)
    if found.group(5) or found.group(6) or kind == "年" or len(one) > 2:
        return None
    if not _possible(int(one), int(two)):
        return None
    if year := _YEAR_AFTER.match(text, end):
        day = day_of(int(year.group(1)), int(one), int(two), as_of)
        if day is not None:
            return reading_of(text, start, year.end(), day, None, "split", as_of)
    alone = stands_alone(text, start, end)
    short = len(one) != 2 or len(two) != 2
    if (short or kind == ".") and not alone:
        return None
    if short and not _bracketed(text, start, end):
        return None
    if text[end : end + 1].isdigit() or _LEAN.match(text, end) or _in_number(text, start, end):
        return None
    return yearless(text, start, end, (int(one), int(two)), _FORM[kind] + " month-day")


def _in_number(text: str, start: int, end: int) -> bool:
    """Whether the figures are a piece of something longer: a telephone, a chain, a bracketed no."""
    before, after = text[max(0, start - 1) : start], text[end : end + 2]
    if before and (before in "〕第共约-—+＋*~～" or before == "."):
        return True
    return bool(after) and after[0] in "-/.－／．" and after[1:].isdigit()


def _year_month(text: str, found: re.Match[str], as_of: date) -> Reading | None:
    """A year and month with the day beside it, as cards have it: `18 2023-04` or `2023.04 18`."""
    end = found.end(6) if found.group(6) else found.end(3)
    if found.group(6) and found.group(6).strip() != "月":
        return None
    if text[end : end + 1].isdigit():
        return None
    year, month = int(found.group(1)), int(found.group(3))
    if not FIRST_YEAR <= year <= as_of.year + YEARS_AHEAD:
        return None
    start = found.start()
    if before := _DAY_BEFORE.search(text, max(0, start - 7), start):
        day = day_of(year, month, int(before.group(1)), as_of)
        if day is not None:
            return reading_of(text, before.start(1), end, day, None, "split", as_of)
    if after := _DAY_AFTER.match(text, end):
        day = day_of(year, month, int(after.group(1)), as_of)
        if day is not None:
            return reading_of(text, start, after.end(), day, None, "split", as_of)
    return None


def _bracketed(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in tuple(OPENERS) and text[end : end + 1] in tuple(CLOSERS)


def _possible(month: int, day: int) -> bool:
    return (
        1 <= month <= 12 and 1 <= day <= (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    )
