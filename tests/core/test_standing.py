"""Who counts how in a bulletin: only what a person confirmed makes a target unqualified."""

import pytest

from checker.core.standing import standing_of, tallies, tally
from checker.core.verdict import Finding, Score, Verdict
from tests.builders import account, finding, site, site_evidence, verdict_on


def verdict(outcome: str, *findings: Finding, score: Score | None = None) -> Verdict:
    made = verdict_on(site_evidence(), findings=findings or (finding(),))
    return made.model_copy(update={"outcome": outcome, "score": score})


def breach(stage: str, consequence: str = "veto") -> Finding:
    made = finding("site.columns-blank", "breached", proofs=6)
    return made.model_copy(update={"stage": stage, "consequence": consequence})


@pytest.mark.parametrize(
    ("made", "word"),
    [
        (verdict("qualified"), "qualified"),
        (verdict("undetermined"), "undetermined"),
        (verdict("unqualified", breach("suspected")), "pending"),
        (verdict("unqualified", breach("rechecked")), "pending"),
        (verdict("unqualified", breach("confirmed")), "unqualified"),
        (verdict("unqualified", breach("overruled"), breach("confirmed")), "unqualified"),
        (verdict("unqualified", score=Score(low=50, high=50)), "unqualified"),
        (verdict("unqualified", score=Score(low=50, high=50, advisory=True)), "pending"),
        (None, "unchecked"),
    ],
)
def test_where_a_target_stands(made: Verdict | None, word: str) -> None:
    assert standing_of(site(), made).word == word


def test_only_confirmed_vetoes_are_told_and_deductions_with_their_points() -> None:
    taken = breach("suspected", "deduct").model_copy(update={"points": -4.0})
    found = standing_of(
        site(), verdict("unqualified", breach("confirmed"), breach("suspected"), taken)
    )
    assert [(each.veto, each.points, each.faults) for each in found.problems] == [
        (True, None, 6),
        (False, -4.0, 6),
    ]


def test_what_is_open_is_checked_and_not_told() -> None:
    found = [
        standing_of(site(1), verdict("qualified")),
        standing_of(site(2), verdict("unqualified", breach("confirmed"))),
        standing_of(site(3), verdict("unqualified", breach("suspected"))),
        standing_of(site(4), verdict("undetermined")),
        standing_of(site(5), None),
    ]
    counted = tally(found)
    assert (counted.registered, counted.checked, counted.told) == (5, 4, 2)


def test_groups_keep_the_order_of_the_registry() -> None:
    found = [standing_of(account(n, region=place), None) for n, place in enumerate("乙甲乙")]
    assert [(name, each.registered) for name, each in tallies(found, "region").items()] == [
        ("乙", 2),
        ("甲", 1),
    ]
