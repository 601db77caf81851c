"""A few things at a time: in order, bounded, and a fault ends it."""

import asyncio

import pytest

from checker.collect.survey.side_by_side import AT_ONCE, side_by_side


def test_what_is_found_comes_in_the_order_of_the_things_however_long_each_takes() -> None:
    busy, most = 0, 0

    async def work(thing: int) -> int:
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        for _ in range(thing % 7):
            await asyncio.sleep(0)
        busy -= 1
        return thing * 2

    found = asyncio.run(side_by_side(work, range(100)))
    assert found == [thing * 2 for thing in range(100)]
    assert most == AT_ONCE
    assert asyncio.run(side_by_side(work, [])) == []


def test_a_fault_in_one_is_told_and_the_others_are_left() -> None:
    begun: list[int] = []

    async def work(thing: int) -> None:
        begun.append(thing)
        await asyncio.sleep(0)
        if thing == 3:
            raise LookupError("third")

    with pytest.raises(LookupError, match="third"):
        asyncio.run(side_by_side(work, range(1000)))
    assert len(begun) < 10 * AT_ONCE
