"""The queue of checks: what waits is there once, and no two workers stand at one address."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator

import pytest
from procrastinate.jobs import Job, Status
from procrastinate.schema import migrations_path
from sqlalchemy import text

from checker.store.database import Database, open_database
from checker.store.due import Key
from checker.store.errors import StoreError
from checker.store.leases import LeasedJobs, engine_of
from checker.store.planning import plan_round
from checker.store.queue import (
    APPLIED,
    LEASES,
    NAMED,
    QUEUE,
    CheckJob,
    enqueue,
    enqueue_missing,
    prepare_queue,
    queue_fault,
    queue_length,
    withdraw,
)
from checker.store.rounds import newest_round
from checker.store.schema import migrate
from tests.builders import AS_OF, BOOK, ROUND, site

pytestmark = pytest.mark.postgresql
CODE = "0.1.0"
PLATFORM, OTHER = "10.0.0.1", "10.0.0.2"


@pytest.fixture
def database(empty_postgresql: Callable[[], str]) -> Iterator[Database]:
    opened = open_database(empty_postgresql())
    migrate(opened)
    prepare_queue(opened)
    yield opened
    opened.close()


def job(number: int, address: str = PLATFORM, code: str = CODE) -> CheckJob:
    key: Key = ("site", site(number).code)
    return CheckJob(round=ROUND, targets=(key,), address=address, code=code)


def put(database: Database, *jobs: CheckJob, priority: int = 0) -> None:
    with database.writing() as connection:
        enqueue(connection, jobs, priority)


def number_of(taken: Job | None) -> int | None:
    """The number of the site that a job is about."""
    return (
        None
        if taken is None
        else int(CheckJob.model_validate(taken.task_kwargs).targets[0][1][-4:])
    )


def as_workers(
    database: Database,
    story: Callable[[LeasedJobs, LeasedJobs], Awaitable[None]],
    *,
    per_address: int = 2,
    lease_s: float = 60,
) -> None:
    """Tells a story of two workers, in processes of their own as far as the database knows."""

    async def told() -> None:
        engines = [
            engine_of(database, code=CODE, per_address=per_address, lease_s=lease_s)
            for _ in range(2)
        ]
        (one, mine), (two, yours) = engines
        async with one.open_async(), two.open_async():
            await story(mine, yours)

    asyncio.run(told())


async def registered(jobs: LeasedJobs) -> Callable[[], Awaitable[Job | None]]:
    """How a worker, once registered, takes its next job."""
    worker = await jobs.register_worker()
    return lambda: jobs.fetch_job([QUEUE], worker)


def test_two_workers_never_stand_at_one_address(database: Database) -> None:
    put(database, *(job(number) for number in range(1, 6)), job(6, OTHER), job(7, ""), job(8, ""))

    async def story(mine: LeasedJobs, yours: LeasedJobs) -> None:
        take, take_too = await registered(mine), await registered(yours)
        first, second = await take(), await take()
        assert (number_of(first), number_of(second)) == (1, 2)
        assert number_of(await take_too()) == 6, "the platform is the other's, and its own is free"
        assert number_of(await take()) == 7, "two at once is enough for one address"
        assert number_of(await take_too()) == 8, "who asks nobody needs no lease"
        assert await take_too() is None
        assert first
        await mine.finish_job(first, Status.SUCCEEDED, delete_job=True)
        await mine.give_back(first)
        assert await take_too() is None, "one check still runs there"
        assert number_of(await take()) == 3

    as_workers(database, story)


def test_an_address_is_free_when_its_worker_has_nothing_more_to_do_there(
    database: Database,
) -> None:
    put(database, job(1), job(2))

    async def story(mine: LeasedJobs, yours: LeasedJobs) -> None:
        take, take_too = await registered(mine), await registered(yours)
        first = await take()
        assert first
        assert await take_too() is None
        await mine.give_back(first)
        assert number_of(await take_too()) == 2
        assert await take() is None

    as_workers(database, story, per_address=1)


def test_the_lease_of_a_dead_worker_ends_and_a_renewed_one_does_not(database: Database) -> None:
    put(database, *(job(number) for number in range(1, 4)))

    async def story(mine: LeasedJobs, yours: LeasedJobs) -> None:
        take, take_too = await registered(mine), await registered(yours)
        assert number_of(await take()) == 1
        for _ in range(4):
            await asyncio.sleep(0.2)
            assert await mine.renew() == []
            assert await take_too() is None
        await asyncio.sleep(0.6)
        assert number_of(await take_too()) == 2
        assert await mine.renew() == [PLATFORM], "it is told that it was taken for dead"

    as_workers(database, story, lease_s=0.5)


def test_what_was_taken_over_is_not_ended_by_the_one_who_had_it(database: Database) -> None:
    put(database, job(1))

    async def story(mine: LeasedJobs, yours: LeasedJobs) -> None:
        take, take_too = await registered(mine), await registered(yours)
        lost = await take()
        assert lost
        await asyncio.sleep(0.3)
        stalled = list(await yours.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=0.1))
        assert [each.id for each in stalled] == [lost.id]
        await yours.retry_job(stalled[0])
        await yours.retry_job(stalled[0])  # a second reaper comes too late
        taken = await take_too()
        assert taken
        assert (taken.id, taken.attempts) == (lost.id, 1)
        await mine.retry_job(lost)
        await mine.finish_job(lost, Status.SUCCEEDED, delete_job=True)
        assert await take() is None
        assert length(database) == (0, 1)
        await yours.finish_job(taken, Status.SUCCEEDED, delete_job=True)
        assert length(database) == (0, 0)

    as_workers(database, story, lease_s=0.2)


def test_two_workers_that_look_at_once_take_different_addresses(database: Database) -> None:
    places = [f"10.0.1.{number % 4}" for number in range(40)]
    put(database, *(job(number + 1, place) for number, place in enumerate(places)))

    async def story(mine: LeasedJobs, yours: LeasedJobs) -> None:
        take, take_too = await registered(mine), await registered(yours)
        taken = await asyncio.gather(*(one() for _ in range(20) for one in (take, take_too)))
        assert sum(each is not None for each in taken) == 4 * 2
        assert set(mine.addresses) | set(yours.addresses) == set(places)
        assert not set(mine.addresses) & set(yours.addresses)

    as_workers(database, story)


def test_what_a_person_waits_for_comes_first_and_other_versions_take_nothing(
    database: Database,
) -> None:
    put(database, job(1, "a"), job(2, "b", code="0.2.0"))
    put(database, job(3, "c"), priority=20)

    async def story(mine: LeasedJobs, _: LeasedJobs) -> None:
        take = await registered(mine)
        assert [number_of(await take()) for _ in range(3)] == [3, 1, None]

    as_workers(database, story)


def test_a_round_and_its_jobs_are_written_together_or_not_at_all(database: Database) -> None:
    def plan(*jobs: CheckJob) -> None:
        plan_round(
            database, [site(1)], kind="nightly", as_of=AS_OF, book=BOOK, code=CODE, at=AS_OF,
            queued=lambda connection, planned: enqueue(connection, jobs, 0),
        )  # fmt: skip

    with pytest.raises(StoreError, match="cannot be queued"):
        plan(job(1), job(1))
    assert newest_round(database) is None
    assert length(database) == (0, 0)
    plan(job(1))
    assert newest_round(database) is not None
    assert length(database) == (1, 0)


def test_only_what_is_in_no_job_any_more_is_queued_again(database: Database) -> None:
    put(database, job(1), job(2, OTHER))

    async def story(mine: LeasedJobs, _: LeasedJobs) -> None:
        take = await registered(mine)
        assert number_of(await take()) == 1

    as_workers(database, story)
    batch = CheckJob(
        round=ROUND, targets=tuple(("site", site(n).code) for n in (1, 2, 3)), address="", code=CODE
    )
    assert enqueue_missing(database, [batch], 0) == 1
    assert length(database) == (2, 1)
    with database.reading() as connection:
        last = text("SELECT args->'targets' FROM procrastinate_jobs ORDER BY id DESC LIMIT 1")
        assert connection.execute(last).scalar() == [["site", site(3).code]]
    withdraw(database, ROUND)
    assert length(database) == (0, 1)


def test_the_queue_is_made_once_and_a_newer_one_is_refused(database: Database) -> None:
    prepare_queue(database)
    assert queue_fault(database) is None
    with database.writing() as connection:
        connection.execute(text("INSERT INTO checker_queue_forms VALUES ('99.00.00_01_x.sql')"))
    assert queue_fault(database) is not None
    with pytest.raises(StoreError, match="newer procrastinate"):
        prepare_queue(database)


def test_a_queue_of_an_older_engine_is_brought_on_with_its_jobs(
    empty_postgresql: Callable[[], str],
) -> None:
    database = open_database(empty_postgresql())
    migrate(database)
    with database.session() as connection:
        connection.execute(text(APPLIED))
        connection.execute(text(LEASES))
        for file in sorted(migrations_path.glob("*.sql")):
            if file.name < "03.04":
                connection.exec_driver_sql(file.read_text("utf-8").replace("%", "%%"))
                connection.execute(text(NAMED), {"name": file.name})
    put(database, job(1))
    assert queue_fault(database) is not None
    prepare_queue(database)
    assert queue_fault(database) is None

    async def story(mine: LeasedJobs, _: LeasedJobs) -> None:
        taken = await (await registered(mine))()
        assert taken
        await mine.retry_job(taken)

    as_workers(database, story)
    assert length(database) == (1, 0)
    database.close()


def length(database: Database) -> tuple[int, int]:
    """How many jobs wait and run."""
    found = queue_length(database, dead_after_s=60)
    assert found
    return found.waiting, found.running
