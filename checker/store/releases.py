"""Papers that left below the floor of coverage; nothing is ever changed or removed."""

from sqlalchemy import insert, select

from checker.core.publishing import Release
from checker.store.database import Database
from checker.store.tables import releases as table


def add_release(database: Database, release: Release) -> None:
    """Writes down who signed for a paper and why."""
    row = {"at": release.at, "fact": release.canonical().decode()}
    with database.writing() as connection:
        connection.execute(insert(table), row)


def releases(database: Database) -> tuple[Release, ...]:
    """All of them, in their order."""
    with database.reading() as connection:
        facts = connection.execute(select(table.c.fact).order_by(table.c.id)).scalars()
        return tuple(map(Release.from_json, facts))
