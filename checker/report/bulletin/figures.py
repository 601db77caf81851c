"""Everything that a bulletin counts, gathered: one value, from which every table and sentence comes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

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
class AccountDuty:
    """What an account owed in a period and did: updates and reposts, None where nobody told.

    A text stands where a number does not apply, such as / for reposts of a video account. `whole`
    is False where the visits did not show all of the period: the counts are the least.
    """

    due: int | str | None = None
    done: int | str | None = None
    recommended: int | str | None = None
    reposted: int | str | None = None
    longest_gap_days: int | None = None
    whole: bool = True
    noted: str = ""


@dataclass(frozen=True, slots=True)
class Mending:
    """Places of notices up to a day: given, mended, overdue; notices that were opened again."""

    given: int = 0
    mended: int = 0
    overdue: int = 0
    reopened: int = 0


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
    sites: tuple[Standing, ...] = ()
    accounts: tuple[Standing, ...] = ()
    sites_before: Tally = field(default_factory=Tally)
    accounts_before: Tally = field(default_factory=Tally)
    failing_before: frozenset[str] = frozenset()
    letters: tuple[SiteLetters, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    columns: tuple[ColumnMonths, ...] = ()
    duties: Mapping[str, AccountDuty] = field(default_factory=dict[str, AccountDuty])
    mending: Mending = Mending()

    @property
    def site_tally(self) -> Tally:
        """All sites."""
        return tally(self.sites)

    @property
    def account_tally(self) -> Tally:
        """All accounts."""
        return tally(self.accounts)


def place_of(target: Site | Account) -> str:
    """Whom a list names beside a target: the owner of a provincial one, else its region."""
    return (
        target.owner if target.level == "省级" and target.owner else target.region or target.owner
    )
