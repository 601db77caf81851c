"""How many targets of a round are out at once: more as long as the processor has time to spare.

A target waits for its site nearly all of its time, so one process looks after dozens. Where the
sites answer at once, a few give it all the work that it can do: each one more would only hold its
memory for longer.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable

FIRST = 8
"""How many are out at the start of a round."""

SPARE_S = 0.01
FULL_S = 0.035
"""How late who waits is woken, on the average: up to the first the processor has time to spare, from
the second on it has too much to do."""

_NAP_S = 0.025
_NAPS = 10


class Crew:
    """Workers that each take one target after the other, at most `most` of them.

    `work` works on one target; it is false where there was none left to work on.
    """

    def __init__(self, most: int, work: Callable[[], Awaitable[bool]]) -> None:
        self._most = max(1, most)
        self._work = work
        self._done = asyncio.Event()
        self.wanted = min(FIRST, self._most)
        self.size = 0

    async def run(self) -> None:
        """Works until no target is left; what a worker raises ends them all."""
        async with asyncio.TaskGroup() as group:
            self._hire(group)
            while (late := await self._late()) is not None:
                self.note(late)
                self._hire(group)

    def note(self, late: float) -> None:
        """Wants more or fewer workers by how many seconds late who waits is woken: the processor
        was at work for others."""
        if late < SPARE_S:
            self.wanted = min(self._most, max(self.wanted, self.size + 1 + self.size // 4))
        elif late > FULL_S:
            self.wanted = max(min(FIRST, self._most), self.wanted - 1)

    async def _late(self) -> float | None:
        """How late a short sleep ends, on the average of a few; None when no target is left."""
        began = time.monotonic()
        for _ in range(_NAPS):
            try:
                async with asyncio.timeout(_NAP_S):
                    await self._done.wait()
            except TimeoutError:
                continue
            return None
        return (time.monotonic() - began) / _NAPS - _NAP_S

    def _hire(self, group: asyncio.TaskGroup) -> None:
        while self.size < self.wanted:
            self.size += 1
            group.create_task(self._worker())

    async def _worker(self) -> None:
        while self.size <= self.wanted:
            if not await self._work():
                self._done.set()  # who still works is waited for by the group
                return
        self.size -= 1
