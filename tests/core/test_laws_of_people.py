"""The laws of people's word: statements outweigh the machine, exemptions end by themselves."""

from datetime import timedelta
from typing import Any, Literal, cast

from evidence_strategies import AS_OF, BOOKS, evidence
from hypothesis import assume, given
from hypothesis import strategies as st
from lawful import LAW, changed, verdict_on

from checker.core.evidence import Statement
from checker.core.indicator import Evidence
from checker.core.rulebook import Book
from checker.core.verdict import Finding


def _said(kind: Any, indicator: str, **more: Any) -> Statement:
    later = AS_OF + timedelta(days=40)
    return Statement(kind=kind, indicator=indicator, by="王五", at=later, reason="到场核实", **more)


@LAW
@given(evidence, BOOKS)
def test_6_a_machine_alone_neither_confirms_nor_overrules(given: Evidence, book: Book) -> None:
    verdict = verdict_on(changed(given, statements=()), book)
    assert not {each.stage for each in verdict.findings} & {"confirmed", "overruled"}


@LAW
@given(evidence, BOOKS, st.data())
def test_6_what_a_person_states_stands_and_is_signed(
    given: Evidence, book: Book, data: st.DataObject
) -> None:
    assume(book.judged_on(given.target))
    entry = data.draw(st.sampled_from(book.judged_on(given.target)))
    status = data.draw(st.sampled_from(["passed", "breached", "not-applicable"]))
    said = _said("state", entry.id, status=status)
    verdict = verdict_on(changed(given, statements=(*given.statements, said)), book)
    finding = cast(Finding, verdict.finding(entry.id))
    assert finding.status == status
    before = verdict_on(given, book)
    assert [each for each in verdict.findings if each.indicator != entry.id] == [
        each for each in before.findings if each.indicator != entry.id
    ]
    assert "王五" in finding.says
    if status == "breached":
        assert finding.stage == "confirmed"
        assert finding.proofs
        assert finding.warning is None
        if entry.consequence == "veto":
            assert (verdict.outcome, verdict.stage) == ("unqualified", "confirmed")


@LAW
@given(evidence, BOOKS, st.sampled_from(["confirm", "overrule"]))
def test_6_a_person_settles_every_breach(
    given: Evidence, book: Book, kind: Literal["confirm", "overrule"]
) -> None:
    before = verdict_on(changed(given, statements=()), book)
    breached = [each.indicator for each in before.findings if each.status == "breached"]
    said = tuple(_said(kind, each) for each in breached)
    after = verdict_on(changed(given, statements=said), book)
    stage = "confirmed" if kind == "confirm" else "overruled"
    for indicator in breached:
        finding = cast(Finding, after.finding(indicator))
        assert finding.stage == stage
        assert "王五" in finding.says
    if kind == "overrule":
        assert not after.breached_vetoes
        assert after.outcome != "unqualified"
        for finding in after.findings:
            assert finding.stage != "overruled" or (finding.points or 0) >= 0
    elif before.breached_vetoes:
        assert after.stage == "confirmed"


@LAW
@given(evidence, BOOKS)
def test_6_what_nobody_signed_is_not_said(given: Evidence, book: Book) -> None:
    unsigned = tuple(
        _said(kind, entry.id, status="breached", until=AS_OF.date()).model_copy(update={"by": " "})
        for entry in book.judged_on(given.target)
        for kind in ("state", "exempt", "confirm")
    )
    bare = changed(given, statements=())
    assert (
        verdict_on(changed(given, statements=unsigned), book).findings
        == verdict_on(bare, book).findings
    )


@LAW
@given(evidence, BOOKS, st.integers(-400, 400))
def test_11_an_exemption_holds_to_the_end_of_its_last_day_and_no_longer(
    given: Evidence, book: Book, offset: int
) -> None:
    until = AS_OF.date() + timedelta(days=offset)
    entries = book.judged_on(given.target)
    said = tuple(_said("exempt", entry.id, until=until) for entry in entries)
    after = verdict_on(changed(given, statements=said), book)
    if offset < 0:
        assert after.findings == verdict_on(changed(given, statements=()), book).findings
    else:
        assert {each.status for each in after.findings} <= {"exempt"}
        assert not after.breached_vetoes


@LAW
@given(evidence, BOOKS)
def test_11_an_exemption_without_an_end_has_no_effect(given: Evidence, book: Book) -> None:
    endless = tuple(_said("exempt", entry.id) for entry in book.judged_on(given.target))
    exempted = verdict_on(changed(given, statements=endless), book)
    assert exempted.findings == verdict_on(changed(given, statements=()), book).findings
