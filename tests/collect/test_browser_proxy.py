"""The proxy between the browser and the world: for our browser alone, and only to checked places."""

import asyncio
import base64
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from ipaddress import ip_network

import pytest
from hostile_server import Asked, HostileServer, Writer, answer, closing

from checker.collect.browser.lines import Lines
from checker.collect.browser.proxy import BrowserProxy
from checker.collect.browser.request import place_of
from checker.collect.http.address_policy import AddressPolicy
from checker.collect.http.names import Names

pytestmark = pytest.mark.anyio

LOOPBACK = AddressPolicy(allow_private=(ip_network("127.0.0.0/8"),))


class Client:
    """A connection to the proxy, spoken by hand."""

    def __init__(
        self, proxy: BrowserProxy, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        secret = f"{proxy.username}:{proxy.password}".encode()
        self.credentials = f"Proxy-Authorization: Basic {base64.b64encode(secret).decode()}\r\n"
        self.reader = reader
        self.writer = writer

    async def say(self, text: str) -> bytes:
        """Sends raw text and gives what comes within a moment."""
        self.writer.write(text.encode())
        try:
            async with asyncio.timeout(2):
                return await self.reader.read(64 * 1024)
        except ConnectionResetError:
            return b""

    async def get(self, url: str, method: str = "GET") -> bytes:
        """Asks for an address with the password; the answer, or nothing."""
        return await self.say(f"{method} {url} HTTP/1.1\r\nHost: x\r\n{self.credentials}\r\n")


@asynccontextmanager
async def proxied(
    policy: AddressPolicy = LOOPBACK, wire_bytes: int = 1 << 20
) -> AsyncGenerator[tuple[BrowserProxy, Client]]:
    names = Names(threads=1)
    proxy = BrowserProxy(
        policy, Lines(names.lookup, per_address=2, connect_s=1.0), wire_bytes=wire_bytes
    )
    await proxy.start()
    reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
    try:
        yield proxy, Client(proxy, reader, writer)
    finally:
        writer.transport.abort()
        await proxy.close()
        names.close()


@pytest.mark.parametrize("header", ["", "Proxy-Authorization: Basic Y2hlY2tlcjp4\r\n"])
@pytest.mark.parametrize("request_line", ["GET http://{}/", "CONNECT {}"])
async def test_nobody_gets_through_without_the_password(
    server: HostileServer, header: str, request_line: str
) -> None:
    async with proxied() as (_, client):
        line = request_line.format(f"127.0.0.1:{server.port}")
        said = await client.say(f"{line} HTTP/1.1\r\nHost: x\r\n{header}\r\n")
        assert said.startswith(b"HTTP/1.1 407 ")
    assert server.connections == 0


async def test_a_plain_request_passes_without_what_is_the_proxys(server: HostileServer) -> None:
    server.behaviours["/a"] = answer(b"content")
    async with proxied() as (proxy, client):
        for _ in range(3):
            assert (await client.get(server.url("/a?b=%20c"))).endswith(b"content")
        assert proxy.addresses == {("127.0.0.1", server.port): "127.0.0.1"}
        assert proxy.wire == 3 * len(answer(b"content"))
    assert [asked.target for asked in server.asked] == ["/a?b=%20c"] * 3
    assert not any(name.startswith("proxy-") for name in server.asked[0].headers)
    assert server.connections == 1


async def test_a_body_is_carried_and_an_interim_answer_is_no_end(server: HostileServer) -> None:
    async def echo(asked: Asked, writer: Writer) -> None:
        writer.write(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")
        await writer.drain()
        await asyncio.sleep(0.1)
        writer.write(answer(asked.body))

    server.behaviours["/echo"] = echo
    async with proxied() as (_, client):
        sent = f"POST {server.url('/echo')} HTTP/1.1\r\n{client.credentials}Content-Length: 5\r\n\r\nhello"
        said = await client.say(sent)
        said += await client.reader.read(1000)
        assert said.endswith(b"hello")


async def test_a_tunnel_carries_both_ways(server: HostileServer) -> None:
    server.behaviours["/a"] = answer(b"content")
    async with proxied() as (proxy, client):
        assert b" 200 " in await client.get(f"127.0.0.1:{server.port}", "CONNECT")
        assert (await client.say("GET /a HTTP/1.1\r\n\r\n")).endswith(b"content")
        assert proxy.wire == len(answer(b"content"))


@pytest.mark.parametrize(
    ("target", "method", "failure"),
    [
        ("http://10.0.0.1/", "GET", "forbidden-address"),
        ("http://localhost:1/", "GET", "forbidden-address"),
        ("10.0.0.1:443", "CONNECT", "forbidden-address"),
        ("[::1]:80", "CONNECT", "forbidden-address"),
        ("no-such-name.invalid:443", "CONNECT", "dns"),
    ],
)
async def test_what_the_policy_refuses_is_not_connected_to(
    target: str, method: str, failure: str
) -> None:
    async with proxied(AddressPolicy()) as (proxy, client):
        said = await client.get(target, method)
        assert said == b"" or said.startswith(b"HTTP/1.1 502 ")
        assert [trouble.failure for trouble in proxy.troubles.values()] == [failure]


async def test_a_closed_port_is_refused_and_silence_is_a_reset(server: HostileServer) -> None:
    server.behaviours["/"] = closing(b"")
    async with proxied() as (proxy, client):
        assert await client.get(server.url("/")) == b""
        assert proxy.troubles["127.0.0.1", server.port].failure == "reset"
    async with proxied() as (proxy, client):
        assert await client.get("http://127.0.0.1:9/") == b""
        assert proxy.troubles["127.0.0.1", 9].failure == "refused"


async def test_too_many_bytes_end_the_connection(server: HostileServer) -> None:
    server.behaviours["/large"] = answer(bytes(200_000))
    async with proxied(wire_bytes=50_000) as (proxy, client):
        await client.get(server.url("/large"))
        assert len(await client.reader.read(1 << 20)) < 100_000
        assert proxy.troubles["127.0.0.1", server.port].failure == "too-large"


@pytest.mark.parametrize(
    "said",
    [
        "nonsense\r\n\r\n",
        "GET /relative HTTP/1.1\r\n{}\r\n",
        "GET https://127.0.0.1/ HTTP/1.1\r\n{}\r\n",
        "POST http://127.0.0.1/ HTTP/1.1\r\n{}Transfer-Encoding: chunked\r\n\r\n",
        "POST http://127.0.0.1/ HTTP/1.1\r\n{}Content-Length: -1\r\n\r\n",
        "GET http://127.0.0.1/ HTTP/1.1\r\nX: " + "x" * 200_000 + "\r\n\r\n",
        "CONNECT 127.0.0.1:http HTTP/1.1\r\n{}\r\n",
    ],
)
async def test_what_no_browser_says_ends_the_connection(said: str) -> None:
    async with proxied() as (_, client):
        answered = await client.say(said.format(client.credentials))
        assert answered == b"" or answered.startswith(b"HTTP/1.1 502 ")


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("http://a.test/x", ("a.test", 80)),
        ("https://A.test?x", ("a.test", 443)),
        ("http://[::1]:81/", ("::1", 81)),
        ("https://[2001:db8::1]/", ("2001:db8::1", 443)),
        ("http://user:word@a.test:8080/x@y", ("a.test", 8080)),
        ("chrome-error://chromewebdata/", ("chromewebdata", 0)),
        ("nothing", ("", 0)),
    ],
)
def test_the_place_of_an_address(url: str, place: tuple[str, int]) -> None:
    assert place_of(url) == place
