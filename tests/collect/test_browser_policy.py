"""The browser goes only where our own requests may go, whatever a page asks of it."""

import asyncio
import socket
import ssl
from collections.abc import AsyncGenerator
from dataclasses import replace
from ipaddress import ip_network

import pytest
from browsing import NAMES, NEEDS_BROWSER, SETTINGS, TEXT, World, opened, page
from hostile_server import HostileServer, after, answer, redirect

from checker.collect.http.address_policy import AddressPolicy
from checker.core.web import Failure

pytestmark = NEEDS_BROWSER


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def world() -> AsyncGenerator[World]:
    async with HostileServer() as server, opened(server) as world:
        yield world


class TestPolicy:
    @pytest.mark.parametrize(
        ("url", "failure"),
        [
            ("http://169.254.169.254/latest/", "forbidden-address"),
            ("http://127.0.0.1:9/", "forbidden-address"),
            ("http://[::1]/", "forbidden-address"),
            ("http://localhost/", "forbidden-address"),
            ("http://0x7f000001/", "forbidden-address"),
            ("file:///etc/passwd", "bad-address"),
            ("chrome://version", "bad-address"),
            ("javascript:alert(1)", "bad-address"),
            ("http://no-such-name.invalid/", "dns"),
        ],
    )
    async def test_an_address_is_refused_by_its_right_name(
        self, world: World, url: str, failure: Failure
    ) -> None:
        async with world.browser.site("refused") as tab:
            seen = await tab.render(url, deadline_s=10)
        assert seen.exchange.failure == failure
        assert seen.exchange.status is None

    @pytest.mark.parametrize("target", ["http://169.254.169.254/", "http://localhost:{port}/own"])
    async def test_a_redirect_to_a_private_address_is_refused(
        self, world: World, target: str
    ) -> None:
        world.server.behaviours["/own"] = page("<p>secret")
        world.server.behaviours["/leads"] = redirect(target.format(port=world.server.port))
        seen = await world.render("/leads")
        assert seen.exchange.failure == "forbidden-address"
        assert [hop.url for hop in seen.exchange.hops] == ["http://site.test/leads"]
        assert "/own" not in world.server.targets

    @pytest.mark.parametrize(
        "reach",
        [
            "fetch('http://127.0.0.1:{port}/secret', {{mode: 'no-cors'}})",
            "fetch('http://localhost:{port}/secret', {{mode: 'no-cors'}})",
            "fetch('https://127.0.0.1:{port}/secret', {{mode: 'no-cors'}})",
            "new WebSocket('ws://127.0.0.1:{port}/secret')",
            "document.write('<iframe src=http://127.0.0.1:{port}/secret></iframe>')",
            "document.write('<script src=http://127.0.0.1:{port}/secret><\\/script>')",
            "navigator.sendBeacon('http://127.0.0.1:{port}/secret', 'x')",
            "document.write('<link rel=preconnect href=http://127.0.0.1:{port}>')",
            "new Worker(URL.createObjectURL(new Blob(['fetch(\"http://127.0.0.1:{port}/secret\")'])))",
            "new RTCPeerConnection({{iceServers: [{{urls: 'turn:127.0.0.1:{port}?transport=tcp', username: 'a', credential: 'b'}}]}})",
        ],
    )
    async def test_a_page_reaches_no_server_of_ours(self, world: World, reach: str) -> None:
        async with HostileServer() as inside:
            script = reach.format(port=inside.port)
            seen = await world.render("/reaching", f"{TEXT}<script>{script}</script>", deadline_s=8)
            assert "依法行政" in seen.html.decode()
            assert inside.connections == 0

    async def test_an_exception_of_one_site_holds_for_that_site_alone(self, world: World) -> None:
        world.server.behaviours["/own"] = page(TEXT)
        url = world.server.url("/own")
        opens = AddressPolicy(allow_private=(ip_network("127.0.0.0/8"),))
        async with world.browser.site("inner", opens) as tab:
            assert (await tab.render(url)).exchange.ok
        async with world.browser.site("inner") as tab:
            assert (await tab.render(url)).exchange.failure == "forbidden-address"

    async def test_a_bad_certificate_is_found_and_a_tunnels_trouble_has_its_name(
        self, world: World, server_tls: ssl.SSLContext
    ) -> None:
        async with HostileServer(tls=server_tls) as secure:
            opens = AddressPolicy(connect_to={"site.test:443": f"127.0.0.1:{secure.port}"})
            async with world.browser.site("secure", opens) as tab:
                urls = ["https://site.test/", "https://no-such.invalid/", "https://10.0.0.1/"]
                found = [(await tab.render(url)).exchange.failure for url in urls]
        assert found == ["tls", "dns", "forbidden-address"]

    async def test_a_page_sends_no_datagram(self, world: World) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listening:
            listening.bind(("127.0.0.1", 0))
            listening.setblocking(False)
            port = listening.getsockname()[1]
            await world.render(
                "/datagrams",
                f"{TEXT}<script>const c = new RTCPeerConnection({{iceServers: "
                f"[{{urls: 'stun:127.0.0.1:{port}'}}]}}); c.createDataChannel('x');"
                "c.createOffer().then(o => c.setLocalDescription(o))</script>",
            )
            await asyncio.sleep(0.5)
            with pytest.raises(BlockingIOError):
                listening.recv(1)

    async def test_cookies_stay_within_a_site_and_are_not_known_to_the_next(
        self, world: World
    ) -> None:
        world.server.behaviours["/sets"] = page(TEXT, Set_Cookie="who=me; path=/")
        world.server.behaviours["/asks"] = page(TEXT)
        for key, path in [("one", "/sets"), ("one", "/asks"), ("two", "/asks")]:
            await world.render(path, key=key)
        asked = [
            each.headers.get("cookie") for each in world.server.asked if each.target == "/asks"
        ]
        assert asked == ["who=me", None]

    async def test_a_page_may_not_fetch_without_measure(self, world: World) -> None:
        world.server.behaviours["/mebibyte"] = answer(bytes(2**20), Cache_Control="no-store")
        async with opened(world.server, replace(SETTINGS, wire_bytes=4 * 2**20)) as small:
            seen = await small.render(
                "/greedy",
                f"{TEXT}<script>(async () => {{ for (let i = 0; i < 30; i++)"
                "await (await fetch('/mebibyte?' + i)).blob() })()</script>",
            )
        assert seen.exchange.failure is None
        assert seen.exchange.wire < 5 * 2**20

    async def test_few_connections_go_to_one_address(self, world: World) -> None:
        server = world.server
        for path in ("/many", "/x.js"):
            server.behaviours[path] = after(0.1, answer(b""))
        scripts = "".join(
            f"<script async src=http://{name}/x.js?{number}></script>"
            for number in range(6)
            for name in NAMES
        )
        server.most_running = 0
        async with opened(server, replace(SETTINGS, per_address=3)) as own:
            seen = await own.render("/many", TEXT + scripts)
        assert seen.exchange.ok
        assert len({each for each in server.targets if each.startswith("/x.js")}) == 6
        assert server.most_running <= 3
