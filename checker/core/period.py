"""The period that a bulletin is about: a month, a quarter, half a year, a year."""

import re
from datetime import date, datetime, time, timedelta
from typing import Literal

from checker.core.fact import CHINA, Fact

PeriodKind = Literal["month", "quarter", "half", "year"]

_WRITTEN = re.compile(r"(\d{4})(?:Q([1-4])|H([12])|M?-?(0[1-9]|1[0-2]))?", re.ASCII | re.IGNORECASE)
_MONTHS: dict[PeriodKind, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_ORDINALS = "一二三四"
_HALVES = ("上半年", "下半年")


class Period(Fact):
    """Whole calendar months: `kind` says how many, `number` which of the year, from 1."""

    kind: PeriodKind
    year: int
    number: int = 1

    @property
    def name(self) -> str:
        """As commands take it: 2023Q1, 2022H2, 2021, 2023M03."""
        match self.kind:
            case "quarter":
                return f"{self.year}Q{self.number}"
            case "half":
                return f"{self.year}H{self.number}"
            case "month":
                return f"{self.year}M{self.number:02}"
            case _:
                return str(self.year)

    @property
    def words(self) -> str:
        """As a bulletin's title has it: 2023年第一季度."""
        match self.kind:
            case "quarter":
                return f"{self.year}年第{_ORDINALS[self.number - 1]}季度"
            case "half":
                return f"{self.year}年{_HALVES[self.number - 1]}"
            case "month":
                return f"{self.year}年{self.number}月"
            case _:
                return f"{self.year}年"

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of each of its months."""
        many = _MONTHS[self.kind]
        first = (self.number - 1) * many
        return tuple(date(self.year, first + each + 1, 1) for each in range(many))

    @property
    def first(self) -> date:
        """Its first day."""
        return self.months[0]

    @property
    def last(self) -> date:
        """Its last day."""
        return _next_month(self.months[-1]) - timedelta(days=1)

    @property
    def start(self) -> datetime:
        """The moment it begins in China."""
        return datetime.combine(self.first, time(), tzinfo=CHINA)

    @property
    def end(self) -> datetime:
        """The moment it is over: the next period's `start`."""
        return datetime.combine(self.last + timedelta(days=1), time(), tzinfo=CHINA)

    @property
    def before(self) -> "Period":
        """The period of the same kind that came before."""
        if self.number > 1:
            return self.model_copy(update={"number": self.number - 1})
        return Period(kind=self.kind, year=self.year - 1, number=12 // _MONTHS[self.kind])


def period_of(text: str) -> Period:
    """Reads 2023Q1, 2022H2, 2021, 2023M03 or 2023-03; raises ValueError for anything else."""
    found = _WRITTEN.fullmatch(text.strip())
    if not found or not 1900 <= int(found[1]) <= 9998:
        raise ValueError(text)
    year, quarter, half, month = found.groups()
    if quarter:
        return Period(kind="quarter", year=int(year), number=int(quarter))
    if half:
        return Period(kind="half", year=int(year), number=int(half))
    if month:
        return Period(kind="month", year=int(year), number=int(month))
    return Period(kind="year", year=int(year))


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
