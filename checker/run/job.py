"""A round as a job, the same for cron and for a person: registry, the round, the lists.

Its parts: the round lock, the interrupted round or a new one, the registry as of its moment, the
round itself, and the lists it leaves behind.
"""

import asyncio
import signal
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from checker.core.target import Target
from checker.report.tables import Lang
from checker.run.clock import now
from checker.run.exports import write_lists
from checker.run.handing_out import Terms, addressed, queued, ready_queue, watch_round
from checker.run.ledgers import Imported, refresh_registry
from checker.run.office import Office
from checker.run.registry_source import ledger_files, registry_at
from checker.run.round import Progress, RoundResult, open_or_plan, run_round, waiting_round
from checker.store.filing import code_of
from checker.store.lock import round_lock
from checker.store.planning import Queued
from checker.store.rounds import Round, RoundKind, is_over_draw, remaining


@dataclass(frozen=True)
class Job:
    """A round to be run. `choose` names its targets, once the registry is up to date.

    `of_round` is the round that a recheck looks at again. Of a draw only the codes in `drawn` are
    checked; the other targets have their row too.
    """

    kind: RoundKind
    as_of: datetime
    choose: Callable[[Office], Sequence[Target]]
    of_round: str = ""
    fresh: bool = False
    no_browser: bool = False
    lang: Lang = "zh"
    drawn: frozenset[str] | None = None


@dataclass(frozen=True)
class JobResult:
    """The round as it ended, what the ledgers brought, and the files that were written."""

    result: RoundResult
    imported: tuple[Imported, ...]
    exports: tuple[Path, ...]


class NothingToCheck(Exception):
    """A round without any target."""


def run_job(
    office: Office, job: Job, progress: Progress, told: Callable[[Imported], None]
) -> JobResult:
    """One round from the lock to the lists; raises LockHeld, LedgerError, StoreError, NothingToCheck.

    An interrupted round of the same kind, and of the same round or draw where it is one of a round
    or a draw, is resumed.
    """
    with round_lock(office.database, at=now()):
        waiting = None if job.fresh else waiting_round(office, job.as_of, job.kind)
        if waiting and not (
            waiting.of_round == job.of_round
            and is_over_draw(office.database, waiting.id, job.drawn)
        ):
            waiting = None
        as_of = waiting.as_of if waiting else job.as_of
        with registry_at(office.config, as_of) as config:
            live = replace(office, config=config)
            _ = live.lexicon  # a broken one stops the round before anything is planned
            imported = refresh_registry(
                office.database,
                office.blobs,
                ledger_files(config),
                at=now(),
                sources=config.sources,
            )
            for each in imported:
                told(each)
            result = asyncio.run(_until_told_to_stop(_round(live, as_of, waiting, job, progress)))
    exports = write_lists(office, result.round, job.lang)
    return JobResult(result, imported, exports)


async def _round(
    office: Office, as_of: datetime, waiting: Round | None, job: Job, progress: Progress
) -> RoundResult:
    """The round planned or taken up again, and worked through: here, or handed out to workers."""
    resumed = waiting is not None
    if office.config.engine == "process":
        current = _planned(office, _chosen(office, job), as_of, waiting, job)
        return await run_round(
            office, current, no_browser=job.no_browser, progress=progress, resumed=resumed
        )
    found = _chosen(office, job)
    ready_queue(office)
    terms = Terms(job.kind, office.book_override, job.no_browser)
    left = remaining(office.database, waiting.id) if waiting else _drawn(found, job.drawn)
    places = await addressed(office, left)
    current = _planned(office, found, as_of, waiting, job, queued(places, terms))
    return await watch_round(office, current, places, terms, progress, resumed=resumed)


def _chosen(office: Office, job: Job) -> Sequence[Target]:
    """The targets of the job; raises NothingToCheck.

    Whoever needs them for a moment keeps no name of them: a hundred thousand accounts are 150 MB.
    """
    found = job.choose(office)
    if not found:
        raise NothingToCheck
    return found


def _planned(
    office: Office,
    found: Sequence[Target],
    as_of: datetime,
    waiting: Round | None,
    job: Job,
    jobs: Queued | None = None,
) -> Round:
    return open_or_plan(
        office, found, as_of, waiting, job.kind, job.of_round, drawn=job.drawn, queued=jobs
    )


def _drawn(found: Sequence[Target], drawn: frozenset[str] | None) -> Sequence[Target]:
    return found if drawn is None else [each for each in found if code_of(each) in drawn]


async def _until_told_to_stop(work: Coroutine[None, None, RoundResult]) -> RoundResult:
    """The round; SIGINT or SIGTERM leaves it cut short, to be resumed."""
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        with suppress(ValueError, RuntimeError):  # not the main thread: the caller stops us
            loop.add_signal_handler(sign, task.cancel)
    return await task
