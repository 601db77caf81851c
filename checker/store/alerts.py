"""What people were told: one row a message and channel, and the last reminder of each fault.

A delivery is written down before it is tried, so that one that fails, or a process that dies over
it, is tried again. `about` names what is told of: a round's id, or a trouble.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from checker.core.alerts import Alert, Known, Reminder, UnitCount
from checker.core.message import Message
from checker.store import tables
from checker.store.database import Database

Subject = Literal["digest", "trouble", "test"]
DeliveryState = Literal[
    "waiting",  # to be tried, or tried again
    "sent",  # the service said yes
    "failed",  # given up
    "replaced",  # a newer digest went out in its place
]

_SENT, _REMINDED = tables.deliveries.c, tables.reminders.c


@dataclass(frozen=True)
class Delivery:
    """One message to one channel. `error` is why the last try failed, without any credential."""

    id: int
    subject: Subject
    about: str
    channel: str
    composed: datetime
    message: Message
    state: DeliveryState
    tries: int
    tried: datetime | None
    error: str


def was_told(database: Database, about: str, *, since: datetime | None = None) -> bool:
    """Whether a message about this was composed, at that moment or later where one is given."""
    wanted = select(_SENT.id).where(_SENT.about == about).limit(1)
    if since is not None:
        wanted = wanted.where(_SENT.composed >= since)
    with database.reading() as connection:
        return connection.execute(wanted).first() is not None


def compose(
    database: Database,
    subject: Subject,
    about: str,
    message: Message,
    channels: Sequence[str],
    *,
    at: datetime,
    alerts: Sequence[Alert] = (),
    state: DeliveryState = "waiting",
) -> None:
    """Writes down a message for each channel and what it reminds of, in one transaction.

    A waiting digest is replaced by a newer one: nobody wants two of yesterday's with today's.
    """
    rows = [
        {
            "subject": subject,
            "about": about,
            "channel": channel,
            "composed": at,
            "message": message.canonical().decode(),
            "state": state,
            "tries": 0,
            "error": "",
        }
        for channel in channels
    ]
    reminders = [
        {
            "about": about,
            "at": at,
            "kind": each.kind,
            "code": each.code,
            "indicator": each.indicator,
            "unit": each.unit,
            "word": each.word,
            "times": each.times,
        }
        for each in alerts
    ]
    with database.writing_alone() as connection:
        if subject == "digest":
            older = update(tables.deliveries).where(
                _SENT.subject == "digest", _SENT.state == "waiting"
            )
            connection.execute(older, {"state": "replaced"})
        if rows:
            connection.execute(insert(tables.deliveries), rows)
        if reminders:
            connection.execute(insert(tables.reminders), reminders)


def waiting(database: Database) -> tuple[Delivery, ...]:
    """What is to be sent, the oldest first."""
    wanted = select(tables.deliveries).where(_SENT.state == "waiting").order_by(_SENT.id)
    with database.reading() as connection:
        return tuple(map(_delivery, connection.execute(wanted).mappings()))


def note_try(
    database: Database, delivery: int, state: DeliveryState, error: str, *, at: datetime
) -> None:
    """Writes down how a try ended; what was sent already stays so."""
    tried = (
        update(tables.deliveries)
        .where(_SENT.id == delivery, _SENT.state == "waiting")
        .values(state=state, error=error, tried=at, tries=_SENT.tries + 1)
    )
    with database.writing() as connection:
        connection.execute(tried)


def undelivered(database: Database, *, since: datetime) -> int:
    """How many messages of that time were tried, and no service took them."""
    wanted = select(func.count()).where(
        _SENT.composed >= since,
        _SENT.tries > 0,
        _SENT.state.in_(("waiting", "failed")),
        _SENT.subject != "test",
    )
    with database.reading() as connection:
        return connection.execute(wanted).scalar_one()


def deliveries(database: Database, *, newest: int = 50) -> tuple[Delivery, ...]:
    """The log, newest first."""
    wanted = select(tables.deliveries).order_by(_SENT.id.desc()).limit(newest)
    with database.reading() as connection:
        return tuple(map(_delivery, connection.execute(wanted).mappings()))


def newest_message(database: Database, subject: Subject = "digest") -> Delivery | None:
    """The newest message of a subject, whole, whatever became of it."""
    wanted = select(tables.deliveries).where(_SENT.subject == subject).order_by(_SENT.id.desc())
    with database.reading() as connection:
        row = connection.execute(wanted.limit(1)).mappings().first()
    return None if row is None else _delivery(row)


def known_reminders(database: Database) -> Known:
    """The open reminders: the last of each fault, unless it was that all is well again."""
    with database.reading() as connection:
        reached = set(
            connection.execute(
                select(_SENT.about).where(_SENT.state == "sent", _SENT.subject == "digest")
            ).scalars()
        )
        return {
            (row["kind"], row["code"], row["indicator"]): Reminder(
                word=row["word"], times=row["times"], delivered=row["about"] in reached
            )
            for row in _last_reminders(connection)
        }


def times_reminded(database: Database) -> dict[tuple[str, str, str], int]:
    """How often people were reminded of each open fault, by kind, code and indicator."""
    return {key: each.times for key, each in known_reminders(database).items() if each.delivered}


def reminded_units(database: Database) -> tuple[UnitCount, ...]:
    """The units with open reminders: how many faults, and the highest count of each."""
    wanted: dict[str, UnitCount] = {}
    with database.reading() as connection:
        for row in _last_reminders(connection):
            one = wanted.get(row["unit"], UnitCount(row["unit"], 0, 0))
            times = max(one.times, row["times"])
            wanted[row["unit"]] = UnitCount(row["unit"], one.alerts + 1, times)
    return tuple(sorted(wanted.values(), key=lambda one: (-one.times, -one.alerts, one.unit)))


def _last_reminders(connection: Connection) -> Iterator[RowMapping]:
    last = select(func.max(_REMINDED.id)).group_by(
        _REMINDED.kind, _REMINDED.code, _REMINDED.indicator
    )
    wanted = select(tables.reminders).where(_REMINDED.id.in_(last), _REMINDED.word != "cleared")
    yield from connection.execute(wanted.order_by(_REMINDED.id)).mappings()


def _delivery(row: RowMapping) -> Delivery:
    fields: dict[str, Any] = {**row, "message": Message.from_json(row["message"])}
    return Delivery(**fields)
