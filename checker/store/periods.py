"""What a period left in the store: who was registered, and the newest verdict on each of them.

The registry is overwritten by every import; what was registered then stands in the rounds' plans.
"""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import func, select

from checker.core.target import Target
from checker.core.verdict import Verdict
from checker.store import tables
from checker.store.database import Database
from checker.store.filing import target_from
from checker.store.verdicts import chosen_verdicts

_ROWS, _PLAN, _ROUNDS = tables.verdicts.c, tables.round_targets.c, tables.rounds.c


def registered_in(
    database: Database, start: datetime, end: datetime
) -> Iterator[tuple[Target, bool]]:
    """Each target that a round of the period planned, as it was in the newest of them, and whether
    that round was to look at it: what a nightly round over a draw leaves out was not drawn.

    Sites first, by code; those that were closed then are left out.
    """
    newest = func.row_number().over(
        partition_by=(_PLAN.kind, _PLAN.code), order_by=(_ROUNDS.as_of.desc(), _PLAN.id.desc())
    )
    planned = (
        select(
            _PLAN.kind,
            _PLAN.code,
            _PLAN.target,
            _PLAN.state,
            newest.label("place"),
            (_ROUNDS.kind == "nightly").label("by_night"),
        )
        .join(tables.rounds, _ROUNDS.id == _PLAN.round_id)
        .where(_ROUNDS.as_of >= start, _ROUNDS.as_of < end, _ROUNDS.kind != "scan")
        .subquery()
    )
    wanted = (
        select(planned.c.kind, planned.c.target, planned.c.state, planned.c.by_night)
        .where(planned.c.place == 1, planned.c.state != "closed")
        .order_by(planned.c.kind.desc(), planned.c.code)
    )
    with database.reading() as connection:
        for row in connection.execute(wanted):
            yield target_from(row.kind, row.target), not (row.by_night and row.state == "undrawn")


def undrawn_in(database: Database, start: datetime, end: datetime) -> frozenset[tuple[str, str]]:
    """Kind and code of the targets that every draw of the period left out."""
    wanted = (
        select(_PLAN.kind, _PLAN.code)
        .join(tables.rounds, _ROUNDS.id == _PLAN.round_id)
        .where(_ROUNDS.as_of >= start, _ROUNDS.as_of < end, _ROUNDS.kind != "scan")
        .group_by(_PLAN.kind, _PLAN.code)
        .having(func.count() == func.count().filter(_PLAN.state == "undrawn"))
    )
    with database.reading() as connection:
        return frozenset((row.kind, row.code) for row in connection.execute(wanted))


def newest_verdicts(
    database: Database, kind: str, start: datetime, end: datetime
) -> Iterator[Verdict]:
    """The newest standing verdict on each target of a kind with its `as_of` in the period, by code."""
    newest = func.row_number().over(
        partition_by=(_ROWS.kind, _ROWS.code), order_by=(_ROWS.as_of.desc(), _ROWS.number.desc())
    )
    standing = (
        select(_ROWS.number, newest.label("place"))
        .where(_ROWS.as_of >= start, _ROWS.as_of < end, _ROWS.superseded_by.is_(None))
        .where(_ROWS.kind == kind)
        .subquery()
    )
    chosen = select(standing.c.number).where(standing.c.place == 1)
    return chosen_verdicts(database, chosen)


def verdicts_on(
    database: Database, kind: str, code: str, start: datetime, end: datetime
) -> Iterator[Verdict]:
    """The standing verdicts on one target with their `as_of` in the period, newest first."""
    for number, _, _ in _standing_on(database, kind, code, start, end):
        yield from chosen_verdicts(database, select(_ROWS.number).where(_ROWS.number == number))


def evidence_in(
    database: Database, kind: str, code: str, start: datetime, end: datetime
) -> tuple[tuple[datetime, str], ...]:
    """The moment and the evidence of each standing verdict on a target in a period, newest first."""
    found = _standing_on(database, kind, code, start, end)
    return tuple((as_of, evidence) for _, as_of, evidence in found)


def _standing_on(
    database: Database, kind: str, code: str, start: datetime, end: datetime
) -> list[tuple[int, datetime, str]]:
    """Number, moment and evidence of the standing verdicts on a target in a period, newest first."""
    wanted = (
        select(_ROWS.number, _ROWS.as_of, _ROWS.evidence)
        .where(_ROWS.kind == kind, _ROWS.code == code, _ROWS.superseded_by.is_(None))
        .where(_ROWS.as_of >= start, _ROWS.as_of < end)
        .order_by(_ROWS.as_of.desc(), _ROWS.number.desc())
    )
    with database.reading() as connection:
        return [(row.number, row.as_of, row.evidence) for row in connection.execute(wanted)]


def sites_with_columns(database: Database) -> tuple[str, ...]:
    """The codes of the sites whose columns a ledger promises, in order."""
    column = tables.registered_columns.c.site_code
    with database.reading() as connection:
        return tuple(connection.execute(select(column).distinct().order_by(column)).scalars())


def registered_since(database: Database, start: datetime) -> tuple[str, ...]:
    """The codes of the targets that came into the registry at that moment or later."""
    column = tables.targets.c
    wanted = select(column.code).where(column.first_seen >= start).order_by(column.code)
    with database.reading() as connection:
        return tuple(connection.execute(wanted).scalars())
