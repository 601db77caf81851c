"""What one request costs the client: our transport and door, plain httpx, aiohttp.

Not a test. A server in a process of its own answers on many loopback addresses (127.1.x.y, which
Linux has without being asked); each client walks all hosts at once, one host's pages in sequence,
and its own CPU time per request is printed, rounds interleaved, medians and ratios.

    python tests/bench/transport.py [HOSTS ...] [--pages N] [--rounds N] [--without CLIENT]
"""

import argparse
import asyncio
import gzip
import multiprocessing
import multiprocessing.synchronize
import random
import statistics
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from ipaddress import IPv4Address, ip_network

import httpx

from checker.collect.http.address_policy import AddressPolicy
from checker.collect.http.answer import Limits
from checker.collect.http.door import Door, DoorSettings
from checker.collect.http.transport import GuardedTransport

try:
    import aiohttp
except ImportError:
    aiohttp = None

PORT = 8791
LOOPBACK = (ip_network("127.0.0.0/8"),)
Get = Callable[[str], Awaitable[int]]
Walk = Callable[[list[str], int], Coroutine[None, None, None]]


def page() -> bytes:
    """A government-like list page of about 44 KB, 14 KB packed."""
    dice = random.Random(7)
    words = [chr(dice.randrange(0x4E00, 0x9FA5)) for _ in range(600)]
    rows = (
        f'<li><a href="/zwgk/{n}.html">{"".join(dice.choices(words, k=24))}</a>'
        f"<span>2023-0{n % 9 + 1}-1{n % 10}</span></li>\n"
        for n in range(330)
    )
    return ("<html><body><ul>" + "".join(rows) + "</ul></body></html>").encode()


class Server(asyncio.Protocol):
    """Answers every request with the same packed page."""

    answer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.transport.write(self.answer * data.count(b"\r\n\r\n"))


def serve(ready: multiprocessing.synchronize.Event) -> None:
    """Serves on all loopback addresses until killed."""
    body = gzip.compress(page())
    Server.answer = (
        b"HTTP/1.1 200 OK\r\nServer: bench\r\nContent-Type: text/html; charset=utf-8\r\n"
        b"Content-Encoding: gzip\r\nVary: Accept-Encoding\r\nDate: Tue, 18 Apr 2023 08:00:00 GMT\r\n"
        b"Content-Length: %d\r\n\r\n" % len(body)
    ) + body

    async def forever() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(Server, "0.0.0.0", PORT, backlog=2048)
        ready.set()
        await server.serve_forever()

    with suppress(KeyboardInterrupt):
        asyncio.run(forever())


async def walk(hosts: list[str], pages: int, get: Get) -> None:
    """Every host at once, the pages of one host in sequence."""

    async def one(host: str) -> None:
        for n in range(pages):
            size = await get(f"http://{host}:{PORT}/zwgk/list_{n}.html")
            assert size > 30_000, size

    await asyncio.gather(*(one(host) for host in hosts))


async def with_transport(hosts: list[str], pages: int) -> None:
    transport = GuardedTransport(AddressPolicy(allow_private=LOOPBACK))
    async with httpx.AsyncClient(transport=transport, trust_env=False) as client:

        async def get(url: str) -> int:
            return len((await client.get(url)).content)

        await walk(hosts, pages, get)


async def with_door(hosts: list[str], pages: int) -> None:
    settings = DoorSettings(
        user_agent="bench",
        policy=AddressPolicy(allow_private=LOOPBACK),
        delay_s=0,
        respect_robots=False,
        in_flight=1000,
        limits=Limits(),
    )
    async with Door(settings, lambda body: "sha256:") as door:

        async def get(url: str) -> int:
            return (await door.get(url)).exchange.size

        await walk(hosts, pages, get)


async def with_httpx(hosts: list[str], pages: int) -> None:
    limits = httpx.Limits(
        max_connections=None, max_keepalive_connections=None, keepalive_expiry=None
    )
    async with httpx.AsyncClient(limits=limits, trust_env=False, timeout=60) as client:

        async def get(url: str) -> int:
            return len((await client.get(url)).content)

        await walk(hosts, pages, get)


async def with_aiohttp(hosts: list[str], pages: int) -> None:
    assert aiohttp is not None
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as session:

        async def get(url: str) -> int:
            async with session.get(url) as response:
                return len(await response.read())

        await walk(hosts, pages, get)


def cost(walk_all: Walk, hosts: list[str], pages: int) -> float:
    """CPU microseconds of this process per request."""
    begin = time.process_time()
    asyncio.run(walk_all(hosts, pages))
    return (time.process_time() - begin) / (len(hosts) * pages) * 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("hosts", nargs="*", type=int, default=[10, 100, 300])
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--without", action="append", default=[], help="a client to leave out")
    asked = parser.parse_args()
    clients: dict[str, Walk] = {"transport": with_transport, "door": with_door}
    clients["httpx"] = with_httpx
    if aiohttp is not None:
        clients["aiohttp"] = with_aiohttp
    clients = {name: walk for name, walk in clients.items() if name not in asked.without}
    ready = multiprocessing.Event()
    server = multiprocessing.Process(target=serve, args=(ready,), daemon=True)
    server.start()
    ready.wait(10)
    reference = "aiohttp" if "aiohttp" in clients else "transport"
    for count in asked.hosts:
        hosts = [str(IPv4Address("127.1.0.1") + n) for n in range(count)]
        found: dict[str, list[float]] = {name: [] for name in clients}
        for _ in range(asked.rounds):
            for name, walk_all in clients.items():
                found[name].append(cost(walk_all, hosts, asked.pages))
        middle = {name: statistics.median(values) for name, values in found.items()}
        print(f"{count} hosts x {asked.pages} pages, CPU us per request (ratio to {reference})")
        for name, value in middle.items():
            print(f"  {name:10} {value:8.0f}   {value / middle[reference]:.2f}")
    server.terminate()


if __name__ == "__main__":
    main()
