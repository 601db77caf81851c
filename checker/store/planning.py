"""A round is planned with every target it is about: each has its dated row, whatever happens."""

from collections.abc import Callable, Container, Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from checker.core.fact import CHINA
from checker.core.target import Target
from checker.core.verdict import BookName
from checker.store import tables
from checker.store.database import Database
from checker.store.filing import code_of
from checker.store.rounds import WORKING, Round, RoundKind

_ROUNDS = tables.rounds.c

_ROWS_AT_ONCE = 1000

Queued = Callable[[Connection, Round], None]
"""Puts the jobs of a round that was just planned into the queue, on the planner's connection."""


def plan_round(
    database: Database,
    targets: Sequence[Target],
    *,
    kind: RoundKind,
    as_of: datetime,
    book: BookName,
    code: str,
    at: datetime,
    of_round: str = "",
    drawn: Container[str] | None = None,
    queued: Queued | None = None,
) -> Round:
    """Writes a round with all its targets, in their order; a target given twice is one.

    The id is the day of `as_of` in China, its kind before it unless it is nightly, and `-2`, `-3`
    behind it when the day has one already. A nightly round or a recheck that was still running
    when another one of its kind is planned counts as cut short. `of_round` is the id of the round
    that a recheck looks at again. Of a draw, only the targets filed under `drawn` are to be checked;
    the others have their row too. `queued` puts the round's jobs into the queue, in the same
    transaction: there is never a round without its jobs, nor a job without its round.
    """
    states = {target.kind + code_of(target): target for target in targets}
    with database.writing_alone() as connection:
        if kind in ("nightly", "recheck"):
            running = (_ROUNDS.kind == kind) & (_ROUNDS.state == "running")
            connection.execute(
                update(tables.rounds).where(running), {"state": "cut-short", "finished": at}
            )
        planned = Round(
            id=_free_id(connection, kind, as_of),
            kind=kind,
            as_of=as_of,
            book=book,
            code=code,
            started=at,
            state="running",
            of_round=of_round,
        )
        connection.execute(
            insert(tables.rounds),
            {
                **planned.model_dump(exclude={"book", "of_round"}),
                "of_round": of_round or None,
                "book_name": book.name,
                "book_version": book.version,
                "book_digest": book.digest,
            },
        )
        once = list(states.values())
        for first in range(0, len(once), _ROWS_AT_ONCE):
            rows = [
                {
                    "round_id": planned.id,
                    "kind": target.kind,
                    "code": code_of(target),
                    "target": target.canonical().decode(),
                    "state": _first_state(target, drawn),
                    "detail": "" if target.state == WORKING else target.state,
                    "updated": at,
                }
                for target in once[first : first + _ROWS_AT_ONCE]
            ]
            connection.execute(insert(tables.round_targets), rows)
        if queued:
            queued(connection, planned)
    return planned


def _first_state(target: Target, drawn: Container[str] | None) -> str:
    if target.state != WORKING:
        return "closed"
    return "planned" if drawn is None or code_of(target) in drawn else "undrawn"


def _free_id(connection: Connection, kind: RoundKind, as_of: datetime) -> str:
    day = f"{as_of.astimezone(CHINA):%Y-%m-%d}"
    name = day if kind == "nightly" else f"{kind}-{day}"
    alike = select(_ROUNDS.id).where(_ROUNDS.id.startswith(name))
    taken = set(connection.execute(alike).scalars())
    number = len(taken) + 1
    return name if name not in taken else f"{name}-{number}"
