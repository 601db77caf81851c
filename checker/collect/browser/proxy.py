"""The browser's only way out: a forward proxy on loopback that holds the address policy.

Chromium is forced through it for every name and every address, loopback included. It takes
plain HTTP and CONNECT, makes each connection itself to a checked address, counts what comes, and
remembers what failed and why, for the browser only tells that a tunnel failed. Nobody but our
own browser knows its password.
"""

import asyncio
import base64
import secrets

from checker.collect.browser.lines import Line, Lines
from checker.collect.browser.request import AnswerEnd, Place, ProxyRequest, read_request
from checker.collect.http.address_policy import AddressPolicy, host_of, port_of
from checker.collect.http.answer import FetchFailed

KNOCK = "http://knock.invalid/"
"""The proxy itself answers here, so that the browser can learn the password at once."""

_CHUNK = 64 * 1024
_DENIED = (
    b"HTTP/1.1 407 Proxy Authentication Required\r\n"
    b'Proxy-Authenticate: Basic realm="checker"\r\nContent-Length: 0\r\n\r\n'
)
_WELCOME = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nCache-Control: no-store\r\n"
    b"Content-Length: 7\r\n\r\nwelcome"
)
_NO_TUNNEL = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class BrowserProxy:
    """The way out of one site's browser context.

    `troubles` and `addresses` say, by host and port, what failed since `begin` and where it led;
    `wire` counts the bytes that came since then. `admitted` says that the browser has learnt the
    password.
    """

    def __init__(self, policy: AddressPolicy, lines: Lines, *, wire_bytes: int) -> None:
        self.username = "checker"
        self.password = secrets.token_urlsafe(24)
        self.port = 0
        self.admitted = False
        self.wire = 0
        self.troubles: dict[Place, FetchFailed] = {}
        self.addresses: dict[Place, str] = {}
        self._pass = b"Basic " + base64.b64encode(f"{self.username}:{self.password}".encode())
        self._policy = policy
        self._lines = lines
        self._most = wire_bytes
        self._server: asyncio.Server | None = None
        self._clients: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Listens on a free port of 127.0.0.1."""
        self._server = await asyncio.start_server(self._met, "127.0.0.1", 0, limit=_CHUNK)
        self.port = self._server.sockets[0].getsockname()[1]

    def begin(self) -> None:
        """Starts a new page's account."""
        self.wire = 0
        self.troubles.clear()

    async def close(self) -> None:
        """Stops listening and ends every connection."""
        if self._server is not None:
            self._server.close()
        for client in self._clients:
            client.cancel()
        if self._clients:
            await asyncio.wait(self._clients)

    def _met(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(self._serve(reader, writer))
        self._clients.add(task)
        task.add_done_callback(self._clients.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection of the browser, until one side has had enough."""
        line: Line | None = None
        try:
            while (request := await read_request(reader)) is not None:
                if not secrets.compare_digest(request.credentials, self._pass):
                    writer.write(_DENIED)
                elif request.target.startswith(KNOCK):
                    self.admitted = True
                    writer.write(_WELCOME)
                elif request.method == "CONNECT":
                    await self._tunnel(request, reader, writer)
                    return
                else:
                    line = await self._forward(request, line, reader, writer)
                    if line is None:
                        return
                await writer.drain()
        except (OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # the browser went away, or said what no browser says
        finally:
            if line is not None:
                self._lines.close(line)
            writer.transport.abort()

    async def _tunnel(
        self, request: ProxyRequest, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        line = await self._line_for(request)
        if line is None:
            writer.write(_NO_TUNNEL)
            await writer.drain()
            writer.close()
            return
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        line.state = "tunnel"
        out = asyncio.ensure_future(self._carry(reader, line.writer, line))
        back = asyncio.ensure_future(self._carry(line.reader, writer, line, count=request))
        try:
            await asyncio.wait((out, back), return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._lines.close(line)
            out.cancel()
            back.cancel()
            await asyncio.wait((out, back))

    async def _carry(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        line: Line,
        count: ProxyRequest | None = None,
    ) -> None:
        """Carries bytes one way until its end; those that come from the world are counted."""
        loop = asyncio.get_running_loop()
        try:
            while data := await reader.read(_CHUNK):
                if count is not None and not self._afford(count, len(data)):
                    return
                line.used = loop.time()
                writer.write(data)
                await writer.drain()
        except OSError:
            return

    async def _forward(
        self,
        request: ProxyRequest,
        line: Line | None,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> Line | None:
        """One plain request and its answer; the connection where it can carry one more."""
        if line is not None and not line.open:
            self._lines.close(line)
            line = None
        line = line or await self._line_for(request)
        if line is None:
            return None
        try:
            line.state = "asked"
            line.writer.write(request.head)
            await request.send_body(reader, line.writer)
            again = await self._answer(request, line, writer)
        except BaseException:
            self._lines.close(line)
            raise
        line.state = "kept"
        if again:
            return line
        self._lines.close(line)
        await writer.drain()
        writer.close()
        return None

    async def _answer(
        self, request: ProxyRequest, line: Line, writer: asyncio.StreamWriter
    ) -> bool:
        """Passes one answer on as it comes; whether the connection can be used again."""
        end = AnswerEnd(head_only=request.method == "HEAD")
        loop = asyncio.get_running_loop()
        while not end.reached:
            data = await line.reader.read(_CHUNK)
            line.used = loop.time()
            if not data:
                if not end.begun:
                    self._note(request, FetchFailed("reset", "closed without an answer"))
                return False
            if not self._afford(request, len(data)):
                return False
            if not end.feed(data):
                self._note(request, FetchFailed("protocol", "the answer is no HTTP"))
                return False
            writer.write(data)
            await writer.drain()
        return end.keeps_open

    async def _line_for(self, request: ProxyRequest) -> Line | None:
        """A connection to where the request goes, or None and a note of the trouble."""
        try:
            url = self._policy.read(request.origin)
        except FetchFailed as trouble:
            self._note(request, trouble)
            return None
        try:
            if self.wire > self._most:
                raise self._too_large()
            line = await self._lines.connect(self._policy, host_of(url), port_of(url))
        except FetchFailed as trouble:
            self._note(request, trouble)
            return None
        self.addresses[request.place] = line.endpoint.address
        self.troubles.pop(request.place, None)
        return line

    def _afford(self, request: ProxyRequest, size: int) -> bool:
        self.wire += size
        if self.wire <= self._most:
            return True
        self._note(request, self._too_large())
        return False

    def _too_large(self) -> FetchFailed:
        return FetchFailed("too-large", f"more than {self._most} bytes for one page")

    def _note(self, request: ProxyRequest, trouble: FetchFailed) -> None:
        self.troubles[request.place] = trouble
