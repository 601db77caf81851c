"""What one date in a text is, and the clock that may stand behind it."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from checker.core.fact import CHINA

FIRST_YEAR = 1990
YEARS_AHEAD = 3


class Reading:
    """One date in a text. `day` is None where the year is missing; then `month_day` is set.

    `form` names how it was written; `quote` is text[start:end] with its clock; `future` says
    that the day lies after the moment of reading.

    Not to be changed. No data class: of the dozens on a page each would cost five times.
    """

    __slots__ = ("clock", "day", "end", "form", "future", "month_day", "quote", "start")

    def __init__(
        self,
        day: date | None,
        month_day: tuple[int, int] | None,
        clock: time | None,
        form: str,
        quote: str,
        start: int,
        end: int,
        future: bool,
    ) -> None:
        self.day, self.month_day, self.clock = day, month_day, clock
        self.form, self.quote = form, quote
        self.start, self.end, self.future = start, end, future


_CLOCK = re.compile(
    r"(?:\s{0,2}[（(]?(?:星期|周)[一二三四五六日天][)）]?)?"
    r"(\s{0,3}T|\s{1,3}-?\s{0,2}|-|,\s?)?(上午|下午|晚上)?\s?"
    r"([0-9]{1,2})(?:\s?[:：]\s?([0-9]{2})(?:\s?[:：]\s?([0-9]{2})(?:\.[0-9]{1,7})?)?(?![0-9])"
    r"|时(?:([0-9]{1,2})分)?)"
    r"(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
OPENERS, CLOSERS = "[(（【［〔<「", "])）】］〕>」"


def day_of(year: int, month: int, day: int, as_of: date) -> date | None:
    """The calendar day, or None for one that does not exist or lies outside what is believable."""
    if not FIRST_YEAR <= year <= as_of.year + YEARS_AHEAD:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_in(plain: str, as_of: date) -> date | None:
    """The same for a day as 2026-11-03, and nothing else."""
    try:
        day = date.fromisoformat(plain)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= as_of.year + YEARS_AHEAD else None


def clock_of(parts: list[int]) -> time | None:
    """Hour, minute and maybe second as a clock; None for fewer parts or an impossible hour."""
    if len(parts) < 2 or parts[0] > 23 or any(part > 59 for part in parts[1:]):
        return None
    return time(parts[0], parts[1], parts[2] if len(parts) > 2 else 0)


def clock_follows(text: str, end: int) -> bool:
    """Whether a clock stands right behind this place."""
    return _CLOCK.match(text, end) is not None


def clock_at(text: str, end: int) -> tuple[time | None, int, timezone | None]:
    """The clock that follows a date, where it ends, and its zone if it names one after a T."""
    found = _CLOCK.match(text, end)
    if found is None:
        return None, end, None
    joint, half, hour, minute, second, chinese_minute, zone = found.groups()
    hours = int(hour) + (12 if half in ("下午", "晚上") and int(hour) < 12 else 0)
    clock = clock_of([hours, int(minute or chinese_minute or 0), int(second or 0)])
    if clock is None:
        return None, end, None
    if zone and joint and joint.strip() == "T":
        return clock, found.end(), _zone(zone)
    return clock, found.start(7) if zone else found.end(), None


def _zone(written: str) -> timezone | None:
    if written == "Z":
        return UTC
    hours, minutes = int(written[1:3]), int(written[-2:])
    if hours > 14 or minutes > 59:
        return None
    size = timedelta(hours=hours, minutes=minutes)
    return timezone(-size if written[0] == "-" else size)


def in_china(day: date, clock: time, zone: timezone) -> tuple[date, time]:
    """A day and a clock of some zone as China's day and clock."""
    moment = datetime.combine(day, clock, zone).astimezone(CHINA)
    return moment.date(), moment.time()


def dated(text: str, start: int, end: int, day: date, form: str, as_of: date) -> Reading:
    """A whole date, with the clock that may stand behind it."""
    clock, end, zone = clock_at(text, end)
    if clock is not None and zone is not None:
        day, clock = in_china(day, clock, zone)
        form = "ISO"
    return reading_of(text, start, end, day, clock, form, as_of)


def yearless(text: str, start: int, end: int, month_day: tuple[int, int], form: str) -> Reading:
    """A date whose year is not written, with the clock that may stand behind it."""
    clock, end, _ = clock_at(text, end)
    return Reading(None, month_day, clock, form, text[start:end], start, end, False)


def reading_of(
    text: str, start: int, end: int, day: date, clock: time | None, form: str, as_of: date
) -> Reading:
    """A date whose parts are all known."""
    return Reading(day, None, clock, form, text[start:end], start, end, day > as_of)


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether brackets or the ends of the text hold these figures on both sides."""
    before, after = text[max(0, start - 9) : start].rstrip()[-1:], text[end : end + 8].lstrip()[:1]
    return (not before or before in OPENERS) and (not after or after in CLOSERS)
