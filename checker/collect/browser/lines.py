"""Connections of the browser to the world: resolved, checked, a few to one address.

A browser that resolved names by itself could be led anywhere between our check and its
connection. So it never does: every connection it wants is made here.
"""

import asyncio
import errno
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from checker.collect.http.address_policy import AddressPolicy, Endpoint, Lookup
from checker.collect.http.answer import FetchFailed

_MOST_TRIED = 3
_SILENCE_S = 2.0
_PATIENCE_S = 30.0
_CHUNK = 64 * 1024


@dataclass(eq=False, slots=True)
class Line:
    """One connection to a checked address, and what it is doing.

    `asked` owes an answer; `kept` has given it and may carry another; of a `tunnel` nobody but the
    browser knows, and only a silence since `used` tells that it may be done.
    """

    endpoint: Endpoint
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    used: float
    state: Literal["asked", "kept", "tunnel"] = "asked"

    @property
    def open(self) -> bool:
        """Whether it can still carry something."""
        return not self.writer.transport.is_closing() and not self.reader.at_eof()

    def gives_way(self, now: float) -> bool:
        """Whether it may be closed for another."""
        silent = now - self.used > _SILENCE_S
        return self.state == "kept" or (self.state == "tunnel" and silent)


class Lines:
    """All connections of one browser; `per_address` to one IP, whatever site asks."""

    def __init__(self, lookup: Lookup, *, per_address: int, connect_s: float) -> None:
        self._lookup = lookup
        self._per_address = per_address
        self._connect_s = connect_s
        self._open: dict[str, set[Line]] = {}
        self._opening: Counter[str] = Counter()

    async def connect(self, policy: AddressPolicy, host: str, port: int) -> Line:
        """A connection to an address of this host that the policy allows; raises FetchFailed."""
        endpoints = await self._resolve(policy, host, port)
        trouble: FetchFailed | None = None
        for endpoint in endpoints[:_MOST_TRIED]:
            try:
                return await self._connect(endpoint)
            except FetchFailed as failed:
                trouble = trouble or failed
        raise trouble or FetchFailed("unreachable", "no address to try")

    def close(self, line: Line) -> None:
        """Ends a connection and gives its place free; a second time does nothing."""
        line.writer.transport.abort()
        lines = self._open.get(line.endpoint.address)
        if lines is None:
            return
        lines.discard(line)
        if not lines:
            del self._open[line.endpoint.address]

    async def _resolve(self, policy: AddressPolicy, host: str, port: int) -> tuple[Endpoint, ...]:
        try:
            async with asyncio.timeout(self._connect_s):
                return await policy.resolve(host, port, self._lookup)
        except TimeoutError as error:
            raise FetchFailed("dns", "no name server answered in time") from error

    async def _connect(self, endpoint: Endpoint) -> Line:
        await self._wait_for_place(endpoint.address)
        self._opening[endpoint.address] += 1
        try:
            async with asyncio.timeout(self._connect_s):
                reader, writer = await asyncio.open_connection(
                    endpoint.address, endpoint.port, limit=_CHUNK
                )
        except OSError as error:  # TimeoutError is one
            trouble = _connect_failure(error, self._connect_s)
            trouble.address = endpoint.address
            raise trouble from error
        finally:
            self._opening[endpoint.address] -= 1
            self._opening += Counter()  # drops the zeros
        line = Line(endpoint, reader, writer, asyncio.get_running_loop().time())
        self._open.setdefault(endpoint.address, set()).add(line)
        return line

    async def _wait_for_place(self, address: str) -> None:
        """Waits until this address may have one more; a kept connection nobody uses gives way."""
        loop = asyncio.get_running_loop()
        gives_up = loop.time() + _PATIENCE_S
        while True:
            lines = self._open.get(address, set[Line]())
            if len(lines) + self._opening[address] < self._per_address:
                return
            idle = [line for line in lines if line.gives_way(loop.time())]
            if idle:
                self.close(min(idle, key=lambda line: line.used))
                continue
            if loop.time() > gives_up:
                raise FetchFailed("budget", f"no place for one more connection to {address}")
            await asyncio.sleep(0.05)


def _connect_failure(error: OSError, limit_s: float) -> FetchFailed:
    if isinstance(error, ConnectionRefusedError):
        return FetchFailed("refused", str(error))
    if isinstance(error, TimeoutError):
        return FetchFailed("timeout-connect", f"no connection after {limit_s:g} s")
    if error.errno in (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM):
        return FetchFailed("crash", str(error))
    if isinstance(error, ConnectionResetError):
        return FetchFailed("reset", str(error))
    return FetchFailed("unreachable", str(error))
