"""One visit of one page: go there, wait until it has settled, read it. Never raises for it."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from dataclasses import dataclass

from playwright.async_api import BrowserContext, Frame, Page, Request, Response
from playwright.async_api import Error as PlaywrightError

from checker.collect.browser.data import DataRequests
from checker.collect.browser.devtools import DevTools
from checker.collect.browser.proxy import BrowserProxy
from checker.collect.browser.reading import PageReader, PageState, read_frames
from checker.collect.browser.request import place_of
from checker.collect.browser.sight import Sight, hops_before, is_web, why_no_page
from checker.collect.http.answer import FetchFailed

_POLL_S = 0.12
_RESTLESS_S = 2.0  # the network never rests, but the page stands still
_THIN_S = 3.0
_MOST_MOVES = 20
_READ_S = 3.0
_READ_SHARE = 0.25
_READ_TRIES = 3
_PICTURE_HEIGHT = 3000


@dataclass(frozen=True, slots=True)
class View:
    """A page of a browser's context, and what belongs to it."""

    context: BrowserContext
    page: Page
    tools: DevTools
    proxy: BrowserProxy


class Visit:
    """One address in one view, to be over by `ends` (loop time)."""

    def __init__(self, view: View, url: str, *, ends: float, quiet_s: float, most: int) -> None:
        self.seen = Sight(final_url=url)
        self._view = view
        self._url = url
        self._quiet_s = quiet_s
        self._most = most
        self._reader = PageReader(view.tools)
        self._loop = asyncio.get_running_loop()
        self._ends = ends
        left = max(0.0, ends - self._loop.time())
        self._reads_at = ends - min(_READ_S, left * _READ_SHARE)
        self._limit: asyncio.Timeout | None = None
        self._crashed = False
        self._broken: Request | None = None
        self._moved = asyncio.Event()
        self._readable = False

    @property
    def address(self) -> str:
        """The IP address that the page came from, where it is known."""
        known = self._view.proxy.addresses
        return known.get(place_of(self.seen.final_url)) or known.get(place_of(self._url), "")

    async def run(self, *, screenshot: bool) -> Sight:
        """Goes, waits, reads; what went wrong is in the sight's `failure`."""
        async with self._listening():
            with DataRequests(self._view.page) as data:
                await self._see(screenshot=screenshot)
                self.seen.lost = data.lost
        return self.seen

    async def _see(self, *, screenshot: bool) -> None:
        try:
            async with asyncio.timeout_at(self._reads_at) as self._limit:
                await self._go()
                await self._settle()
        except TimeoutError:
            self._late()
        except PlaywrightError as error:
            await self._fail(str(error))
        if not self._crashed:
            await self._read(screenshot=screenshot)

    # --- what the browser tells ---

    @contextlib.asynccontextmanager
    async def _listening(self) -> AsyncGenerator[None]:
        page = self._view.page
        page.on("crash", self._on_crash)
        page.on("requestfailed", self._on_failed)
        page.on("framenavigated", self._on_moved)
        try:
            yield
        finally:
            page.remove_listener("crash", self._on_crash)
            page.remove_listener("requestfailed", self._on_failed)
            page.remove_listener("framenavigated", self._on_moved)

    def _on_crash(self, _page: Page) -> None:
        """A crashed page answers nothing any more: what waits for it must not wait on."""
        self._crashed = True
        self.seen.fail("crash", "the page crashed")
        if self._limit is not None and not self._limit.expired():
            with contextlib.suppress(RuntimeError):
                self._limit.reschedule(self._loop.time())

    def _on_failed(self, request: Request) -> None:
        with contextlib.suppress(PlaywrightError):
            ours = request.is_navigation_request() and request.frame == self._view.page.main_frame
            if ours and not (self._broken and _given_up(request)):
                self._broken = request

    def _on_moved(self, frame: Frame) -> None:
        if frame == self._view.page.main_frame:
            self.seen.documents += 1
            self._moved.set()
            if not frame.url.startswith("chrome-error:"):
                self._broken = None

    # --- go, and settle ---

    async def _go(self) -> None:
        started = self._loop.time()
        response: Response | None = None
        try:
            response = await self._view.page.goto(self._url, wait_until="commit", timeout=0)
        except PlaywrightError as error:
            # A page that jumps on at once is not seen whole, but it has answered.
            if "interrupted by another navigation" not in str(error):
                raise
            if self._broken is not None:
                response = await self._broken.response()
        self.seen.first_byte_s = self._loop.time() - started
        if response is not None:
            await self.seen.note(response)

    async def _settle(self) -> None:
        """Until the network has been quiet and the page stands still; at most to the end."""
        last: PageState | None = None
        since = self._loop.time()
        rest: asyncio.Task[None] | None = None
        try:
            while True:
                if rest is None or self._moved.is_set():
                    self._moved.clear()
                    rest = self._rest_after(rest)
                state = await self._state()
                now = self._loop.time()
                if state is None or state != last:
                    last, since = state, now
                if state is not None and self._settled(state, now - since, quiet=rest.done()):
                    return
                if self._broken is not None and not _given_up(self._broken):
                    return  # there will be no more of it
                await asyncio.sleep(_POLL_S)
        finally:
            if rest is not None:
                rest.cancel()

    def _rest_after(self, before: asyncio.Task[None] | None) -> asyncio.Task[None]:
        """Waits, beside us, until the network of the document that is there now has rested."""
        if before is not None:
            before.cancel()

        async def wait() -> None:
            with contextlib.suppress(PlaywrightError):
                await self._view.page.wait_for_load_state("networkidle", timeout=0)

        return asyncio.create_task(wait())

    async def _state(self) -> PageState | None:
        """What the page looks like; None between two documents."""
        try:
            state = await self._reader.state()
        except PlaywrightError as error:
            if self._crashed or "has been closed" in str(error):
                raise
            if self.seen.documents > _MOST_MOVES:
                self.seen.fail("redirect-loop", "one document after the other, without end")
                raise
            return None
        self.seen.last_status = state.status or self.seen.last_status
        self._readable = state.ready != "loading"
        return state

    def _settled(self, state: PageState, still_s: float, *, quiet: bool) -> bool:
        if state.url.startswith("chrome-error:"):
            return True
        if state.ready == "loading":
            return False
        if state.thin:
            return still_s >= _THIN_S
        if quiet:
            return still_s >= self._quiet_s
        return state.ready == "complete" and still_s >= max(_RESTLESS_S, self._quiet_s)

    # --- what went wrong ---

    def _late(self) -> None:
        """The time is over: a page that can be read by now is read, the rest is a failure."""
        seen = self.seen
        if self._readable:
            return
        if seen.status is not None:
            seen.fail("timeout-body", "the page did not come to an end")
        elif trouble := self._trouble(self._url):
            seen.fail(trouble.failure, trouble.detail)
        elif self.address:
            seen.fail("timeout-first-byte", "no answer in time")
        else:
            seen.fail("timeout-connect", "no connection in time")

    async def _fail(self, said: str) -> None:
        """Names what Playwright raised, with what was known of the request by then."""
        seen, broken = self.seen, self._broken
        response: Response | None = None
        if broken is not None:
            said = f"{broken.failure or ''} {said}"
            seen.final_url = broken.url
            with contextlib.suppress(PlaywrightError, TimeoutError):
                async with asyncio.timeout_at(self._ends):
                    response = await broken.response()
                    seen.hops = seen.hops or await hops_before(broken)
                    if response is not None and seen.status is None:
                        await seen.note(response)
        if response is not None and (why := why_no_page(response, said)):
            seen.detail = why  # an answer all the same
        else:
            seen.fail_as(said, self._trouble(seen.final_url))

    def _trouble(self, url: str) -> FetchFailed | None:
        return self._view.proxy.troubles.get(place_of(url))

    # --- read ---

    async def _read(self, *, screenshot: bool) -> None:
        """The document as it is now; a failure before may have left something to read."""
        seen = self.seen
        if seen.status is None and seen.failure is not None:
            return
        try:
            async with asyncio.timeout_at(max(self._ends, self._loop.time() + 1.0)) as self._limit:
                url, html, text = await self._document()
                if not is_web(url):
                    await self._went_away(url)
                    return
                seen.final_url, seen.html, seen.text_length = url, html, text
                if (broken := self._broken) and not _given_up(broken):
                    seen.fail_as(broken.failure or "", self._trouble(broken.url))
                seen.frames = await read_frames(self._view.page, self._view.context, self._reader)
                if screenshot:
                    seen.picture = await self._picture()
        except TimeoutError:
            if not seen.html:
                seen.fail("timeout-body", "the page could not be read in time")
        except PlaywrightError as error:
            if not seen.html:
                seen.fail("crash", str(error).partition("\n")[0][:200])

    async def _document(self) -> tuple[str, bytes, int]:
        """Address, document and length of the text, once more when it gave way to another."""
        for _ in range(_READ_TRIES - 1):
            with contextlib.suppress(PlaywrightError):
                return await self._reader.html(self._most)
            await asyncio.sleep(_POLL_S)
        return await self._reader.html(self._most)

    async def _went_away(self, url: str) -> None:
        """The page ended where there is no page: an error, or an address that is none of ours."""
        if self.seen.detail:
            return
        if not url.startswith("chrome-error:"):
            self.seen.fail("bad-address", f"went to {url[:100]}")
            return
        for _ in range(_READ_TRIES):  # the page may show its error before we are told of it
            if self._broken is not None and not _given_up(self._broken):
                break
            await asyncio.sleep(_POLL_S)
        await self._fail("")

    async def _picture(self) -> bytes:
        return await self._view.page.screenshot(
            type="jpeg",
            quality=70,
            full_page=True,
            clip={"x": 0, "y": 0, "width": 1280, "height": _PICTURE_HEIGHT},
            animations="disabled",
            timeout=0,
        )


def _given_up(request: Request) -> bool:
    """Whether the browser itself let a request go, for a download or for another page."""
    return "ERR_ABORTED" in (request.failure or "")
