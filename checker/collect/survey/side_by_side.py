"""Work on many things of one visit, a few at a time.

A site has a hundred columns and a thousand links, and its address takes only a few requests at
once: a task for each from the start would hold megabytes while it waits, for every site of a round.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

_Thing = TypeVar("_Thing")
_Found = TypeVar("_Found")

AT_ONCE = 12
"""More than an address takes at once, so that a browser's look at some holds no other up."""


async def side_by_side(
    work: Callable[[_Thing], Awaitable[_Found]], things: Iterable[_Thing]
) -> list[_Found]:
    """What `work` finds in each of the things, in their order; raises what the first fault raises."""
    waiting = enumerate(things)
    found: dict[int, _Found] = {}

    async def hand() -> None:
        for at, thing in waiting:
            found[at] = await work(thing)

    hands = [asyncio.ensure_future(hand()) for _ in range(AT_ONCE)]
    try:
        await asyncio.gather(*hands)
    finally:
        for each in hands:
            each.cancel()
    return [found[at] for at in sorted(found)]
