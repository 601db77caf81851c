"""A packed row of values is the row itself, again and again."""

from checker.core.standing import Standing
from checker.report.packed import Packed
from tests.builders import account


def test_a_packed_row_may_be_gone_through_again_and_side_by_side() -> None:
    values = [Standing(target=account(number), word="qualified") for number in range(600)]
    packed = Packed(iter(values))
    assert len(packed) == 600
    assert list(packed) == values
    assert all(a == b for a, b in zip(packed, packed, strict=True))


def test_nothing_is_packed_as_nothing() -> None:
    assert list(Packed(())) == []
    assert not len(Packed(()))
