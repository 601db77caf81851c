"""Keeps connections for a few seconds after an answer, a bounded number of them."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Collection

from checker.collect.http.wire import Wire

Origin = tuple[str, str, int]
"""Scheme, name and port as the address said them."""


class Pool:
    """Idle connections by origin; each step costs the same for ten origins and for a thousand."""

    def __init__(self, idle_s: float, most: int) -> None:
        self._idle_s = idle_s
        self._most = most
        self._by_origin: dict[Origin, deque[Wire]] = {}
        self._by_age: OrderedDict[Wire, tuple[Origin, float]] = OrderedDict()
        self._sweeper: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        return len(self._by_age)

    def take(self, origin: Origin, addresses: Collection[str]) -> Wire | None:
        """The youngest open connection of that origin to one of these checked addresses."""
        wires = self._by_origin.get(origin)
        while wires:
            wire = wires[-1]
            self._remove(wire)
            if wire.open and wire.address in addresses:
                return wire
            wire.close()
        return None

    def keep(self, origin: Origin, wire: Wire) -> None:
        """Keeps a connection whose answer was whole."""
        loop = asyncio.get_running_loop()
        self._by_origin.setdefault(origin, deque()).append(wire)
        self._by_age[wire] = (origin, loop.time() + self._idle_s)
        if len(self._by_age) > self._most:
            self._close(next(iter(self._by_age)))
        if self._sweeper is None:
            self._sweeper = loop.call_later(self._idle_s, self._sweep)

    def close(self) -> None:
        """Closes all."""
        if self._sweeper is not None:
            self._sweeper.cancel()
            self._sweeper = None
        for wire in list(self._by_age):
            self._close(wire)

    def _sweep(self) -> None:
        loop = asyncio.get_running_loop()
        self._sweeper = None
        while self._by_age:
            wire, (_, expires) = next(iter(self._by_age.items()))
            if wire.open and expires > loop.time():
                self._sweeper = loop.call_at(expires, self._sweep)
                return
            self._close(wire)

    def _close(self, wire: Wire) -> None:
        self._remove(wire)
        wire.close()

    def _remove(self, wire: Wire) -> None:
        origin, _ = self._by_age.pop(wire)
        wires = self._by_origin[origin]
        wires.remove(wire)
        if not wires:
            del self._by_origin[origin]
