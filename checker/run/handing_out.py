"""A round handed out to workers: its targets become jobs, and this process watches to the last one.

The jobs are written in the transaction that plans the round. Whoever watches may die: the workers go
on, and the next one who takes the round up watches what is left. Jobs of the round that were lost are
found by their targets and put into the queue again.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from checker.core.target import Account, Target
from checker.core.verdict import Verdict
from checker.run.check import CODE
from checker.run.clock import now
from checker.run.office import Office
from checker.run.patience import Result, patiently
from checker.run.round import Progress, RoundResult, begin_round, end_round
from checker.run.source_health import SourceTally
from checker.run.turns import by_address
from checker.run.world import open_world
from checker.store import rounds
from checker.store.due import Key, due_keys, ended
from checker.store.errors import RoundStopped, StoreUnavailable
from checker.store.evidence import load_evidence
from checker.store.filing import code_of
from checker.store.planning import Queued
from checker.store.queue import (
    URGENCY,
    CheckJob,
    enqueue,
    enqueue_missing,
    forget_old,
    prepare_queue,
    queue_length,
    withdraw,
)
from checker.store.rounds import Round, RoundKind
from checker.store.verdicts import verdicts

_ACCOUNTS_A_JOB = 20
_LOOK_EVERY_S = 1.0
_MEND_EVERY_S = 30.0
_FIRST_WORD_S, _WORD_EVERY_S = 10.0, 300.0

Addressed = Mapping[str, Sequence[Target]]
"""Targets by the network address that a check of them will press."""


@dataclass(frozen=True)
class Terms:
    """What a job carries beside its targets, as the command said it."""

    kind: RoundKind
    book: str = ""
    no_browser: bool = False


async def addressed(office: Office, targets: Sequence[Target]) -> Addressed:
    """Targets by address, as the machine that plans the round sees them."""
    async with open_world(office.config, office.blobs, office.lexicon, no_browser=True) as world:
        return await by_address(targets, world.address_of, world.host)


def jobs_of(round_id: str, places: Addressed, terms: Terms) -> list[CheckJob]:
    """One job a site, and accounts of one address some at a time.

    The address with the most targets comes first: its line is the longest, and it must not begin
    when all others are done.
    """
    line = sorted(places.items(), key=lambda place: -len(place[1]))
    return [
        CheckJob(
            round=round_id,
            targets=tuple((target.kind, code_of(target)) for target in some),
            address=address,
            book=terms.book,
            no_browser=terms.no_browser,
            code=CODE,
        )
        for address, targets in line
        for some in _portions([each for each in targets if each.state == rounds.WORKING])
    ]


def _portions(targets: Sequence[Target]) -> Iterator[Sequence[Target]]:
    accounts = [each for each in targets if isinstance(each, Account)]
    for target in targets:
        if not isinstance(target, Account):
            yield [target]
    for start in range(0, len(accounts), _ACCOUNTS_A_JOB):
        yield accounts[start : start + _ACCOUNTS_A_JOB]


def queued(places: Addressed, terms: Terms) -> Queued:
    """Puts the jobs of a new round into the queue, inside the transaction that plans it."""
    return lambda connection, planned: enqueue(
        connection, jobs_of(planned.id, places, terms), URGENCY[terms.kind]
    )


def ready_queue(office: Office) -> None:
    """The queue with its tables as they should be; raises StoreError."""
    prepare_queue(office.database)
    forget_old(office.database)


async def watch_round(
    office: Office, current: Round, places: Addressed, terms: Terms, progress: Progress,
    *, resumed: bool = False,
) -> RoundResult:  # fmt: skip
    """Watches until nobody is left to check; a cancellation takes the waiting jobs back.

    `places` are the targets that the round may still have to do; what of them is in no job any more
    is queued again, now and then. The round is finished here. RoundStopped where the store was away
    for longer than we wait: the workers go on when it is back, and so does the next who watches.
    """
    loop = asyncio.get_running_loop()
    began = loop.time()
    left = due_keys(office.database, current.id)
    begin_round(current, len(left), progress, resumed=resumed)
    mend_at, word_at = began, began + _FIRST_WORD_S
    try:
        while left:
            if loop.time() >= mend_at:
                mend_at = loop.time() + _MEND_EVERY_S
                await _patiently(partial(_mend, office, current, places, terms, left))
            if loop.time() >= word_at:
                word_at = loop.time() + _WORD_EVERY_S
                await _patiently(partial(_say_when_nobody_works, office, progress))
            await asyncio.sleep(_LOOK_EVERY_S)
            left, news = await _patiently(partial(_look, office, current, left))
            for target, verdict in news:
                progress.done(target, verdict)
        current = await _patiently(lambda: rounds.finish(office.database, current.id, at=now()))
    except asyncio.CancelledError:
        withdraw(office.database, current.id)
        current = rounds.cut_short(office.database, current.id, at=now())
    except StoreUnavailable as away:
        raise RoundStopped(current.id, away) from away
    # A round that is cut short is counted when it has come to its end.
    tally = _tally(office, current) if current.state == "complete" else SourceTally()
    seconds = loop.time() - began
    return end_round(office, current, tally, seconds=seconds, restarts=0, resumed=resumed)


async def _patiently(ask: Callable[[], Result]) -> Result:
    """What the store answers, waited for in a thread, so that a signal is heard meanwhile."""
    return await asyncio.to_thread(patiently, ask)


def _mend(office: Office, current: Round, places: Addressed, terms: Terms, left: set[Key]) -> None:
    lost = jobs_of(current.id, _only(places, left), terms)
    enqueue_missing(office.database, lost, URGENCY[terms.kind])


def _look(
    office: Office, current: Round, left: set[Key]
) -> tuple[set[Key], list[tuple[Target, Verdict | None]]]:
    """What is left now, and what became of the others."""
    still = due_keys(office.database, current.id)
    return still, ended(office.database, current.id, left - still)


def _only(places: Addressed, keys: set[Key]) -> Addressed:
    """Those targets alone, by address."""
    return {
        address: some
        for address, targets in places.items()
        if (some := [each for each in targets if (each.kind, code_of(each)) in keys])
    }


def _say_when_nobody_works(office: Office, progress: Progress) -> None:
    length = queue_length(office.database, dead_after_s=office.config.workers.dead_after_s)
    if length and not length.workers:
        progress.idle()


def _tally(office: Office, current: Round) -> SourceTally:
    """How the sources of accounts did, read from the evidence that the workers stored."""
    tally = SourceTally()
    for verdict in verdicts(office.database, current.id, kind="account"):
        tally.note(load_evidence(office.blobs, verdict.evidence))
    return tally
