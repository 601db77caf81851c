"""Renders pages as a person's browser shows them: one Chromium, a few sites at once, no traces.

Nothing a page does comes out as an error: a crash, a hang, endless jumps, a download end as an
exchange with their name, and the next page finds a working browser. All its requests go through
the same address policy as ours. It says who it is and solves nothing: what is closed to an honest
visitor is reported closed.
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from weakref import WeakValueDictionary

from playwright.async_api import Error as PlaywrightError

from checker.collect.browser.engine import BrowserSettings, Engines
from checker.collect.browser.lines import Lines
from checker.collect.browser.sight import Sight
from checker.collect.browser.visit import Visit
from checker.collect.browser.window import Window
from checker.collect.http.address_policy import AddressPolicy, Lookup
from checker.collect.http.names import Names
from checker.core.web import Exchange

__all__ = ["Browser", "BrowserSettings", "Rendered", "Tab"]

_WORTH_ANOTHER_S = 3.0


@dataclass(frozen=True, slots=True)
class Rendered:
    """One rendered page.

    `exchange.status` is the first document's own; `last_status` that of the document shown at the
    end (a challenge that lets us in answers 412, then 200), and `documents` counts how often the
    page went on, the first time included. `html` is the document as UTF-8 after its scripts, `text_length` counts the characters a visitor sees,
    `frames` holds address and document of the frames in it, `screenshot` names a kept JPEG.
    """

    exchange: Exchange
    html: bytes = b""
    text_length: int = 0
    frames: tuple[tuple[str, bytes], ...] = ()
    screenshot: str | None = None
    last_status: int | None = None
    documents: int = 0


class Browser:
    """The browser. Starts when the first page is asked for; `async with` ends it for good.

    `keep` stores bytes and gives their digest, `clock` tells the time an exchange began, `lookup`
    resolves names, by the system's resolver where it is not given.
    """

    def __init__(
        self,
        settings: BrowserSettings,
        policy: AddressPolicy,
        keep: Callable[[bytes], str],
        *,
        clock: Callable[[], datetime],
        lookup: Lookup | None = None,
    ) -> None:
        self._settings = settings
        self._policy = policy
        self._keep = keep
        self._clock = clock
        self._names = Names(threads=8)
        self._lines = Lines(
            lookup or self._names.lookup,
            per_address=settings.per_address,
            connect_s=settings.connect_s,
        )
        self._engines = Engines(settings)
        self._free = asyncio.Semaphore(settings.contexts)
        self._turns = WeakValueDictionary[str, asyncio.Lock]()
        self._in_use = 0
        self._resting: dict[str, Window] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for window in self._resting.values():
            await window.close()
        self._resting.clear()
        await self._engines.close()
        self._names.close()

    @property
    def restarts(self) -> int:
        """How often the browser died and another took its place."""
        return self._engines.restarts

    @contextlib.asynccontextmanager
    async def site(self, key: str, policy: AddressPolicy | None = None) -> AsyncGenerator["Tab"]:
        """A tab for one site, with cookies of its own; waits while it or too many are open.

        `policy` is the site's own where its registry entry makes an exception. The window rests
        for a minute afterwards, so that the site's next page finds it again.
        """
        turn = self._turns.setdefault(key, asyncio.Lock())
        async with turn, self._free:
            self._in_use += 1
            try:
                window = await self._window(key, policy or self._policy)
                try:
                    yield Tab(window, self._settings, self._keep, self._clock)
                except BaseException:
                    await window.close()
                    raise
                await window.rest()
                self._resting[key] = window
            finally:
                self._in_use -= 1

    async def _window(self, key: str, policy: AddressPolicy) -> Window:
        """The site's resting window, else a new one; the longest resting make room for it."""
        window = self._resting.pop(key, None)
        if window is not None and not (window.fresh and window.policy == policy):
            await window.close()
            window = None
        while self._resting and len(self._resting) + self._in_use > self._settings.contexts:
            await self._resting.pop(next(iter(self._resting))).close()
        return window or Window(policy, self._settings, self._lines, self._engines)


class Tab:
    """Renders the pages of one site, one at a time."""

    def __init__(
        self,
        window: Window,
        settings: BrowserSettings,
        keep: Callable[[bytes], str],
        clock: Callable[[], datetime],
    ) -> None:
        self._window = window
        self._settings = settings
        self._keep = keep
        self._clock = clock
        self._turn = asyncio.Lock()

    async def render(
        self, url: str, *, deadline_s: float = 30.0, screenshot: bool = False
    ) -> Rendered:
        """The page at an address. Whatever it does, the answer comes soon after the deadline."""
        async with self._turn:
            loop = asyncio.get_running_loop()
            started, moment = loop.time(), self._clock()
            ends = started + deadline_s
            refusal = self._window.policy.allows_url(url)
            if refusal is not None:
                look = _Look(Sight(url, failure=refusal.failure, detail=refusal.reason))
            else:
                look = await self._look(url, ends, screenshot=screenshot)
                if look.sight.failure == "crash" and ends - loop.time() > _WORTH_ANOTHER_S:
                    look = await self._look(url, ends, screenshot=screenshot)
            return self._rendered(url, moment, loop.time() - started, look)

    async def _look(self, url: str, ends: float, *, screenshot: bool) -> "_Look":
        try:
            async with asyncio.timeout_at(ends):
                view = await self._window.view()
        except (PlaywrightError, OSError) as error:  # TimeoutError is an OSError
            await self._window.close()
            detail = str(error).partition("\n")[0] or "not in time"
            return _Look(Sight(url, failure="crash", detail=f"no browser: {detail}"))
        except BaseException:
            await self._window.close()
            raise
        settings = self._settings
        visit = Visit(view, url, ends=ends, quiet_s=settings.quiet_s, most=settings.html_bytes)
        whole = False
        try:
            sight = await visit.run(screenshot=screenshot)
            whole = sight.failure is None and bool(sight.html)
        finally:
            if not whole:
                await self._window.drop()
        return _Look(sight, visit.address, view.proxy.wire)

    def _rendered(self, url: str, moment: datetime, seconds: float, look: "_Look") -> Rendered:
        sight = look.sight
        exchange = Exchange(
            url=url,
            final_url=sight.final_url,
            via="browser",
            started=moment,
            status=sight.status,
            failure=sight.failure,
            detail=sight.detail,
            headers=sight.headers,
            hops=sight.hops,
            address=look.address,
            blob=self._keep(sight.html) if sight.html else None,
            size=len(sight.html),
            wire=look.wire,
            first_byte_s=sight.first_byte_s,
            total_s=seconds,
            lost=sight.lost,
        )
        return Rendered(
            exchange=exchange,
            html=sight.html,
            text_length=sight.text_length,
            frames=sight.frames,
            screenshot=self._keep(sight.picture) if sight.picture else None,
            last_status=sight.last_status or sight.status,
            documents=sight.documents,
        )


@dataclass(frozen=True, slots=True)
class _Look:
    """One visit's sight, the IP address that answered, and how many bytes came."""

    sight: Sight
    address: str = ""
    wire: int = 0
