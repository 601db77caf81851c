"""How many items a registered column published in each month, told from the visits of a period.

A visit sees the first page of a list: its days, newest first. Visits are laid over each other: of
each day the most items that any visit saw. A month is whole when a visit after it reached back
before its first day, or when the lists of a month's visits join; else the number is a least one.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from checker.core.fact import Fact


class ColumnVisit(Fact):
    """What one visit saw of a column: its day, and the days of the items on the first page."""

    day: date
    days: tuple[date, ...]


def items_by_month(
    visits: Sequence[ColumnVisit], months: Sequence[date]
) -> tuple[tuple[int, bool] | None, ...]:
    """For each month (its first day) the items and whether that is all; None where nobody looked.

    Nobody looked when no visit was on or after the month's first day.
    """
    most: Counter[date] = Counter()
    for visit in visits:
        most |= Counter(day for day in visit.days if day <= visit.day)
    return tuple(_month(visits, most, first) for first in months)


def _month(
    visits: Sequence[ColumnVisit], most: Counter[date], first: date
) -> tuple[int, bool] | None:
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    after = [visit for visit in visits if visit.day >= first]
    if not after:
        return None
    items = sum(count for day, count in most.items() if first <= day <= last)
    return items, _is_whole(after, first, last)


def _is_whole(visits: Sequence[ColumnVisit], first: date, last: date) -> bool:
    """Whether every day of the month lies under the list of some visit."""
    open_to = last
    for visit in sorted(visits, key=lambda each: each.day, reverse=True):
        oldest = min(visit.days, default=first - timedelta(days=1))
        if visit.day >= open_to:
            open_to = min(open_to, oldest)
        if open_to < first:
            return True
    return False
