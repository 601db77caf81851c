"""One night over a province: its sites and accounts, from servers that answer late, politely.

Run: python -m tests.bench.province [--sites 804] [--pages 100] [--accounts 5360] [--feeds 16]
     [--latency 0.2] [--workers 0] [--folder DIR]

The whole night as `checker nightly` makes it: fetched, read, links, evidence stored, judged, accounts
too, and the lists written; without a browser. One request at a time to an address, and the pause
between two that the config has when nothing is said. Every site has an address of its own; accounts
stand on `--feeds` servers. `--workers N` hands the night out to N processes over PostgreSQL. A site of
few pages has no channels to find, and without a browser it stays untold.

The servers share the two cores with us, so their CPU is told apart. The fleet's sites are closed; of
real ones the links to strangers are asked too, side by side with their own.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from checker.cli.garbage import collect_seldom
from checker.config import Config, Network, load_config
from checker.core.target import Account
from checker.run.handing_out import ready_queue
from checker.run.nightly import Night, run_night
from checker.run.office import open_office
from checker.store.registry import apply
from checker.store.verdicts import verdicts
from tests.bench.crew import crew, written
from tests.bench.fleet import Fleet, free_port, make
from tests.bench.numbers_asked import some
from tests.bench.processes import cpu_of, peak_mb, postmaster, waited_of
from tests.bench.whole_way_ours import register
from tests.demo_night import AS_OF, quiet, unheard
from tests.postgresql import empty_schema, running_server

GOAL_S = 15 * 60


@dataclass(frozen=True)
class Province:
    """What is visited, and how late the servers answer."""

    fleet: Fleet
    accounts: int
    feeds: int
    latency_s: float
    port: int

    def registered(self) -> list[Account]:
        """Its accounts, spread over the feed servers."""
        return [
            Account(
                code=f"530302M{each // 10000:03}WX{each % 10000:04}",
                name=f"第{each}号",
                type="微信订阅号",
                source=f"http://127.3.0.{1 + each % self.feeds}:{self.port}/{each}",
            )
            for each in range(self.accounts)
        ]

    def least_s(self, network: Network, processes: int) -> float:
        """Wall seconds that no program can be below under this politeness and so many sites at once:
        the longer of the lines of sites and the longest line of accounts."""
        between = max(network.delay_s, self.latency_s)
        one_site = (self.fleet.pages + 2) * between  # robots.txt and an address that is not there
        sites = math.ceil(self.fleet.sites / (network.sites_at_once * max(1, processes))) * one_site
        return max(sites, math.ceil(self.accounts / self.feeds) * between)


def polite(folder: Path, database: str | None) -> Config:
    """A deployment as the defaults have it, but for one request at a time to an address."""
    network = Network(allow_private=("127.0.0.0/8",), per_address=1)
    plain = Config(folder=folder, network=network)
    if database is None:
        return plain
    return plain.model_copy(update={"database": database, "engine": "workers"})


def night(config_file: Path) -> None:
    """The night itself, in this process; prints one line of JSON."""
    collect_seldom()  # as the program itself does
    with open_office(load_config(config_file)) as office:
        wall, cpu, waited = time.monotonic(), time.process_time(), waited_of(os.getpid())
        done = run_night(office, Night(AS_OF, no_browser=True), quiet(), unheard)
        told: dict[str, float] = {"wall": time.monotonic() - wall, "cpu": time.process_time() - cpu}
        told["waited"] = waited_of(os.getpid()) - waited
        counted: Counter[str] = Counter()
        for each in verdicts(office.database, done.result.round.id):
            counted[each.target.kind] += 1
            counted[f"{each.target.kind} told"] += each.outcome != "undetermined"
            counted["pages"] += each.cost.pages
        print(json.dumps({**told, **counted}), flush=True)


def run(folder: Path, province: Province, workers: int) -> None:
    """Serves, registers, runs the night and tells of it."""
    with ExitStack() as stack:
        server = stack.enter_context(_serving(province))
        database = base = None
        if workers:
            base = stack.enter_context(running_server(durable=True))
            database = empty_schema(base)
        config = polite(folder, database)
        beside = {"servers of sites and feeds": server}
        working: list[int] = []
        with open_office(config) as office:
            register(office, province.fleet, province.port)
            apply(office.database, province.registered(), at=AS_OF)
        if base:
            beside["PostgreSQL"] = postmaster(base)
            office = stack.enter_context(open_office(config))
            ready_queue(office)
            working = stack.enter_context(crew(office, workers))
        least = province.least_s(config.network, workers)
        network = config.network
        print(
            f"{province.fleet.sites} sites x {province.fleet.pages} pages, {province.accounts} accounts on "
            f"{province.feeds} servers, answers after {province.latency_s * 1000:.0f} ms, "
            f"{network.per_address} request at a time to an address, {network.delay_s} s or more "
            f"between two, {network.sites_at_once} sites at once in "
            f"{f'each of {workers} workers' if workers else 'one process'}\n"
            f"  by politeness alone at least {least:.0f} s",
            flush=True,
        )
        before = {name: cpu_of(pid) for name, pid in beside.items()}
        started, waited = cpu_of(*working), sum(map(waited_of, working))
        running = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.province", "--here", str(written(config))],
            stdout=subprocess.PIPE,
        )
        assert running.stdout is not None
        told = json.loads(running.stdout.read())
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        spent = told["cpu"] + cpu_of(*working) - started
        told["waited"] += sum(map(waited_of, working)) - waited
        others = {name: cpu_of(pid) - before[name] for name, pid in beside.items()}
        peaks = [used.ru_maxrss / 1024, *(peak_mb(pid) for pid in working)]
        _say(told, spent, others, peaks)


def _say(
    told: dict[str, float], spent: float, others: dict[str, float], peaks: Sequence[float]
) -> None:
    word = "reached" if told["wall"] <= GOAL_S else "NOT reached"
    pages = max(1.0, told["pages"])
    shares = ", ".join(f"{name} {cpu:.0f} s" for name, cpu in others.items())
    print(
        f"  {told['wall']:.0f} s wall ({told['wall'] / 60:.1f} min; under 15 min: {word}), "
        f"{spent:.0f} s CPU, {spent / pages * 1000:.2f} ms a page with accounts and all\n"
        f"  sites {told.get('site', 0):.0f}, told {told.get('site told', 0):.0f}; accounts "
        f"{told.get('account', 0):.0f}, told {told.get('account told', 0):.0f}; {pages:.0f} pages\n"
        f"  peak memory of each process: {', '.join(f'{peak:.0f}' for peak in peaks)} MB; "
        f"CPU beside us: {shares}; {told['waited']:.0f} s stood ready without a core",
        flush=True,
    )


@contextmanager
def _serving(province: Province) -> Generator[int]:
    words = [str(province.fleet.folder), str(province.port), str(province.latency_s)]
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.distant_server", *words], stdout=subprocess.PIPE
    )
    assert server.stdout is not None
    server.stdout.readline()
    try:
        yield server.pid
    finally:
        server.terminate()
        server.wait()


def main(arguments: Sequence[str] | None = None) -> None:
    """Makes the province and runs its night."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=some, default=804)
    parser.add_argument("--pages", type=some, default=100)
    parser.add_argument("--accounts", type=int, default=5360)
    parser.add_argument("--feeds", type=some, default=16)
    parser.add_argument("--latency", type=float, default=0.2)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--folder", type=Path, help="where the fleet lies, to be used again")
    parser.add_argument("--here", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.here:
        night(asked.here)
        return
    with tempfile.TemporaryDirectory(prefix="checker-bench-") as passing:
        fleet = make(asked.folder or Path(passing), asked.sites, asked.pages)
        place = Path(passing) / "office"
        place.mkdir()
        province = Province(fleet, asked.accounts, asked.feeds, asked.latency, free_port())
        run(place, province, asked.workers)


if __name__ == "__main__":
    main()
