"""Registered columns by unit: what the ledger promises, and what the last three months show."""

from datetime import date

import pytest
from evidence_samples import HERE, book_of, line, site_with

from checker.core.promises import promised_rows
from checker.core.site import Column, Promised, PromisedColumns
from checker.core.target import RegisteredColumn
from checker.core.verdict import PromisedRow

BOOK = book_of(line("site.registered-columns-late", "watch", params={"live_days": 31}))


def row(frequency: str, seen: Column | None) -> PromisedRow:
    ledger = RegisteredColumn(site_code="1", name="规划计划", frequency=frequency, unit="区发改局")
    part = PromisedColumns(columns=(Promised(registered=ledger, seen=seen),), at=HERE)
    (found,) = promised_rows(site_with(promised=part), BOOK)
    return found


def column(*days: date, undated: int = 0) -> Column:
    return Column(
        name="规划计划", url=HERE.url, content="list" if days else "nothing", items=len(days),
        undated=undated, newest=max(days, default=None), days=days, at=HERE,
    )  # fmt: skip


def months(seen: Column) -> dict[str, str]:
    shown = row("1条/月", seen).months
    return {each.month: f"{'≥' if each.at_least else ''}{each.items}" for each in shown}


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        # As in the annex of Weibin's bulletin: three counts, whole where the page reaches back.
        (
            (date(2026, 11, 3), date(2026, 10, 9), date(2026, 10, 1), date(2026, 8, 30)),
            {"2026-09": "0", "2026-10": "2", "2026-11": "1"},
        ),
        # A page of one busy month says nothing of the months before it.
        ((date(2026, 11, 20), date(2026, 11, 2)), {"2026-11": "≥2"}),
        # What is dated later than the monitoring time is no item yet.
        ((date(2026, 11, 23), date(2026, 8, 31)), {"2026-09": "0", "2026-10": "0", "2026-11": "0"}),
        ((), {"2026-09": "0", "2026-10": "0", "2026-11": "0"}),
    ],
)
def test_the_months_of_a_column(days: tuple[date, ...], shown: dict[str, str]) -> None:
    assert months(column(*days)) == shown


def test_items_without_a_day_leave_every_month_open() -> None:
    seen = column(date(2026, 11, 3), date(2026, 8, 30), undated=1)
    assert months(seen) == {"2026-09": "≥0", "2026-10": "≥0", "2026-11": "≥1"}


@pytest.mark.parametrize(
    ("frequency", "kept"),
    [("1条/2周", False), ("1条/月", True), ("1条/季度", True), ("实时更新", True), ("按需", None)],
)
def test_a_column_is_judged_by_its_own_frequency(frequency: str, kept: bool | None) -> None:
    found = row(frequency, column(date(2026, 11, 3), date(2026, 5, 1)))
    assert (found.kept, found.unit) == (kept, "区发改局")


def test_a_column_that_was_not_found_is_told_apart_from_a_late_one() -> None:
    found = row("1条/月", None)
    assert (found.found, found.kept, found.months) == (False, None, ())
