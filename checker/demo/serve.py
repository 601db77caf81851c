"""The demo county over HTTP/1.1: one loopback port that tells its sites apart by the Host header."""

import asyncio
import gzip
import hashlib
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import format_datetime
from urllib.parse import parse_qsl, unquote, urlsplit

from checker.demo.beyond import OUTSIDE_NAMES
from checker.demo.county import County
from checker.demo.place import DOMAIN
from checker.demo.site import Page, Query, Render

MAX_HEAD = 32_768
MAX_BODY = 65_536
REASONS = {200: "OK", 302: "Found", 304: "Not Modified", 404: "Not Found", 412: "Precondition Failed", 502: "Bad Gateway", 503: "Service Unavailable"}  # fmt: skip
MISSING = """\
<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>404 页面未找到</title>
<style>body{font:16px/2 "Microsoft YaHei","WenQuanYi Zen Hei",sans-serif;color:#555;background:#f4f6f8;text-align:center;padding-top:120px}h1{font-size:64px;color:#9db3c8;margin:0}</style></head>
<body><h1>404</h1><p>抱歉，您访问的页面不存在或已被删除。</p><p><a href="/">返回首页</a></p></body></html>
"""


@dataclass(frozen=True)
class Request:
    """One request as the server needs it: header names are in lower case."""

    method: str
    host: str
    path: str
    query: Query
    headers: Mapping[str, str]

    @property
    def keeps_alive(self) -> bool:
        """Whether the client wants to send another request on the connection."""
        return self.headers.get("connection", "").lower() != "close"


class DemoServer:
    """The running county. `port` is where it listens; a second port refuses every connection."""

    def __init__(self, world: County, host: str, server: asyncio.Server) -> None:
        self.county = world
        self.host = host
        self.port: int = server.sockets[0].getsockname()[1]
        self._server = server
        self._closed = socket.socket()
        self._closed.bind((host, 0))  # bound and never listening: whoever connects is refused

    @property
    def connect_to(self) -> dict[str, str]:
        """Where the county's names lead, in the words of `network.connect_to`."""
        here = f"{self.host}:{self.port}"
        refused = f"{self.host}:{self._closed.getsockname()[1]}"
        names = (f"*.{DOMAIN}", "*.yunzhou.gov.example", *OUTSIDE_NAMES)
        return {
            **{f"{name}:80": refused for name in self.county.refusing},
            **{f"{name}:80": here for name in names},
        }

    async def close(self) -> None:
        """Stops listening; open connections are cut."""
        self._closed.close()
        self._server.close()

    async def wait(self) -> None:
        """Serves until it is cancelled."""
        await self._server.serve_forever()


async def serve(world: County, host: str = "127.0.0.1", port: int = 0) -> DemoServer:
    """Starts to serve a county in the running event loop; port 0 takes a free one."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while (request := await _read(reader)) is not None:
                page = answer(world, request)
                if page.delay_s:
                    await asyncio.sleep(page.delay_s)
                writer.write(_written(page, request))
                await writer.drain()
                if not request.keeps_alive:
                    break
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # the client went away, or sent what no browser sends
        except asyncio.CancelledError:
            pass  # the server is being stopped
        finally:
            writer.close()

    server = await asyncio.start_server(talk, host, port, limit=MAX_HEAD)
    return DemoServer(world, host, server)


def answer(world: County, request: Request) -> Page:
    """The page for a request: the host's own, what the host says to everything, or a 404."""
    host = world.hosts.get(request.host)
    if host is None:
        return Page(MISSING.encode(), status=404)
    render: Render | None = host.pages.get(request.path) or host.otherwise
    return render(request.query) if render else Page(MISSING.encode(), status=404)


async def _read(reader: asyncio.StreamReader) -> Request | None:
    """The next request, None at the end of the connection or for what is no request."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    words = first.split(" ")
    if len(words) != 3:
        return None
    pairs = (line.partition(":") for line in lines if ":" in line)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    length = headers.get("content-length", "0")
    if not length.isdecimal() or len(length) > 5 or int(length) > MAX_BODY:
        return None
    body = await reader.readexactly(int(length))
    target = urlsplit(words[1])
    host = (target.hostname or headers.get("host", "").partition(":")[0]).lower()
    query = dict(parse_qsl(target.query))
    if "urlencoded" in headers.get("content-type", ""):
        query |= dict(parse_qsl(body.decode("utf-8", "replace")))
    return Request(words[0], host, unquote(target.path) or "/", query, headers)


def _written(page: Page, request: Request) -> bytes:
    """The answer as bytes on the wire."""
    tag = f'"{hashlib.sha256(page.body).hexdigest()[:20]}"'
    status, body = page.status, page.body
    headers = [("Server", "nginx"), ("Content-Type", page.type), ("ETag", tag), *page.headers]
    if page.modified:
        headers.append(("Last-Modified", format_datetime(page.modified.astimezone(UTC), True)))
    if status == 200 and tag in request.headers.get("if-none-match", ""):
        status, body = 304, b""
    if len(body) > 512 and "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, 5, mtime=0)
        headers += [("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding")]
    headers += [("Content-Length", str(len(body)))] if status != 304 else []
    headers.append(("Connection", "keep-alive" if request.keeps_alive else "close"))
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
    head = f"HTTP/1.1 {status} {REASONS.get(status, 'OK')}\r\n{lines}\r\n".encode("latin-1")
    return head if request.method == "HEAD" else head + body
