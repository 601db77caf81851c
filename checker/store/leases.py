"""Who may check what now: a worker is only handed a job whose address no other worker holds.

Hundreds of sites stand on one platform. The worker that takes the first job of an address holds a
lease on it, renewed while it works there, and it alone is handed further jobs of that address, a few
at a time. A lease ends when its worker has nothing more to do there, or by itself when the worker
died. The clock is the database's, so that those of the machines may differ.

The engine's own `lock` would leave an address shut as long as a dead worker's job stands as running.
"""

import asyncio
import json
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager
from psycopg.conninfo import make_conninfo

from checker.store.database import Database

_TRIES, _PAUSE_S = 8, 1.0

# A job whose address another worker took in the same instant is found but not taken: `id` is null.
_TAKE = """
WITH candidate AS (
  SELECT id, coalesce(args->>'address', '') AS address
  FROM procrastinate_jobs AS job
  WHERE status = 'todo'
    AND (%(queues)s::varchar[] IS NULL OR queue_name = ANY(%(queues)s::varchar[]))
    AND (scheduled_at IS NULL OR scheduled_at <= now())
    AND coalesce(args->>'code', %(code)s::text) = %(code)s::text
    AND NOT coalesce(args->>'address', '') = ANY(%(full)s::text[])
    AND NOT EXISTS (
      SELECT FROM checker_leases AS other
      WHERE other.address = job.args->>'address' AND other.worker_id <> %(worker)s
        AND other.until > clock_timestamp())
  ORDER BY priority DESC, id LIMIT 1
  FOR UPDATE OF job SKIP LOCKED
), held AS (
  INSERT INTO checker_leases AS lease (address, worker_id, until)
  SELECT address, %(worker)s, clock_timestamp() + make_interval(secs => %(seconds)s)
  FROM candidate WHERE address <> ''
  ON CONFLICT (address) DO UPDATE SET worker_id = EXCLUDED.worker_id, until = EXCLUDED.until
  WHERE lease.worker_id = EXCLUDED.worker_id OR lease.until <= clock_timestamp()
  RETURNING address
), taken AS (
  UPDATE procrastinate_jobs AS job SET status = 'doing', worker_id = %(worker)s
  FROM candidate LEFT JOIN held ON held.address = candidate.address
  WHERE job.id = candidate.id AND (candidate.address = '' OR held.address IS NOT NULL)
  RETURNING job.*
)
SELECT taken.* FROM candidate LEFT JOIN taken ON taken.id = candidate.id
"""
_RENEW = """
UPDATE checker_leases SET until = clock_timestamp() + make_interval(secs => %(seconds)s)
WHERE worker_id = %(worker)s AND address = ANY(%(addresses)s::text[]) RETURNING address
"""
# Those who look for work are told, as the engine tells them of a new job.
_RELEASE = """
WITH gone AS (
  DELETE FROM checker_leases WHERE address = %(address)s AND worker_id = %(worker)s RETURNING address
)
SELECT pg_notify('procrastinate_any_queue_v1', %(notice)s) FROM gone
"""
_MINE = """
SELECT id FROM procrastinate_jobs WHERE id = %(job)s AND status = 'doing'
  AND worker_id IS NOT DISTINCT FROM %(worker)s::bigint FOR UPDATE
"""
_FINISH = f"""
SELECT procrastinate_finish_job_v1(mine.id, %(status)s::procrastinate_job_status, %(gone)s)
FROM ({_MINE}) AS mine
"""  # noqa: S608 - our own words
_AGAIN = f"""
SELECT procrastinate_retry_job_v2(mine.id, %(at)s::timestamptz, NULL, NULL, NULL)
FROM ({_MINE}) AS mine
"""  # noqa: S608 - our own words
_NOTICE = json.dumps({"type": "job_inserted", "job_id": 0})


class LeasedJobs(JobManager):
    """The engine's jobs as one worker process sees them: `fetch_job` takes job and address at once.

    `per_address` jobs of one address run at the same time at most. A job's end counts only while it
    is this worker's: one that was taken for dead in between does not end what another has begun.
    """

    def __init__(
        self, connector: PsycopgConnector, *, code: str, per_address: int, lease_s: float
    ) -> None:
        super().__init__(connector)
        self._code = code
        self._per_address = per_address
        self._lease_s = lease_s
        self._worker: int | None = None
        self._out: Counter[str] = Counter()
        self._one = asyncio.Lock()

    @property
    def addresses(self) -> list[str]:
        """The addresses that this process holds because it works there."""
        return [address for address, jobs in self._out.items() if address and jobs]

    async def fetch_job(self, queues: Iterable[str] | None, worker_id: int) -> Job | None:
        """The next job that may start now, its address leased; None where there is none."""
        async with self._one:
            self._worker = worker_id
            full = [a for a, jobs in self._out.items() if a and jobs >= self._per_address]
            while rows := await self._all(
                _TAKE,
                queues=None if queues is None else list(queues),
                code=self._code,
                full=full,
                seconds=self._lease_s,
            ):
                if rows[0]["id"] is not None:
                    job = Job.from_row(rows[0])
                    self._out[_address(job)] += 1
                    return job
        return None

    async def give_back(self, job: Job) -> None:
        """A job's work is over; with the last one of its address the lease ends."""
        address = _address(job)
        async with self._one:
            self._out[address] -= 1
            if self._out[address] > 0:
                return
            del self._out[address]
            if address:
                await self._all(_RELEASE, address=address, notice=_NOTICE)

    async def renew(self) -> list[str]:
        """Lengthens the leases of this process; the addresses that another holds by now."""
        async with self._one:
            held = self.addresses
            if not held:
                return []
            rows = await self._all(_RENEW, addresses=held, seconds=self._lease_s)
            return sorted(set(held) - {row["address"] for row in rows})

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        """Ends a job of this worker; nothing happens when it is another's by now."""
        await self._end(_FINISH, job, status=status.value, gone=delete_job)

    async def retry_job(
        self,
        job: Job,
        retry_at: datetime | None = None,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        """Puts a job of this worker back into the queue; its priority and queue stay.

        Where another job of its targets waits already, that one is enough.
        """
        try:
            await self._end(_AGAIN, job, at=retry_at)
        except UniqueViolation:
            await self.finish_job(job, Status.ABORTED, delete_job=True)

    async def _end(self, query: str, job: Job, **words: Any) -> None:
        """Writes a job's end; a database that is gone for a moment is waited for."""
        for tries in range(_TRIES):
            try:
                await self._all(query, job=job.id, worker=job.worker_id, **words)
                return
            except UniqueViolation:
                raise
            except ConnectorException:
                if tries == _TRIES - 1:
                    raise
                await asyncio.sleep(_PAUSE_S * 2**tries)

    async def _all(self, query: str, **words: Any) -> list[dict[str, Any]]:
        known: Any = query  # the engine wants it literal, which it is but for our own parts
        return await self.connector.execute_query_all_async(
            query=known, **{"worker": self._worker, **words}
        )


def engine_of(
    database: Database, *, code: str, per_address: int, lease_s: float
) -> tuple[App, LeasedJobs]:
    """The engine on this database, not opened yet, and its jobs as one worker sees them."""
    _, words = database.engine.dialect.create_connect_args(database.engine.url)
    words.pop("context", None)  # the adapters of SQLAlchemy's own connections
    connector = PsycopgConnector(conninfo=make_conninfo(**words), min_size=1, max_size=4)
    app = App(connector=connector)
    jobs = LeasedJobs(connector, code=code, per_address=per_address, lease_s=lease_s)
    app.job_manager = jobs
    return app, jobs


def _address(job: Job) -> str:
    return str(job.task_kwargs.get("address") or "")
