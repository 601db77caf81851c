"""Chinese working days, with the State Council's moved days (调休).

The table comes from `chinesecalendar`, which adds a year when its notice is published (usually
in November for the year that follows). A day outside the table is not guessed: `UnknownYear`.
"""

from datetime import date, timedelta

from chinese_calendar.constants import holidays, workdays

_OFF: frozenset[date] = frozenset(holidays)
_MADE_UP: frozenset[date] = frozenset(workdays)
_SATURDAY = 5


class UnknownYear(ValueError):
    """The official table of holidays for a year is not known to this installation."""

    def __init__(self, year: int) -> None:
        first, last = known_years()
        super().__init__(
            f"{year} 年的节假日安排未收录（已收录 {first}—{last} 年），请更新 chinesecalendar 后重试 · "
            f"the holiday table of {year} is not known (known: {first} to {last}); "
            "update the package chinesecalendar"
        )
        self.year = year


def known_years() -> tuple[int, int]:
    """The first and the last year whose official table is known."""
    return min(_OFF).year, max(_OFF).year


def is_working_day(day: date) -> bool:
    """Whether offices work on that day; raises UnknownYear outside the known years."""
    first, last = known_years()
    if not first <= day.year <= last:
        raise UnknownYear(day.year)
    return day in _MADE_UP or (day.weekday() < _SATURDAY and day not in _OFF)


def add_working_days(day: date, count: int) -> date:
    """The working day that is `count` working days after `day`; `day` itself is not counted.

    Raises UnknownYear when the way leads past the known years.
    """
    if count < 0:
        raise ValueError("count of working days must not be negative")
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days after `start` up to and with `end`; 0 when `end` is not later."""
    days = range(1, (end - start).days + 1)
    return sum(is_working_day(start + timedelta(days=step)) for step in days)


def months_before(day: date, months: int) -> date:
    """The day of the same number so many calendar months earlier, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    first = date(year, month + 1, 1)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return first + timedelta(days=min(day.day, (following - first).days) - 1)
