"""Places within a cohort: ties are shown as ties, and a score not told has a span of places."""

from evidence_samples import AS_OF
from hypothesis import given
from hypothesis import strategies as st

from checker.core.ranking import Place, Scores, cohort_of, grade_of, places
from checker.core.rulebook import Grading
from checker.core.target import Site
from checker.core.verdict import BookName, Finding, Score, Verdict


def verdict(
    code: int, low: float | None, high: float | None = None, level: str = "县级"
) -> Verdict:
    target = Site(code=f"{code:010}", url="http://a.example/", level=level, type="门户网站")
    score = None if low is None else Score(low=low, high=low if high is None else high)
    deduction = Finding(indicator="site.x", consequence="deduct", status="passed", says="")
    return Verdict(
        id=str(code),
        round="r",
        as_of=AS_OF,
        finished=AS_OF,
        target=target,
        book=BookName(name="b", version="1", digest=""),
        evidence="",
        code="1",
        outcome="unqualified" if score is None else "qualified",
        stage="confirmed" if score is None else None,
        score=score,
        findings=(deduction,),
    )


def spans(found: list[Place]) -> list[tuple[str, int, int, int]]:
    return [(each.verdict.id, each.first, each.last, each.tied) for each in found]


def test_equal_scores_share_a_place_and_the_next_one_is_left_out() -> None:
    found = places([verdict(4, 70), verdict(2, 90), verdict(1, 95), verdict(3, 90)])
    assert spans(found) == [("1", 1, 1, 0), ("2", 2, 2, 1), ("3", 2, 2, 1), ("4", 4, 4, 0)]


def test_a_score_that_is_not_told_has_a_span_of_places() -> None:
    found = places([verdict(1, 95), verdict(2, 80, 96), verdict(3, 85), verdict(4, 70)])
    assert spans(found) == [("1", 1, 2, 0), ("2", 1, 3, 0), ("3", 2, 3, 0), ("4", 4, 4, 0)]


def test_a_site_that_a_veto_took_out_has_no_place() -> None:
    found = places([verdict(1, None), verdict(2, 61)])
    assert spans(found) == [("2", 1, 1, 0), ("1", 0, 0, 0)]
    assert {each.size for each in found} == {1}


def test_cohorts_do_not_compete() -> None:
    found = places([verdict(1, 70, level="市级"), verdict(2, 90), verdict(3, 80)])
    assert [(each.cohort, each.first) for each in found] == [
        ("县级门户", 1),
        ("县级门户", 2),
        ("市州门户", 1),
    ]
    department = Site(url="http://a.example/", level="省级", type="部门网站")
    assert cohort_of(department) == "省直部门"


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 6)), min_size=1, max_size=12))
def test_a_place_counts_who_is_above_for_certain_and_who_may_be(
    ends: list[tuple[int, int]],
) -> None:
    scores = [Score(low=low, high=low + width) for low, width in ends]
    among = Scores.of(scores)
    for at, own in enumerate(scores):
        others = scores[:at] + scores[at + 1 :]
        first, last, tied = among.place(own)
        assert first == 1 + sum(each.low > own.high for each in others)
        assert last == 1 + sum(each.high > own.low for each in others)
        assert tied == sum(each == own for each in others)
        assert 1 <= first <= last <= len(scores)


def test_grades_are_the_books_and_a_score_on_a_line_has_both() -> None:
    grading = Grading(grades={"优秀": 90, "良好": 80})
    assert [grade_of(verdict(1, points), grading) for points in (90, 89.9, 60)] == [
        "优秀",
        "良好",
        "合格",
    ]
    untold = verdict(1, 55, 70).model_copy(update={"outcome": "undetermined"})
    assert grade_of(untold, grading) == ""
    assert grade_of(verdict(1, 85, 95), grading) == "良好至优秀"
    assert grade_of(verdict(1, None), grading) == "不合格"
    assert grade_of(verdict(1, 95), Grading()) == "合格"
