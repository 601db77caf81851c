"""What people signed: confirmations, reversals, exemptions and answers that no machine gives.

A statement is never changed or removed; a later one outweighs it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from checker.core.evidence import Statement
from checker.store.database import Database
from checker.store.tables import statements as table


@dataclass(frozen=True)
class StoredStatement:
    """A statement, whom it is about, and the verdict it answers, empty where it answers none."""

    kind: str
    code: str
    verdict: str
    statement: Statement


def add_statement(
    database: Database, kind: str, code: str, statement: Statement, *, verdict: str = ""
) -> None:
    """Stores a signed statement about a target; `verdict` is the id of the one it answers."""
    with database.writing() as connection:
        connection.execute(
            insert(table),
            {
                "target_kind": kind,
                "target_code": code,
                "indicator": statement.indicator,
                "kind": statement.kind,
                "signed_by": statement.by,
                "signed_at": statement.at,
                "verdict_id": verdict or None,
                "fact": statement.canonical().decode(),
            },
        )


def statements_on(
    database: Database, kind: str, code: str, *, until: datetime
) -> tuple[Statement, ...]:
    """What was signed about one target up to a moment, in the order of signing."""
    wanted = (
        select(table.c.fact)
        .where(table.c.target_kind == kind, table.c.target_code == code)
        .where(table.c.signed_at <= until)
        .order_by(table.c.signed_at, table.c.id)
    )
    with database.reading() as connection:
        return tuple(Statement.from_json(fact) for fact in connection.execute(wanted).scalars())


def statements(database: Database) -> Iterator[StoredStatement]:
    """Every statement, in the order of signing."""
    wanted = select(table).order_by(table.c.signed_at, table.c.id)
    with database.reading() as connection:
        for row in connection.execute(wanted).mappings():
            yield StoredStatement(
                row["target_kind"],
                row["target_code"],
                row["verdict_id"] or "",
                Statement.from_json(row["fact"]),
            )
