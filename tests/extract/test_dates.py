"""Dates are read in every form that offices write, and nothing else is taken for one."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checker.core.fact import CHINA
from checker.extract.dates.written import date_in_address, first_date, read_dates, settle_years

AS_OF = date(2026, 11, 22)
CASES = cast(
    dict[str, list[Any]],
    yaml.safe_load((Path(__file__).parent / "pages" / "dates.yaml").read_text(encoding="utf-8")),
)


@pytest.mark.parametrize("text", CASES["full"])
def test_a_full_date_is_read_once(text: str) -> None:
    found = read_dates(text, AS_OF)
    assert [reading.day for reading in found] == [date(2026, 11, 3)]
    assert found[0].quote == text[found[0].start : found[0].end]


@pytest.mark.parametrize("text", CASES["month_day"])
def test_a_date_without_its_year_says_so(text: str) -> None:
    found = read_dates(text, AS_OF)
    assert [(reading.day, reading.month_day) for reading in found] == [(None, (11, 3))]


@pytest.mark.parametrize("text", CASES["none"])
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert read_dates(text, AS_OF) == []


@pytest.mark.parametrize(("text", "back"), CASES["relative"])
def test_a_relative_date_counts_back_from_the_moment_of_reading(text: str, back: int) -> None:
    assert [reading.day for reading in read_dates(text, AS_OF)] == [AS_OF - timedelta(days=back)]


@pytest.mark.parametrize(("url", "day"), CASES["addresses"])
def test_an_address_names_a_day_or_none(url: str, day: str | None) -> None:
    found = date_in_address(url, AS_OF)
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize("case", CASES["years"], ids=[case["says"] for case in CASES["years"]])
def test_missing_years_are_settled_by_the_list(case: dict[str, Any]) -> None:
    readings = [first_date(text, case["as_of"]) for text in case["dates"]]
    hints = [date.fromisoformat(hint) if hint else None for hint in case.get("hints", [])]
    days = settle_years(readings, case["as_of"], hints)
    assert [day.year if day else None for day in days] == case["years"]


def test_a_clock_after_a_date_belongs_to_it() -> None:
    clocks = {
        "2026-11-03 10:20": time(10, 20),
        "2026-11-03 10:20:30": time(10, 20, 30),
        "2026年11月3日 10时20分": time(10, 20),
        "2026年11月3日 下午3:05": time(15, 5),
        "2026-11-03 25:00": None,
    }
    assert {text: read_dates(text, AS_OF)[0].clock for text in clocks} == clocks


def test_a_day_after_the_moment_of_reading_is_flagged() -> None:
    assert [reading.future for reading in read_dates("2026-11-22 2026-11-23", AS_OF)] == [
        False,
        True,
    ]


def test_seconds_and_milliseconds_are_read_only_when_asked_for() -> None:
    seconds = int(datetime(2026, 11, 3, 0, 30, tzinfo=CHINA).timestamp())
    for text in (str(seconds), str(seconds * 1000)):
        assert read_dates(text, AS_OF) == []
        assert [one.day for one in read_dates(text, AS_OF, epoch=True)] == [date(2026, 11, 3)]


def test_dates_come_in_the_order_of_the_text() -> None:
    text = "2026年1月2日 二〇二六年二月三日 昨天 10:20 2026-03-04 20260405"
    days = [reading.day for reading in read_dates(text, AS_OF, compact=True)]
    assert days == [
        date(2026, 1, 2),
        date(2026, 2, 3),
        AS_OF - timedelta(days=1),
        date(2026, 3, 4),
        date(2026, 4, 5),
    ]


FIGURES = "〇一二三四五六七八九"


def _chinese(day: date) -> str:
    def number(value: int) -> str:
        tens, ones = divmod(value, 10)
        head = "" if tens == 0 else ("十" if tens == 1 else FIGURES[tens] + "十")
        return head + (FIGURES[ones] if ones or not tens else "")

    year = "".join(FIGURES[int(figure)] for figure in str(day.year))
    return f"{year}年{number(day.month)}月{number(day.day)}日"


FORMS: tuple[Callable[[date], str], ...] = (
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day:%Y/%m/%d}",
    lambda day: f"{day:%Y.%m.%d}",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"[{day.year}-{day.month}-{day.day}]",
    lambda day: f"{day:%Y-%m-%d %H:%M}",
    lambda day: f"{day:%y-%m-%d}",
    lambda day: f"{day:%d} {day:%Y-%m}",
    lambda day: f"{day:%b} {day.day}, {day.year}",
    _chinese,
)


@given(
    day=st.dates(date(1990, 1, 1), AS_OF),
    form=st.sampled_from(FORMS),
    around=st.sampled_from((("", ""), ("发布时间：", ""), ("关于通知 ", " 来源：本站"))),
)
def test_any_day_in_any_form_is_read_back(
    day: date, form: Callable[[date], str], around: tuple[str, str]
) -> None:
    text = around[0] + form(day) + around[1]
    assert day in [reading.day for reading in read_dates(text, AS_OF)]


SIGNS = "0123456789-/.年月日时分:：〔〕[]（） \u3000一二三十〇零○廿昨今前天分钟小时Nov GMTZ,abc通知"


@given(st.one_of(st.text(max_size=120), st.text(SIGNS, max_size=120)))
def test_any_text_gives_believable_days_in_order_and_apart(text: str) -> None:
    found = read_dates(text, AS_OF, epoch=True, compact=True)
    for reading in found:
        assert (reading.day is None) == (reading.month_day is not None)
        assert reading.day is None or date(1990, 1, 1) <= reading.day <= date(2029, 12, 31)
        assert text[reading.start : reading.end] == reading.quote
    assert all(one.end <= two.start for one, two in pairwise(found))


@given(
    days=st.lists(st.dates(date(2020, 1, 1), AS_OF), min_size=1, max_size=30),
    hinted=st.booleans(),
)
def test_no_settled_day_lies_after_the_moment_of_reading(days: list[date], hinted: bool) -> None:
    readings = [first_date(f"[{day:%m-%d}]", AS_OF) for day in days]
    settled = settle_years(readings, AS_OF, days if hinted else ())
    assert len(settled) == len(days)
    assert all(day is not None and day <= AS_OF for day in settled)
    if hinted:
        assert settled == days


@given(st.text(max_size=200))
def test_any_address_is_looked_at_without_a_crash(text: str) -> None:
    found = date_in_address("http://www.example.gov.cn/" + text, AS_OF)
    assert found is None or found <= AS_OF + timedelta(days=1)


def test_a_long_text_of_half_dates_is_read_once_through() -> None:
    for piece in ("2026-", "1-", "二〇二六年", "11月", "2026 ", "2026-11-03 ", "3天前 "):
        read_dates(piece * 60_000, AS_OF)
