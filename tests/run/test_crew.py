"""How many targets of a round are out at once."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.run.crew import FIRST, FULL_S, SPARE_S, Crew


class Work:
    """So many targets; it counts how often each was worked on, and how many were out at once."""

    def __init__(self, targets: int, one: Callable[[int], Awaitable[None]]) -> None:
        self.waiting = list(range(targets))
        self.done: list[int] = []
        self.out = self.most_out = 0
        self._one = one

    async def __call__(self) -> bool:
        if not self.waiting:
            return False
        target = self.waiting.pop()
        self.out += 1
        self.most_out = max(self.most_out, self.out)
        await self._one(target)
        self.out -= 1
        self.done.append(target)
        return True


async def _wait(_: int) -> None:
    await asyncio.sleep(0.01)


async def _compute(_: int) -> None:
    """Work that leaves the processor to nobody, and then waits a moment for its site."""
    until = time.monotonic() + 0.02
    while time.monotonic() < until:
        pass
    await asyncio.sleep(0.001)


@pytest.mark.parametrize(("targets", "most"), [(0, 0), (1, 64), (5, 1), (70, 64), (70, 3)])
def test_every_target_is_worked_on_once_and_never_more_than_allowed_at_once(
    targets: int, most: int
) -> None:
    work = Work(targets, _wait)
    asyncio.run(Crew(most, work).run())
    assert sorted(work.done) == list(range(targets))
    assert work.most_out <= most


def test_no_further_target_is_begun_while_the_processor_has_too_much_to_do() -> None:
    work = Work(60, _compute)
    asyncio.run(Crew(64, work).run())
    assert work.most_out == FIRST


def test_a_fault_ends_the_whole_crew() -> None:
    async def fails(target: int) -> None:
        if target == 3:
            raise ValueError("of ours")
        await asyncio.sleep(60)

    with pytest.raises(ExceptionGroup) as raised:
        asyncio.run(Crew(64, Work(5, fails)).run())
    assert raised.group_contains(ValueError)


def test_a_processor_with_time_to_spare_soon_has_all_that_are_allowed() -> None:
    crew = Crew(64, Work(0, _wait))
    wanted: list[int] = []
    while crew.wanted < 64 and len(wanted) < 100:
        crew.size = crew.wanted  # as many as it wants are out
        crew.note(0.001)
        wanted.append(crew.wanted)
    assert wanted == [11, 14, 18, 23, 29, 37, 47, 59, 64]


@given(st.lists(st.floats(0, 1), max_size=60), st.integers(1, 100))
def test_it_wants_no_more_than_allowed_and_no_fewer_than_at_first(
    looks: list[float], most: int
) -> None:
    crew = Crew(most, Work(0, _wait))
    for late in looks:
        before, crew.size = crew.wanted, crew.wanted
        crew.note(late)
        assert min(FIRST, most) <= crew.wanted <= most
        assert late < SPARE_S or crew.wanted <= before
        assert late > FULL_S or crew.wanted >= before
