"""A live look: what two ask for at the same time is fetched once, and fails once for both."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

import pytest
from fetching import NOW, SETTINGS, keep
from hostile_server import HostileServer, after, answer

from checker.collect.http.door import Door
from checker.collect.live import LiveLook
from checker.collect.page import Page

pytestmark = pytest.mark.anyio


@asynccontextmanager
async def looking(kept: Callable[[bytes], str] = keep) -> AsyncGenerator[LiveLook]:
    async with Door(SETTINGS, kept, clock=lambda: NOW) as door:
        yield LiveLook(door.visit(), door.visit(), None, read=lambda _: b"", site="x")


async def told(
    look: LiveLook, url: str, *, askers: int = 2, off: int | None = None
) -> list[Page | BaseException]:
    """What some get who ask at once; one of them may be called off while they wait."""
    asked = [asyncio.ensure_future(look.open(url)) for _ in range(askers)]
    await asyncio.sleep(0.05)
    if off is not None:
        asked[off].cancel()
    return await asyncio.gather(*asked, return_exceptions=True)


async def test_a_page_that_two_ask_for_is_fetched_once(server: HostileServer) -> None:
    server.behaviours["/"] = after(0.1, answer(b"<p>one</p>"))
    async with looking() as look:
        found = await told(look, server.url())
    assert [isinstance(each, Page) and each.body for each in found] == [b"<p>one</p>"] * 2
    assert server.targets == ["/"]


async def test_both_are_told_of_a_fault_of_ours(server: HostileServer) -> None:
    server.behaviours["/"] = after(0.1, answer(b"<p>one</p>"))
    trouble = OSError("no room")

    def full(_: bytes) -> str:
        raise trouble

    async with looking(full) as look:
        assert await told(look, server.url()) == [trouble, trouble]
    assert server.targets == ["/"]


async def test_one_who_waits_may_be_called_off_without_harm(server: HostileServer) -> None:
    server.behaviours["/"] = after(0.1, answer(b"<p>one</p>"))
    async with looking() as look:
        first, second, third = await told(look, server.url(), askers=3, off=1)
    assert isinstance(first, Page)
    assert isinstance(second, asyncio.CancelledError)
    assert isinstance(third, Page)
