"""Everything that a bulletin counts, gathered: one value, from which every table and sentence comes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Protocol

from checker.core.letter_tests import SiteLetters
from checker.core.period import Period
from checker.core.rulebook import Terms
from checker.core.standing import Standing, Tally, tally
from checker.core.target import Account, Site
from checker.core.tickets import Ticket
from checker.report.bulletin.form import Form


@dataclass(frozen=True, slots=True)
class ColumnMonths:
    """One registered column: how many items it published in each month.

    None where nobody saw it; a text such as ≥12 where the list that was seen began later.
    """

    name: str
    frequency: str
    unit: str
    months: tuple[int | str | None, ...]


@dataclass(frozen=True, slots=True)
class Mending:
    """Places of notices up to a day: given, mended, overdue; notices that were opened again."""

    given: int = 0
    mended: int = 0
    overdue: int = 0
    reopened: int = 0


class Standings(Protocol):
    """Where the targets of one kind stand, in the registry's order; may be gone through again."""

    def __iter__(self) -> Iterator[Standing]:
        """One by one."""
        ...

    def __len__(self) -> int:
        """How many there are."""
        ...


@dataclass(frozen=True)
class Figures:
    """A period's facts. `as_of` is the day up to which letters and tickets are counted.

    `failing_before` are the regions that had an unqualified target in an earlier quarter of the
    period: what "100 % in every quarter" is told from.
    """

    period: Period
    as_of: date
    form: Form
    terms: Terms
    sites: Standings = ()
    accounts: Standings = ()
    sites_before: Tally = field(default_factory=Tally)
    accounts_before: Tally = field(default_factory=Tally)
    failing_before: frozenset[str] = frozenset()
    letters: tuple[SiteLetters, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    columns: tuple[ColumnMonths, ...] = ()
    mending: Mending = Mending()

    @cached_property
    def site_tally(self) -> Tally:
        """All sites."""
        return tally(self.sites)

    @cached_property
    def account_tally(self) -> Tally:
        """All accounts."""
        return tally(self.accounts)


def place_of(target: Site | Account) -> str:
    """Whom a list names beside a target: the owner of a provincial one, else its region."""
    return (
        target.owner if target.level == "省级" and target.owner else target.region or target.owner
    )
