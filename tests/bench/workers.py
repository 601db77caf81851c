"""What the distributed engine costs, and what two workers are beside one process.

Not a test. First 1,000 jobs that do nothing, taken by one worker through our leases: jobs a second, and
the worker's CPU for each. Then one round over a loopback fleet: in one process on SQLite and on
PostgreSQL, and handed out to one worker and to two. The server waits for the disk as it would at work.

    python -m tests.bench.workers [--jobs N] [--sites N] [--pages N] [--folder DIR]
"""

import argparse
import asyncio
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from procrastinate import JobContext

from checker.run.check import CODE
from checker.run.handing_out import Terms, addressed, queued, ready_queue, watch_round
from checker.run.office import Office, open_office
from checker.run.round import Progress, open_or_plan, run_round
from checker.store.database import open_database
from checker.store.leases import engine_of
from checker.store.queue import QUEUE, TASK, CheckJob, enqueue, prepare_queue
from checker.store.rounds import Counts
from checker.store.schema import migrate
from tests.bench.crew import crew
from tests.bench.fleet import Fleet, make, served
from tests.bench.processes import cpu_of
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
    """One round: wall seconds, CPU seconds of ours without the starts of processes, and its counts."""

    wall: float
    cpu: float
    counts: Counts


def in_one_process(office: Office, fleet: Fleet, port: int) -> Spent:
    """The round in this process."""
    found = register(office, fleet, port)
    wall, cpu = time.monotonic(), time.process_time()
    current = open_or_plan(office, found, AS_OF, None)
    result = asyncio.run(run_round(office, current, no_browser=True, progress=_UNSEEN))
    return Spent(time.monotonic() - wall, time.process_time() - cpu, result.counts)


def handed_out(office: Office, fleet: Fleet, port: int, workers: int) -> Spent:
    """The round handed out to so many workers, which run and wait already."""
    found = register(office, fleet, port)
    terms = Terms("nightly", no_browser=True)

    async def whole() -> Counts:
        places = await addressed(office, found)
        current = open_or_plan(office, found, AS_OF, None, queued=queued(places, terms))
        return (await watch_round(office, current, places, terms, _UNSEEN)).counts

    ready_queue(office)
    with crew(office, workers) as pids:
        cpu = cpu_of(*pids) + time.process_time()
        wall = time.monotonic()
        counts = asyncio.run(whole())
        return Spent(time.monotonic() - wall, cpu_of(*pids) + time.process_time() - cpu, counts)


def main() -> None:
    """Prints one line for each way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=1000)
    parser.add_argument("--sites", type=int, default=40)
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "fleet")
    asked = parser.parse_args()
    fleet = make(asked.folder, asked.sites, asked.pages)
    with running_server(durable=True) as server, served(fleet) as port:
        engine_alone(server, asked.jobs)
        ways: dict[str, tuple[bool, int]] = {
            "one process, SQLite": (False, 0),
            "one process, PostgreSQL": (True, 0),
            "one worker": (True, 1),
            "two workers": (True, 2),
        }
        pages = asked.sites * asked.pages
        for name, (on_server, workers) in ways.items():
            with tempfile.TemporaryDirectory(prefix="bench-") as folder:
                plain = config(Path(folder), asked.pages, 1000)
                changes: dict[str, object] = {"engine": "workers" if workers else "process"}
                if on_server:
                    changes["database"] = empty_schema(server)
                with open_office(plain.model_copy(update=changes)) as office:
                    if workers:
                        spent = handed_out(office, fleet, port, workers)
                    else:
                        spent = in_one_process(office, fleet, port)
            print(
                f"{name:24} {spent.wall:6.1f} s wall  {spent.cpu:6.1f} s CPU  "
                f"{spent.cpu / pages * 1000:5.2f} ms/page  {spent.counts.done} of {asked.sites} done",
                flush=True,
            )


if __name__ == "__main__":
    main()
