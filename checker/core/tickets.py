"""“我为政府网站找错” tickets and messages of netizens: due dates, and how each was handled.

An answer is due so many working days after the ticket came (国办: 找错 3 working days); the yearly
deduction is that of the supervision norm (国办秘函〔2019〕19号, 监管工作年度考核指标).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from checker.core.calendar import add_working_days, months_before
from checker.core.fact import Fact

Handled = Literal["in-time", "late", "open", "overdue"]
"""Finished by the due day, finished after it, still open before it, still open after it."""

UNFINISHED_POINTS = 3.0
AFTER_A_MONTH_POINTS = 2.0


class Ticket(Fact):
    """One ticket or message. `returned` counts how often it was sent back (退回修改)."""

    number: str
    channel: str = ""
    site_code: str = ""
    unit: str = ""
    region: str = ""
    title: str = ""
    received: date
    due: date | None = None
    finished: date | None = None
    returned: int = 0
    notes: tuple[tuple[str, str], ...] = ()


def due_day(ticket: Ticket, working_days: int) -> date:
    """The last day for the answer: the ledger's own, else so many working days after it came."""
    return ticket.due or add_working_days(ticket.received, working_days)


def handled(ticket: Ticket, as_of: date, working_days: int) -> Handled:
    """How the ticket stands at the end of `as_of`; what was finished later is still open then."""
    due = due_day(ticket, working_days)
    if ticket.finished and ticket.finished <= as_of:
        return "in-time" if ticket.finished <= due else "late"
    return "open" if as_of <= due else "overdue"


class UnitTickets(Fact):
    """One unit's tickets: taken on (承办), finished (办结), late or overdue (逾期), sent back."""

    unit: str
    taken: int = 0
    finished: int = 0
    late: int = 0
    returned: int = 0


def by_unit(
    tickets: Iterable[Ticket], as_of: date, working_days: int, *, key: str = "unit"
) -> tuple[UnitTickets, ...]:
    """The tickets counted by unit (or by another field), in the order of their first ticket."""
    rows: dict[str, dict[str, int]] = {}
    for each in tickets:
        row = rows.setdefault(str(getattr(each, key)), dict.fromkeys(_COUNTED, 0))
        state = handled(each, as_of, working_days)
        row["taken"] += 1
        row["finished"] += state in ("in-time", "late")
        row["late"] += state in ("late", "overdue")
        row["returned"] += each.returned > 0
    return tuple(UnitTickets(unit=unit, **row) for unit, row in rows.items())


_COUNTED = ("taken", "finished", "late", "returned")


def yearly_deduction(tickets: Iterable[Ticket], year: int) -> Mapping[str, float]:
    """Points that a year's tickets take from each unit: 3 for each unfinished, 2 for each finished
    after more than a month. Units without a deduction are left out.
    """
    taken: dict[str, float] = {}
    for each in tickets:
        if each.received.year != year:
            continue
        points = 0.0
        if each.finished is None:
            points = UNFINISHED_POINTS
        elif months_before(each.finished, 1) > each.received:
            points = AFTER_A_MONTH_POINTS
        if points:
            taken[each.unit] = taken.get(each.unit, 0.0) + points
    return taken
