"""Working days with the State Council's moved days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.core.calendar import (
    UnknownYear,
    add_working_days,
    is_working_day,
    known_years,
    months_before,
    working_days_between,
)

DAYS = st.dates(date(2020, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2023, 4, 18), True),  # a Tuesday
        (date(2023, 4, 22), False),  # a Saturday
        (date(2023, 4, 23), True),  # a Sunday worked for the May holiday
        (date(2023, 5, 1), False),
        (date(2023, 5, 3), False),
        (date(2023, 5, 6), True),  # a Saturday worked for the May holiday
        (date(2024, 2, 4), True),  # a Sunday worked for the Spring Festival
        (date(2024, 2, 12), False),
    ],
)
def test_moved_days_are_known(day: date, works: bool) -> None:
    assert is_working_day(day) is works


def test_working_days_pass_over_a_holiday() -> None:
    assert add_working_days(date(2023, 4, 28), 1) == date(2023, 5, 4)
    assert working_days_between(date(2023, 4, 28), date(2023, 5, 6)) == 3


def test_a_year_without_an_official_table_is_not_guessed() -> None:
    first, last = known_years()
    assert first <= 2019
    assert last >= 2026
    with pytest.raises(UnknownYear, match=str(last + 1)):
        is_working_day(date(last + 1, 3, 2))
    with pytest.raises(UnknownYear):
        add_working_days(date(last, 12, 30), 10)


def test_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2023, 4, 18), -1)
    assert working_days_between(date(2023, 4, 18), date(2023, 4, 11)) == 0


@given(DAYS, st.integers(1, 30))
def test_counting_on_and_counting_between_agree(day: date, count: int) -> None:
    end = add_working_days(day, count)
    assert is_working_day(end)
    assert working_days_between(day, end) == count
    assert working_days_between(day, end - timedelta(days=1)) == count - 1


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 22), 3, date(2026, 8, 22)),
        (date(2026, 11, 22), 12, date(2025, 11, 22)),
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 31), 1, date(2025, 12, 31)),
        (date(2026, 12, 5), 0, date(2026, 12, 5)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before
