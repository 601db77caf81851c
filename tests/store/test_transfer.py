"""A store moves to another database with every row, and goes on there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from checker.core.availability import Opening
from checker.store.availability import add_openings, openings
from checker.store.blobs import Blobs
from checker.store.database import Database, open_database
from checker.store.errors import StoreError
from checker.store.planning import plan_round
from checker.store.recording import record
from checker.store.registry import apply, targets
from checker.store.rounds import finish, round_by
from checker.store.schema import migrate
from checker.store.tables import metadata
from checker.store.transfer import transfer
from checker.store.verdicts import verdict, verdicts
from tests.builders import AS_OF, BOOK, account, site, site_evidence, verdict_on


def one_night(database: Database, blobs: Blobs) -> str:
    """A round over two sites in the store; its id."""
    seen = [site(1), site(2)]
    planned = plan_round(
        database, seen, kind="nightly", as_of=AS_OF, book=BOOK, code="0.1.0", at=AS_OF
    )
    for each in seen:
        page = blobs.keep(each.url.encode())
        evidence = site_evidence(each, round_id=planned.id, pages=[page])
        record(database, blobs, evidence, verdict_on(evidence), at=AS_OF)
    finish(database, planned.id, at=AS_OF)
    return planned.id


def rows(database: Database) -> dict[str, int]:
    with database.reading() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
        }


@pytest.mark.postgresql
def test_a_store_moves_with_every_row_and_goes_on_counting(
    database: Database, blobs: Blobs, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    apply(database, [site(1), site(2)], at=AS_OF)
    apply(database, [account(1)], at=AS_OF)
    opening = Opening(at=AS_OF, opened=True, seconds=0.5)
    add_openings(database, [(site(1).code, opening)])
    first = one_night(database, blobs)
    if database.path is None:
        url = f"sqlite:///{tmp_path}/moved.db"
    else:
        empty: Callable[[], str] = request.getfixturevalue("empty_postgresql")
        url = empty()
    moved = open_database(url)
    migrate(moved)
    assert transfer(database, moved) == sum(rows(database).values())
    assert rows(moved) == rows(database)
    assert targets(moved) == targets(database)
    assert round_by(moved, "latest") == round_by(database, "latest")
    assert list(verdicts(moved, first)) == list(verdicts(database, first))
    assert openings(moved, site(1).code, since=AS_OF, until=AS_OF.replace(hour=3)) == (opening,)
    second = one_night(moved, blobs)
    for each in verdicts(moved, second):
        assert verdict(moved, each.id) is not None
    moved.close()


def test_a_database_with_rows_is_not_written_into(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/checker.db")
    migrate(database)
    apply(database, [site()], at=AS_OF)
    other = open_database(f"sqlite:///{tmp_path}/other.db")
    migrate(other)
    apply(other, [site(2)], at=AS_OF)
    with pytest.raises(StoreError, match="name an empty database"):
        transfer(database, other)
    assert targets(other) == (site(2),)
    database.close()
    other.close()
