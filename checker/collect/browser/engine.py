"""One running Chromium: how it is started, kept small, replaced and ended for good."""

import asyncio
import contextlib
import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from playwright.async_api import Browser as Chromium
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Playwright, async_playwright

from checker.collect.browser.devtools import devtools

FEATURES_OFF = (
    # What Playwright turns off, again: of two such lists Chromium takes the last.
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect"),
    *("OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"),
    *("TcpPortRandomizationWin", "msForceBrowserSignIn"),
    "msEdgeUpdateLaunchServicesPreferredVersion",
    # The address bar loads two pages of its own for each window: half the cost of a site.
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
)
_ARGUMENTS = (
    f"--disable-features={','.join(FEATURES_OFF)}",
    "--disable-gpu",
    "--disable-quic",
    "--disable-auto-reload",
    "--disable-domain-reliability",
    "--disable-client-side-phishing-detection",
    "--disable-remote-fonts",
    "--no-pings",
    # No process is started ahead of need; sites stay apart from each other all the same.
    "--renderer-process-limit=1",
    "--mute-audio",
    "--autoplay-policy=document-user-activation-required",
    # The proxy resolves every name; a name that comes here all the same leads nowhere.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    # WebRTC would send UDP past the proxy; Chromium has had the switch under both names.
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)
_UNSEEN = ("--blink-settings=imagesEnabled=false",)
"""Nobody looks at the pictures of a page that no person sees."""
_NOT_WANTED = ("--disable-popup-blocking", "--disable-ipc-flooding-protection")
_CLOSE_S = 10.0


@dataclass(frozen=True, slots=True)
class BrowserSettings:
    """How to render. Sizes are bytes, times seconds.

    `contexts` sites are rendered at once; a browser is replaced after `renders` pages; a page may
    fetch `wire_bytes`, and `html_bytes` of its document are kept; a renderer that takes more than
    `memory_bytes` is ended. `shown` opens it on a person's screen, with the pages' pictures.
    """

    executable: str
    user_agent: str
    contexts: int = 2
    renders: int = 200
    per_address: int = 6
    connect_s: float = 15.0
    quiet_s: float = 0.5
    wire_bytes: int = 32 * 1024 * 1024
    html_bytes: int = 5 * 1024 * 1024
    memory_bytes: int = 2048 * 1024 * 1024
    shown: bool = False


class Engine:
    """A Chromium and the driver that holds its pipe. `users` are the contexts open in it."""

    def __init__(self, driver: Playwright, chromium: Chromium, settings: BrowserSettings) -> None:
        self.chromium = chromium
        self._settings = settings
        self.renders = 0
        self.users = 0
        self.pid = 0
        self._driver = driver
        self._guard: asyncio.Task[None] | None = None

    @classmethod
    async def start(cls, settings: BrowserSettings) -> "Engine":
        """A new browser; raises Playwright's Error where it does not start."""
        driver = await async_playwright().start()
        try:
            chromium = await driver.chromium.launch(
                executable_path=settings.executable,
                headless=not settings.shown,
                args=_ARGUMENTS if settings.shown else _ARGUMENTS + _UNSEEN,
                ignore_default_args=_NOT_WANTED,
                chromium_sandbox=not _is_root(),
                # What belongs to no context of ours finds no way out.
                proxy={"server": "http://proxy.invalid:1", "bypass": "<-loopback>"},
                handle_sigint=False,
                handle_sigterm=False,
                handle_sighup=False,
                timeout=60_000,
            )
        except BaseException:
            await driver.stop()
            raise
        engine = cls(driver, chromium, settings)
        engine._guard = asyncio.create_task(engine._watch_memory())
        return engine

    @property
    def alive(self) -> bool:
        """Whether the browser is still there."""
        return self.chromium.is_connected()

    @property
    def worn(self) -> bool:
        """Whether it has rendered so much that a new one is due."""
        return self.renders >= self._settings.renders

    async def close(self) -> None:
        """Ends the browser, by force where it does not go."""
        if self._guard is not None:
            self._guard.cancel()
        try:
            async with asyncio.timeout(_CLOSE_S):
                await self.chromium.close()
        except (PlaywrightError, TimeoutError):
            self._kill(self.pid)
        with contextlib.suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(_CLOSE_S):
                await self._driver.stop()

    async def processes(self) -> list[tuple[str, int]]:
        """Kind (`browser`, `renderer`, `GPU`, ...) and process id of all there are."""
        session = devtools(await self.chromium.new_browser_cdp_session())
        try:
            told = await session.send("SystemInfo.getProcessInfo")
        finally:
            await session.detach()
        listed = cast("list[dict[str, object]]", told["processInfo"])
        return [(str(each["type"]), int(str(each["id"]))) for each in listed]

    async def _watch_memory(self) -> None:
        """Ends a renderer that eats the machine; its page then counts as crashed."""
        with contextlib.suppress(PlaywrightError):
            while self.alive:
                for kind, pid in await self.processes():
                    if kind == "browser":
                        self.pid = pid
                    elif kind == "renderer" and _resident(pid) > self._settings.memory_bytes:
                        self._kill(pid)
                await asyncio.sleep(1.0)

    def _kill(self, pid: int) -> None:
        if pid and self.alive:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)


class Engines:
    """The one engine in use; a worn or dead one is replaced, and ended when nobody is left in.

    `restarts` counts the dead ones.
    """

    def __init__(self, settings: BrowserSettings) -> None:
        self._settings = settings
        self._current: Engine | None = None
        self._turn = asyncio.Lock()
        self.restarts = 0

    async def enter(self) -> Engine:
        """An engine to open a context in; raises Playwright's Error where none starts."""
        async with self._turn:
            engine = self._current
            if engine is None or not engine.alive or engine.worn:
                self._current = None
                self.restarts += engine is not None and not engine.alive
                if engine is not None and not engine.users:
                    await engine.close()
                self._current = engine = await Engine.start(self._settings)
            engine.users += 1
            return engine

    async def leave(self, engine: Engine) -> None:
        """Gives an engine back."""
        engine.users -= 1
        if engine is not self._current and not engine.users:
            await engine.close()

    def discard(self, engine: Engine) -> None:
        """Lets nobody else into this engine."""
        if self._current is engine:
            self._current = None

    async def close(self) -> None:
        """Ends the engine in use."""
        engine, self._current = self._current, None
        if engine is not None:
            await engine.close()


def _is_root() -> bool:
    """Chromium's sandbox cannot start for root, and only there it is given up."""
    return os.name == "posix" and os.geteuid() == 0


def _resident(pid: int) -> int:
    """Bytes a process holds in memory; 0 where the system does not say."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
