"""What tests of the browser share: a browser, and a server that every name leads to."""

import hashlib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

import pytest
from hostile_server import HostileServer, answer

from checker.collect.browser.browser import Browser, BrowserSettings, Rendered
from checker.collect.browser.find import FoundBrowser, NoBrowser, find_browser
from checker.collect.http.address_policy import AddressPolicy
from checker.core.fact import CHINA

FOUND = find_browser("auto")
NOW = datetime(2023, 4, 18, 8, 0, tzinfo=CHINA)
AGENT = "checker-test/1 (+http://example.gov.cn/contact)"
SETTINGS = BrowserSettings(
    executable=FOUND.executable if isinstance(FOUND, FoundBrowser) else "",
    user_agent=AGENT,
    connect_s=2.0,
)
NAMES = ("site.test", "other.test", "third.test")
TEXT = "<p>" + "政务公开,依法行政。" * 30

NEEDS_BROWSER = [
    pytest.mark.anyio,
    pytest.mark.browser,
    pytest.mark.skipif(isinstance(FOUND, NoBrowser), reason="no Chromium on this machine"),
]


@dataclass
class World:
    """A browser, and a server that all names of the tests lead to."""

    browser: Browser
    server: HostileServer
    kept: dict[str, bytes]

    async def render(
        self, path: str, body: str | bytes = b"", *, deadline_s: float = 15.0, key: str = "site"
    ) -> Rendered:
        """The page at a path of site.test, which the server answers with this body."""
        if body:
            self.server.behaviours[path] = page(body)
        async with self.browser.site(key) as tab:
            return await tab.render(f"http://site.test{path}", deadline_s=deadline_s)


def page(body: str | bytes, status: str = "200 OK", **headers: str) -> bytes:
    data = body.encode() if isinstance(body, str) else body
    return answer(data, status, Content_Type="text/html; charset=utf-8", **headers)


@asynccontextmanager
async def opened(
    server: HostileServer, settings: BrowserSettings = SETTINGS
) -> AsyncGenerator[World]:
    kept: dict[str, bytes] = {}

    def keep(data: bytes) -> str:
        digest = "sha256:" + hashlib.sha256(data).hexdigest()
        kept[digest] = data
        return digest

    policy = AddressPolicy(connect_to={f"{name}:80": f"127.0.0.1:{server.port}" for name in NAMES})
    async with Browser(settings, policy, keep, clock=lambda: NOW) as browser:
        yield World(browser, server, kept)
