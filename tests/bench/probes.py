"""How many tries to open home pages a second one machine makes, beside the rate a province needs.

Not a test. A server in a process of its own answers on many loopback addresses; robots.txt is asked
for as ever, politeness to one host is on.

    python -m tests.bench.probes [--sites N]
"""

import argparse
import asyncio
import multiprocessing
import multiprocessing.synchronize
import resource
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from checker.config import BrowserChoice, Config, Network, Probing
from checker.core.target import Site
from checker.run.office import open_office
from checker.run.probing import Sweep, run_sweep
from tests.builders import site

PORT = 8793
NEEDED = 14_000 * 24 / 86_400
PAGE = b"<html><title>home</title>" + b"<p>entry</p>" * 3000 + b"</html>"


async def _talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while request := await reader.readuntil(b"\r\n\r\n"):
            body, status = (
                (b"", b"404 Not Found") if b"/robots.txt" in request else (PAGE, b"200 OK")
            )
            head = b"HTTP/1.1 %s\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n"
            writer.write(head % (status, len(body)) + body)
            await writer.drain()
    except (OSError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


def _serve(ready: multiprocessing.synchronize.Event) -> None:
    async def serve() -> None:
        server = await asyncio.start_server(_talk, "0.0.0.0", PORT, backlog=4096)
        ready.set()
        await server.serve_forever()

    asyncio.run(serve())


def _sites(count: int) -> list[Site]:
    places = (f"127.{1 + n // 62_500}.{n // 250 % 250}.{1 + n % 250}" for n in range(count))
    return [site(n, url=f"http://{place}:{PORT}/") for n, place in enumerate(places, 1)]


def main() -> None:
    """Prints the rate, the CPU of one try, the peak memory and the need."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, default=14_000)
    asked = parser.parse_args()
    ready = multiprocessing.Event()
    server = multiprocessing.Process(target=_serve, args=(ready,), daemon=True)
    server.start()
    ready.wait()
    with TemporaryDirectory() as folder:
        config = Config(
            folder=Path(folder),
            network=Network(allow_private=True),
            probing=Probing(references=()),
            browser=BrowserChoice(executable="none"),
        )
        with open_office(config) as office:
            cpu = time.process_time()
            tally = asyncio.run(run_sweep(office, _sites(asked.sites), Sweep(), lambda _, __: None))
            cpu = time.process_time() - cpu
            stored = (Path(folder) / "var/checker.db").stat().st_size
    server.terminate()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{tally.tried} tries, {tally.failed} failed, {tally.void} void in {tally.seconds:.1f} s: "
        f"{tally.tried / tally.seconds:.0f}/s where {NEEDED:.2f}/s are needed; "
        f"{cpu / tally.tried * 1e6:.0f} µs CPU and {stored / tally.tried:.0f} bytes stored a try; "
        f"peak {peak:.0f} MB"
    )


if __name__ == "__main__":
    main()
