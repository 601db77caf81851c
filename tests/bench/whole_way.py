"""The whole way over a fleet of generated sites: fetched, read, links, stored, judged.

Run: python -m tests.bench.whole_way [--sizes 10 100] [--pages 100] [--rounds 3] [--folder DIR]
     [--without PEER]

Ours and the peers take turns, each in a process of its own; CPU is the user and system time of that
process and its children as the system counts it, milliseconds a page are of the work alone; medians
and ratios. Trust CPU and ratios, not the wall. Scrapy and crawlee crawl, extract links, look for days
and store; lychee and linkchecker only ask links, lychee from pages that it is given. Ours also checks
links, keeps evidence durable and judges it. A peer that is not installed or fails is named and left
out; ours is measured once more as it runs compiled where there is such a build.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.fleet import Fleet, make, served, server_name
from tests.bench.numbers_asked import some
from tests.bench.whole_way_plan import AT_ONCE, PER_HOST
from tests.compiled import in_compiled

PEERS = {
    "scrapy": ("whole_way_scrapy",),
    "crawlee": ("whole_way_crawlee",),
    "lychee": ("whole_way_checkers", "lychee"),
    "linkchecker": ("whole_way_checkers", "linkchecker"),
}
"""Each peer's module and the words before the fleet's own."""

_COMPILED = "compiled"
"""Ours, compiled (`make compiled`)."""

_FLAT = 1.25
"""How much more memory ten times as many sites may take and still be called flat."""


@dataclass(frozen=True)
class Run:
    """One tool's run: pages fetched and kept, links only checked; CPU and wall in seconds."""

    pages: int
    checks: int
    cpu: float
    start_cpu: float
    work_cpu: float
    wall: float
    rss_mb: float

    @property
    def ms_per_page(self) -> float:
        """CPU milliseconds for each page: the work alone, not start-up and the telling of it."""
        return self.work_cpu * 1000 / max(1, self.pages)


class LeftOut(Exception):
    """A side that cannot be measured here, and why."""


def run(tool: str, arguments: Sequence[str]) -> Run:
    """One run of a side as a process; LeftOut when it fails."""
    return timed([sys.executable, "-m", f"tests.bench.{tool}", *arguments])


def timed(command: Sequence[str]) -> Run:
    """What a process costs that tells what it did; LeftOut when it fails."""
    began = time.monotonic()
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as trouble:
        running = subprocess.Popen(command, stdout=told, stderr=trouble)
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - began
        if running.returncode:
            trouble.seek(0)
            last = trouble.read().decode(errors="replace").strip().rpartition("\n")[2]
            raise LeftOut(f"ended with {running.returncode}: {last[:200]}")
        told.seek(0)
        said = json.loads(told.read())
    if not said.get("pages"):
        raise LeftOut(f"got no page: {said}")
    cpu = used.ru_utime + used.ru_stime
    kib = used.ru_maxrss / 1024 if sys.platform == "darwin" else used.ru_maxrss
    return Run(
        pages=said["pages"],
        checks=said.get("checks", 0),
        cpu=cpu,
        start_cpu=said["start_cpu"],
        work_cpu=said["work_cpu"],
        wall=wall,
        rss_mb=kib / 1024,
    )


def middle(runs: Sequence[Run]) -> Run:
    """The medians of several runs, each column for itself."""
    return Run(
        pages=round(statistics.median(each.pages for each in runs)),
        checks=round(statistics.median(each.checks for each in runs)),
        cpu=statistics.median(each.cpu for each in runs),
        work_cpu=statistics.median(each.work_cpu for each in runs),
        start_cpu=statistics.median(each.start_cpu for each in runs),
        wall=statistics.median(each.wall for each in runs),
        rss_mb=max(each.rss_mb for each in runs),
    )


def compare(fleet: Fleet, rounds: int, peers: Sequence[str], store: Path) -> dict[str, Run]:
    """All sides over the fleet in turns; the medians of each. LeftOut where ours fails.

    What ours keeps is left in `store` to the end: for minutes after thousands of files were removed
    ext4 looks for a long time before it makes a new one, which the next run would pay for.
    """
    where = [str(fleet.folder), str(fleet.sites)]
    sides = ["ours", *([_COMPILED] if in_compiled("") else []), *peers]
    found: dict[str, list[Run]] = {each: [] for each in sides}
    with served(fleet) as port:
        for _ in range(rounds):
            ours = [*where, str(fleet.pages), str(port), "--store", str(store)]
            found["ours"].append(run("whole_way_ours", ours))
            if again := in_compiled("tests.bench.whole_way_ours", *ours):
                found[_COMPILED].append(timed(again))
            for peer in [each for each in found if each in PEERS]:
                module, *named = PEERS[peer]
                try:
                    found[peer].append(run(module, [*named, *where, str(port)]))
                except LeftOut as why:
                    print(f"{peer} is left out: it {why}", flush=True)
                    del found[peer]
    return {tool: middle(runs) for tool, runs in found.items()}


def table(fleet: Fleet, found: dict[str, Run]) -> str:
    """The comparison for people."""
    lines = [
        f"{fleet.sites} sites x {fleet.pages} pages "
        f"({AT_ONCE} requests at once, {PER_HOST} to one site, {server_name()})",
        f"  {'':12}{'pages':>7}{'checks':>8}{'ms/page':>9}{'pages/CPU s':>13}{'CPU s':>8}"
        f"{'start':>7}{'wall s':>8}{'RSS MB':>8}{'cost':>12}",
    ]
    ours = found["ours"].ms_per_page
    lines += [
        f"  {tool:12}{one.pages:7}{one.checks:8}{one.ms_per_page:9.2f}"
        f"{1000 / one.ms_per_page:13.0f}{one.cpu:8.1f}{one.start_cpu:7.1f}{one.wall:8.1f}"
        f"{one.rss_mb:8.0f}{one.ms_per_page / ours:6.2f} x ours"
        for tool, one in found.items()
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Makes the fleets, measures each size, says whether memory stays flat."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=some, default=[10, 100])
    parser.add_argument("--pages", type=some, default=100)
    parser.add_argument("--rounds", type=some, default=3)
    parser.add_argument("--folder", type=Path, help="where the fleet lies, to be used again")
    parser.add_argument("--without", action="append", default=[], choices=list(PEERS))
    asked = parser.parse_args(arguments)
    peers = [peer for peer in PEERS if peer not in asked.without]
    with tempfile.TemporaryDirectory(prefix="checker-bench-") as passing:
        memory: list[float] = []
        for sites in asked.sizes:
            fleet = make(asked.folder or Path(passing), sites, asked.pages)
            found = compare(fleet, asked.rounds, peers, Path(passing))
            memory.append(found["ours"].rss_mb)
            print(table(fleet, found), flush=True)
    if len(memory) > 1:
        growth = memory[-1] / memory[0]
        word = "flat" if growth <= _FLAT else "NOT flat"
        print(
            f"memory from {asked.sizes[0]} to {asked.sizes[-1]} sites: "
            f"{memory[0]:.0f} -> {memory[-1]:.0f} MB, {word}"
        )


if __name__ == "__main__":
    main()
