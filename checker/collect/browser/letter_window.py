"""A window on a person's screen with the form of a mailbox in it, filled as far as it is plain.

The person does the rest: proves to be one, reads it over, sends it, closes the window. Nothing here
presses anything, and while it fills, no request but a plain GET leaves the page and no page is left:
a form that sends itself as soon as it is written in sends nothing.
"""

import asyncio
import base64
import contextlib
from collections.abc import AsyncGenerator, Mapping
from typing import cast

from playwright.async_api import BrowserContext, Dialog, Frame, Page, Route
from playwright.async_api import Error as PlaywrightError

from checker.collect.browser.devtools import devtools
from checker.collect.browser.engine import BrowserSettings, Engine
from checker.collect.browser.lines import Lines
from checker.collect.browser.proxy import BrowserProxy
from checker.collect.browser.window import knock, open_context
from checker.collect.http.address_policy import AddressPolicy, Lookup
from checker.core.letter_plan import Filling
from checker.extract.channels.letter_fields import LetterField, Meaning, letter_fields
from checker.extract.document import from_text

_MARK = "data-checker-field"
_NUMBER = (
    "[...document.querySelectorAll('input,textarea,select,[contenteditable=true]')]"
    f".slice(0, 500).forEach((field, number) => field.setAttribute('{_MARK}', number))"
)
_HTML = "(document.documentElement ? document.documentElement.outerHTML : '').slice(0, %d)"
_LEFT = "field => { field.style.outline = '3px solid #d22'; field.style.outlineOffset = '1px'; }"
_READ_S = 8.0
_MEETS_S = 30.0
_FILL_MS = 1_500
_PICTURE_EVERY_S = 1.0
_LOOKS_AFTER_S = (0.2, 1.0, 2.0, 4.0)
_MOST_FRAMES = 10


class NoWindow(Exception):
    """No window came up with the page in it: why, as the browser says it."""


class LetterWindow:
    """The window while it stands. `filling` is None until a page with a form for it was met."""

    def __init__(
        self, context: BrowserContext, proxy: BrowserProxy, words: Mapping[Meaning, str], most: int
    ) -> None:
        self.filling: Filling | None = None
        self.picture = b""
        self.met = asyncio.Event()
        self._context = context
        self._proxy = proxy
        self._words = words
        self._most = most
        self._turn = asyncio.Lock()
        self._tasks = set[asyncio.Task[None]]()

    @property
    def pages(self) -> list[Page]:
        """The pages that stand open in the window."""
        return self._context.pages

    def watch(self, page: Page) -> None:
        """Fills the first form that comes up on this page, whenever a document has come."""

        def come(_: Page) -> None:
            self._proxy.begin()
            task = asyncio.create_task(self._fill(page))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

        page.on("domcontentloaded", come)
        page.on("dialog", _leave)

    async def closed(self) -> None:
        """Waits until the person has closed the window; keeps the last picture of what it showed."""
        while self.pages:
            with contextlib.suppress(PlaywrightError, TimeoutError):
                async with asyncio.timeout(_READ_S):
                    self.picture = await _picture(self.pages[-1])
            await asyncio.sleep(_PICTURE_EVERY_S)

    async def _fill(self, page: Page) -> None:
        """Looks for the form a few times, for a script may build it."""
        for pause in _LOOKS_AFTER_S:
            await asyncio.sleep(pause)
            async with self._turn:
                for frame in page.frames[:_MOST_FRAMES]:
                    if self.filling is None:
                        with contextlib.suppress(PlaywrightError, TimeoutError):
                            self.filling = await self._filled(frame)
            if self.filling is not None:
                break
        self.met.set()

    async def _filled(self, frame: Frame) -> Filling | None:
        async with asyncio.timeout(_READ_S):
            await frame.evaluate(_NUMBER)
            html: object = await frame.evaluate(_HTML % self._most)
        fields = letter_fields(from_text(str(html), frame.url), _MARK)
        if not any(field.meaning in ("title", "text") for field in fields):
            return None
        filled, left = list[str](), list[str]()
        async with self._only_reading():
            for field in fields:
                done = await self._write(frame, field)
                (filled if done else left).append(field.label or "?")
        captcha = any(field.captcha for field in fields)
        return Filling(filled=tuple(filled), left=tuple(dict.fromkeys(left)), captcha=captcha)

    async def _write(self, frame: Frame, field: LetterField) -> bool:
        """Writes what the field wants, or marks it for the person; whether it was written."""
        place = frame.locator(f'[{_MARK}="{field.mark}"]')
        words = self._words.get(field.meaning, "") if field.meaning else ""
        try:
            if words:
                await place.fill(words, timeout=_FILL_MS)
                return True
        except PlaywrightError:
            pass  # hidden, or made read-only: the person sees what can be done
        if not field.captcha:
            with contextlib.suppress(PlaywrightError):
                await place.evaluate(_LEFT, timeout=_FILL_MS)
        return False

    @contextlib.asynccontextmanager
    async def _only_reading(self) -> AsyncGenerator[None]:
        """Lets nothing out meanwhile that could send a letter."""

        async def guard(route: Route) -> None:
            request = route.request
            sends = request.method not in ("GET", "HEAD") or request.is_navigation_request()
            with contextlib.suppress(PlaywrightError):
                await (route.abort("aborted") if sends else route.continue_())

        await self._context.route("**/*", guard)
        try:
            yield
            await asyncio.sleep(0.3)  # what the last word set off
        finally:
            with contextlib.suppress(PlaywrightError):
                await self._context.unroute("**/*", guard)


@contextlib.asynccontextmanager
async def letter_window(
    url: str,
    words: Mapping[Meaning, str],
    settings: BrowserSettings,
    policy: AddressPolicy,
    lookup: Lookup,
) -> AsyncGenerator[LetterWindow]:
    """Opens the page at an address and fills its form; the window is gone afterwards.

    Raises NoWindow where the browser does not come up or the page cannot be opened.
    """
    async with contextlib.AsyncExitStack() as stack:
        try:
            window = await _opened(stack, url, words, settings, policy, lookup)
        except PlaywrightError as error:
            raise NoWindow(str(error).partition("\n")[0]) from None
        yield window


async def _opened(
    stack: contextlib.AsyncExitStack,
    url: str,
    words: Mapping[Meaning, str],
    settings: BrowserSettings,
    policy: AddressPolicy,
    lookup: Lookup,
) -> LetterWindow:
    lines = Lines(lookup, per_address=settings.per_address, connect_s=settings.connect_s)
    engine = await Engine.start(settings)
    stack.push_async_callback(engine.close)
    proxy = BrowserProxy(policy, lines, wire_bytes=settings.wire_bytes)
    await proxy.start()
    stack.push_async_callback(proxy.close)
    context = await open_context(engine, proxy, settings)
    page = await context.new_page()
    await knock(page, devtools(await context.new_cdp_session(page)), proxy)
    window = LetterWindow(context, proxy, words, settings.html_bytes)
    context.on("page", window.watch)
    window.watch(page)
    await page.goto(url, wait_until="commit", timeout=60_000)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_MEETS_S):
            await window.met.wait()
    return window


def _leave(_: Dialog) -> None:
    """A message of the page stands until the person has read it."""


async def _picture(page: Page) -> bytes:
    """What the page shows now, without touching it."""
    session = devtools(await page.context.new_cdp_session(page))
    try:
        told = await session.send("Page.captureScreenshot", {"format": "jpeg", "quality": 70})
    finally:
        with contextlib.suppress(PlaywrightError):
            await session.detach()
    return base64.b64decode(cast("str", told["data"]))
