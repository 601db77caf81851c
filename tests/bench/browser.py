"""How many pages a second the browser renders, and how much memory it takes meanwhile.

Run: python -m tests.bench.browser [--pages 300] [--sites 6] [--contexts 2]

Serves small list pages, filled by a script, from a second process on loopback, and renders each
once. The start is not measured. CPU is that of the driver and of all of Chromium's processes, those
that have ended too: on a shared machine it tells more than renders a second, which are mostly
waiting until a page stands still. Memory is the proportional share (PSS) of the whole process tree,
highest of all samples.
"""

import argparse
import asyncio
import contextlib
import hashlib
import multiprocessing
import os
import time
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from checker.collect.browser.browser import Browser, BrowserSettings
from checker.collect.browser.find import FoundBrowser, find_browser
from checker.collect.http.address_policy import AddressPolicy

_ITEMS = "".join(
    f"<li><a href=/art/{each}.html>关于做好第{each}批有关工作的通知</a><span>2023-04-18</span></li>"
    for each in range(60)
)
_PAGE = (
    "<!doctype html><meta charset=utf-8><title>政务公开</title><link rel=stylesheet href=/s.css>"
    "<h1>通知公告</h1><p>" + "为人民服务。" * 300 + "<ul id=list></ul><img src=/1.png>"
    "<script src=/lib.js></script><script>fetch('/list').then(r => r.text())"
    ".then(t => document.getElementById('list').innerHTML = t)</script>"
)
_ANSWERS = {
    "/s.css": ("text/css", "p{margin:1em}" * 200),
    "/lib.js": ("text/javascript", "var f = function () { return 1 };" * 2000),
    "/list": ("text/html; charset=utf-8", _ITEMS),
}


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError, asyncio.IncompleteReadError):
        while True:
            path = (await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)[1].decode()
            kind, text = _ANSWERS.get(path, ("text/html; charset=utf-8", _PAGE))
            body = text.encode()
            cache = "max-age=600" if path in ("/s.css", "/lib.js") else "no-store"
            writer.write(
                f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
                f"Cache-Control: {cache}\r\n\r\n".encode()
                + body
            )
            await writer.drain()
    writer.close()


def _run_server(told: Connection) -> None:
    async def forever() -> None:
        server = await asyncio.start_server(_serve, "127.0.0.1", 0)
        told.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(forever())


def _tree(root: int) -> set[int]:
    """A process and everything that it started."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parent = int(path.read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(path.parent.name))
    found, waiting = {root}, [root]
    while waiting:
        for child in children.get(waiting.pop(), []):
            found.add(child)
            waiting.append(child)
    return found


def _pss(pids: set[int]) -> int:
    """Bytes, shared pages counted by their share."""
    total = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
    return total


def _cpu(pids: set[int]) -> dict[int, float]:
    """Seconds of processor that each process has taken, its children's not among them."""
    taken: dict[int, float] = {}
    for pid in pids:
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            taken[pid] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return taken


async def _measure(port: int, server: int, pages: int, sites: int, contexts: int) -> None:
    found = find_browser("auto")
    if not isinstance(found, FoundBrowser):
        print(found.reason, found.mend)
        return
    settings = BrowserSettings(found.executable, "checker-bench", contexts=contexts)
    policy = AddressPolicy(connect_to={"*.bench.test:80": f"127.0.0.1:{port}"})
    peak, wrong = 0, 0
    taken: dict[int, float] = {}

    def keep(data: bytes) -> str:
        return "sha256:" + hashlib.sha256(data).hexdigest()

    async def watch() -> None:
        nonlocal peak
        while True:
            tree = _tree(os.getpid()) - {server}
            peak = max(peak, _pss(tree))
            taken.update(_cpu(tree))  # what ends is remembered: a browser is replaced on the way
            await asyncio.sleep(1.0)

    async def survey(browser: Browser, site: int) -> None:
        nonlocal wrong
        async with browser.site(str(site)) as tab:
            for each in range(pages // sites):
                seen = await tab.render(f"http://s{site}.bench.test/page/{each}")
                wrong += not seen.exchange.ok or seen.html.count(b"<li>") != 60

    async with Browser(settings, policy, keep, clock=lambda: datetime.now(UTC)) as browser:
        await survey(browser, sites)  # the start is not measured
        before = sum(_cpu(_tree(os.getpid()) - {server}).values())
        watching = asyncio.create_task(watch())
        started = time.perf_counter()
        await asyncio.gather(*(survey(browser, site) for site in range(sites)))
        seconds = time.perf_counter() - started
        taken.update(_cpu(_tree(os.getpid()) - {server}))
        cpu = sum(taken.values()) - before
        watching.cancel()
    done = pages // sites * sites
    print(
        f"{done} pages of {sites} sites, {contexts} at once: {done / seconds:.2f} renders/s, "
        f"{cpu / done:.3f} CPU s/render, peak PSS {peak / 2**20:.0f} MiB, {wrong} read wrong"
    )


def main() -> None:
    """Reads the arguments, starts the server, measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--sites", type=int, default=6)
    parser.add_argument("--contexts", type=int, default=2)
    asked = parser.parse_args()
    told, telling = multiprocessing.Pipe()
    server = multiprocessing.Process(target=_run_server, args=(telling,), daemon=True)
    server.start()
    try:
        asyncio.run(
            _measure(told.recv(), server.pid or 0, asked.pages, asked.sites, asked.contexts)
        )
    finally:
        server.terminate()


if __name__ == "__main__":
    main()
