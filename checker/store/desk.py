"""The rows of the desk's ledgers: results of manual checks, test letters, tickets and messages."""

from collections.abc import Iterator
from typing import TypeVar

from sqlalchemy import select

from checker.core.desk import DeskResult
from checker.core.letter_tests import LetterTest
from checker.core.reposts import RepostTask
from checker.core.tickets import Ticket
from checker.store import tables
from checker.store.database import Database

Row = TypeVar("Row", DeskResult, LetterTest, Ticket, RepostTask)


def desk_results(database: Database) -> Iterator[DeskResult]:
    """Every line of the ledgers of results, in the order of import."""
    return _rows(database, "result", DeskResult)


def letter_tests(database: Database) -> Iterator[LetterTest]:
    """Every test letter, in the order of import."""
    return _rows(database, "letter", LetterTest)


def tickets(database: Database) -> Iterator[Ticket]:
    """Every ticket and message, in the order of import."""
    return _rows(database, "ticket", Ticket)


def repost_tasks(database: Database) -> Iterator[RepostTask]:
    """Every assigned repost, in the order of import."""
    return _rows(database, "repost", RepostTask)


def _rows(database: Database, kind: str, shape: type[Row]) -> Iterator[Row]:
    table = tables.desk_rows.c
    wanted = select(table.fact).where(table.kind == kind).order_by(table.id)
    with database.reading() as connection:
        for fact in connection.execute(wanted).scalars():
            yield shape.from_json(fact)
