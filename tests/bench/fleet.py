"""A fleet of generated government-like sites on loopback: made once, served by a process apart.

Every site has an address of its own (127.1.x.y, which Linux has without being asked), so that
politeness per address is as it is among strangers. nginx serves the fleet where it is installed,
else a small server of ours.
"""

import asyncio
import contextlib
import gzip
import multiprocessing
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Generator
from dataclasses import dataclass
from ipaddress import IPv4Address
from pathlib import Path

from tests.bench.fleet_pages import FleetSite

_EDITION = "1"
"""To be raised when the pages change, so that a folder of older ones is made anew."""

_NGINX = """
daemon off; worker_processes 1; {user} pid {folder}/nginx.pid; error_log {folder}/nginx.log crit;
events {{ worker_connections 4096; }}
http {{
  access_log off; keepalive_requests 100000; gzip_static on; etag on;
  client_body_temp_path {folder}/tmp; proxy_temp_path {folder}/tmp; fastcgi_temp_path {folder}/tmp;
  uwsgi_temp_path {folder}/tmp; scgi_temp_path {folder}/tmp;
  types {{ text/html html; }}
  add_header LinkChecker on;  # a peer that would else wait between its requests
  server {{ listen 0.0.0.0:{port} backlog=2048; root {folder}/$host; index index.html; }}
}}
"""


@dataclass(frozen=True)
class Fleet:
    """Sites of `pages` pages each below one folder, the first `sites` of them."""

    folder: Path
    sites: int
    pages: int

    @property
    def members(self) -> list[FleetSite]:
        return [FleetSite(number, self.pages) for number in range(self.sites)]


def host(number: int) -> str:
    """The address of a site."""
    return str(IPv4Address("127.1.0.1") + number)


def site_url(number: int, port: int) -> str:
    """The home page of a site."""
    return f"http://{host(number)}:{port}/"


def make(folder: Path, sites: int, pages: int) -> Fleet:
    """The fleet in its folder; sites that are there already are taken as they are."""
    place = folder / f"fleet-{_EDITION}-{pages}"
    for site in Fleet(place, sites, pages).members:
        done = place / host(site.number)
        if done.exists():
            continue
        making = place / f"{host(site.number)}.making"
        shutil.rmtree(making, ignore_errors=True)
        for path, body in site.files():
            file = making / path.lstrip("/")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(body)
            file.with_name(file.name + ".gz").write_bytes(gzip.compress(body, 6, mtime=0))
        making.rename(done)
    return Fleet(place, sites, pages)


@contextlib.contextmanager
def served(fleet: Fleet) -> Generator[int]:
    """The fleet behind a port, which is given; the server ends with the block."""
    with serving(fleet) as (port, _):
        yield port


@contextlib.contextmanager
def serving(fleet: Fleet) -> Generator[tuple[int, int]]:
    """The fleet behind a port, with the process that serves it; it ends with the block."""
    port = free_port()
    program = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if program:
        (fleet.folder / "tmp").mkdir(exist_ok=True)
        config = fleet.folder / "nginx.conf"
        # As root nginx would serve as somebody who may not read our folder.
        user = "user root;" if os.geteuid() == 0 else ""
        wanted = _NGINX.format(folder=fleet.folder.absolute(), port=port, user=user)
        config.write_text(wanted)
        running = subprocess.Popen([program, "-c", str(config.absolute())])
    else:
        running = multiprocessing.Process(target=_serve, args=(fleet.folder, port), daemon=True)
        running.start()
    try:
        _wait_for(port)
        yield port, running.pid or 0
    finally:
        running.terminate()
        running.wait() if isinstance(running, subprocess.Popen) else running.join()


def server_name() -> str:
    """What serves the fleet, for the report."""
    return "nginx" if shutil.which("nginx") or shutil.which("/usr/sbin/nginx") else "asyncio"


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("0.0.0.0", 0))
        return probe.getsockname()[1]


def _wait_for(port: int) -> None:
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection((host(0), port), 1):
            return
        time.sleep(0.05)
    raise RuntimeError("the fleet's server did not start")


def _serve(folder: Path, port: int) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                writer.write(_answer(folder, head.decode("latin-1")))
                await writer.drain()
        writer.close()

    async def forever() -> None:
        server = await asyncio.start_server(answer, "0.0.0.0", port, backlog=2048)
        await server.serve_forever()

    asyncio.run(forever())


def _answer(folder: Path, head: str) -> bytes:
    first, *rest = head.split("\r\n")
    method, path, _ = first.split(" ", 2)
    named = next((line[5:].strip() for line in rest if line.lower().startswith("host:")), "")
    file = folder / named.partition(":")[0] / path.lstrip("/")
    if path.endswith("/"):
        file /= "index.html"
    with contextlib.suppress(OSError):
        body = file.with_name(file.name + ".gz").read_bytes()
        told = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: {len(body)}\r\n\r\n"
        return told.encode() + (b"" if method == "HEAD" else body)
    return b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n"
