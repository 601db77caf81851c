"""Facts: frozen, strict about fields and zones, and with one canonical form."""

from datetime import UTC, datetime
from random import Random

import pytest
from evidence_strategies import evidence
from hypothesis import given, settings
from hypothesis import strategies as st
from lawful import LAW
from pydantic import ValidationError

from checker.core.fact import CHINA, Fact, Moment, canonical_json, digest_of, settled
from checker.core.indicator import Evidence


class Note(Fact):
    words: tuple[str, ...] = ()
    at: Moment = datetime(2026, 1, 1, tzinfo=CHINA)
    share: float = 0.0


def test_a_fact_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        Note().__setattr__("words", ("x",))


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError):
        Note.model_validate({"word": "x"})


def test_a_moment_needs_a_zone_and_is_kept_in_china() -> None:
    with pytest.raises(ValidationError):
        Note(at=datetime(2026, 1, 1))  # noqa: DTZ001
    moment = datetime(2025, 12, 31, 16, tzinfo=UTC)
    assert Note(at=moment).seal() == Note().seal()


def test_no_number_without_a_json_form_gets_in() -> None:
    with pytest.raises(ValidationError):
        Note(share=float("nan"))


def test_the_canonical_form_has_sorted_keys_and_no_white_space() -> None:
    assert canonical_json({"b": [1, "二"], "a": None}) == '{"a":null,"b":[1,"二"]}'.encode()
    assert digest_of(b"").startswith("sha256:e3b0c442")


@settings(LAW, max_examples=50)
@given(evidence)
def test_evidence_reads_back_as_it_was(given: Evidence) -> None:
    assert type(given).from_json(given.canonical()) == given


@given(
    st.lists(st.builds(Note, words=st.lists(st.sampled_from("一二三"), max_size=2).map(tuple))),
    st.randoms(),
)
def test_settled_facts_have_one_order_whatever_order_they_come_in(
    notes: list[Note], chance: Random
) -> None:
    def first_word(note: Note) -> tuple[str, ...]:
        return note.words[:1]

    mixed = list(notes)
    chance.shuffle(mixed)
    found = settled(mixed, first_word)
    assert found == settled(notes, first_word)
    assert [first_word(each) for each in found] == sorted(map(first_word, notes))
