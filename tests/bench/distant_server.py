"""The fleet and feeds of accounts as from afar: every answer comes so many milliseconds late.

Run: python -m tests.bench.distant_server FOLDER PORT SECONDS

By the Host header: a folder of the fleet's, where there is one, else a server of feeds, whose path is
the number of an account. One process; it tells that it listens by a line.
"""

import argparse
import asyncio
from pathlib import Path

from tests.bench.accounts import feed

_END = b"\r\n\r\n"
_NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n"


class Talk(asyncio.Protocol):
    """One connection: each request is answered in its turn, `late_s` after it came."""

    def __init__(self, folder: Path, late_s: float) -> None:
        self.folder = folder
        self.late_s = late_s
        self.read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.read += data
        while _END in self.read:
            head, _, self.read = self.read.partition(_END)
            asyncio.get_running_loop().call_later(self.late_s, self._answer, head)

    def _answer(self, head: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(answer(self.folder, head.decode("latin-1")))


def answer(folder: Path, head: str) -> bytes:
    """The whole answer to a request with this head."""
    first, *rest = head.split("\r\n")
    method, path, _ = first.split(" ", 2)
    named = next((line[5:].strip() for line in rest if line.lower().startswith("host:")), "")
    site = folder / named.partition(":")[0]
    if site.is_dir():
        file = site / (path.lstrip("/") + ("index.html.gz" if path.endswith("/") else ".gz"))
        kind, body = "text/html\r\nContent-Encoding: gzip", None
        if file.is_file():
            body = file.read_bytes()
    else:
        number = path.strip("/")
        kind, body = "application/feed+json", feed(int(number)) if number.isdigit() else None
    if body is None:
        return _NOT_FOUND
    told = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return told.encode() + (b"" if method == "HEAD" else body)


async def serve(folder: Path, port: int, late_s: float) -> None:
    """Serves on every address of the machine until it is ended."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Talk(folder, late_s), "0.0.0.0", port, backlog=2048)
    print("listening", flush=True)
    await server.serve_forever()


def main() -> None:
    """Serves the fleet of a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("port", type=int)
    parser.add_argument("seconds", type=float)
    asked = parser.parse_args()
    asyncio.run(serve(asked.folder, asked.port, asked.seconds))


if __name__ == "__main__":
    main()
