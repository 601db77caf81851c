"""Rounds: what was planned on a day, how far it came, and when it was whole.

An interrupted round stays `running` (or is marked `cut-short` by the program that stops it) and
is taken up again from its `planned` rows.
"""

import re
from datetime import date, datetime, timedelta
from typing import Literal

from sqlalchemy import Connection, RowMapping, func, select, update

from checker.core.fact import CHINA, Fact, Moment
from checker.core.target import Account, Site, Target
from checker.core.verdict import BookName
from checker.store import tables
from checker.store.database import Database
from checker.store.errors import RoundUnfinished, StoreError
from checker.store.filing import target_from

RoundKind = Literal[
    "nightly",  # 初查: everything that is registered
    "recheck",  # 复查: what failed in another round
    "scan",  # a few targets on demand
    "desk",  # what people recorded, without a visit
]
RoundState = Literal["running", "complete", "cut-short"]
WORKING = "正常"

_ROUNDS, _PLAN = tables.rounds.c, tables.round_targets.c
_NEWEST = (_ROUNDS.started.desc(), _ROUNDS.id.desc())
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Round(Fact):
    """One round. `book` is the default book; `code` the version of the program.

    `of_round` is the id of the round that a recheck looks at again, empty for the other kinds.
    """

    id: str
    kind: RoundKind
    as_of: Moment
    book: BookName
    code: str
    started: Moment
    finished: Moment | None = None
    state: RoundState
    of_round: str = ""


class Counts(Fact):
    """Targets of a round: all registered, and by what became of them.

    `closed` ones are registered as 关停 or 迁移 and are not checked. `failed` ones met a fault of
    ours, `undrawn` ones were not part of the draw. `told` are those done whose verdict is not undetermined.
    """

    registered: int = 0
    closed: int = 0
    planned: int = 0
    done: int = 0
    failed: int = 0
    undrawn: int = 0
    told: int = 0


class PlannedTarget(Fact):
    """One row of a round: the target as it was when planned, and what became of it."""

    target: Site | Account
    state: Literal["planned", "done", "failed", "closed", "undrawn"]
    verdict: str | None = None
    detail: str = ""
    updated: Moment


def open_round(database: Database, kind: RoundKind = "nightly") -> Round | None:
    """The newest round of a kind if it is not complete: the one to resume.

    An older one that was cut short is history: its `as_of` has passed. Whether this one is still
    fresh enough to go on with is for the caller to say, by its `as_of`.
    """
    newest = newest_round(database, kind)
    return None if newest is None or newest.state == "complete" else newest


def newest_round(database: Database, kind: RoundKind = "nightly") -> Round | None:
    """The newest round of a kind, whatever its state."""
    newest = select(tables.rounds).where(_ROUNDS.kind == kind).order_by(*_NEWEST).limit(1)
    with database.reading() as connection:
        row = connection.execute(newest).mappings().first()
    return None if row is None else _round(row)


def resume(database: Database, round_id: str) -> Round:
    """Marks a round as running again; StoreError when it is complete or unknown."""
    again = update(tables.rounds).where(_ROUNDS.id == round_id, _ROUNDS.state != "complete")
    with database.writing() as connection:
        if not connection.execute(again, {"state": "running", "finished": None}).rowcount:
            raise StoreError(
                f"第 {round_id} 轮已完成或不存在 · round {round_id} is complete or unknown"
            )
        return _round(_row(connection, round_id))


def remaining(database: Database, round_id: str) -> tuple[Target, ...]:
    """The targets that nobody looked at yet, in the order of the plan."""
    waiting = _PLAN.round_id == round_id, _PLAN.state == "planned"
    wanted = select(_PLAN.kind, _PLAN.target).where(*waiting).order_by(_PLAN.id)
    with database.reading() as connection:
        return tuple(
            target_from(row["kind"], row["target"]) for row in connection.execute(wanted).mappings()
        )


def planned_targets(database: Database, round_id: str) -> tuple[PlannedTarget, ...]:
    """Every target of a round with what became of it, in the order of the plan."""
    wanted = select(tables.round_targets).where(_PLAN.round_id == round_id).order_by(_PLAN.id)
    with database.reading() as connection:
        return tuple(
            PlannedTarget(
                target=target_from(row["kind"], row["target"]),
                state=row["state"],
                verdict=row["verdict_id"],
                detail=row["detail"],
                updated=row["updated"],
            )
            for row in connection.execute(wanted).mappings()
        )


def is_over_draw(database: Database, round_id: str, drawn: frozenset[str] | None) -> bool:
    """Whether a round was planned over just this draw, or over everything where there is none.

    Targets that are closed tell nothing: they are in no round's work.
    """
    wanted = select(_PLAN.code, _PLAN.state).where(
        _PLAN.round_id == round_id, _PLAN.state != "closed"
    )
    with database.reading() as connection:
        return all(
            (row.state != "undrawn") == (drawn is None or row.code in drawn)
            for row in connection.execute(wanted)
        )


def finish(database: Database, round_id: str, *, at: datetime) -> Round:
    """Marks a round as complete; RoundUnfinished while a target of it is still planned."""
    with database.writing() as connection:
        left = connection.execute(
            select(func.count()).where(_PLAN.round_id == round_id, _PLAN.state == "planned")
        ).scalar_one()
        if left:
            raise RoundUnfinished(round_id, left)
        return _end(connection, round_id, "complete", at)


def cut_short(database: Database, round_id: str, *, at: datetime) -> Round:
    """Marks a round as stopped before its end; it can be resumed."""
    with database.writing() as connection:
        return _end(connection, round_id, "cut-short", at)


def counts(database: Database, round_id: str) -> Counts:
    """How many targets of a round are in which state, and how many were told."""
    by_state = (
        select(_PLAN.state, func.count().label("targets"))
        .where(_PLAN.round_id == round_id)
        .group_by(_PLAN.state)
    )
    verdict = tables.verdicts.c
    told = select(func.count()).where(
        verdict.round_id == round_id,
        verdict.superseded_by.is_(None),
        verdict.outcome != "undetermined",
    )
    with database.reading() as connection:
        found = {row["state"]: row["targets"] for row in connection.execute(by_state).mappings()}
        known = connection.execute(told).scalar_one()
    return Counts(registered=sum(found.values()), told=known, **found)


def round_by(database: Database, word: str, kind: RoundKind = "nightly") -> Round:
    """The round that a person means; StoreError in words when there is none.

    `latest` is the newest complete round of the kind. An id is that round, unless it is a day's
    name and the day has a round of the kind. A day that no round is named after is its newest
    round of the kind, or else its newest of another one, nightly before recheck before scan.
    """
    with database.reading() as connection:
        if word == "latest":
            wanted = select(tables.rounds).where(_ROUNDS.kind == kind, _ROUNDS.state == "complete")
            row = connection.execute(wanted.order_by(*_NEWEST).limit(1)).mappings().first()
        else:
            wanted = select(tables.rounds).where(_ROUNDS.id == word)
            row = connection.execute(wanted).mappings().first()
            if row is None or row["kind"] != kind:
                row = _of_day(connection, word, kind) or row
        if row is not None:
            return _round(row)
        last = connection.execute(select(tables.rounds).order_by(*_NEWEST).limit(1)).mappings()
        raise _no_round(word, last.first())


def round_named(database: Database, round_id: str) -> Round:
    """The round of that very id; StoreError when there is none."""
    with database.reading() as connection:
        return _round(_row(connection, round_id))


def _of_day(connection: Connection, word: str, kind: RoundKind) -> RowMapping | None:
    if not _DAY.fullmatch(word):
        return None
    try:
        start = datetime.combine(date.fromisoformat(word), datetime.min.time(), tzinfo=CHINA)
    except ValueError:
        return None
    wanted = select(tables.rounds).where(
        _ROUNDS.as_of >= start, _ROUNDS.as_of < start + timedelta(days=1)
    )
    # The other kinds stand in the order of the alphabet.
    order = (_ROUNDS.kind != kind, _ROUNDS.kind, *_NEWEST)
    return connection.execute(wanted.order_by(*order).limit(1)).mappings().first()


def _no_round(word: str, last: RowMapping | None) -> StoreError:
    if last is None:
        return StoreError("还没有任何轮次，请先运行检查 · there is no round yet; run a check first")
    state = last["state"]
    return StoreError(
        f"没有轮次“{word}”，最近一轮是 {last['id']}({state}) · there is no round “{word}”; "
        f"the newest is {last['id']} ({state})"
    )


def _end(connection: Connection, round_id: str, state: RoundState, at: datetime) -> Round:
    ended = update(tables.rounds).where(_ROUNDS.id == round_id, _ROUNDS.state != "complete")
    connection.execute(ended, {"state": state, "finished": at})
    return _round(_row(connection, round_id))


def _row(connection: Connection, round_id: str) -> RowMapping:
    row = connection.execute(select(tables.rounds).where(_ROUNDS.id == round_id)).mappings().first()
    if row is None:
        raise StoreError(f"没有轮次 {round_id} · there is no round {round_id}")
    return row


def _round(row: RowMapping) -> Round:
    return Round(
        id=row["id"],
        kind=row["kind"],
        as_of=row["as_of"],
        book=BookName(
            name=row["book_name"], version=row["book_version"], digest=row["book_digest"]
        ),
        code=row["code"],
        started=row["started"],
        finished=row["finished"],
        state=row["state"],
        of_round=row["of_round"] or "",
    )
