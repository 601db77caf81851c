"""What robots.txt asks of us (RFC 9309), read once an hour for each origin.

A 4xx means that there are no wishes. A server error or a broken answer means that the wishes are
not known: then everything but the front page is closed, so that an outage can still be seen as an
outage there, and the next request looks again after a short while. Where no connection comes about
there is nobody to have wishes: the page itself is tried, and fails by the same name. A refusal is
the failure `robots`: a thing not seen, never a fault.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx
from protego import Protego

from checker.collect.http.pool import Origin
from checker.core.web import Failure

_KEEP_S = 3600.0
_LOOK_AGAIN_S = 30.0
_MOST_BYTES = 512 * 1024  # RFC 9309 asks for 500 KiB at least
_MOST_ORIGINS = 20_000
_NO_FILE = frozenset({"redirect-loop", "bad-address", "forbidden-address", "too-large"})
_NOBODY_THERE = frozenset({"dns", "refused", "unreachable", "timeout-connect", "tls"})

Closed = Callable[[httpx.URL], str]
"""Why an address is closed to us, or an empty string."""


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """What the fetch of a robots.txt gave; `status` holds where there is no failure."""

    status: int
    failure: Failure | None
    body: bytes


Fetch = Callable[[str], Awaitable[RobotsFile]]


class Robots:
    """The wishes of every origin met, for one user agent."""

    def __init__(self, user_agent: str) -> None:
        self._user_agent = user_agent
        self._wishes: dict[Origin, tuple[float, Closed]] = {}
        self._asking: dict[Origin, asyncio.Lock] = {}

    async def closed(self, url: httpx.URL, origin: Origin, fetch: Fetch) -> str:
        """Why robots.txt closes this address to us; an empty string where it does not.

        `fetch` gets the robots.txt when it is not known yet; only one request at a time asks.
        """
        known = self._known(origin)
        if known is None:
            lock = self._asking.setdefault(origin, asyncio.Lock())
            async with lock:
                known = self._known(origin) or await self._ask(url, origin, fetch)
            self._asking.pop(origin, None)
        return known(url)

    def _known(self, origin: Origin) -> Closed | None:
        until, closed = self._wishes.get(origin, (0.0, None))
        return closed if until > asyncio.get_running_loop().time() else None

    async def _ask(self, url: httpx.URL, origin: Origin, fetch: Fetch) -> Closed:
        file = await fetch(str(url.copy_with(raw_path=b"/robots.txt", fragment=None)))
        keep_s, closed = self._read(file)
        if keep_s:
            if len(self._wishes) >= _MOST_ORIGINS:
                self._wishes.clear()
            self._wishes[origin] = (asyncio.get_running_loop().time() + keep_s, closed)
        return closed

    def _read(self, file: RobotsFile) -> tuple[float, Closed]:
        """For how long to believe it, and what it closes."""
        if file.failure == "budget":
            return 0.0, _all_but_front("our budget was spent before robots.txt was read")
        if file.failure in _NO_FILE:
            return _KEEP_S, _nothing
        if file.failure in _NOBODY_THERE:
            return _LOOK_AGAIN_S, _nothing
        if file.failure is not None:
            return _LOOK_AGAIN_S, _all_but_front(f"robots.txt: {file.failure}")
        if file.status >= 500:
            return _LOOK_AGAIN_S, _all_but_front(f"robots.txt answers {file.status}")
        if not 200 <= file.status < 300:
            return _KEEP_S, _nothing
        rules = Protego.parse(file.body[:_MOST_BYTES].decode("utf-8", "replace"))

        def closed(url: httpx.URL) -> str:
            allowed = rules.can_fetch(str(url), self._user_agent)
            return "" if allowed else "robots.txt disallows it"

        return _KEEP_S, closed


def _nothing(url: httpx.URL) -> str:
    del url
    return ""


def _all_but_front(why: str) -> Closed:
    def closed(url: httpx.URL) -> str:
        return "" if url.path == "/" and not url.query else why

    return closed
