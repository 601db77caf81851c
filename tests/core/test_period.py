"""Periods as offices name them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.core.period import Period, period_of


@pytest.mark.parametrize(
    ("text", "first", "last", "words", "before"),
    [
        ("2023Q1", "2023-01-01", "2023-03-31", "2023年第一季度", "2022Q4"),
        ("2022H2", "2022-07-01", "2022-12-31", "2022年下半年", "2022H1"),
        ("2021", "2021-01-01", "2021-12-31", "2021年", "2020"),
        ("2024M02", "2024-02-01", "2024-02-29", "2024年2月", "2024M01"),
        ("2024-12", "2024-12-01", "2024-12-31", "2024年12月", "2024M11"),
    ],
)
def test_a_period_is_whole_months(
    text: str, first: str, last: str, words: str, before: str
) -> None:
    period = period_of(text)
    assert (period.first, period.last) == (date.fromisoformat(first), date.fromisoformat(last))
    assert (period.words, period.before.name) == (words, before)


@pytest.mark.parametrize("text", ["", "2023Q5", "2023-13", "23Q1", "2023Q", "第一季度", "0000Q1"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        period_of(text)


@given(
    kind=st.sampled_from(["month", "quarter", "half", "year"]), year=st.integers(1990, 2100),
    place=st.integers(0, 11),
)  # fmt: skip
def test_a_period_begins_where_the_one_before_ends(kind: str, year: int, place: int) -> None:
    many = {"month": 12, "quarter": 4, "half": 2, "year": 1}[kind]
    period = Period.model_validate({"kind": kind, "year": year, "number": place % many + 1})
    assert period.before.end == period.start
    assert period_of(period.name) == period
