"""Facts: frozen, strict about fields and zones, and with one canonical form."""

import json
import math
import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from enum import Enum, IntEnum, StrEnum
from random import Random
from typing import Any, NamedTuple

import pytest
from evidence_strategies import evidence
from hypothesis import given, settings
from hypothesis import strategies as st
from lawful import LAW
from pydantic import ValidationError

from checker.core.canonical import canonical_json
from checker.core.fact import CHINA, Fact, Moment, digest_of, settled
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


class _Word(str):
    __slots__ = ()


class _Share(float):
    __slots__ = ()


class _Pair(NamedTuple):
    one: object
    two: object


_Kind = StrEnum("_Kind", ["ONE"])
_Count = IntEnum("_Count", ["ONE"])
_Plain = Enum("_Plain", ["ONE"])

_NUMBERS = (
    0.0, -0.0, 5e-05, 9.9999e-05, 1e-4, 0.00012345678901234567, 1e15, 9999999999999998.0, 1e16, 1.5e300,
    -2.5e-7, 5e-324, 0.1 + 0.2, 2.0**53, math.inf, -math.inf, math.nan, 2**63 - 1, 2**63, 2**64 - 1,
    2**64, -(2**63), -(2**63) - 1, 10**400,
)  # fmt: skip
_ODD = (
    "\u2028\u2029\ufeff\x7f\x00\x1f\x85", '\\"/\b\f\n\r\t', "\ud800", "😀 一", _Word("一"), _Share(5e-05), _Share(0.5),
    _Kind.ONE, _Count.ONE, _Plain.ONE, _Pair(1, 5e-05), {1: 2, None: 3}, {1: 2, "1": 3}, {_Word("b"): 1, "a": 2},
    {"\ud800": 1}, uuid.UUID(int=1), datetime(2026, 1, 1, tzinfo=CHINA), b"x", {"x"}, Note(), object(),
)  # fmt: skip
_TEXTS = st.text() | st.text(st.characters(min_codepoint=0x1FF0, max_codepoint=0x203F))
_LEAVES = (
    st.none() | st.booleans() | st.integers() | st.integers(-(2**66), 2**66) | st.floats() | _TEXTS
    | st.floats(-1e-3, 1e-3) | st.sampled_from((*_NUMBERS, *_ODD))
)  # fmt: skip
_KEYS = _TEXTS | st.sampled_from(("a", "b", "\ue000", "\U00010000", _Word("c")))
_VALUES = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(_KEYS, inner),
)


def _as_the_json_module(value: Any) -> bytes:
    """What every digest in a store was made of."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def _written(by: Callable[[Any], bytes], value: Any) -> bytes | None:
    with suppress(TypeError, ValueError):
        return by(value)
    return None


@pytest.mark.parametrize(
    "value", [*_NUMBERS, *_ODD], ids=lambda value: ascii(value).partition(" at 0x")[0]
)
def test_each_odd_value_is_written_or_refused_as_by_the_json_module(value: Any) -> None:
    assert _written(canonical_json, value) == _written(_as_the_json_module, value)


@settings(max_examples=500)
@given(_VALUES)
def test_the_canonical_form_is_what_the_json_module_writes(value: Any) -> None:
    before = repr(value)
    assert _written(canonical_json, value) == _written(_as_the_json_module, value)
    assert repr(value) == before


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_written_as_the_json_module_writes_it(number: float) -> None:
    assert canonical_json([number]) == _as_the_json_module([number])


@settings(LAW, max_examples=50)
@given(evidence)
def test_the_canonical_form_of_evidence_is_what_the_json_module_writes(given: Evidence) -> None:
    assert given.canonical() == _as_the_json_module(given.model_dump(mode="json", by_alias=True))


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
