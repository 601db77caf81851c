"""A server on loopback that does what servers should not do, by the path it is asked for."""

import asyncio
import gzip
import ssl
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Self

Reader = asyncio.StreamReader
Writer = asyncio.StreamWriter
Behaviour = Callable[["Asked", Writer], Awaitable[None]]


@dataclass(frozen=True)
class Asked:
    """One request as the server read it."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    at: float
    nth_on_connection: int


@dataclass
class HostileServer:
    """Answers by path: raw bytes, or a coroutine that writes what it likes.

    `GET /x` with no behaviour is a 404. Bytes are sent as they are and the connection is kept
    unless they say `Connection: close` or have no length.
    """

    behaviours: dict[str, bytes | Behaviour] = field(default_factory=dict[str, bytes | Behaviour])
    asked: list[Asked] = field(default_factory=list[Asked])
    connections: int = 0
    running: int = 0
    most_running: int = 0
    port: int = 0
    bind: str = "127.0.0.1"
    tls: ssl.SSLContext | None = None

    async def __aenter__(self) -> Self:
        self._tasks: set[asyncio.Task[None]] = set()
        self._server = await asyncio.start_server(
            self._accept, self.bind, self.port, ssl=self.tls, limit=1 << 20
        )
        self.port = int(self._server.sockets[0].getsockname()[1])
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def url(self, path: str = "/", host: str = "") -> str:
        """The address of a path here."""
        scheme = "https" if self.tls else "http"
        return f"{scheme}://{host or '127.0.0.1'}:{self.port}{path}"

    @property
    def targets(self) -> list[str]:
        """The paths asked for, in order."""
        return [asked.target for asked in self.asked]

    async def _accept(self, reader: Reader, writer: Writer) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self.connections += 1
        try:
            await self.serve(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            writer.transport.abort()

    async def serve(self, reader: Reader, writer: Writer) -> None:
        """Everything that is said on one connection."""
        for nth in range(1, 1000):
            asked = await _read(reader, nth)
            self.asked.append(asked)
            self.running += 1
            self.most_running = max(self.most_running, self.running)
            try:
                path = asked.target.partition("?")[0]
                behaviour = self.behaviours.get(path, NOT_FOUND)
                if callable(behaviour):
                    await behaviour(asked, writer)
                else:
                    writer.write(behaviour)
                    await writer.drain()
            finally:
                self.running -= 1
            if writer.transport.is_closing() or not _lasts(behaviour):
                writer.close()
                return


async def _read(reader: Reader, nth: int) -> Asked:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, target, _ = head[0].split(" ")
    headers = {
        name.lower(): value.strip()
        for name, _, value in (line.partition(":") for line in head[1:] if line)
    }
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Asked(method, target, headers, body, asyncio.get_running_loop().time(), nth)


def _lasts(behaviour: bytes | Behaviour) -> bool:
    if callable(behaviour):
        return True
    head = behaviour.partition(b"\r\n\r\n")[0].lower()
    framed = b"content-length" in head or b"chunked" in head
    bare = any(mark in head for mark in (b" 204 ", b" 304 "))
    return b"connection: close" not in head and (framed or bare)


def answer(body: bytes = b"ok", status: str = "200 OK", **headers: str) -> bytes:
    """A well-formed answer; `_` in a header's name stands for `-`."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def redirect(location: str | bytes, status: str = "302 Found", **headers: str) -> bytes:
    """A redirect; bytes go into the header as they are."""
    raw = location.encode() if isinstance(location, str) else location
    head, _, rest = answer(b"", status, **headers).partition(b"\r\n")
    return head + b"\r\nLocation: " + raw + b"\r\n" + rest


def raw_deflate(body: bytes) -> bytes:
    """Deflate without its zlib coat, as old servers send it."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


def gzip_of_zeros(mebibytes: int) -> bytes:
    """A gzip file that unpacks to this many MiB of nothing."""
    packer = zlib.compressobj(9, wbits=31)
    block = bytes(1 << 20)
    return b"".join(packer.compress(block) for _ in range(mebibytes)) + packer.flush()


async def reset(asked: Asked, writer: Writer) -> None:
    """Breaks the connection without an answer."""
    del asked
    writer.transport.abort()


async def nothing(asked: Asked, writer: Writer) -> None:
    """Says nothing for as long as anybody waits."""
    del asked, writer
    await asyncio.sleep(30)


def drip(first: bytes, drop: bytes, every_s: float = 0.02) -> Behaviour:
    """Sends something, and then a little more for ever."""

    async def behave(asked: Asked, writer: Writer) -> None:
        del asked
        writer.write(first)
        while not writer.transport.is_closing():
            writer.write(drop)
            await writer.drain()
            await asyncio.sleep(every_s)

    return behave


def flood(first: bytes, block: bytes) -> Behaviour:
    """Sends something, and then as much more as the line takes."""
    return drip(first, block, every_s=0)


def closing(data: bytes) -> Behaviour:
    """Sends bytes and closes."""

    async def behave(asked: Asked, writer: Writer) -> None:
        del asked
        writer.write(data)
        await writer.drain()
        writer.close()

    return behave


def after(seconds: float, data: bytes) -> Behaviour:
    """Answers late."""

    async def behave(asked: Asked, writer: Writer) -> None:
        del asked
        await asyncio.sleep(seconds)
        writer.write(data)
        await writer.drain()

    return behave


NOT_FOUND = answer(b"none", "404 Not Found")
PLAIN = "HTTP/1.1 200 OK\r\n"
GZIPPED = gzip.compress("政务公开".encode() * 500)
