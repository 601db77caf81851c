"""Accounts of one night from a feed server on loopback: accounts per CPU-second, and memory.

    python -m tests.bench.accounts [1000 5360 20000]

Each size is a process of its own, and has two nights: in the second one, the night before is known of
every account. Every account has a feed of twenty posts; wrong words and personal data are looked for in
all of them, evidence and verdicts are stored and the lists written as in any night.
"""

import asyncio
import json
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from checker.config import Config, Network
from checker.core.target import Account
from checker.run.nightly import Night, run_night
from checker.run.office import Office, open_office
from checker.store.registry import apply
from tests.demo_night import AS_OF, quiet, unheard

_POSTS = 20


def feed(number: int) -> bytes:
    """The feed of one account: twenty posts, the newest some hours before `AS_OF`."""
    items = [
        {
            "title": f"第{number}号账号第{each}期工作信息：部署近期重点工作",
            "url": f"http://a.example/{number}/{each}",
            "content_html": "<p>召开会议，安排部署近期重点工作，明确责任分工。</p>" * 3,
            "date_published": (AS_OF - timedelta(days=2 * each, hours=number % 300)).isoformat(),
        }
        for each in range(_POSTS)
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": str(number), "items": items}
    return json.dumps(feed, ensure_ascii=False).encode()


def _serve(ready: "multiprocessing.SimpleQueue[int]") -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                body = feed(int(head.split(b" ", 2)[1].strip(b"/") or b"0"))
                kind = b"Content-Type: application/feed+json\r\n"
                writer.write(b"HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\n\r\n" % (kind, len(body)))
                writer.write(body)
                await writer.drain()
        except (asyncio.IncompleteReadError, OSError, ValueError):
            writer.close()

    async def run() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        ready.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def _night(count: int) -> None:
    """Two nights over so many accounts; prints a line for each."""
    context = multiprocessing.get_context("spawn")
    ready = context.SimpleQueue()
    server = context.Process(target=_serve, args=(ready,), daemon=True)
    server.start()
    port = ready.get()
    with tempfile.TemporaryDirectory() as folder:
        network = Network(
            allow_private=("127.0.0.0/8",), delay_s=0, per_address=16, respect_robots=False
        )
        with open_office(Config(network=network, folder=Path(folder))) as office:
            apply(office.database, _accounts(count, port), at=AS_OF)
            for night in range(2):
                _measured(office, AS_OF + timedelta(days=night), count)
    server.terminate()


def _accounts(count: int, port: int) -> list[Account]:
    return [
        Account(
            code=f"610302M{each // 10000:03}WX{each % 10000:04}",
            name=f"第{each}号",
            type="微信订阅号",
            source=f"http://127.0.0.1:{port}/{each}",
        )
        for each in range(count)
    ]


def _measured(office: Office, as_of: datetime, count: int) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    done = run_night(office, Night(as_of, no_browser=True), quiet(), unheard)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    told = done.result.counts
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{count:>6} accounts on {as_of:%m-%d}: {told.done} done, {told.told} told, {wall:.0f} s, "
        f"{count / cpu:.0f} accounts per CPU-second ({1000 * cpu / count:.1f} ms each), "
        f"peak {peak} MB",
        flush=True,
    )


def main() -> None:
    """Each size in a process of its own."""
    if os.environ.get("BENCH_ACCOUNTS"):
        _night(int(sys.argv[1]))
        return
    for size in sys.argv[1:] or ["1000", "5360", "20000"]:
        told = {**os.environ, "BENCH_ACCOUNTS": "1"}
        subprocess.run([sys.executable, "-m", "tests.bench.accounts", size], env=told, check=True)


if __name__ == "__main__":
    main()
