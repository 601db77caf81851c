"""Reads a rendered page from a world of our own, which the page's scripts cannot reach.

Old script libraries replace what every script builds on; read in the page's own world, their
pages would answer wrong or not at all.
"""

import contextlib
import json
from dataclasses import dataclass
from typing import cast

from playwright.async_api import BrowserContext, Page
from playwright.async_api import Error as PlaywrightError

from checker.collect.browser.devtools import DevTools, devtools

_WORLD = "checker"
_MOST_FRAMES = 10
_FRAME_BYTES = 1024 * 1024
_EVALUATE_MS = 5_000

_STATE = """(() => {
  const d = document, b = d.body, nodes = d.getElementsByTagName('*').length;
  const moves = d.scripts.length || d.querySelector('meta[http-equiv=refresh i]');
  const thin = nodes < 400 && moves && !d.querySelector('frame,iframe')
    && (!b || b.innerText.trim().length < 100);
  const [n] = performance.getEntriesByType('navigation');
  return JSON.stringify([d.readyState, nodes,
    d.querySelectorAll('li,tr,dd,a,option').length, !!thin, (n && n.responseStatus) || 0]);
})()"""
_TEXT = "document.body ? document.body.innerText.length : 0"
_HTML = "(document.documentElement ? document.documentElement.outerHTML : '').slice(0, %d)"


@dataclass(frozen=True, slots=True)
class PageState:
    """A page at one moment. `document` tells one loaded document from the next.

    `thin` is a page with scripts and almost no text: a shell or a challenge, worth a longer wait.
    `status` is 0 where the browser does not tell.
    """

    document: str
    url: str
    ready: str
    nodes: int
    items: int
    thin: bool
    status: int


class PageReader:
    """Reads one page through a session of the debugging protocol. Any call may raise Playwright's
    Error, above all while one document gives way to the next."""

    def __init__(self, session: DevTools) -> None:
        self._session = session
        self._world: tuple[str, int] = ("", 0)

    async def state(self) -> PageState:
        """What the page looks like now."""
        frame = (await self._frames())[0]
        document = frame["loaderId"]
        if self._world[0] != document:
            self._world = (document, await self._enter(frame["id"]))
        told = cast("list[object]", json.loads(str(await self._ask(_STATE, self._world[1]))))
        ready, nodes, items, thin, status = told
        return PageState(
            document=document,
            url=frame["url"],
            ready=str(ready),
            nodes=int(str(nodes)),
            items=int(str(items)),
            thin=bool(thin),
            status=int(str(status)),
        )

    async def html(self, most: int) -> tuple[str, bytes, int]:
        """Address, document as UTF-8 (at most so many bytes) and length of the visible text."""
        frame = (await self._frames())[0]
        world = await self._enter(frame["id"])
        html = _utf8(await self._ask(_HTML % most, world), most)
        try:
            text = int(str(await self._ask(_TEXT, world)))
        except PlaywrightError:
            text = 0  # too large to lay out in time
        return frame["url"], html, text

    async def frames(self, room: int) -> list[tuple[str, bytes]]:
        """The documents of the frames within the page that lie in the same process."""
        read = list[tuple[str, bytes]]()
        for frame in (await self._frames())[1 : room + 1]:
            if frame["url"].startswith(("http://", "https://")):
                world = await self._enter(frame["id"])
                html = _utf8(await self._ask(_HTML % _FRAME_BYTES, world), _FRAME_BYTES)
                read.append((frame["url"], html))
        return read

    async def _frames(self) -> list[dict[str, str]]:
        """The page's frames, itself first, those within others after them."""
        told = await self._session.send("Page.getFrameTree")
        trees = [cast("dict[str, object]", told["frameTree"])]
        frames = list[dict[str, str]]()
        while trees and len(frames) <= _MOST_FRAMES:
            tree = trees.pop(0)
            frames.append(cast("dict[str, str]", tree["frame"]))
            trees.extend(cast("list[dict[str, object]]", tree.get("childFrames", [])))
        return frames

    async def _enter(self, frame: str) -> int:
        made = await self._session.send(
            "Page.createIsolatedWorld", {"frameId": frame, "worldName": _WORLD}
        )
        return int(str(made["executionContextId"]))

    async def _ask(self, expression: str, world: int) -> object:
        told = await self._session.send(
            "Runtime.evaluate",
            {
                "expression": expression,
                "contextId": world,
                "returnByValue": True,
                "timeout": _EVALUATE_MS,
            },
        )
        if "exceptionDetails" in told:
            raise PlaywrightError("the page could not be read")
        return cast("dict[str, object]", told["result"]).get("value")


async def read_frames(
    page: Page, context: BrowserContext, reader: PageReader
) -> tuple[tuple[str, bytes], ...]:
    """The documents of a page's frames, those of other sites too, as far as they can be read."""
    if len(page.frames) < 2:
        return ()
    found = list[tuple[str, bytes]]()
    with contextlib.suppress(PlaywrightError):
        found += await reader.frames(_MOST_FRAMES)
    for frame in page.frames[1:]:
        if len(found) >= _MOST_FRAMES:
            break
        try:
            session = devtools(await context.new_cdp_session(frame))
        except PlaywrightError:
            continue  # it lies in its page's process and has been read
        try:
            apart = PageReader(session)
            url, html, _ = await apart.html(_FRAME_BYTES)
            if url.startswith(("http://", "https://")):
                found.append((url, html))
            found += await apart.frames(_MOST_FRAMES - len(found))
        except PlaywrightError:
            continue
    return tuple(found)


def _utf8(text: object, most: int) -> bytes:
    data = str(text or "").encode("utf-8", "replace")
    return data if len(data) <= most else data[:most].decode("utf-8", "ignore").encode()
