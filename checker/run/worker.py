"""`checker worker`: takes jobs from the queue and checks their targets, on any machine.

Each check is the one that a round in one process makes, and is recorded whole or not at all; a target
that somebody recorded already is left alone. So a job may be run twice, by a worker that was taken
for dead and by the one that took over, and the round has one verdict all the same.

All times follow from `workers.dead_after_s`, so that they stand in the right order: a worker shows
six times in it that it lives and renews its leases as often; silent for longer it is dead, its leases
have ended and its jobs go back to the queue; only at twice that time its row is cleared away.
"""

import asyncio
import logging
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta

from procrastinate import App, JobContext
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status
from procrastinate.retry import BaseRetryStrategy, RetryDecision

from checker.run.check import CODE
from checker.run.clock import now
from checker.run.office import Office
from checker.run.round import check_target, note_failure
from checker.run.world import World, open_world
from checker.store.counting import add_counts
from checker.store.due import due
from checker.store.errors import StoreError, unavailable_in
from checker.store.leases import LeasedJobs, engine_of
from checker.store.queue import QUEUE, TASK, CheckJob, prepare_queue

MOST_TRIES = 5
_SIGNS_OF_LIFE = 6
_LOOK_EVERY_S = 1.0
_GRACE_S = 90.0
_AGAIN_S, _LONGEST_WAIT_S = 5.0, 600.0
_RECORDERS = 4

_log = logging.getLogger(__name__)


class WrongRules(StoreError):
    """This machine's rules are not those that the round is judged by."""


class LeaseLost(Exception):
    """Another worker holds the address by now: it took us for dead."""


class WorkerDied(Exception):
    """Whoever checked this target died over it, several times."""


class _Again(BaseRetryStrategy):
    """A job that failed by a fault of ours waits longer each time; one that was stopped does not."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        if isinstance(exception, LeaseLost | asyncio.CancelledError):
            return RetryDecision(retry_at=now())
        wait_s = min(_AGAIN_S * 3**job.attempts, _LONGEST_WAIT_S)
        return RetryDecision(retry_at=now() + timedelta(seconds=wait_s))


@dataclass
class Worker:
    """One process that checks; `stop` ends it after the checks that run, or before they are done."""

    office: Office
    at_once: int
    no_browser: bool = False
    checked: int = 0
    fault: str = ""
    _restarts: int = 0
    _offices: dict[str, Office] = field(default_factory=dict[str, Office])
    _running: dict[asyncio.Task[None], str] = field(default_factory=dict[asyncio.Task[None], str])
    _asked: asyncio.Event = field(default_factory=asyncio.Event)

    def stop(self) -> None:
        """Takes no more jobs."""
        self._asked.set()

    async def run(self) -> None:
        """Works until it is told to stop; a database that is gone for a while is waited for.

        Raises WrongRules where this machine cannot judge what is in the queue.
        """
        office = self.office
        # What matters of its own log we say ourselves, without a trace for a server that restarts.
        logging.getLogger("procrastinate").setLevel(logging.CRITICAL)
        prepare_queue(office.database)
        dead_s = office.config.workers.dead_after_s
        app, jobs = engine_of(
            office.database,
            code=CODE,
            per_address=office.config.network.per_address,
            lease_s=dead_s,
        )
        with ThreadPoolExecutor(_RECORDERS, "recorder") as recorder:
            async with (
                open_world(
                    office.config, office.blobs, office.lexicon, no_browser=self.no_browser
                ) as world,
                app.open_async(),
            ):
                self._serve(app, jobs, world, recorder)
                keeper = asyncio.create_task(self._keep(jobs, dead_s, recorder))
                try:
                    while not self._asked.is_set():
                        await self._work(app, dead_s)
                finally:
                    keeper.cancel()
        if self.fault:
            raise WrongRules(self.fault)

    async def _work(self, app: App, dead_s: float) -> None:
        """The engine's loop until somebody asks for the end, or until it breaks."""
        engine = asyncio.create_task(
            app.run_worker_async(
                queues=[QUEUE],
                concurrency=self.at_once,
                fetch_job_polling_interval=_LOOK_EVERY_S,
                update_heartbeat_interval=dead_s / _SIGNS_OF_LIFE,
                stalled_worker_timeout=2 * dead_s,
                shutdown_graceful_timeout=_GRACE_S,
                delete_jobs="successful",
                install_signal_handlers=False,
            )
        )
        asked = asyncio.create_task(self._asked.wait())
        await asyncio.wait((engine, asked), return_when=asyncio.FIRST_COMPLETED)
        asked.cancel()
        if not engine.done():
            engine.cancel()  # which lets the running checks come to their end
        try:
            await engine
        except asyncio.CancelledError:
            return
        except ConnectorException:
            pass
        if not self._asked.is_set():
            _log.warning("the queue is out of reach, looked for again in %g s", _AGAIN_S)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._asked.wait(), _AGAIN_S)

    def _serve(
        self, app: App, jobs: LeasedJobs, world: World, recorder: ThreadPoolExecutor
    ) -> None:
        @app.task(name=TASK, queue=QUEUE, pass_context=True, retry=_Again())
        async def check(context: JobContext, **words: object) -> None:
            job = CheckJob.model_validate(words)
            task = asyncio.ensure_future(self._check(job, context.job, world, recorder))
            self._running[task] = job.address
            try:
                await task
            except asyncio.CancelledError:
                if _being_cancelled():
                    raise
                raise LeaseLost(job.address) from None
            finally:
                del self._running[task]
                await jobs.give_back(context.job)

        del check

    async def _check(
        self, job: CheckJob, tried: Job, world: World, recorder: ThreadPoolExecutor
    ) -> None:
        """The targets of a job that nobody is done with, one after the other."""
        loop = asyncio.get_running_loop()
        office = self._office(job.book)
        current, targets = await loop.run_in_executor(
            recorder, due, office.database, job.round, job.targets
        )
        if office.named_book(current.book.name).named != current.book:
            self.fault = (
                f"本机的规则 {current.book.name} 与轮次 {current.id} 所用的不同，请部署相同版本 · the "
                f"book {current.book.name} of this machine is not the one of round {current.id}: "
                "install the same version and rules"
            )
            self.stop()
            raise WrongRules(self.fault)
        outside = replace(world, browser=None) if job.no_browser else world
        for target in targets:
            try:
                await check_target(office, current, target, outside, recorder)
            except Exception as error:
                _log.exception("checking %s failed (try %d)", target.code, tried.attempts + 1)
                if tried.attempts + 1 < MOST_TRIES or unavailable_in(error) is not None:
                    raise
                await loop.run_in_executor(recorder, note_failure, office, current, target, error)
            self.checked += 1
        restarts = world.browser.restarts if world.browser else 0
        new, self._restarts = restarts - self._restarts, restarts
        if new:
            counts = {("browser_restarts", ""): float(new)}
            await loop.run_in_executor(recorder, add_counts, office.database, current.id, counts)

    def _office(self, book: str) -> Office:
        """The office as the job's command saw it, under the book that it named."""
        if book not in self._offices:
            self._offices[book] = replace(self.office, book_override=book) if book else self.office
        return self._offices[book]

    async def _keep(self, jobs: LeasedJobs, dead_s: float, recorder: ThreadPoolExecutor) -> None:
        """Renews the leases, and puts back what dead workers left; until cancelled."""
        clock = asyncio.get_running_loop().time
        renewed = clock()
        while True:
            await asyncio.sleep(dead_s / _SIGNS_OF_LIFE)
            try:
                lost = await jobs.renew()
                renewed = clock()
                await self._reap(jobs, dead_s, recorder)
            except ConnectorException:
                # Out of reach for so long, others may have taken our addresses.
                lost = jobs.addresses if clock() - renewed > dead_s else []
            for task, address in self._running.items():
                if address in lost:
                    task.cancel()

    async def _reap(self, jobs: LeasedJobs, dead_s: float, recorder: ThreadPoolExecutor) -> None:
        """Jobs whose worker died wait again; a target over which workers die is given up."""
        for job in await jobs.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=dead_s):
            _log.warning("the worker of job %s died: %s", job.id, job.queueing_lock)
            if job.attempts + 1 < MOST_TRIES:
                await jobs.retry_job(job, now())
                continue
            await asyncio.get_running_loop().run_in_executor(recorder, self._give_up, job)
            await jobs.finish_job(job, Status.FAILED, delete_job=False)

    def _give_up(self, stalled: Job) -> None:
        job = CheckJob.model_validate(stalled.task_kwargs)
        current, targets = due(self.office.database, job.round, job.targets)
        for target in targets:
            died = WorkerDied(f"{MOST_TRIES} workers died while they checked it")
            note_failure(self.office, current, target, died)


def _being_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def stop_on_signals(worker: Worker) -> None:
    """SIGINT and SIGTERM let the running checks come to their end, and no more begin."""
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, worker.stop)
