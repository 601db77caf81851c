"""What a period left in the store: who was registered, and the newest verdict on each of them.

The registry is overwritten by every import; what was registered then stands in the rounds' plans.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count, islice
from sys import intern

from sqlalchemy import bindparam, func, select

from checker.core.verdict import Verdict
from checker.store import tables
from checker.store.database import Database
from checker.store.verdicts import verdicts_at

_AT_ONCE = 250

_ROWS, _PLAN, _ROUNDS = tables.verdicts.c, tables.round_targets.c, tables.rounds.c


@dataclass(frozen=True, slots=True)
class PeriodTarget:
    """A registered target of a period. `row` is the number of its newest verdict, None without one.

    `drawn` is False where the newest round that planned it was a nightly one over a draw, which
    left it out. `target` is the stored JSON.
    """

    code: str
    target: str
    drawn: bool
    row: int | None
    outcome: str


def targets_in(
    database: Database, kind: str, start: datetime, end: datetime
) -> Iterator[PeriodTarget]:
    """Each target of a kind that a round of the period planned, as it was in the newest of them.

    By code, one by one; those that were closed then are left out.
    """
    place = func.row_number().over(
        partition_by=_PLAN.code, order_by=(_ROUNDS.as_of.desc(), _PLAN.id.desc())
    )
    planned = (
        select(
            _PLAN.code, _PLAN.target, _PLAN.state, place.label("place"),
            (_ROUNDS.kind == "nightly").label("by_night"),
        )
        .join(tables.rounds, _ROUNDS.id == _PLAN.round_id)
        .where(_PLAN.kind == kind, _ROUNDS.kind != "scan")
        .where(_ROUNDS.as_of >= start, _ROUNDS.as_of < end)
        .subquery()
    )  # fmt: skip
    wanted = (
        select(planned)
        .where(planned.c.place == 1, planned.c.state != "closed")
        .order_by(planned.c.code)
    )
    newest = _newest(database, kind, start, end)
    with database.reading() as connection:
        for row in connection.execution_options(yield_per=_AT_ONCE).execute(wanted):
            drawn = not (row.by_night and row.state == "undrawn")
            number, outcome = newest.get(row.code, (None, ""))
            yield PeriodTarget(row.code, row.target, drawn, number, outcome)


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


def _newest(
    database: Database, kind: str, start: datetime, end: datetime
) -> dict[str, tuple[int, str]]:
    """Row and outcome of the newest standing verdict of a period, by code."""
    place = func.row_number().over(
        partition_by=_ROWS.code, order_by=(_ROWS.as_of.desc(), _ROWS.number.desc())
    )
    judged = (
        select(_ROWS.code, _ROWS.number, _ROWS.outcome, place.label("place"))
        .where(_ROWS.kind == kind, _ROWS.superseded_by.is_(None))
        .where(_ROWS.as_of >= start, _ROWS.as_of < end)
        .subquery()
    )
    wanted = select(judged.c.code, judged.c.number, judged.c.outcome).where(judged.c.place == 1)
    with database.reading() as connection:
        rows = connection.execution_options(yield_per=_AT_ONCE).execute(wanted)
        return {code: (number, intern(outcome)) for code, number, outcome in rows}


def judged_in(
    database: Database, kind: str, start: datetime, end: datetime
) -> Iterator[tuple[PeriodTarget, Verdict | None]]:
    """Each target of `targets_in` with its newest standing verdict of the period, in its order."""
    rest = targets_in(database, kind, start, end)
    while some := list(islice(rest, _AT_ONCE)):
        found = verdicts_at(database, [each.row for each in some if each.row is not None])
        for each in some:
            yield each, found[each.row] if each.row is not None else None


def verdicts_on(
    database: Database, kind: str, code: str, start: datetime, end: datetime
) -> Iterator[Verdict]:
    """The standing verdicts on one target with their `as_of` in the period, newest first."""
    wanted = (
        select(_ROWS.number)
        .where(_ROWS.kind == kind, _ROWS.code == code, _ROWS.superseded_by.is_(None))
        .where(_ROWS.as_of >= start, _ROWS.as_of < end)
        .order_by(_ROWS.as_of.desc(), _ROWS.number.desc())
    )
    with database.reading() as connection:
        numbers = list(connection.execute(wanted).scalars())
    for number in numbers:
        yield verdicts_at(database, [number])[number]


def evidence_in(
    database: Database, kind: str, code: str, start: datetime, end: datetime
) -> Iterator[tuple[datetime, str]]:
    """The moment and the evidence of each standing verdict on a target in a period, newest first.

    Asked a few at a time: most often the newest visit tells enough.
    """
    target = {"kind": kind, "code": code, "start": start, "end": end}
    for past in count(0, _FEW):
        with database.reading() as connection:
            found = connection.execute(_VISITS, {**target, "few": _FEW, "past": past}).all()
        for row in found:
            yield row.as_of, row.evidence
        if len(found) < _FEW:
            return


_FEW = 4
_VISITS = (
    select(_ROWS.as_of, _ROWS.evidence)
    .where(_ROWS.kind == bindparam("kind"), _ROWS.code == bindparam("code"))
    .where(_ROWS.superseded_by.is_(None))
    .where(_ROWS.as_of >= bindparam("start"), _ROWS.as_of < bindparam("end"))
    .order_by(_ROWS.as_of.desc(), _ROWS.number.desc())
    .limit(bindparam("few"))
    .offset(bindparam("past"))
)


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
