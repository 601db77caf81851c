"""When a post was made, in all the ways in which sources write it.

A time without a zone is Chinese time. Midnight is taken as a day that some generator dressed up
as a moment: the post may have been made until the end of it.
"""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from checker.core.account import end_of_day
from checker.core.fact import CHINA
from checker.extract.dates.written import Reading, first_date, settle_years

_DAY_ONLY = re.compile(r"\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})\s*", re.ASCII)
_AGO = re.compile(r"(\d{1,3})\s?(秒钟?|分钟|个?小时|天)之?前", re.ASCII)
_UNITS = {"秒": 1, "秒钟": 1, "分钟": 60, "小时": 3600, "个小时": 3600, "天": 86_400}
_MILLISECONDS_FROM = 100_000_000_000
_LONGEST = 200
_BY_CTIME = "%a %b %d %H:%M:%S %z %Y"  # Tue Feb 23 12:28:47 +0800 2021

PLAIN_KINDS = frozenset({"auto", "s", "ms"})
"""The kinds of time that are no pattern: told by the value, seconds, milliseconds since 1970."""


class When(NamedTuple):
    """A moment in China, None where none can be read; `date_only` when only its day is known."""

    moment: datetime | None
    date_only: bool = False


UNKNOWN = When(None)


def read_time(value: object) -> When:
    """One time by itself: ISO 8601, RFC 822, the clock of C, seconds or milliseconds since 1970."""
    if isinstance(value, bool) or value is None:
        return UNKNOWN
    if isinstance(value, int | float):
        return _epoch(float(value))
    text = str(value)[:_LONGEST].strip()
    day = _DAY_ONLY.fullmatch(text)
    try:
        if day:
            year, month, number = map(int, day.groups())
            return When(end_of_day(datetime(year, month, number, tzinfo=CHINA).date()), True)
        if text.isascii() and text.isdigit():
            return _epoch(float(text)) if len(text) in (10, 13) else UNKNOWN
        return _in_china(_moment(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return UNKNOWN


def _moment(text: str) -> datetime:
    for read in (datetime.fromisoformat, _ctime, parsedate_to_datetime):
        try:
            return read(text)
        except (ValueError, TypeError, IndexError):
            continue
    raise ValueError(text)


def _ctime(text: str) -> datetime:
    return datetime.strptime(text, _BY_CTIME)  # noqa: DTZ007 - the zone is in the pattern


def _in_china(moment: datetime) -> When:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=CHINA)
    there = aware.astimezone(CHINA)
    if there.time() == time(0):
        return When(end_of_day(there.date()), True)
    return When(there)


def _epoch(number: float) -> When:
    seconds = number / 1000 if number > _MILLISECONDS_FROM else number
    try:
        moment = datetime.fromtimestamp(seconds, CHINA)
    except (OverflowError, OSError, ValueError):
        return UNKNOWN
    return _in_china(moment) if seconds > 0 else UNKNOWN


def read_times(values: Sequence[object], kind: str, as_of: datetime) -> list[When]:
    """The times of one list in its order, as of a moment.

    `kind` is `auto`, `s`, `ms`, or a pattern of strptime. Under `auto` a day without its year
    (06-27) gets it from its neighbours and from `as_of`, and 3分钟前 and 昨天 12:00 are counted back.
    """
    if kind in ("s", "ms"):
        return [_counted(value, 1000 if kind == "ms" else 1) for value in values]
    if kind != "auto":
        return [_by_pattern(value, kind) for value in values]
    found = [read_time(value) for value in values]
    found = [
        when if when.moment else _ago(value, as_of)
        for when, value in zip(found, values, strict=True)
    ]
    if all(when.moment or not value for when, value in zip(found, values, strict=True)):
        return found
    readings = [_written(value, as_of) for value in values]
    days = settle_years(readings, as_of.date())
    return [
        when if when.moment or reading is None or day is None
        else _on_day(datetime.combine(day, reading.clock or time(), tzinfo=CHINA), reading)
        for when, reading, day in zip(found, readings, days, strict=True)
    ]  # fmt: skip


def _on_day(moment: datetime, reading: Reading) -> When:
    return When(moment) if reading.clock else When(end_of_day(moment.date()), True)


def _written(value: object, as_of: datetime) -> Reading | None:
    return first_date(str(value)[:_LONGEST], as_of.date()) if value else None


def _counted(value: object, per_second: int) -> When:
    try:
        return _epoch(float(str(value)) / per_second) if value else UNKNOWN
    except ValueError:
        return UNKNOWN


def _by_pattern(value: object, pattern: str) -> When:
    try:
        return _in_china(datetime.strptime(str(value).strip(), pattern))  # noqa: DTZ007
    except (ValueError, OverflowError):
        return UNKNOWN


def _ago(value: object, as_of: datetime) -> When:
    """3分钟前 to the minute; 3天前 is that day."""
    text = str(value or "")[:_LONGEST].strip()
    if text == "刚刚":
        return When(as_of)
    found = _AGO.fullmatch(text)
    if found is None:
        return UNKNOWN
    back = as_of - timedelta(seconds=int(found[1]) * _UNITS[found[2]])
    return When(end_of_day(back.date()), True) if found[2] == "天" else When(back)
