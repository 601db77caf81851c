"""Moments, digests and words go into a column and come back; their order is kept."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects.sqlite import dialect

from checker.core.fact import CHINA, digest_of
from checker.store.values import Digest, Instant, Words, raw_digest

SQLITE = dialect()
ZONES = st.integers(-23, 23).map(lambda hours: timezone(timedelta(hours=hours)))
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2999, 12, 31), timezones=ZONES)  # noqa: DTZ001


@settings(deadline=None)
@given(MOMENTS)
def test_a_moment_comes_back_equal_and_in_china(moment: datetime) -> None:
    stored = Instant().process_bind_param(moment, SQLITE)
    assert stored is not None
    back = Instant().process_result_value(stored, SQLITE)
    assert back is not None
    assert back == moment
    assert back.tzinfo is CHINA


@settings(deadline=None)
@given(MOMENTS, MOMENTS)
def test_the_order_of_the_text_is_the_order_of_time(one: datetime, other: datetime) -> None:
    texts = [Instant().process_bind_param(each, SQLITE) or "" for each in (one, other)]
    assert (texts[0] < texts[1]) == (one < other)
    assert {len(each) for each in texts} == {27}


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Instant().process_bind_param(
            datetime(2026, 11, 22, tzinfo=UTC).replace(tzinfo=None), SQLITE
        )


@settings(deadline=None)
@given(st.binary())
def test_a_digest_comes_back_from_half_the_room(data: bytes) -> None:
    raw = Digest().process_bind_param(digest_of(data), SQLITE)
    assert raw is not None
    assert len(raw) == 32
    assert Digest().process_result_value(raw, SQLITE) == digest_of(data)


@settings(deadline=None)
@given(st.text())
def test_a_word_that_is_no_digest_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match=r"sha256|hexadecimal"):
        raw_digest(word)


@settings(deadline=None)
@given(st.text(st.characters(categories=("L", "N", "Cc", "Cs"))))
def test_any_words_become_what_every_database_holds(word: str) -> None:
    stored = Words().process_bind_param(word, SQLITE)
    assert stored is not None
    assert "\x00" not in stored
    assert stored.encode().decode() == stored
    assert Words().process_bind_param(stored, SQLITE) == stored
