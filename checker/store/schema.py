"""Brings the tables of a database to the form that this version of the program knows."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from checker.store.database import Database
from checker.store.errors import StoreError

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(database: Database, scripts: Path = MIGRATIONS) -> None:
    """Makes or upgrades all tables, whole or not at all; nothing happens when they are current.

    `scripts` is the folder of the migrations, each file named after its revision, `0001_what.py`.
    Raises StoreError for a database that a newer version of the program wrote.
    """
    revisions = sorted(file.name[:4] for file in (scripts / "versions").glob("[0-9]*.py"))
    with database.reading() as connection:
        if _revision(connection, revisions) == revisions[-1]:
            return
    with database.rebuilding() as connection:
        _revision(connection, revisions)
        _upgrade(connection, scripts)
        if database.path and connection.execute(text("PRAGMA foreign_key_check")).first():
            raise StoreError(
                "数据库升级后有断开的引用，已撤销 · the upgrade broke a reference; it was undone"
            )


def _revision(connection: Connection, revisions: list[str]) -> str | None:
    """The revision that the database is at, None for an empty one; StoreError for a stranger."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if revision is not None and revision not in revisions:
        raise StoreError(
            f"数据库由更新版本的 checker 写成（版本 {revision}），请升级程序 · "
            f"the database was written by a newer checker (revision {revision}); upgrade it"
        )
    return revision


def _upgrade(connection: Connection, scripts: Path) -> None:
    # Loading alembic takes a fifth of a second, which a current database need not wait for.
    from alembic import command
    from alembic.config import Config

    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", str(scripts).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    command.upgrade(settings, "head")
