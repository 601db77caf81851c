"""The window one site is looked at through: a context of its own, one page, its own way out."""

import asyncio
import contextlib
from typing import cast

from playwright.async_api import BrowserContext, Page
from playwright.async_api import Error as PlaywrightError

from checker.collect.browser.devtools import DevTools, Told, devtools
from checker.collect.browser.engine import BrowserSettings, Engine, Engines
from checker.collect.browser.lines import Lines
from checker.collect.browser.proxy import KNOCK, BrowserProxy
from checker.collect.browser.visit import View
from checker.collect.http.address_policy import AddressPolicy

_CLOSE_S = 5.0
_KEEP_S = 60.0
_KNOCK_S = 15.0
_KNOCKS = f"fetch('{KNOCK}', {{mode: 'no-cors'}}).then(() => true, () => false)"


class Window:
    """Opens when it is first looked through; what broke is replaced at the next look.

    The context stays for the site, so that it keeps its cookies and what it has loaded before; a
    page that failed is never used again.
    """

    def __init__(
        self, policy: AddressPolicy, settings: BrowserSettings, lines: Lines, engines: Engines
    ) -> None:
        self.policy = policy
        self._settings = settings
        self._lines = lines
        self._engines = engines
        self._engine: Engine | None = None
        self._proxy: BrowserProxy | None = None
        self._context: BrowserContext | None = None
        self._view: View | None = None
        self._rested = 0.0

    @property
    def fresh(self) -> bool:
        """Whether a resting window is as good as a new one."""
        rests_s = asyncio.get_running_loop().time() - self._rested
        engine = self._engine
        return engine is not None and engine.alive and not engine.worn and rests_s < _KEEP_S

    async def rest(self) -> None:
        """Stops the page, so that its scripts do not go on asking while nobody looks."""
        self._rested = asyncio.get_running_loop().time()
        if self._view is None:
            return
        try:
            async with asyncio.timeout(_CLOSE_S):
                await self._view.page.goto("about:blank", timeout=0)
        except (PlaywrightError, TimeoutError):
            await self.drop()

    async def view(self) -> View:
        """A page to visit with; raises Playwright's Error where the browser does not come up."""
        if self._engine is not None and not self._engine.alive:
            await self.close()
        if self._engine is None:
            self._engine = await self._engines.enter()
        if self._proxy is None:
            most = self._settings.wire_bytes
            self._proxy = BrowserProxy(self.policy, self._lines, wire_bytes=most)
            await self._proxy.start()
        if self._context is None:
            self._context = await open_context(self._engine, self._proxy, self._settings)
        if self._view is None:
            page = await self._context.new_page()
            tools = devtools(await self._context.new_cdp_session(page))
            self._view = View(self._context, page, tools, self._proxy)
            if not self._proxy.admitted:
                await knock(page, tools, self._proxy)
            self._context.on("page", _shut)
        self._engine.renders += 1
        self._proxy.begin()
        return self._view

    async def drop(self) -> None:
        """Gives up the page; where it does not even close, the browser."""
        view, self._view = self._view, None
        if view is None or self._engine is None:
            return
        view.context.remove_listener("page", _shut)
        try:
            async with asyncio.timeout(_CLOSE_S):
                await view.page.close()
        except PlaywrightError:
            pass
        except TimeoutError:
            self._engines.discard(self._engine)
            await self.close()

    async def close(self) -> None:
        """Closes everything; another look opens it anew."""
        engine, context, proxy = self._engine, self._context, self._proxy
        self._engine = self._context = self._proxy = self._view = None
        try:
            if context is not None:
                with contextlib.suppress(PlaywrightError, TimeoutError):
                    async with asyncio.timeout(_CLOSE_S):
                        await context.close()
            if proxy is not None:
                await proxy.close()
        finally:
            if engine is not None:
                await self._engines.leave(engine)


async def open_context(
    engine: Engine, proxy: BrowserProxy, settings: BrowserSettings
) -> BrowserContext:
    """A context with cookies of its own, whose only way out is the proxy."""
    return await engine.chromium.new_context(
        proxy={"server": f"http://127.0.0.1:{proxy.port}", "bypass": "<-loopback>"},
        user_agent=settings.user_agent,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        viewport={"width": 1280, "height": 900},
        accept_downloads=False,
        service_workers="block",
        permissions=[],
    )


async def _shut(page: Page) -> None:
    """Closes a window that a page opened."""
    with contextlib.suppress(PlaywrightError):
        await page.close()


async def knock(page: Page, tools: DevTools, proxy: BrowserProxy) -> None:
    """Tells the browser the proxy's password, once for its context.

    The blank page asks, and stays: going there would leave the first site another process to start.
    Playwright would answer for it too, but by stopping every request and with no cache.
    """
    sent = set[asyncio.Task[Told]]()

    def send(method: str, parameters: Told) -> None:
        task = asyncio.create_task(tools.send(method, parameters))
        # An answer to a request that comes after the knock is refused; nobody waits for it.
        task.add_done_callback(lambda done: done.cancelled() or done.exception())
        sent.add(task)

    def answer(event: Told) -> None:
        reply = {"response": "CancelAuth"}
        if cast("dict[str, str]", event["authChallenge"]).get("source") == "Proxy":
            reply = {
                "response": "ProvideCredentials",
                "username": proxy.username,
                "password": proxy.password,
            }
        told: Told = {"requestId": event["requestId"], "authChallengeResponse": reply}
        send("Fetch.continueWithAuth", told)

    def go_on(event: Told) -> None:
        send("Fetch.continueRequest", {"requestId": event["requestId"]})

    tools.on("Fetch.authRequired", answer)
    tools.on("Fetch.requestPaused", go_on)
    only_this = [{"urlPattern": f"{KNOCK}*"}]
    await tools.send("Fetch.enable", {"handleAuthRequests": True, "patterns": only_this})
    async with asyncio.timeout(_KNOCK_S):
        await page.evaluate(_KNOCKS)
    await tools.send("Fetch.disable")
    await asyncio.gather(*sent, return_exceptions=True)
