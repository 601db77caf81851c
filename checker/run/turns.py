"""Whose turn it is: targets in an order that never crowds one address.

Hundreds of sites live on one platform's address. Each site's budget is wall-clock time, so sites
that share an address wait here for their turn, not inside their budgets. The longest line goes first:
begun when all others are done, it would be waited for alone.
"""

import asyncio
import heapq
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Sequence
from itertools import count

from checker.core.target import Target

AddressOf = Callable[[str], Awaitable[str]]
"""A host name's address, or the name itself where it does not resolve."""

_RESOLVED_AT_ONCE = 64


class Turns:
    """Targets by address; at most `per_address` of one address are out at the same time."""

    def __init__(self, by_address: dict[str, deque[Target]], per_address: int) -> None:
        self._waiting = by_address
        self._per_address = per_address
        self._out: dict[str, int] = defaultdict(int)
        self._freed = asyncio.Condition()
        self._came = count()
        self._open: list[tuple[int, int, str]] = []
        """A heap of the addresses with a target to give and room for it, longest line first."""
        for address in by_address:
            self._offer(address)

    @classmethod
    async def of(
        cls,
        targets: Sequence[Target],
        address_of: AddressOf,
        per_address: int,
        host: Callable[[Target], str],
    ) -> "Turns":
        """The turns of these targets, their order kept within one address; as `by_address`."""
        found = await by_address(targets, address_of, host)
        return cls({address: deque(some) for address, some in found.items()}, per_address)

    async def take(self) -> tuple[str, Target] | None:
        """The next target with the address it stands under; None when there is none left."""
        async with self._freed:
            while self._waiting:
                if self._open:
                    *_, address = heapq.heappop(self._open)
                    targets = self._waiting[address]
                    target = targets.popleft()
                    self._out[address] += 1
                    if not targets:
                        del self._waiting[address]
                    elif self._out[address] < self._per_address:
                        self._offer(address)
                    if not self._waiting:
                        self._freed.notify_all()  # who waits goes home
                    return address, target
                await self._freed.wait()
            return None

    async def give_back(self, address: str) -> None:
        """One target of an address is done."""
        async with self._freed:
            was_full = self._out[address] == self._per_address
            self._out[address] -= 1
            if was_full and address in self._waiting:
                self._offer(address)
                self._freed.notify()

    def _offer(self, address: str) -> None:
        heapq.heappush(self._open, (-len(self._waiting[address]), next(self._came), address))


async def by_address(
    targets: Sequence[Target], address_of: AddressOf, host: Callable[[Target], str]
) -> dict[str, list[Target]]:
    """Targets by the address that a check of them will press, their order kept.

    `host` is the host that a check of the target will knock at, empty where it asks nobody.
    """
    hosts = sorted({host(target) for target in targets})
    gate = asyncio.Semaphore(_RESOLVED_AT_ONCE)

    async def resolved(host: str) -> str:
        async with gate:
            return await address_of(host)

    addresses = await asyncio.gather(*(resolved(host) for host in hosts))
    address = dict(zip(hosts, addresses, strict=True))
    found: dict[str, list[Target]] = defaultdict(list)
    for target in targets:
        found[address[host(target)]].append(target)
    return dict(found)
