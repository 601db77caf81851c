"""Notices: terms, what re-checks make of them, who is late, the mended share on any day."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from checker.core.evidence import Proof
from checker.core.fact import CHINA
from checker.core.mending import (
    EventKind,
    Notice,
    NoticeEvent,
    mending_count,
    notice_on,
    recheck_event,
    repeated_offenders,
    standing_on,
)
from checker.core.rulebook import Terms
from checker.core.verdict import Finding, Verdict
from tests.builders import finding, site, site_evidence, verdict_on

ISSUED = datetime(2021, 2, 22, 10, 0, tzinfo=CHINA)  # a Monday
TERMS = Terms(urgent=("site.wording-serious",))


def confirmed(indicator: str = "site.columns-blank", places: int = 4) -> Finding:
    return finding(indicator, "breached", places).model_copy(update={"stage": "confirmed"})


def verdict(*findings: Finding, at: datetime = ISSUED) -> Verdict:
    return verdict_on(site_evidence(as_of=at), findings=findings)


def notice(**changes: Any) -> Notice:
    made = notice_on(verdict(confirmed()), confirmed(), "2021-0001", ISSUED, TERMS)
    return made.model_copy(update=changes)


def event(kind: EventKind, days: int, left: int = 0) -> NoticeEvent:
    return NoticeEvent(kind=kind, at=ISSUED + timedelta(days=days), by="县财政局", left=left)


def day(days: int) -> date:
    return (ISSUED + timedelta(days=days)).date()


@pytest.mark.parametrize(
    ("indicator", "due"),
    [("site.columns-blank", "2021-02-25"), ("site.wording-serious", "2021-02-23")],
)
def test_fixed_wording_is_due_in_one_working_day_and_all_else_in_three(
    indicator: str, due: str
) -> None:
    found = confirmed(indicator)
    assert notice_on(verdict(found), found, "1", ISSUED, TERMS).due == date.fromisoformat(due)


@pytest.mark.parametrize("stage", ["suspected", "rechecked", "overruled"])
def test_nobody_is_told_to_mend_what_nobody_confirmed(stage: str) -> None:
    found = confirmed().model_copy(update={"stage": stage})
    with pytest.raises(ValueError, match="not confirmed"):
        notice_on(verdict(found), found, "1", ISSUED, TERMS)


@pytest.mark.parametrize(
    ("events", "word", "left", "reopened"),
    [
        ([], "sent", 4, 0),
        ([event("read", 1)], "read", 4, 0),
        ([event("read", 1), event("answered", 2)], "answered", 4, 0),
        ([event("answered", 2), event("read", 3)], "answered", 4, 0),
        ([event("answered", 2), event("rechecked", 3)], "mended", 0, 0),
        ([event("rechecked", 2, left=1)], "sent", 1, 0),
        ([event("answered", 1), event("rechecked", 2, left=1)], "reopened", 1, 1),
        ([event("mended", 1), event("rechecked", 2, left=4)], "reopened", 4, 1),
        ([event("mended", 1), event("answered", 2)], "mended", 0, 0),
        ([event("withdrawn", 1)], "withdrawn", 0, 0),
    ],
)
def test_where_a_notice_stands(
    events: list[NoticeEvent], word: str, left: int, reopened: int
) -> None:
    found = standing_on(notice(), events, day(9))
    assert (found.word, found.left, found.reopened) == (word, left, reopened)


def test_a_notice_is_overdue_from_the_day_after_its_last_one() -> None:
    assert not standing_on(notice(), [], day(3)).overdue
    assert standing_on(notice(), [], day(4)).overdue
    assert not standing_on(notice(), [event("mended", 3)], day(30)).overdue


def test_on_an_earlier_day_what_came_later_is_not_known() -> None:
    events = [event("answered", 2), event("rechecked", 5)]
    assert [standing_on(notice(), events, day(n)).word for n in (1, 2, 5)] == [
        "sent",
        "answered",
        "mended",
    ]


@pytest.mark.parametrize(
    ("found", "kind", "left"),
    [
        (finding("site.columns-blank", "passed"), "rechecked", 0),
        (finding("site.columns-blank", "breached", 2), "rechecked", 2),
        (finding("site.columns-blank", "cannot-tell"), None, 0),
        (finding("site.columns-blank", "exempt"), "withdrawn", 0),
        (confirmed().model_copy(update={"stage": "overruled"}), "withdrawn", 0),
        (finding("site.homepage-stale", "passed"), None, 0),
    ],
)
def test_what_a_later_visit_says_of_a_notice(found: Finding, kind: str | None, left: int) -> None:
    told = recheck_event(notice(), verdict(found, at=ISSUED + timedelta(days=1)))
    assert (told and told.kind) == kind
    assert not told or told.left == left


def test_the_visit_that_the_notice_came_from_mends_nothing() -> None:
    assert recheck_event(notice(), verdict(finding("site.columns-blank", "passed"))) is None


def test_of_332_places_312_are_mended_by_the_15th_of_march() -> None:
    """The special check of Xianyang's first quarter of 2021: 42 sites, 332 wrong expressions."""
    places = [8] * 38 + [7] * 4
    given = [notice(number=str(n), faults=many) for n, many in enumerate(places)]
    events = [[event("rechecked", 20)]] * 39 + [[event("rechecked", 20, left=n)] for n in (7, 7, 6)]
    found = [standing_on(n, e, date(2021, 3, 15)) for n, e in zip(given, events, strict=True)]
    counted = mending_count(found)
    assert (counted.notices, counted.faults, counted.mended) == (42, 332, 312)
    assert counted.overdue == 20


def test_repeated_offenders_are_told_once_more_reopened_or_overdue() -> None:
    proof = (Proof(url="http://x.example/"),)
    again = notice(number="2", issued=ISSUED + timedelta(days=30), due=day(33), proofs=proof)
    other = notice(number="3", target=site(2))
    found = [
        standing_on(
            notice(),
            [event("mended", 1), event("rechecked", 2, left=4), event("mended", 3)],
            day(40),
        ),
        standing_on(again, [], day(40)),
        standing_on(other, [event("mended", 1)], day(40)),
    ]
    assert repeated_offenders(found) == ((site(1).owner, 3),)
