"""What of a round is still to be done, as those see it who work on it together, and who watch them."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select, tuple_

from checker.core.target import Target
from checker.core.verdict import Verdict
from checker.store import tables
from checker.store.database import Database
from checker.store.filing import target_from
from checker.store.rounds import Round, round_named
from checker.store.verdicts import verdict

_PLAN = tables.round_targets.c
_AT_ONCE = 200

Key = tuple[str, str]
"""Which target of a round: its kind and the code that it is filed under."""


def due(database: Database, round_id: str, keys: Sequence[Key]) -> tuple[Round, list[Target]]:
    """The round, and those of the targets that nobody is done with; none of a complete round."""
    current = round_named(database, round_id)
    if current.state == "complete":
        return current, []
    wanted = select(_PLAN.kind, _PLAN.target).where(
        _PLAN.round_id == round_id,
        _PLAN.state == "planned",
        tuple_(_PLAN.kind, _PLAN.code).in_(keys),
    )
    with database.reading() as connection:
        rows = connection.execute(wanted.order_by(_PLAN.id)).mappings()
        return current, [target_from(row["kind"], row["target"]) for row in rows]


def due_keys(database: Database, round_id: str) -> set[Key]:
    """Which targets of a round nobody is done with."""
    wanted = select(_PLAN.kind, _PLAN.code).where(
        _PLAN.round_id == round_id, _PLAN.state == "planned"
    )
    with database.reading() as connection:
        return {(row["kind"], row["code"]) for row in connection.execute(wanted).mappings()}


def ended(
    database: Database, round_id: str, keys: Iterable[Key]
) -> list[tuple[Target, Verdict | None]]:
    """What became of those targets: the verdict, or None where we failed."""
    some = sorted(keys)
    found: list[tuple[Target, Verdict | None]] = []
    for start in range(0, len(some), _AT_ONCE):
        wanted = select(_PLAN.kind, _PLAN.target, _PLAN.verdict_id).where(
            _PLAN.round_id == round_id,
            tuple_(_PLAN.kind, _PLAN.code).in_(some[start : start + _AT_ONCE]),
        )
        with database.reading() as connection:
            rows = connection.execute(wanted).mappings().all()
        for row in rows:
            stored = verdict(database, row["verdict_id"]) if row["verdict_id"] else None
            target = target_from(row["kind"], row["target"])
            found.append((target, stored.verdict if stored else None))
    return found
