"""Whatever a page does, the answer is honest, and the next page finds a working browser."""

from collections.abc import AsyncGenerator
from dataclasses import replace

import pytest
from browsing import NEEDS_BROWSER, SETTINGS, TEXT, World, opened
from hostile_server import HostileServer, answer, closing, nothing, redirect

from checker.core.web import Failure

pytestmark = NEEDS_BROWSER

TROUBLES: dict[str, tuple[Failure, str]] = {
    "a script that never ends": ("timeout-body", f"{TEXT}<script>while (true) {{}}</script>"),
    "a script that hangs later": (
        "timeout-body",
        f"{TEXT}<script>setTimeout(() => {{ while (true) {{}} }}, 100)</script>",
    ),
    "alerts without end": ("timeout-body", "<script>while (true) alert('弹窗')</script>"),
    "a page that reloads for ever": ("redirect-loop", "<script>location.reload()</script>"),
    "a jump to a private address": (
        "forbidden-address",
        "<script>location = 'http://10.0.0.1/'</script>",
    ),
    "a jump to nowhere": ("bad-address", "<script>location = 'about:blank'</script>"),
}


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def world() -> AsyncGenerator[World]:
    async with HostileServer() as server, opened(server) as world:
        yield world


class TestHostilePages:
    @pytest.mark.parametrize("name", TROUBLES)
    async def test_trouble_has_its_name_and_the_next_page_works(
        self, world: World, name: str
    ) -> None:
        failure, body = TROUBLES[name]
        seen = await world.render("/trouble", body, deadline_s=10)
        assert seen.exchange.failure == failure
        assert seen.exchange.status == 200
        assert seen.exchange.total_s < 10 + 8
        assert (await world.render("/fine", TEXT)).exchange.ok

    @pytest.mark.parametrize(
        "script",
        [
            "setInterval(() => alert('弹窗'), 20)",
            "for (let i = 0; i < 300; i++) window.open('/popped?' + i)",
            "setInterval(() => window.open('/popped'), 10)",
            "onbeforeunload = () => '不要离开'",
            "for (let i = 0; i < 300; i++) history.pushState(null, '', '?' + i)",
            "Notification.requestPermission(); navigator.geolocation.getCurrentPosition(() => 0)",
            "location = '/file'",
            "navigator.serviceWorker && navigator.serviceWorker.register('/worker.js')",
            "setInterval(() => document.body.append('新'), 50)",
            "setInterval(() => fetch('/poll'), 100)",
        ],
    )
    async def test_a_nuisance_does_not_keep_a_page_from_being_read(
        self, world: World, script: str
    ) -> None:
        world.server.behaviours["/file"] = answer(b"x", Content_Disposition="attachment")
        seen = await world.render("/nuisance", f"{TEXT}<script>{script}</script>", deadline_s=6)
        assert seen.exchange.failure is None
        assert "依法行政" in seen.html.decode()
        assert not {"/popped", "/worker.js"} & {
            each.partition("?")[0] for each in world.server.targets
        }

    async def test_thirty_thousand_elements_are_survived(self, world: World) -> None:
        seen = await world.render(
            "/grown",
            f"{TEXT}<ul id=u></ul><script>u.innerHTML = '<li>x</li>'.repeat(30000)</script>",
            deadline_s=30,
        )
        assert seen.exchange.ok
        assert seen.html.count(b"<li>") >= 30_000

    async def test_a_page_that_eats_the_memory_is_ended(self, world: World) -> None:
        async with opened(world.server, replace(SETTINGS, memory_bytes=500 * 2**20)) as small:
            seen = await small.render(
                "/eater",
                "<script>const a = []; setInterval(() => { for (let i = 0; i < 10; i++)"
                "a.push(new Uint8Array(1e7).fill(7)) }, 20)</script>",
                deadline_s=12,
            )
            assert seen.exchange.failure == "crash"
            assert (await small.render("/fine", TEXT)).exchange.ok

    async def test_a_download_is_an_answer_without_a_page(self, world: World) -> None:
        world.server.behaviours["/file.doc"] = answer(b"x" * 1000, Content_Disposition="attachment")
        seen = await world.render("/file.doc")
        assert (seen.exchange.status, seen.exchange.failure, seen.html) == (200, None, b"")
        assert "download" in seen.exchange.detail

    async def test_an_error_with_an_empty_body_keeps_its_status(self, world: World) -> None:
        world.server.behaviours["/empty"] = answer(b"", "502 Bad Gateway")
        seen = await world.render("/empty")
        assert (seen.exchange.status, seen.exchange.failure) == (502, None)

    @pytest.mark.parametrize(
        ("behaviour", "failure"),
        [
            (closing(b""), "reset"),
            (closing(b"SSH-2.0-server\r\n\r\n"), "protocol"),
            (closing(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<p>half"), "reset"),
            (answer(b"no gzip", Content_Encoding="gzip", Content_Type="text/html"), "decoding"),
            (redirect("/bad"), "redirect-loop"),
            (redirect("ftp://site.test/"), "bad-address"),
            (nothing, "timeout-first-byte"),
        ],
    )
    async def test_a_bad_answer_has_its_name(
        self, world: World, behaviour: bytes, failure: Failure
    ) -> None:
        world.server.behaviours["/bad"] = behaviour
        seen = await world.render("/bad", deadline_s=6)
        assert seen.exchange.failure == failure
