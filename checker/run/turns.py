"""Whose turn it is: targets in an order that never crowds one address.

Hundreds of sites live on one platform's address. Each site's budget is wall-clock time, so sites
that share an address wait here for their turn, not inside their budgets.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Sequence

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
                for address, targets in self._waiting.items():
                    if self._out[address] < self._per_address:
                        self._out[address] += 1
                        target = targets.popleft()
                        # An address that was served goes to the end of the line.
                        del self._waiting[address]
                        if targets:
                            self._waiting[address] = targets
                        return address, target
                await self._freed.wait()
            return None

    async def give_back(self, address: str) -> None:
        """One target of an address is done."""
        async with self._freed:
            self._out[address] -= 1
            self._freed.notify_all()


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
