"""The laws of points: intervals, caps, bonuses."""

from evidence_strategies import BOOKS, SCORED, evidence, site_evidence
from hypothesis import assume, given
from hypothesis import strategies as st
from lawful import LAW, verdict_on

from checker.core.indicator import Evidence
from checker.core.rulebook import Book, Grading
from checker.core.site import SiteEvidence


@LAW
@given(site_evidence)
def test_2_the_low_score_is_not_above_the_high_one(given: SiteEvidence) -> None:
    score = verdict_on(given, SCORED).score
    if score:
        assert 0 <= score.low <= score.high <= 130


@LAW
@given(site_evidence)
def test_7_a_deduction_stops_at_its_cap(given: SiteEvidence) -> None:
    verdict = verdict_on(given, SCORED)
    for finding, entry in zip(verdict.findings, SCORED.judged_on(given.target), strict=True):
        if finding.points is not None and entry.points is not None:
            assert abs(finding.points) <= entry.points
    content = tuple(entry for entry in SCORED.entries if entry.item == "content")
    score = verdict_on(given, SCORED.model_copy(update={"entries": content})).score
    whole = given.target.has_services is not False
    if score and whole:
        assert score.low >= 100 - SCORED.items["content"].cap


@LAW
@given(site_evidence)
def test_7_a_bonus_counts_only_above_its_line_and_under_its_cap(given: SiteEvidence) -> None:
    plain = tuple(entry for entry in SCORED.entries if entry.consequence != "bonus")
    without = verdict_on(given, SCORED.model_copy(update={"entries": plain})).score
    score = verdict_on(given, SCORED).score
    assume(score and without)
    assert score
    assert without
    for final, base in ((score.low, without.low), (score.high, without.high)):
        if base <= SCORED.grading.bonus_above:
            assert final == base
        assert base <= final <= base + SCORED.grading.bonus_cap


@LAW
@given(site_evidence)
def test_7_a_score_exactly_at_the_line_has_no_bonus(given: SiteEvidence) -> None:
    plain = tuple(entry for entry in SCORED.entries if entry.consequence != "bonus")
    without = verdict_on(given, SCORED.model_copy(update={"entries": plain})).score
    assume(without)
    assert without
    at_it = SCORED.grading.model_copy(update={"bonus_above": without.low})
    score = verdict_on(given, SCORED.model_copy(update={"grading": at_it})).score
    assert score
    assert score.low == without.low


@LAW
@given(evidence, BOOKS)
def test_7_what_is_only_watched_counts_for_nothing(given: Evidence, book: Book) -> None:
    entries = (each for each in book.entries if each.consequence != "watch")
    unwatched = verdict_on(given, book.model_copy(update={"entries": tuple(entries)}))
    verdict = verdict_on(given, book)
    assert (verdict.outcome, verdict.stage) == (unwatched.outcome, unwatched.stage)
    assert verdict.score == unwatched.score


@LAW
@given(site_evidence, st.integers(0, 100))
def test_7_a_site_stands_on_the_side_of_the_pass_line_that_its_whole_score_is_on(
    given: SiteEvidence, line: int
) -> None:
    official = tuple(each.model_copy(update={"official": True}) for each in SCORED.entries)
    grading = SCORED.grading.model_copy(update={"pass_at": line})
    book = SCORED.model_copy(update={"entries": official, "grading": grading})
    verdict = verdict_on(given, book)
    if verdict.outcome == "qualified" and verdict.score:
        assert verdict.score.low >= line
    if verdict.outcome == "unqualified" and not verdict.breached_vetoes:
        assert verdict.score
        assert verdict.score.high < line


def test_the_made_up_book_knows_every_way_of_grading() -> None:
    consequences = {entry.consequence for entry in SCORED.entries}
    assert consequences == {"veto", "deduct", "bonus"}
    assert SCORED.grading == Grading()
