"""The database opens, is brought to its form, and says in words what is wrong with it."""

import os
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import insert, select, text

from checker.store import schema
from checker.store.database import Database, open_database
from checker.store.errors import StoreError
from checker.store.planning import plan_round
from checker.store.registry import apply, targets
from checker.store.schema import MIGRATIONS, migrate
from checker.store.tables import ledgers, metadata
from tests.builders import AS_OF, BOOK, site

NEXT = '''
"""A revision as a later version of the program may bring it: a table is rebuilt."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "NEWEST"


def upgrade() -> None:
    with op.batch_alter_table("rounds") as rounds:
        rounds.alter_column("code", new_column_name="program", existing_type=sa.Text())
    with op.batch_alter_table("targets") as targets:
        targets.add_column(sa.Column("grade", sa.Text(), nullable=False, server_default="-"))
'''


def test_a_migrated_database_is_what_the_tables_say(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_migrating_again_changes_nothing(database: Database) -> None:
    apply(database, [site()], at=AS_OF)
    migrate(database)
    assert targets(database) == (site(),)


def test_an_older_database_is_upgraded_with_its_rows(database: Database, tmp_path: Path) -> None:
    apply(database, [site(1), site(2)], at=AS_OF)
    _plan(database)
    migrate(database, _later(tmp_path))
    with database.reading() as connection:
        assert connection.execute(text("SELECT grade FROM targets")).scalars().all() == ["-", "-"]
        planned = text("SELECT program FROM rounds JOIN round_targets ON round_id = rounds.id")
        assert connection.execute(planned).scalars().all() == ["0.1.0"]


def test_a_newer_database_is_refused(database: Database, tmp_path: Path) -> None:
    migrate(database, _later(tmp_path))
    with pytest.raises(StoreError, match="newer checker"):
        migrate(database)


def test_an_upgrade_that_fails_half_way_leaves_all_as_it_was(
    database: Database, tmp_path: Path
) -> None:
    broken = NEXT + '\n    op.execute("SELECT * FROM no_table_of_ours")\n'
    with pytest.raises(StoreError):
        migrate(database, _later(tmp_path, broken))
    migrate(database)
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_two_programs_that_start_at_once_make_the_tables_once(url: str) -> None:
    first, second = open_database(url), open_database(url)
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(migrate, (first, second))) == [None, None]
    assert targets(first) == targets(second) == ()
    first.close()
    second.close()


def test_every_revision_bears_the_number_of_its_file() -> None:
    for file in (MIGRATIONS / "versions").glob("*.py"):
        assert f'revision = "{file.name[:4]}"' in file.read_text("utf-8")


def test_a_database_without_tables_says_so(url: str) -> None:
    database = open_database(url)
    with pytest.raises(StoreError, match="migrate the database first"):
        targets(database)
    database.close()


def test_the_folder_of_a_new_file_is_made(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/var/deep/checker.db")
    migrate(database)
    assert targets(database) == ()
    database.close()


def test_sqlite_runs_as_the_store_needs_it(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/checker.db")
    with database.reading() as connection:
        said = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    database.close()
    assert said == {
        "journal_mode": "wal",
        "synchronous": 1,
        "foreign_keys": 1,
        "busy_timeout": 30_000,
    }


def test_a_writer_that_fails_leaves_nothing(database: Database) -> None:
    row = {"path": "a.csv", "sha256": "sha256:" + "0" * 64, "imported_at": AS_OF}

    def write_and_fail() -> None:
        with database.writing() as connection:
            connection.execute(insert(ledgers), row)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_and_fail()
    with database.reading() as connection:
        assert connection.execute(select(ledgers)).all() == []


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "checker.db"
    file.write_bytes(b"code,name\n" * 200)
    with pytest.raises(StoreError, match="no SQLite database"):
        open_database(f"sqlite:///{file}")
    assert file.read_bytes().startswith(b"code,name")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file in the way", "utf-8")
    with pytest.raises(StoreError, match="cannot make the folder"):
        open_database(f"sqlite:///{tmp_path}/var/checker.db")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="can be written"):
        open_database(f"sqlite:///{tmp_path}/checker.db")


def test_a_database_that_another_program_holds_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checker.store.database.BUSY_MS", 50)
    database = open_database(f"sqlite:///{tmp_path}/checker.db")
    migrate(database)
    other = sqlite3.connect(tmp_path / "checker.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="another program holds"):
        apply(database, [site()], at=AS_OF)
    other.close()
    database.close()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("sqlite://", "path of a file"),
        ("sqlite:///:memory:", "path of a file"),
        ("mysql://example/db", "not supported"),
        ("not an address", "write database as"),
        ("postgresql://checker:secret@127.0.0.1:1/checker", "server runs"),
    ],
)
def test_a_wrong_address_is_answered_with_what_to_do(url: str, says: str) -> None:
    with pytest.raises(StoreError, match=says) as refused:
        open_database(url)
    assert "secret" not in str(refused.value)


def _later(tmp_path: Path, revision: str = NEXT) -> Path:
    folder = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, folder)
    newest = max(file.name[:4] for file in (folder / "versions").glob("[0-9]*.py"))
    text = revision.replace("NEWEST", newest)
    (folder / "versions" / "9999_next.py").write_text(text, "utf-8")
    return folder


def _plan(database: Database) -> None:
    plan_round(database, [site()], kind="nightly", as_of=AS_OF, book=BOOK, code="0.1.0", at=AS_OF)
