"""Tries to open the registered sites, and the stops that their units announced."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert, select

from checker.core.availability import Opening, Outage
from checker.store import tables
from checker.store.database import Database

_TRIES, _STOPS = tables.openings.c, tables.outages.c


def add_openings(database: Database, tries: Iterable[tuple[str, Opening]]) -> None:
    """Stores tries, each with the code of its site, in one transaction."""
    rows = [{"code": code, **opening.model_dump()} for code, opening in tries]
    if rows:
        with database.writing() as connection:
            connection.execute(insert(tables.openings), rows)


def openings(
    database: Database, code: str, *, since: datetime, until: datetime
) -> tuple[Opening, ...]:
    """The tries of one site in [since, until), the oldest first."""
    wanted = (
        select(*(column for column in _TRIES if column.name != "code"))
        .where(_TRIES.code == code, _TRIES.at >= since, _TRIES.at < until)
        .order_by(_TRIES.at, _TRIES.vantage)
    )
    with database.reading() as connection:
        return tuple(Opening(**row) for row in connection.execute(wanted).mappings())


def failing_since(database: Database, *, since: datetime, until: datetime) -> tuple[str, ...]:
    """The codes of the sites with a try in that time that failed and is not void."""
    wanted = (
        select(_TRIES.code)
        .where(_TRIES.at >= since, _TRIES.at < until, ~_TRIES.opened, ~_TRIES.void)
        .distinct()
        .order_by(_TRIES.code)
    )
    with database.reading() as connection:
        return tuple(connection.execute(wanted).scalars())


def add_outage(database: Database, code: str, outage: Outage) -> None:
    """Stores a stop that a site's unit announced."""
    with database.writing() as connection:
        connection.execute(
            insert(tables.outages),
            {"code": code, "signed_by": outage.by, **outage.model_dump(exclude={"by"})},
        )


def outages(
    database: Database, code: str, *, since: datetime, until: datetime
) -> tuple[Outage, ...]:
    """The announced stops of one site that touch a span of time, the earliest first."""
    wanted = (
        select(_STOPS.since, _STOPS.until, _STOPS.reason, _STOPS.signed_by.label("by"), _STOPS.reported)
        .where(_STOPS.code == code, _STOPS.until >= since, _STOPS.since <= until)
        .order_by(_STOPS.since, _STOPS.id)
    )  # fmt: skip
    with database.reading() as connection:
        return tuple(Outage(**row) for row in connection.execute(wanted).mappings())
