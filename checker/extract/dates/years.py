"""The missing years of month-day dates (11-03), told by the order of their list.

A list runs from new to old or from old to new; a day that jumps against that order by more than
a few weeks has passed a New Year. Addresses that name a day, and items that carry a full date,
hold the years fast. Nothing lies after `as_of`.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from checker.extract.dates.reading import FIRST_YEAR, Reading

_SLACK = timedelta(days=45)
_PINNED_COST = 30
_ENOUGH_ANCHORS = 3


def settle_years(
    readings: Sequence[Reading | None], as_of: date, hints: Sequence[date | None] = ()
) -> list[date | None]:
    """The day of each item of one list in its order; None where the item has no date at all.

    `hints` are days from the items' addresses: they choose a year, they do not replace a date.
    """
    held = [_held(reading, _at(hints, place)) for place, reading in enumerate(readings)]
    open_places = [
        place for place, reading in enumerate(readings) if reading and held[place] is None
    ]
    if not open_places:
        return held
    parts = [_month_day(reading, held[place]) for place, reading in enumerate(readings)]
    if _ascending(parts):
        settled = _settle(parts[::-1], held[::-1], as_of)[::-1]
    else:
        settled = _settle(parts, held, as_of)
    return settled


def _at(hints: Sequence[date | None], place: int) -> date | None:
    return hints[place] if place < len(hints) else None


def _held(reading: Reading | None, hint: date | None) -> date | None:
    """The day that is certain without the list: written in full, or fixed by the address."""
    if reading is None or reading.day is not None:
        return reading.day if reading else None
    if hint is None or reading.month_day is None:
        return None
    near = [
        day
        for year in (hint.year - 1, hint.year, hint.year + 1)
        if (day := _on(year, reading.month_day)) is not None
    ]
    return min(near, key=lambda day: abs(day - hint)) if near else None


def _month_day(reading: Reading | None, held: date | None) -> tuple[int, int] | None:
    if held is not None:
        return held.month, held.day
    return reading.month_day if reading else None


def _ascending(parts: list[tuple[int, int] | None]) -> bool:
    """Whether the list runs from old to new: more small steps forward than back."""
    days = [month * 31 + day for month, day in (part for part in parts if part)]
    steps = [later - earlier for earlier, later in pairwise(days)]
    forward = sum(1 for step in steps if 0 < step < 186 or step < -186)
    back = sum(1 for step in steps if -186 < step < 0 or step > 186)
    return len(days) > 2 and forward > 2 * back


def _settle(
    parts: list[tuple[int, int] | None], held: list[date | None], as_of: date
) -> list[date | None]:
    """Years for a list that runs from new to old; its first item may be one that was pinned."""
    plain = _walk(parts, held, as_of)
    if held[0] is not None or len(parts) < 4:
        return plain
    pinned = [_on_or_before(parts[0], as_of), *_walk(parts[1:], held[1:], as_of)]
    return pinned if _cost(pinned[1:], as_of) + _PINNED_COST < _cost(plain, as_of) else plain


def _cost(days: list[date | None], as_of: date) -> int:
    """How old the newest is and how far the list jumps, in days."""
    known = [day for day in days if day]
    if not known:
        return 0
    jumps = sum(abs((a - b).days) for a, b in pairwise(known))
    return (as_of - max(known)).days + jumps


def _walk(
    parts: list[tuple[int, int] | None], held: list[date | None], as_of: date
) -> list[date | None]:
    """From the top down: each item in the latest year that keeps it below the one before it.

    An item far from two neighbours that agree with each other is out of order: it is given a
    year, but does not move the others.
    """
    settled: list[date | None] = []
    last = _start(held, as_of)
    for place, (part, certain) in enumerate(zip(parts, held, strict=True)):
        day = certain
        if day is None and part is not None:
            day = _on_or_before(part, min(as_of, last + _SLACK) if last else as_of)
        if day is not None and not _out_of_order(parts, place):
            last = day
        settled.append(day)
    return settled


def _out_of_order(parts: list[tuple[int, int] | None], place: int) -> bool:
    if not 0 < place < len(parts) - 1:
        return False
    before, here, after = parts[place - 1], parts[place], parts[place + 1]
    if before is None or here is None or after is None:
        return False
    return _apart(before, after) <= 45 < min(_apart(before, here), _apart(here, after))


def _apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Days between two days of the year, the short way round."""
    days = abs((one[0] - other[0]) * 31 + one[1] - other[1])
    return min(days, 372 - days)


def _start(held: list[date | None], as_of: date) -> date | None:
    """Where a list begins whose days are mostly certain: near its first certain day."""
    certain = [day for day in held if day is not None and day <= as_of]
    if len(certain) < _ENOUGH_ANCHORS or held[0] is not None:
        return None
    return max(certain)


def _on_or_before(part: tuple[int, int] | None, limit: date) -> date | None:
    """The latest day of that month and day that is not after the limit."""
    if part is None:
        return None
    for year in range(limit.year, max(FIRST_YEAR, limit.year - 9) - 1, -1):
        day = _on(year, part)
        if day is not None and day <= limit:
            return day
    return None


def _on(year: int, part: tuple[int, int]) -> date | None:
    try:
        return date(year, *part)
    except ValueError:
        return None
