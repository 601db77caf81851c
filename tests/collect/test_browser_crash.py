"""A crash of the browser is ours, not the site's: it is mended, and the page tried once more."""

import asyncio
import os
import signal
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from browsing import NEEDS_BROWSER, SETTINGS, TEXT, World, opened
from hostile_server import Asked, HostileServer, Writer, after, answer, nothing

from checker.collect.browser.browser import BrowserSettings
from checker.collect.browser.engine import Engine

pytestmark = NEEDS_BROWSER


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def world() -> AsyncGenerator[World]:
    async with HostileServer() as server, opened(server) as world:
        yield world


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> list[Engine]:
    """The browsers that are started from now on, in order."""
    started = list[Engine]()
    start = Engine.start

    async def remembered(settings: BrowserSettings) -> Engine:
        engine = await start(settings)
        started.append(engine)
        return engine

    monkeypatch.setattr(Engine, "start", remembered)
    return started


def runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def telling(told: asyncio.Event) -> Callable[[Asked, Writer], Awaitable[None]]:
    """Tells that it was asked, and answers late."""

    async def behave(asked: Asked, writer: Writer) -> None:
        told.set()
        await after(1.5, answer(b""))(asked, writer)

    return behave


class TestCrash:
    async def test_a_killed_renderer_is_replaced_and_the_page_tried_again(
        self, world: World, engines: list[Engine]
    ) -> None:
        async with opened(world.server, SETTINGS) as own:
            asked = asyncio.Event()
            world.server.behaviours["/slow.js"] = telling(asked)
            waiting = asyncio.create_task(
                own.render("/crash", f"{TEXT}<script src=/slow.js></script>")
            )
            await asked.wait()
            for kind, pid in await engines[-1].processes():
                if kind == "renderer":
                    os.kill(pid, signal.SIGKILL)
            assert (await waiting).exchange.ok
            assert len(engines) == 1

    async def test_a_killed_browser_is_started_anew_and_the_page_tried_again(
        self, world: World, engines: list[Engine]
    ) -> None:
        async with opened(world.server, SETTINGS) as own:
            asked = asyncio.Event()
            world.server.behaviours["/slow.js"] = telling(asked)
            waiting = asyncio.create_task(
                own.render("/crash", f"{TEXT}<script src=/slow.js></script>")
            )
            await asked.wait()
            os.kill(dict(await engines[-1].processes())["browser"], signal.SIGKILL)
            assert (await waiting).exchange.ok
            assert len(engines) == 2
            assert own.browser.restarts == 1

    async def test_a_page_that_crashes_each_time_is_ours_not_the_sites(self, world: World) -> None:
        settings = replace(SETTINGS, executable="/bin/false")
        async with opened(world.server, settings) as broken:
            seen = await broken.render("/fine", TEXT)
        assert seen.exchange.failure == "crash"
        assert seen.exchange.status is None

    async def test_a_worn_browser_is_replaced_and_nothing_is_left_at_the_end(
        self, world: World, engines: list[Engine]
    ) -> None:
        pids = list[int]()
        async with opened(world.server, replace(SETTINGS, renders=2)) as own:
            for each in range(4):
                assert (await own.render("/fine", TEXT, key=str(each))).exchange.ok
                if engines[-1].alive:
                    pids += [pid for _, pid in await engines[-1].processes()]
        assert len(engines) == 2
        await asyncio.sleep(0.5)
        assert not [pid for pid in set(pids) if runs(pid)]

    async def test_a_cancelled_page_leaves_a_working_browser(self, world: World) -> None:
        world.server.behaviours["/silent"] = nothing
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1.0):
                await world.render("/silent")
        assert (await world.render("/fine", TEXT)).exchange.ok
