"""Items by month from what visits saw of a column's first page."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from checker.core.column_months import ColumnVisit, items_by_month

MONTHS = (date(2023, 1, 1), date(2023, 2, 1), date(2023, 3, 1))


def visit(day: str, *days: str) -> ColumnVisit:
    return ColumnVisit(day=date.fromisoformat(day), days=tuple(map(date.fromisoformat, days)))


def test_one_long_list_tells_every_month() -> None:
    seen = visit("2023-03-31", "2023-03-05", "2023-03-05", "2023-02-01", "2022-12-30")
    assert items_by_month([seen], MONTHS) == ((0, True), (1, True), (2, True))


def test_a_list_that_begins_later_gives_a_least_number() -> None:
    seen = visit("2023-03-31", "2023-03-05", "2023-02-10")
    assert items_by_month([seen], MONTHS) == ((0, False), (1, False), (1, True))


def test_lists_of_two_visits_are_joined_and_no_item_counts_twice() -> None:
    later = visit("2023-03-31", "2023-03-05", "2023-02-10")
    earlier = visit("2023-02-12", "2023-02-10", "2023-01-09", "2022-12-01")
    assert items_by_month([later, earlier], MONTHS) == ((1, True), (1, True), (1, True))


def test_nobody_looked_after_the_month_began() -> None:
    assert items_by_month([visit("2023-01-31", "2023-01-02")], MONTHS)[1:] == (None, None)
    assert items_by_month([], MONTHS) == (None, None, None)


@given(st.lists(st.dates(date(2022, 12, 1), date(2023, 3, 31)), max_size=30))
def test_a_second_look_never_makes_less(days: list[date]) -> None:
    one = ColumnVisit(day=date(2023, 3, 31), days=tuple(days))
    again = ColumnVisit(day=date(2023, 3, 31), days=tuple(days[::2]))
    assert items_by_month([one, again], MONTHS) == items_by_month([one], MONTHS)
