"""The laws of the judge, tried on any evidence, for the national book and a made-up scored one.

The laws of people's word and of points have files of their own.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest
from evidence_strategies import (
    ACCOUNT_PARTS,
    BOOKS,
    NATIONAL,
    SCORED,
    SITE_PARTS,
    evidence,
    site_evidence,
)
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lawful import (
    LAW,
    RULES,
    assert_less_is_known,
    breaches,
    changed,
    read_back,
    verdict_on,
)
from pydantic import JsonValue

from checker.core.earlier_visit import measure_of
from checker.core.evidence import Proof, Sighting, Unseen
from checker.core.indicator import Evidence
from checker.core.judge import judge
from checker.core.outcome import Outcome
from checker.core.rulebook import Book, LocalBook, flatten
from checker.core.site import Columns, SiteEvidence
from checker.core.verdict import Finding, Verdict


@LAW
@given(evidence, BOOKS)
def test_1_a_verdict_recomputed_from_stored_json_is_the_same_verdict(
    given: Evidence, book: Book
) -> None:
    first = verdict_on(given, book)
    again = verdict_on(read_back(given), Book.from_json(book.canonical()))
    assert again.canonical() == first.canonical()
    assert Verdict.from_json(first.canonical()) == first


@LAW
@given(evidence, BOOKS)
def test_3_what_nobody_saw_never_disqualifies(given: Evidence, book: Book) -> None:
    nothing = Unseen(reason="challenged")
    parts = SITE_PARTS if isinstance(given, SiteEvidence) else ACCOUNT_PARTS
    blind = changed(given, **dict.fromkeys(parts, nothing), statements=())
    verdict = verdict_on(blind, book)
    assert verdict.outcome == "undetermined"
    assert not breaches(verdict)


@LAW
@given(evidence, BOOKS, st.sets(st.sampled_from(SITE_PARTS), min_size=1))
def test_3_seeing_less_accuses_of_nothing_new(given: Evidence, book: Book, hide: set[str]) -> None:
    parts = hide if isinstance(given, SiteEvidence) else {"posts"}
    blinder = changed(given, **dict.fromkeys(parts, Unseen(reason="budget")))
    assert_less_is_known(verdict_on(blinder, book), verdict_on(given, book))


@LAW
@given(evidence, BOOKS)
def test_3_what_was_seen_before_accuses_of_nothing_now(given: Evidence, book: Book) -> None:
    first = verdict_on(changed(given, sightings=()), book)
    again = verdict_on(given, book)
    assert breaches(again) == breaches(first)
    assert again.score == first.score
    for before, after in zip(first.findings, again.findings, strict=True):
        doubted = (before.status, after.status) == ("passed", "cannot-tell")
        assert after.status == before.status or (doubted and after.consequence == "veto")


@LAW
@given(evidence, BOOKS, st.integers(5, 24 * 40))
def test_3_an_earlier_breach_of_what_passes_now_doubts_it_at_most(
    given: Evidence, book: Book, hours: int
) -> None:
    first = verdict_on(changed(given, sightings=(), statements=()), book)
    seen = tuple(
        Sighting(
            indicator=each.indicator,
            method="earlier-visit",
            at=given.as_of - timedelta(hours=hours),
            measure=measure_of(entry.params, book.columns),
            says="当时不达标",
            proofs=(Proof(url="http://a.example/then"),),
        )
        for each in first.findings
        if each.status == "passed" and (entry := book.entry(each.indicator))
    )
    again = verdict_on(changed(given, sightings=seen, statements=()), book)
    assert breaches(again) == breaches(first)
    assert again.score == first.score
    for before, after in zip(first.findings, again.findings, strict=True):
        if before.status == "passed" and after.status == "cannot-tell":
            assert after.consequence == "veto"
            assert after.proofs[-1] == seen[0].proofs[0]
        else:
            assert after.status == before.status


def _stricter(book: Book, by: int) -> Book:
    """Every threshold and limit lowered, every deduction and the pass line raised."""

    def lowered(params: dict[str, JsonValue]) -> dict[str, JsonValue]:
        kept = ("window_days", "window_months", "max_wait_s", "min_posts", "max_unwatched_days")
        return {
            name: value if name in kept or not isinstance(value, int | float) else value / (1 + by)
            for name, value in params.items()
        }

    def whole(id: str, params: dict[str, JsonValue]) -> dict[str, JsonValue]:
        fields = RULES[id].params.model_fields
        low = lowered({name: field.default for name, field in fields.items()} | params)
        return {
            name: int(cast(float, value)) if fields[name].annotation is int else value
            for name, value in low.items()
        }

    entries = tuple(
        entry.model_copy(
            update={
                "params": whole(entry.id, entry.params) if entry.by == "machine" else {},
                "each": entry.each and entry.each + by,
                "points": entry.points
                and entry.points + (by if entry.consequence != "bonus" else 0),
            }
        )
        for entry in book.entries
    )
    return book.model_copy(
        update={
            "entries": entries,
            "columns": {name: max(1, limit - 10 * by) for name, limit in book.columns.items()},
            "grading": book.grading.model_copy(update={"pass_at": book.grading.pass_at + by}),
        }
    )


@LAW
@given(evidence, BOOKS, st.integers(1, 5))
def test_4_a_stricter_book_never_turns_a_breach_into_a_pass(
    given: Evidence, book: Book, by: int
) -> None:
    lenient, strict = verdict_on(given, book), verdict_on(given, _stricter(book, by))
    assert breaches(lenient) <= breaches(strict)
    if lenient.outcome == "unqualified":
        assert strict.outcome == "unqualified"
    if lenient.score and strict.score:
        assert strict.score.high <= lenient.score.high


@LAW
@given(evidence, BOOKS)
def test_5_an_empty_override_changes_nothing_but_the_name(given: Evidence, book: Book) -> None:
    empty = LocalBook(book="local", version="7", extends=f"{book.name}@{book.version}")
    above, below = verdict_on(given, book), verdict_on(given, flatten(book, empty))
    assert below.book.name == "local"
    names = {"id", "book"}
    assert below.model_dump(exclude=names) == above.model_dump(exclude=names)


def _crash(**parts: object) -> Outcome:
    raise ZeroDivisionError(f"a bug at {id(parts):#x}")


def _mumble(**parts: object) -> Outcome:
    return cast(Outcome, "breached")


@pytest.mark.parametrize("bug", [_crash, _mumble])
@LAW
@given(given=evidence, book=BOOKS, broken=st.sampled_from(sorted(RULES)))
def test_8_a_bug_in_an_indicator_never_costs_a_site_its_grade(
    bug: Callable[..., Outcome], given: Evidence, book: Book, broken: str
) -> None:
    buggy = {**RULES, broken: replace(RULES[broken], check=bug)}
    verdict = judge(given, book, buggy, "1.0")
    assert_less_is_known(verdict, verdict_on(given, book))
    assert verdict.canonical() == judge(given, book, buggy, "1.0").canonical()


def _in_short(verdict: Verdict) -> object:
    found = [
        (each.indicator, each.status, each.stage, each.says, each.points, len(each.proofs))
        for each in verdict.findings
    ]
    warnings = [each.warning for each in verdict.findings]
    return verdict.outcome, verdict.stage, verdict.score, found, warnings


def _shuffled(value: Any, data: st.DataObject) -> Any:
    """The same value with every list in it in another order."""
    if isinstance(value, dict):
        table = cast("dict[str, Any]", value)
        return {key: _shuffled(each, data) for key, each in table.items()}
    if isinstance(value, list):
        items = [_shuffled(each, data) for each in cast("list[Any]", value)]
        return data.draw(st.permutations(items)) if 1 < len(items) < 20 else items[::-1]
    return value


@LAW
@given(evidence, BOOKS, st.data())
def test_9_the_order_of_entries_does_not_matter(
    given: Evidence, book: Book, data: st.DataObject
) -> None:
    written = given.model_dump(mode="json")
    other = type(given).model_validate(_shuffled(written, data))
    assert _in_short(verdict_on(other, book)) == _in_short(verdict_on(given, book))


@LAW
@given(site_evidence)
def test_10_a_fault_is_counted_once(given: SiteEvidence) -> None:
    assume(isinstance(given.columns, Columns))
    columns = cast(Columns, given.columns)
    marked = tuple(each.model_copy(update={"at": Proof(url=each.url)}) for each in columns.columns)
    placed = changed(
        given,
        columns=columns.model_copy(update={"columns": marked}),
        statements=(),
        sightings=(),
    )
    verdict = verdict_on(placed, NATIONAL)
    counted = [
        proof.url
        for indicator in ("site.columns-blank", "site.columns-stale", "site.key-columns-stale")
        for proof in cast(Finding, verdict.finding(indicator)).proofs
    ]
    assert len(counted) == len(set(counted))


def test_the_evidence_of_the_laws_shows_every_answer_and_every_outcome() -> None:
    answers: set[tuple[str, str]] = set()
    outcomes: set[tuple[str, str]] = set()

    @settings(LAW, derandomize=True, max_examples=1600, database=None)
    @given(evidence)
    def look(given: Evidence) -> None:
        bare = changed(given, statements=())
        for book in (NATIONAL, SCORED):
            verdict = verdict_on(bare, book)
            outcomes.add((book.name, verdict.outcome))
            answers.update((each.indicator, each.status) for each in verdict.findings)

    look()
    for id in RULES:
        told = {each.unless_stated for each in (NATIONAL.entry(id),) if each} != {None}
        for status in ("passed", "breached", *(() if told else ("cannot-tell",))):
            assert (id, status) in answers, f"no example of {id} {status}"
    for book in (NATIONAL, SCORED):
        for outcome in ("qualified", "unqualified", "undetermined"):
            assert (book.name, outcome) in outcomes, f"no example of {book.name} {outcome}"
