"""What a round cost and why targets were not told: sums over its verdicts, and its own counts.

A round's own counts are what no verdict holds: seconds worked (by a clock that never jumps), restarts
of the browser, how the sources of accounts did. Every process of a round adds its own at its end.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, insert, select, update

from checker.store import tables
from checker.store.database import Database

_ROWS, _COUNTS = tables.verdicts.c, tables.round_counts.c

Named = Mapping[tuple[str, str], float]
"""Values by name and label, such as `source_failed` and `hub`."""


@dataclass(frozen=True)
class RoundSums:
    """The sums of a round's standing verdicts; `untold` counts undetermined ones by reason."""

    pages: int = 0
    bytes: int = 0
    browser_pages: int = 0
    untold: Mapping[str, int] = field(default_factory=dict[str, int])
    counts: Named = field(default_factory=dict[tuple[str, str], float])


def round_sums(database: Database, round_id: str) -> RoundSums:
    """All of it, by three queries over indexed rows."""
    standing = _ROWS.round_id == round_id, _ROWS.superseded_by.is_(None)
    cost = select(
        func.coalesce(func.sum(_ROWS.pages), 0),
        func.coalesce(func.sum(_ROWS.bytes), 0),
        func.coalesce(func.sum(_ROWS.browser_pages), 0),
    ).where(*standing)
    reasons = (
        select(_ROWS.why, func.count().label("targets"))
        .where(*standing, _ROWS.outcome == "undetermined")
        .group_by(_ROWS.why)
        .order_by(func.count().desc(), _ROWS.why)
    )
    own = select(tables.round_counts).where(_COUNTS.round_id == round_id)
    with database.reading() as connection:
        pages, size, rendered = connection.execute(cost).one()
        return RoundSums(
            pages=int(pages),
            bytes=int(size),
            browser_pages=int(rendered),
            untold={row.why or "other": row.targets for row in connection.execute(reasons)},
            counts={(row.name, row.label): row.value for row in connection.execute(own)},
        )


def add_counts(database: Database, round_id: str, counts: Named) -> None:
    """Adds to a round's own counts."""
    with database.writing_alone() as connection:
        for (name, label), value in counts.items():
            key = _COUNTS.round_id == round_id, _COUNTS.name == name, _COUNTS.label == label
            more = update(tables.round_counts).where(*key).values(value=_COUNTS.value + value)
            if not connection.execute(more).rowcount:
                row = {"round_id": round_id, "name": name, "label": label, "value": value}
                connection.execute(insert(tables.round_counts), row)
