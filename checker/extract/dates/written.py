"""Dates in texts and addresses, as they stand in lists and articles.

`read_dates` finds every date of a text, `date_in_address` the day that a CMS wrote into a link,
`settle_years` gives the missing years of one list. A day after `as_of` is kept and flagged.
"""

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

from checker.extract.dates.numbers import backward_dates, numeric_dates
from checker.extract.dates.reading import FIRST_YEAR, Reading, day_in, reading_of
from checker.extract.dates.words import (
    chinese_dates,
    compact_dates,
    english_dates,
    epoch_dates,
    relative_dates,
)
from checker.extract.dates.years import settle_years

__all__ = ["Reading", "date_in_address", "first_date", "read_dates", "settle_years"]

_PLAIN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""What most lists show beside a title, and nothing else: read without looking for other forms."""
_PLAIN_LENGTH = 10
_ONE_DAY = timedelta(days=1)
_MAYBE = re.compile(r"[0-9０-９年天日]|刚刚")
_FIGURE = re.compile(r"[0-9０-９]")
_SLASHED_YEAR = re.compile(r"/(?:19|20)[0-9]{2}")
_MONTH_NAME = re.compile(r"[JFMASOND][aepuco][nbrylgptvc]")
_CHINESE_MONTH = re.compile(
    r"月(?:(?<=[元正一二三四五六七八九十]月)|(?<=[元正一二三四五六七八九十]\s月))"
)
_RELATIVE_SIGNS = ("前", "昨", "今", "刚刚")


def read_dates(
    text: str, as_of: date, *, epoch: bool = False, compact: bool = False
) -> list[Reading]:
    """Every date of a text in order, none overlapping another.

    `epoch` also reads seconds and milliseconds since 1970, `compact` also 20261103 without a
    label before it: both only where the place says that it is a date (a meta tag, a JSON field).
    """
    if len(text) == _PLAIN_LENGTH and _PLAIN.fullmatch(text):
        day = day_in(text, as_of)
        if day is not None:
            return [reading_of(text, 0, _PLAIN_LENGTH, day, None, "dashed", as_of)]
    if not _MAYBE.search(text):
        return []
    found: list[Reading] = []
    if _FIGURE.search(text):
        found += numeric_dates(text, as_of)
        found += compact_dates(text, as_of, compact)
        if epoch:
            found += epoch_dates(text, as_of)
        if _SLASHED_YEAR.search(text):
            found += backward_dates(text, as_of)
        if _MONTH_NAME.search(text):
            found += english_dates(text, as_of)
    if "年" in text and _CHINESE_MONTH.search(text):
        found += chinese_dates(text, as_of)
    if any(sign in text for sign in _RELATIVE_SIGNS):
        found += relative_dates(text, as_of)
    return found if len(found) < 2 else _apart(found)


def first_date(text: str, as_of: date) -> Reading | None:
    """The first date of a text, or None."""
    found = read_dates(text, as_of)
    return found[0] if found else None


def _apart(found: list[Reading]) -> list[Reading]:
    """In order of their place; of two that overlap the earlier and longer one."""
    found.sort(key=lambda reading: (reading.start, -reading.end))
    kept: list[Reading] = []
    for reading in found:
        if not kept or reading.start >= kept[-1].end:
            kept.append(reading)
    return kept


_FILE_DAY = re.compile(r"/[a-z]?t((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])_")
_FOLDERS = re.compile(r"(?<=[/_])((?:19|20)[0-9]{2})[-/]?([0-9]{1,2})/([0-9]{1,2})(?=/)")
_HALVED = re.compile(r"(?<=[/_])((?:19|20)[0-9]{2})/([01][0-9])-?([0-3][0-9])(?=[/_.])")
_DASHED = re.compile(r"(?<=[/_])((?:19|20)[0-9]{2})[-_]([0-9]{1,2})[-_]([0-9]{1,2})(?=[/_.]|$)")
_JOINED = re.compile(
    r"(?<=[/_.\-])((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?:[0-2][0-9][0-5][0-9][0-5][0-9])?"
    r"(?=[/_.\-]|$)"
)
_FILED = re.compile(r"/[PW]0((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])[0-9]{6,}\.")


def date_in_address(url: str, as_of: date) -> date | None:
    """The day that an address names, as CMSs write it; a directory of a month alone is none.

    t20230418_1.html · /2023/4/18/ · /2023-04/18/ · /2024/0418/ · /20251013/ · P0202306151….pdf.
    None too for a day later than tomorrow.
    """
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    if "20" not in path and "19" not in path:
        return None
    for pattern in (_FILE_DAY, _JOINED, _FOLDERS, _HALVED, _DASHED, _FILED):
        days = [
            day
            for found in pattern.finditer(path)
            if (day := _calendar_day(found)) is not None and day - _ONE_DAY <= as_of
        ]
        if days:
            return days[-1]
    return None


def _calendar_day(found: re.Match[str]) -> date | None:
    year, month, day = (int(group) for group in found.groups())
    if year < FIRST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
