"""What the distributed engine costs, and what two workers are beside one process.

Not a test. First 1,000 jobs that do nothing, taken by one worker through our leases: jobs a second, and
the worker's CPU for each. Then one round over a loopback fleet: in one process on SQLite and on
PostgreSQL, and handed out to one worker and to two. The server waits for the disk as it would at work.

The servers and PostgreSQL stand on the same cores and have no latency of their own, so what they spend
is told beside ours. Two workers cannot be twice as fast as one here: together they have what the others
leave of the cores. `at most` is what is left to gain when no core ever rests, given the CPU that all of
them spent. `waited` is how long the workers stood ready and had no core: more than that of the
others named here is somebody else's load on this machine, and spoils the wall.

    python -m tests.bench.workers [--jobs N] [--sites N] [--pages N] [--at-once N] [--rounds N] [--folder DIR]
"""

import argparse
import asyncio
import os
import tempfile
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from pathlib import Path

from procrastinate import JobContext

from checker.cli.garbage import collect_seldom
from checker.run.check import CODE
from checker.run.handing_out import Terms, addressed, queued, ready_queue, watch_round
from checker.run.office import Office, open_office
from checker.run.round import Progress, RoundResult, open_or_plan, run_round
from checker.store.database import open_database
from checker.store.leases import engine_of
from checker.store.queue import QUEUE, TASK, CheckJob, enqueue, prepare_queue
from checker.store.rounds import Counts
from checker.store.schema import migrate
from tests.bench.crew import crew
from tests.bench.fleet import Fleet, make, server_name, serving
from tests.bench.numbers_asked import some
from tests.bench.processes import cpu_of, postmaster, waited_of
from tests.bench.whole_way_ours import AS_OF, config, register
from tests.postgresql import empty_schema, running_server

_ADDRESSES = 200
_UNSEEN = Progress(begin=lambda _, __: None, done=lambda _, __: None)


def engine_alone(server: str, jobs: int) -> None:
    """Prints what it costs to put jobs into the queue and to take them out again."""
    database = open_database(empty_schema(server))
    migrate(database)
    prepare_queue(database)
    wanted = [
        CheckJob(
            round="bench",
            targets=(("site", f"{number}"),),
            address=f"10.0.0.{number % _ADDRESSES}",
            code=CODE,
        )
        for number in range(jobs)
    ]
    began = time.monotonic()
    with database.writing() as connection:
        enqueue(connection, wanted, 0)
    queued_s = time.monotonic() - began

    async def work() -> int:
        app, leased = engine_of(database, code=CODE, per_address=2, lease_s=30)
        done = 0

        @app.task(name=TASK, queue=QUEUE, pass_context=True)
        async def check(context: JobContext, **_: object) -> None:
            nonlocal done
            done += 1
            await leased.give_back(context.job)

        del check
        async with app.open_async():
            await app.run_worker_async(
                queues=[QUEUE], concurrency=64, wait=False, delete_jobs="successful",
                install_signal_handlers=False,
            )  # fmt: skip
        return done

    began, cpu = time.monotonic(), time.process_time()
    done = asyncio.run(work())
    wall, cpu = time.monotonic() - began, time.process_time() - cpu
    database.close()
    print(
        f"{jobs} jobs queued in {queued_s:.2f} s; {done} taken and ended in {wall:.1f} s: "
        f"{done / wall:.0f} jobs/s, {cpu / done * 1000:.2f} ms CPU each in the worker"
    )


@dataclass(frozen=True)
class Spent:
    """One round, in seconds: wall, CPU of ours (the one that plans and watches, then each worker)
    and of the others, without the starts of processes; `waited` is the mean of the workers."""

    wall: float
    cpu: tuple[float, ...]
    others: dict[str, float]
    waited: float
    counts: Counts

    @property
    def all_cpu(self) -> float:
        """What all of them took from the cores."""
        return sum(self.cpu) + sum(self.others.values())


@dataclass(frozen=True)
class Bench:
    """The fleet as it is served, and the other processes that stand on the cores."""

    fleet: Fleet
    port: int
    others: dict[str, int]

    def round(self, office: Office, workers: int) -> Spent:
        """One round, here or handed out to so many workers, which run and wait already."""
        found = register(office, self.fleet, self.port)
        if not workers:
            return self._spent(
                [],
                lambda: run_round(
                    office,
                    open_or_plan(office, found, AS_OF, None),
                    no_browser=True,
                    progress=_UNSEEN,
                ),
            )
        terms = Terms("nightly", no_browser=True)

        async def whole() -> RoundResult:
            places = await addressed(office, found)
            current = open_or_plan(office, found, AS_OF, None, queued=queued(places, terms))
            return await watch_round(office, current, places, terms, _UNSEEN)

        ready_queue(office)
        with crew(office, workers) as pids:
            return self._spent(pids, whole)

    def _spent(
        self, pids: Sequence[int], work: Callable[[], Coroutine[None, None, RoundResult]]
    ) -> Spent:
        before = [cpu_of(pid) for pid in pids]
        others = {name: cpu_of(pid) for name, pid in self.others.items()}
        waited = sum(map(waited_of, pids))
        own, began = time.process_time(), time.monotonic()
        counts = asyncio.run(work()).counts
        return Spent(
            wall=time.monotonic() - began,
            cpu=(
                time.process_time() - own,
                *(cpu_of(pid) - spent for pid, spent in zip(pids, before, strict=True)),
            ),
            others={name: cpu_of(pid) - others[name] for name, pid in self.others.items()},
            waited=(sum(map(waited_of, pids)) - waited) / max(1, len(pids)),
            counts=counts,
        )


_WAYS: dict[str, tuple[bool, int]] = {
    "one process, SQLite": (False, 0),
    "one process, PostgreSQL": (True, 0),
    "one worker": (True, 1),
    "two workers": (True, 2),
}
"""Whether a way stands on PostgreSQL, and how many workers it has."""


def line(name: str, spent: Spent, pages: int) -> str:
    """One way for people."""
    others = ", ".join(f"{other} {cpu:.1f}" for other, cpu in spent.others.items())
    return (
        f"{name:24}{spent.wall:6.1f} s wall{pages / spent.wall:6.0f} pages/s  "
        f"{sum(spent.cpu) / pages * 1000:5.2f} ms/page  CPU s: ours "
        f"{' + '.join(f'{cpu:.1f}' for cpu in spent.cpu)}; {others}; waited {spent.waited:.1f} s"
    )


def verdict_on(one: Spent, two: Spent) -> str:
    """What two workers are beside one."""
    cores = os.cpu_count() or 1
    limit = one.wall * min(2, cores) / two.all_cpu
    return (
        f"two workers / one: {one.wall / two.wall:.2f} x the pages a second, at most {limit:.2f} x on "
        f"these {cores} cores; a page costs {sum(two.cpu) / sum(one.cpu):.2f} x the CPU"
    )


def main() -> None:
    """Prints one line for each way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=some, default=1000)
    parser.add_argument("--sites", type=some, default=80)
    parser.add_argument("--pages", type=some, default=50)
    parser.add_argument("--at-once", type=some, default=8, help="sites at once in each process")
    parser.add_argument(
        "--rounds", type=some, default=2, help="the ways take turns; the best counts"
    )
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "fleet")
    asked = parser.parse_args()
    collect_seldom()  # as the program itself does
    fleet = make(asked.folder, asked.sites, asked.pages)
    pages = asked.sites * asked.pages
    found: dict[str, Spent] = {}
    # All is removed at the end: new files cost more for minutes after thousands were removed.
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as passing,
        running_server(durable=True) as server,
        serving(fleet) as (port, nginx),
    ):
        engine_alone(server, asked.jobs)
        bench = Bench(fleet, port, {server_name(): nginx, "PostgreSQL": postmaster(server)})
        for name, (on_server, workers) in [*_WAYS.items()] * asked.rounds:
            plain = config(Path(tempfile.mkdtemp(dir=passing)), asked.pages, 1000)
            network = plain.network.model_copy(update={"sites_at_once": asked.at_once})
            changes: dict[str, object] = {
                "engine": "workers" if workers else "process",
                "network": network,
            }
            if on_server:
                changes["database"] = empty_schema(server)
            with open_office(plain.model_copy(update=changes)) as office:
                spent = bench.round(office, workers)
            if spent.counts.done != asked.sites:
                raise RuntimeError(f"{name}: {spent.counts}")
            print(line(name, spent, pages), flush=True)
            found[name] = min(spent, found.get(name, spent), key=lambda each: each.wall)
    print(verdict_on(found["one worker"], found["two workers"]))


if __name__ == "__main__":
    main()
