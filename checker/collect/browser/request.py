"""Reads what a browser asks of its proxy, and finds where an answer ends."""

import asyncio
from dataclasses import dataclass

import httptools

_HOP_BY_HOP = frozenset(
    {b"proxy-connection", b"proxy-authorization", b"connection", b"keep-alive", b"te", b"upgrade"}
)
_MOST_SENT = 8 * 1024 * 1024
_PORTS = {"http": 80, "https": 443}

Place = tuple[str, int]
"""A host and a port, as an address says them."""


@dataclass(frozen=True, slots=True)
class ProxyRequest:
    """One request of the browser: `head` is what the server shall see.

    `origin` is an address with the host and port it goes to; `body` counts the bytes that follow.
    """

    method: str
    target: str
    origin: str
    head: bytes
    credentials: bytes
    body: int

    @property
    def place(self) -> Place:
        """Where it goes."""
        return place_of(self.origin)

    async def send_body(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carries the body over; raises IncompleteReadError where the browser stops half-way."""
        left = self.body
        while left:
            data = await reader.read(min(left, 64 * 1024))
            if not data:
                raise asyncio.IncompleteReadError(data, left)
            left -= len(data)
            writer.write(data)
            await writer.drain()
        await writer.drain()


def place_of(url: str) -> Place:
    """Host (lower case, without brackets) and port of an address; empty and 0 for no address."""
    scheme, _, rest = url.partition("://")
    authority = rest.partition("/")[0].partition("?")[0].partition("#")[0].rpartition("@")[2]
    host, colon, port = authority.rpartition(":")
    if not colon or authority.endswith("]"):
        host, port = authority, str(_PORTS.get(scheme, 0))
    if not port.isdigit():
        return "", 0
    return host.removeprefix("[").removesuffix("]").lower(), int(port)


async def read_request(reader: asyncio.StreamReader) -> ProxyRequest | None:
    """The next request, or None at the end; raises ValueError for what no browser sends."""
    try:
        raw = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as cut:
        if cut.partial.strip():
            raise
        return None
    first, *lines = raw[:-4].split(b"\r\n")
    method, target, _ = first.decode("latin-1").split(" ")
    credentials, body, kept = b"", 0, list[bytes]()
    for line in lines:
        name, _, value = line.partition(b":")
        match name.lower():
            case b"proxy-authorization":
                credentials = value.strip()
            case b"content-length":
                body = int(value)
                kept.append(line)
            case b"transfer-encoding":
                raise ValueError("a body of unknown length")
            case other if other not in _HOP_BY_HOP:
                kept.append(line)
            case _:
                pass
    if not 0 <= body <= _MOST_SENT:
        raise ValueError("a body too large")
    origin, path = _split(method, target)
    start = f"{method} {path} HTTP/1.1".encode("latin-1")
    head = b"\r\n".join([start, *kept, b"Connection: keep-alive", b"", b""])
    return ProxyRequest(method, target, origin, head, credentials, body)


def _split(method: str, target: str) -> tuple[str, str]:
    """Where a target goes, and the path that its server shall see."""
    if method == "CONNECT":
        scheme = "https" if target.endswith(":443") else "http"
        return f"{scheme}://{target}/", ""
    scheme, found, rest = target.partition("://")
    if not found or scheme != "http":
        raise ValueError("no address of plain HTTP")
    authority, slash, path = rest.partition("/")
    return f"http://{authority}/", f"{slash or '/'}{path}"


class AnswerEnd:
    """Follows an answer as it passes, to know where it ends and whether another may follow."""

    def __init__(self, *, head_only: bool) -> None:
        self.begun = False
        self.reached = False
        self.keeps_open = False
        self._head_only = head_only
        self._interim = False
        self._parser = httptools.HttpResponseParser(self)

    def feed(self, data: bytes) -> bool:
        """Takes the next bytes; False where they are no answer in HTTP."""
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            if not self.begun:
                return False
            self.reached, self.keeps_open = True, False  # the browser makes of it what it can
        return True

    def on_headers_complete(self) -> None:
        self.begun = True
        self._interim = 100 <= self._parser.get_status_code() < 200
        if self._head_only and not self._interim:
            self.reached, self.keeps_open = True, self._parser.should_keep_alive()

    def on_message_complete(self) -> None:
        if not self._interim:
            self.reached, self.keeps_open = True, self._parser.should_keep_alive()
