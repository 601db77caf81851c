"""Tries to open the registered sites, and the stops that their units announced."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from checker.core.availability import Opening, Outage
from checker.store import tables
from checker.store.database import Database
from checker.store.errors import StoreError

_TRIES, _STOPS, _BACK = tables.openings.c, tables.outages.c, tables.outage_withdrawals.c


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
    """The announced stops of one site that touch a span of time, the earliest first.

    A stop that was withdrawn announces nothing.
    """
    near = stored_outages(database, code)
    return tuple(
        each.outage
        for each in near
        if each.withdrawn is None and each.outage.until >= since and each.outage.since <= until
    )


@dataclass(frozen=True)
class Withdrawal:
    """Who took a stop back, when and why."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True)
class StoredOutage:
    """A stop under its number, and its withdrawal where there was one. Neither is ever changed."""

    number: int
    outage: Outage
    withdrawn: Withdrawal | None


def stored_outages(database: Database, code: str) -> tuple[StoredOutage, ...]:
    """All stops of one site, the withdrawn ones too, the earliest first."""
    wanted = (
        select(tables.outages, _BACK.at, _BACK.signed_by.label("back_by"), _BACK.reason.label("back"))
        .outerjoin(tables.outage_withdrawals, _BACK.outage_id == _STOPS.id)
        .where(_STOPS.code == code)
        .order_by(_STOPS.since, _STOPS.id)
    )  # fmt: skip
    with database.reading() as connection:
        return tuple(
            StoredOutage(
                row["id"],
                Outage(since=row["since"], until=row["until"], reason=row["reason"],
                       by=row["signed_by"], reported=row["reported"]),
                Withdrawal(row["at"], row["back_by"], row["back"]) if row["at"] else None,
            )
            for row in connection.execute(wanted).mappings()
        )  # fmt: skip


def withdraw_outage(database: Database, code: str, number: int, back: Withdrawal) -> None:
    """Takes a stop of a site back; StoreError where it has none of that number, or took it back."""
    known = {each.number: each for each in stored_outages(database, code)}
    if number not in known:
        raise StoreError(
            f"{code} 没有编号为 {number} 的停机登记，见 checker outage list · {code} has no stop "
            f"{number}; see `checker outage list`"
        )
    if (before := known[number].withdrawn) is not None:
        raise StoreError(
            f"编号 {number} 已由{before.by}撤回 · stop {number} was withdrawn by {before.by}"
        )
    row = {"outage_id": number, "at": back.at, "signed_by": back.by, "reason": back.reason}
    with database.writing() as connection:
        connection.execute(insert(tables.outage_withdrawals), row)
