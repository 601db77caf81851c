"""The judge: what it makes of unseen parts, crashes, sightings, statements and scores."""

from dataclasses import replace
from typing import Any

import pytest
from evidence_samples import (
    AS_OF,
    HERE,
    PORTAL,
    account_with,
    blank_columns,
    book_of,
    home_of,
    line,
    site_with,
)

from checker.books.library import indicators
from checker.core.availability import Opening
from checker.core.evidence import Proof, Sighting, Statement, Unseen
from checker.core.judge import judge
from checker.core.outcome import Outcome
from checker.core.rulebook import Book
from checker.core.site import Probes, SiteEvidence
from checker.core.verdict import Finding, Verdict
from checker.core.web import Exchange, Via

RULES = indicators()


def verdict_on(given: SiteEvidence, book: Book) -> Verdict:
    return judge(given, book, RULES, "1.0")


def only(given: SiteEvidence, book: Book) -> Finding:
    (finding,) = verdict_on(given, book).findings
    return finding


def says(kind: str, **more: object) -> Statement:
    form = {"kind": kind, "indicator": "site.homepage-stale", "by": "张三", "at": AS_OF}
    return Statement.model_validate({**form, "reason": "已核实", **more})


STALE = site_with(home=home_of(1))
HOME = book_of(line("site.homepage-stale", warn={"max_idle_days": 10}, clause="1.3"))


def test_an_unseen_part_is_told_in_words_with_its_detail() -> None:
    given = site_with(home=Unseen(reason="challenged", detail="jsl"))
    finding = only(given, HOME)
    assert finding.status == "cannot-tell"
    assert "防护" in finding.says
    assert "jsl" in finding.says
    assert verdict_on(given, HOME).outcome == "undetermined"


def test_a_breached_veto_is_suspected_when_it_was_seen_once() -> None:
    verdict = verdict_on(STALE, HOME)
    assert (verdict.outcome, verdict.stage) == ("unqualified", "suspected")
    assert only(STALE, HOME).clause == "1.3"


@pytest.mark.parametrize("method", ["earlier-visit", "browser"])
def test_a_breach_seen_again_is_rechecked(method: str) -> None:
    seen = {"indicator": "site.homepage-stale", "method": method, "at": AS_OF}
    again = STALE.model_copy(update={"sightings": (Sighting.model_validate(seen),)})
    assert verdict_on(again, HOME).stage == "rechecked"


def looked_at(via: Via, *, status: int = 200, lost: int = 0) -> Exchange:
    return Exchange(
        url=HERE.url, final_url=HERE.url, via=via, started=AS_OF, status=status, lost=lost
    )


@pytest.mark.parametrize(
    ("looks", "stage"),
    [
        ((looked_at("http"),), "suspected"),
        ((looked_at("browser"),), "suspected"),
        ((looked_at("http"), looked_at("browser")), "rechecked"),
        ((looked_at("http"), looked_at("browser", lost=1)), "suspected"),
        ((looked_at("http"), looked_at("browser", status=502)), "suspected"),
    ],
)
def test_a_breach_that_a_browser_saw_too_in_the_same_visit_is_rechecked(
    looks: tuple[Exchange, ...], stage: str
) -> None:
    twice = STALE.model_copy(update={"exchanges": looks})
    assert verdict_on(twice, HOME).stage == stage


def test_a_sighting_of_another_indicator_rechecks_nothing() -> None:
    seen = Sighting(indicator="site.columns-blank", method="browser", at=AS_OF)
    assert verdict_on(STALE.model_copy(update={"sightings": (seen,)}), HOME).stage == "suspected"


@pytest.mark.parametrize(
    ("place", "stage"), [(HERE.url, "rechecked"), ("http://b.example/", "suspected")]
)
def test_a_breach_somewhere_else_is_no_breach_seen_again(place: str, stage: str) -> None:
    seen = Sighting(
        indicator="site.homepage-stale",
        method="earlier-visit",
        at=AS_OF,
        proofs=(Proof(url=place),),
    )
    assert verdict_on(STALE.model_copy(update={"sightings": (seen,)}), HOME).stage == stage


def test_a_verdict_has_the_stage_of_its_furthest_veto() -> None:
    book = book_of(line("site.homepage-stale"), line("site.columns-blank"))
    both = site_with(home=home_of(1), columns=blank_columns(5), statements=(says("confirm"),))
    assert verdict_on(both, book).stage == "confirmed"
    assert [each.stage for each in verdict_on(both, book).findings] == ["confirmed", "suspected"]


def test_a_warning_gives_the_rules_own_sentence_and_the_days_left() -> None:
    finding = only(site_with(home=home_of(10)), HOME)
    assert finding.status == "passed"
    assert finding.warning
    assert finding.warning.days_left == 2
    assert "14 天" in finding.warning.says


def test_no_warning_stands_far_below_the_line_nor_on_a_breach() -> None:
    assert only(site_with(home=home_of(20)), HOME).warning is None
    assert only(STALE, HOME).warning is None


def test_what_was_not_seen_is_no_warning() -> None:
    assert only(site_with(), HOME).warning is None


def test_what_cannot_be_told_yet_may_be_a_warning() -> None:
    tries = (Opening(at=AS_OF, opened=False, seconds=15, reason="refused"),)
    book = book_of(line("site.unreachable", warn={"min_probes": 1, "max_fail_share": 0.03}))
    finding = only(site_with(probes=Probes(tries=tries, at=HERE)), book)
    assert finding.status == "cannot-tell"
    assert finding.warning
    assert "未达到统计次数 140 次" in finding.warning.says


def test_an_overruled_veto_does_not_disqualify() -> None:
    overruled = STALE.model_copy(update={"statements": (says("overrule"),)})
    verdict = verdict_on(overruled, HOME)
    assert (verdict.outcome, verdict.stage) == ("qualified", None)
    assert verdict.findings[0].stage == "overruled"


def test_an_exemption_takes_the_warning_away() -> None:
    soon = site_with(home=home_of(10), statements=(says("exempt", until="2026-11-22"),))
    finding = only(soon, HOME)
    assert (finding.status, finding.warning) == ("exempt", None)


def test_an_exempt_veto_does_not_disqualify() -> None:
    spared = STALE.model_copy(update={"statements": (says("exempt", until="2026-11-22"),)})
    assert verdict_on(spared, HOME).outcome == "qualified"
    late = STALE.model_copy(update={"statements": (says("exempt", until="2026-11-21"),)})
    assert verdict_on(late, HOME).outcome == "unqualified"


def test_the_last_statement_wins_whatever_their_order() -> None:
    first = says("overrule", at="2026-11-22T03:00:00+08:00")
    last = says("confirm", at="2026-11-22T04:00:00+08:00")
    for both in ((first, last), (last, first)):
        assert verdict_on(STALE.model_copy(update={"statements": both}), HOME).stage == "confirmed"


def test_a_statement_without_a_page_brings_its_own_proof() -> None:
    said = says("state", status="breached", proof="http://a.example/record.pdf")
    given = site_with(home=home_of(20), statements=(said,))
    assert only(given, HOME).stage == "confirmed"
    incident = book_of(line("site.public-incident", by="human", unless_stated="passed"))
    named = said.model_copy(update={"indicator": "site.public-incident"})
    (proof,) = only(site_with(statements=(named,)), incident).proofs
    assert (proof.url, proof.quote) == ("http://a.example/record.pdf", "已核实")


@pytest.mark.parametrize(
    ("unless_stated", "status"),
    [("passed", "passed"), ("not-applicable", "not-applicable"), (None, "cannot-tell")],
)
def test_what_people_judge_is_as_the_book_says_until_somebody_states_it(
    unless_stated: str | None, status: str
) -> None:
    book = book_of(line("site.tampered", by="human", unless_stated=unless_stated))
    assert only(site_with(), book).status == status


def test_a_book_can_take_an_indicator_from_the_machine() -> None:
    book = book_of(line("site.homepage-stale", by="human", unless_stated="passed"))
    assert only(STALE, book).status == "passed"


def test_a_book_that_does_not_concern_a_target_leaves_it_undetermined() -> None:
    assert judge(account_with(), HOME, RULES, "1.0").outcome == "undetermined"


def test_a_crash_names_its_place_and_no_memory() -> None:
    def broken(**parts: object) -> Outcome:
        raise ValueError(f"at {id(parts):#x}")

    buggy = {"site.homepage-stale": replace(RULES["site.homepage-stale"], check=broken)}
    finding = judge(STALE, HOME, buggy, "1.0").findings[0]
    assert finding.status == "cannot-tell"
    assert "ValueError" in finding.says
    assert "broken" in finding.says
    assert "0x" not in finding.says


def test_a_parameter_that_the_rule_refuses_is_no_fault_of_the_site() -> None:
    book = book_of(line("site.homepage-stale", params={"max_idle_days": "soon"}))
    assert only(STALE, book).status == "cannot-tell"


def test_points_below_the_pass_line_disqualify_without_a_stage() -> None:
    book = book_of(line("site.homepage-stale", "deduct", points=41))
    verdict = verdict_on(STALE, book)
    assert (verdict.outcome, verdict.stage) == ("unqualified", None)
    assert verdict.score
    assert verdict.score.high == 59


def test_exactly_the_pass_line_qualifies() -> None:
    book = book_of(line("site.homepage-stale", "deduct", points=40))
    assert verdict_on(STALE, book).outcome == "qualified"


def test_a_score_on_both_sides_of_the_pass_line_is_undetermined() -> None:
    book = book_of(
        line("site.homepage-stale", "deduct", points=30),
        line("site.feedback-missing", "deduct", points=20),
    )
    verdict = verdict_on(STALE, book)
    assert verdict.score
    assert (verdict.score.low, verdict.score.high) == (50, 70)
    assert verdict.outcome == "undetermined"


def test_a_veto_leaves_no_score() -> None:
    book = book_of(
        line("site.homepage-stale"), line("site.columns-blank", "deduct", each=1, points=5)
    )
    given = site_with(home=home_of(1), columns=blank_columns(5))
    assert verdict_on(given, book).score is None


def test_a_watched_breach_counts_for_nothing() -> None:
    verdict = verdict_on(STALE, book_of(line("site.homepage-stale", "watch")))
    assert verdict.outcome == "qualified"
    assert verdict.findings[0].status == "breached"
    assert verdict.score is None


def test_another_book_or_another_code_makes_another_verdict() -> None:
    ids = {
        judge(STALE, HOME, RULES, "1.0").id,
        judge(STALE, HOME, RULES, "1.1").id,
        judge(STALE, HOME.model_copy(update={"version": "2"}), RULES, "1.0").id,
        judge(site_with(home=home_of(2)), HOME, RULES, "1.0").id,
    }
    assert len(ids) == 4


def test_coverage_counts_what_was_told_and_what_a_machine_told() -> None:
    book = book_of(
        line("site.homepage-stale"),
        line("site.columns-blank"),
        line("site.tampered", by="human", unless_stated="passed"),
    )
    coverage = verdict_on(STALE, book).coverage
    assert (coverage.told, coverage.indicators) == (2, 3)
    assert (coverage.by_machine, coverage.by_people, coverage.unsaid) == (1, 0, 1)
    assert "columns" in {each.part for each in coverage.unseen}
    signed = Statement(
        kind="state",
        indicator="site.tampered",
        by="张三",
        at=AS_OF,
        reason="已查看",
        status="passed",
    )
    spoken = verdict_on(STALE.model_copy(update={"statements": (signed,)}), book).coverage
    assert (spoken.by_machine, spoken.by_people, spoken.unsaid) == (1, 1, 0)


def test_a_score_that_rests_on_numbers_of_ours_disqualifies_nobody() -> None:
    book = book_of(line("site.homepage-stale", "deduct", points=41, official=False))
    verdict = verdict_on(STALE, book)
    assert verdict.score
    assert (verdict.score.high, verdict.score.advisory) == (59, True)
    assert verdict.outcome == "undetermined"


@pytest.mark.parametrize(("unless_stated", "status"), [(None, "cannot-tell"), ("passed", "passed")])
def test_what_an_assisting_machine_cannot_tell_is_the_books_word(
    unless_stated: Any, status: str
) -> None:
    entry = line("site.homepage-stale", by="assisted", unless_stated=unless_stated)
    finding = only(site_with(), book_of(entry))
    assert finding.status == status
    assert "未采集" in finding.says


def test_what_an_assisting_machine_sees_stands_whatever_the_books_word() -> None:
    entry = line("site.homepage-stale", by="assisted", unless_stated="passed")
    assert only(STALE, book_of(entry)).status == "breached"


def test_deductions_are_judged_on_scored_sites_alone_and_watched_where_the_book_says_so() -> None:
    book = book_of(
        line("site.feedback-missing"),
        line("site.homepage-stale", "deduct", points=5, elsewhere="watch"),
        line("site.columns-blank", "deduct", points=5),
        line("site.services-missing", "bonus", points=5),
    )
    target = PORTAL.model_copy(update={"type": "部门网站"})
    office = STALE.model_copy(update={"target": target})
    found = {each.indicator: each.consequence for each in verdict_on(office, book).findings}
    assert found == {"site.feedback-missing": "veto", "site.homepage-stale": "watch"}
    assert len(verdict_on(STALE, book).findings) == 4


def test_a_bonus_that_was_not_earned_is_no_suspicion() -> None:
    book = book_of(line("site.columns-blank", "deduct", points=1), line("site.homepage-stale", "bonus", points=5))  # fmt: skip
    bonus = verdict_on(STALE, book).findings[1]
    assert (bonus.status, bonus.stage, bonus.points) == ("breached", None, 0)
