"""One round: every target that it is planned with checked once, each with its dated row.

A round that was cut short goes on where it stopped. Two rounds never overlap. Targets are worked
on side by side, each within its own budget; what is recorded is recorded whole.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from checker.core.target import Target
from checker.core.verdict import Verdict
from checker.run.check import CODE, Checked, collected, concluded
from checker.run.clock import now
from checker.run.crew import Crew
from checker.run.events import tell
from checker.run.memory import case_of
from checker.run.office import Office
from checker.run.patience import patiently
from checker.run.source_health import SourceHealth, SourceTally
from checker.run.turns import Turns
from checker.run.world import World, open_world
from checker.store import rounds
from checker.store.counting import add_counts
from checker.store.errors import RoundStopped, StoreUnavailable, unavailable_in
from checker.store.planning import Queued, plan_round
from checker.store.recording import record, record_failure
from checker.store.rounds import Counts, Round, RoundKind

STILL_FRESH = timedelta(hours=20)
"""How old an interrupted round may be to be resumed; an older one is history."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Progress:
    """What a round tells the one who watches: its size at the start, then each verdict.

    `idle` says, now and then, that the round was handed out and no worker lives.
    """

    begin: Callable[[Round, int], None]
    done: Callable[[Target, Verdict | None], None]
    idle: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class RoundResult:
    """A round as it ended. `resumed` says that it went on from an earlier process.

    `sources` tell how the sources of accounts did, in this process.
    """

    round: Round
    counts: Counts
    resumed: bool
    sources: tuple[SourceHealth, ...] = ()


def waiting_round(office: Office, as_of: datetime, kind: RoundKind = "nightly") -> Round | None:
    """The interrupted round of a kind that is still fresh enough to go on with, if any."""
    waiting = rounds.open_round(office.database, kind)
    return waiting if waiting and abs(as_of - waiting.as_of) <= STILL_FRESH else None


def open_or_plan(
    office: Office,
    targets: Sequence[Target],
    as_of: datetime,
    waiting: Round | None,
    kind: RoundKind = "nightly",
    of_round: str = "",
    *,
    drawn: frozenset[str] | None = None,
    queued: Queued | None = None,
) -> Round:
    """The waiting round taken up again, or a new one over these targets; as `plan_round`."""
    if waiting:
        return rounds.resume(office.database, waiting.id)
    return plan_round(
        office.database,
        targets,
        kind=kind,
        as_of=as_of,
        book=office.book.named,
        code=CODE,
        at=now(),
        of_round=of_round,
        drawn=drawn,
        queued=queued,
    )


async def run_round(
    office: Office, current: Round, *, no_browser: bool, progress: Progress, resumed: bool = False
) -> RoundResult:
    """Works through what is left of a round; a cancellation leaves it cut short, to be resumed.

    RoundStopped where the store was away for longer than we wait: it is cut short too.
    """
    size = rounds.counts(office.database, current.id).planned
    lexicon = office.lexicon
    tally = SourceTally()
    begin_round(current, size, progress, resumed=resumed)
    began = asyncio.get_running_loop().time()
    restarts = 0
    try:
        async with open_world(office.config, office.blobs, lexicon, no_browser=no_browser) as world:
            with ThreadPoolExecutor(1, "recorder") as recorder:
                try:
                    await _work_through(office, current, size, world, recorder, progress, tally)
                finally:
                    restarts = world.browser.restarts if world.browser else 0
    except asyncio.CancelledError:
        current = rounds.cut_short(office.database, current.id, at=now())
    except ExceptionGroup as group:
        if (away := unavailable_in(group)) is None:
            raise
        with suppress(StoreUnavailable):  # it is resumed all the same
            rounds.cut_short(office.database, current.id, at=now())
        raise RoundStopped(current.id, away) from group
    else:
        current = patiently(lambda: rounds.finish(office.database, current.id, at=now()))
    seconds = asyncio.get_running_loop().time() - began
    return end_round(office, current, tally, seconds=seconds, restarts=restarts, resumed=resumed)


def begin_round(current: Round, size: int, progress: Progress, *, resumed: bool) -> None:
    """Tells those who watch and the log that a round begins, or goes on."""
    progress.begin(current, size)
    tell(
        _log, "round_began", round=current.id, kind=current.kind, targets=size, resumed=resumed
    )  # fmt: skip


def end_round(
    office: Office, current: Round, tally: SourceTally, *, seconds: float, restarts: int, resumed: bool
) -> RoundResult:  # fmt: skip
    """The result of a round that this process comes to the end of, its own counts stored and told."""
    worked = {("seconds", ""): seconds, ("browser_restarts", ""): float(restarts)}
    counts = {**worked, **tally.counts()}
    patiently(lambda: add_counts(office.database, current.id, counts))
    counted = patiently(lambda: rounds.counts(office.database, current.id))
    tell(_log, "round_ended", round=current.id, state=current.state,
         seconds=round(seconds, 1), told=counted.told, done=counted.done,
         failed=counted.failed, left=counted.planned, browser_restarts=restarts)  # fmt: skip
    return RoundResult(current, counted, resumed, tally.health())


async def _work_through(
    office: Office,
    current: Round,
    size: int,
    world: World,
    recorder: ThreadPoolExecutor,
    progress: Progress,
    tally: SourceTally,
) -> None:
    turns = await _turns(office, current, world)

    async def work() -> bool:
        if (turn := await turns.take()) is None:
            return False
        address, target = turn
        verdict = await _one(office, current, target, world, recorder, tally)
        await turns.give_back(address)
        progress.done(target, verdict)
        return True

    await Crew(min(office.config.network.sites_at_once, size), work).run()


async def _turns(office: Office, current: Round, world: World) -> Turns:
    """The targets that are left, held by their turns alone: each goes when it is done, for a
    country's accounts are a hundred thousand."""
    left = rounds.remaining(office.database, current.id)
    return await Turns.of(left, world.address_of, office.config.network.per_address, world.host)


async def check_target(
    office: Office, current: Round, target: Target, world: World, recorder: ThreadPoolExecutor
) -> Checked:
    """One target of a round, checked and recorded; the same for a round in one process and a worker.

    What raises is a fault of ours, and nothing of the target was recorded.
    """
    loop = asyncio.get_running_loop()
    known = partial(case_of, office, target, current.as_of, current.id, kind=current.kind)
    case = await loop.run_in_executor(recorder, patiently, known)
    evidence = await collected(case, world)
    async with world.ending:
        checked = await concluded(case, evidence, office.indicators)
        await loop.run_in_executor(recorder, _record, office, checked)
    return checked


def note_failure(office: Office, current: Round, target: Target, error: BaseException) -> None:
    """Notes that we failed on a target, and why."""
    detail = f"{type(error).__name__}: {error}"[:500]
    record_failure(office.database, current.id, target, detail, at=now())


async def _one(
    office: Office,
    current: Round,
    target: Target,
    world: World,
    recorder: ThreadPoolExecutor,
    tally: SourceTally,
) -> Verdict | None:
    """One target of the round; a fault of ours is noted as such."""
    try:
        checked = await check_target(office, current, target, world, recorder)
    except Exception as error:
        if unavailable_in(error) is not None:
            raise  # the store's trouble is none of this target: it stays planned
        _log.exception("checking %s failed", target.code)
        noted = asyncio.get_running_loop().run_in_executor
        await noted(recorder, note_failure, office, current, target, error)
        return None
    tally.note(checked.evidence)
    return checked.verdict


def _record(office: Office, checked: Checked) -> None:
    seen, told, verdict = checked.evidence, checked.canonical, checked.verdict
    database, blobs = office.database, office.blobs
    patiently(lambda: record(database, blobs, seen, verdict, at=now(), canonical=told))
