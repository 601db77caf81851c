"""What an office's own ledger of columns promises, beside what the columns show.

One row a registered column: its rhythm and the unit that keeps it (保障单位), how many items it
shows for each of the last three months, and whether the rhythm is kept.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from checker.core.calendar import months_before
from checker.core.evidence import Unseen
from checker.core.frequency import Rhythm, rhythm_of
from checker.core.rulebook import Book
from checker.core.site import Column, Promised, SiteEvidence
from checker.core.verdict import MonthRow, PromisedRow

LIVE_DAYS = 30
"""What 实时更新 leaves at most, where no book says another number."""

_INDICATOR = "site.registered-columns-late"
_MONTHS = 3


def is_kept(column: Column | None, rhythm: Rhythm, as_of: datetime) -> bool | None:
    """Whether enough items are new enough; None where the page does not tell.

    A page that shows only items of the period may have more of them on its next page.
    """
    if column is None or column.content not in ("list", "nothing"):
        return None
    if column.content == "nothing":
        return False
    since = (as_of - timedelta(days=rhythm.days)).date()
    days = _days(column)
    new = sum(since <= day <= as_of.date() for day in days)
    if new >= rhythm.items:
        return True
    if not days or column.undated or new == len(days) or len(days) < rhythm.items:
        return None
    return False


def promised_rows(evidence: SiteEvidence, book: Book) -> tuple[PromisedRow, ...]:
    """The registered columns of a site by unit and name; none where its ledger names none."""
    if isinstance(evidence.promised, Unseen):
        return ()
    entry = book.entry(_INDICATOR)
    live = entry.params.get("live_days") if entry else None
    live_days = live if isinstance(live, int) else LIVE_DAYS
    rows = (_row(each, evidence.as_of, live_days) for each in evidence.promised.columns)
    return tuple(sorted(rows, key=lambda row: (row.unit, row.name, row.url)))


def _row(promised: Promised, as_of: datetime, live_days: int) -> PromisedRow:
    ledger, seen = promised.registered, promised.seen
    rhythm = rhythm_of(ledger.frequency, live_days)
    return PromisedRow(
        name=ledger.name,
        url=ledger.url or (seen.url if seen else ""),
        frequency=ledger.frequency,
        unit=ledger.unit,
        found=seen is not None,
        newest=seen.newest if seen else None,
        months=tuple(_months(seen, as_of.date())) if seen else (),
        kept=is_kept(seen, rhythm, as_of) if rhythm else None,
    )


def _months(column: Column, today: date) -> Iterator[MonthRow]:
    """The items of the month of today and the two before it, the earliest first.

    A page that does not reach back beyond a month's first day may have more of that month on its
    next page, and says nothing of the months before.
    """
    if column.content not in ("list", "nothing"):
        return
    days = _days(column)
    reach = min(days, default=None) if column.content == "list" else date.min
    for back in reversed(range(_MONTHS)):
        first = months_before(today.replace(day=1), back)
        after = months_before(today.replace(day=1), back - 1) if back else date.max
        shown = sum(first <= day < after and day <= today for day in days)
        if reach is None or reach >= after:
            continue
        whole = reach < first and not column.undated
        yield MonthRow(month=f"{first:%Y-%m}", items=shown, at_least=not whole)


def _days(column: Column) -> tuple[date, ...]:
    return column.days or ((column.newest,) if column.newest else ())
