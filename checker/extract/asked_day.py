"""Today, as readers get it: a day that notes until when what they asked of it stays true.

A reader that only asks whether a day lies in the past gets the same answer tomorrow; one that reads
3天前, or gives a year to 11-05, does not. So what was read in a page that has not changed can be
taken over for as long as it holds, and not a night longer.
"""

from datetime import date, timedelta
from typing import Any


class AskedDay(date):
    """A day like any other. `until` is the last day on which all that was asked of it holds.

    Compared with a later day, it holds until the two change places; asked for its year, to the
    end of that; reckoned with or written out in any other way, on this day alone.
    """

    until: date
    _day: date

    def __new__(cls, day: date) -> "AskedDay":
        """The same day, of which nothing was asked yet."""
        asked = super().__new__(cls, day.year, day.month, day.day)
        asked.until = date.max
        asked._day = day
        return asked

    @property
    def plain(self) -> date:
        """The day itself, of which anything may be asked."""
        return self._day

    def __lt__(self, other: date, /) -> bool:
        if self._day >= other:
            return False
        self._holds(_plain(other) - timedelta(days=1))
        return True

    def __le__(self, other: date, /) -> bool:
        if self._day > other:
            return False
        self._holds(_plain(other))
        return True

    def __ge__(self, other: date, /) -> bool:
        return not self < other

    def __gt__(self, other: date, /) -> bool:
        return not self <= other

    def __eq__(self, other: object, /) -> bool:
        if not isinstance(other, date):
            return False
        if self._day <= other:
            self._holds(self._day if self._day == other else _plain(other) - timedelta(days=1))
        return self._day == other

    def __ne__(self, other: object, /) -> bool:
        return not self == other

    __hash__ = date.__hash__

    @property
    def year(self) -> int:
        """The year, which holds to its end."""
        self._holds(date(self._day.year, 12, 31))
        return self._day.year

    def __add__(self, other: timedelta, /) -> date:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._only_today() + other

    def __radd__(self, other: timedelta, /) -> date:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._only_today() + other

    def __sub__(self, other: Any, /) -> Any:
        return self._only_today() - other

    def __rsub__(self, other: date) -> timedelta:
        return other - self._only_today()

    def __str__(self) -> str:
        return str(self._only_today())

    def __format__(self, form: str, /) -> str:
        return format(self._only_today(), form)

    def _only_today(self) -> date:
        self._holds(self._day)
        return self._day

    def _holds(self, until: date) -> None:
        self.until = min(self.until, until)


def _on_this_day_alone(name: str) -> property:
    """What only this day answers so."""

    def asked(day: AskedDay) -> Any:
        return getattr(day._only_today(), name)  # pyright: ignore[reportPrivateUsage]

    return property(asked)


for _name in ("month", "day", "ctime", "isocalendar", "isoformat", "isoweekday", "replace",
              "strftime", "timetuple", "toordinal", "weekday"):  # fmt: skip
    setattr(AskedDay, _name, _on_this_day_alone(_name))


def _plain(day: date) -> date:
    return day.plain if isinstance(day, AskedDay) else day
