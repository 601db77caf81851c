"""A fault is told once as new, again when it comes further, and counted in between."""

import pytest

from checker.core.alerts import Alert, Known, Reminder, alerts_on, by_unit
from checker.core.verdict import Finding, FindingStatus, Stage, Verdict, Warning
from tests.builders import site_evidence, verdict_on

STALE = "site.homepage-stale"


def verdict(
    status: FindingStatus, stage: Stage | None = None, warning: Warning | None = None
) -> Verdict:
    finding = Finding(
        indicator=STALE, title="首页不更新", consequence="veto", status=status, stage=stage,
        says="最新信息发布于 20 天前", warning=warning,
    )  # fmt: skip
    return verdict_on(site_evidence()).model_copy(update={"findings": (finding,)})


def known(word: str, times: int = 1, *, delivered: bool = True) -> Known:
    target = site_evidence().target
    reminder = Reminder.model_validate({"word": word, "times": times, "delivered": delivered})
    return {("site", target.code, STALE): reminder}


def only(found: tuple[Alert, ...]) -> tuple[str, str, int]:
    (one,) = found
    return one.word, one.news, one.times


YELLOW = Warning(says="已 11 天未更新", line=1, days_left=3)


@pytest.mark.parametrize(
    ("tonight", "before", "told"),
    [
        (verdict("breached", "suspected"), {}, ("suspected", "new", 1)),
        (verdict("breached", "rechecked"), known("suspected"), ("rechecked", "raised", 2)),
        (verdict("breached", "confirmed"), known("rechecked", 2), ("confirmed", "raised", 3)),
        (verdict("breached", "rechecked"), known("rechecked", 4), ("rechecked", "standing", 5)),
        (verdict("passed", warning=YELLOW), {}, ("warning-1", "new", 1)),
        (verdict("breached", "suspected"), known("warning-1"), ("suspected", "raised", 2)),
        # What reached nobody is told as new, and has reminded nobody.
        (verdict("breached", "suspected"), known("suspected", delivered=False),
         ("suspected", "new", 1)),
        (verdict("passed"), known("confirmed", 3), ("cleared", "cleared", 3)),
        (verdict("breached", "overruled"), known("confirmed", 3), ("cleared", "cleared", 3)),
    ],
)  # fmt: skip
def test_a_fault_is_told_as_what_it_is_by_now(
    tonight: Verdict, before: Known, told: tuple[str, str, int]
) -> None:
    assert only(alerts_on(tonight, before)) == told


@pytest.mark.parametrize("before", [{}, known("suspected", 2)])
def test_what_cannot_be_told_tonight_neither_repeats_nor_clears(before: Known) -> None:
    assert alerts_on(verdict("cannot-tell"), before) == ()


def test_a_passed_target_that_nobody_was_told_of_is_no_news() -> None:
    assert alerts_on(verdict("passed"), {}) == ()


def test_units_are_counted_by_their_reminders() -> None:
    (one,) = alerts_on(verdict("breached", "suspected"), known("suspected", 4))
    other = one.model_copy(update={"unit": "区教育局", "times": 2})
    assert [(each.alerts, each.times) for each in by_unit([other, one, other])] == [(1, 5), (2, 2)]
