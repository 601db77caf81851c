"""Notices that units were given, and what happened to each; nothing is ever changed or removed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from checker.core.fact import CHINA
from checker.core.mending import Notice, NoticeEvent
from checker.store import tables
from checker.store.database import Database
from checker.store.errors import StoreError
from checker.store.filing import code_of

_NOTICES, _EVENTS = tables.notices.c, tables.notice_events.c


@dataclass(frozen=True)
class StoredNotice:
    """A notice and its events, in the order they happened."""

    notice: Notice
    events: tuple[NoticeEvent, ...]


def add_notices(
    database: Database, drafts: Sequence[Notice], *, at: datetime
) -> tuple[Notice, ...]:
    """Stores notices under the next free numbers of the year; returns them with their numbers."""
    with database.writing_alone() as connection:
        year = at.astimezone(CHINA).year
        first = _given(connection, year) + 1
        numbered = tuple(
            draft.model_copy(update={"number": f"{year}-{number:04d}"})
            for number, draft in enumerate(drafts, first)
        )
        rows = [
            {
                "number": each.number,
                "target_kind": each.target.kind,
                "target_code": code_of(each.target),
                "indicator": each.indicator,
                "issued": each.issued,
                "fact": each.canonical().decode(),
            }
            for each in numbered
        ]
        if rows:
            connection.execute(insert(tables.notices), rows)
    return numbered


def _given(connection: Connection, year: int) -> int:
    counted = select(func.count()).where(_NOTICES.number.startswith(f"{year}-"))
    return connection.execute(counted).scalar_one()


def add_event(database: Database, number: str, event: NoticeEvent) -> None:
    """Stores what happened to a notice; StoreError when there is none of that number."""
    with database.writing() as connection:
        known = select(_NOTICES.id).where(_NOTICES.number == number)
        if connection.execute(known).first() is None:
            raise StoreError(
                f"没有整改通知 {number}，见 checker mending list · there is no notice {number}; "
                "see `checker mending list`"
            )
        row = {"number": number, "at": event.at, "fact": event.canonical().decode()}
        connection.execute(insert(tables.notice_events), row)


def notices(database: Database) -> Iterator[StoredNotice]:
    """Every notice with its events, in the order of their numbers."""
    happened: dict[str, list[NoticeEvent]] = {}
    by_time = select(_EVENTS.number, _EVENTS.fact).order_by(_EVENTS.at, _EVENTS.id)
    with database.reading() as connection:
        for row in connection.execute(by_time):
            happened.setdefault(row.number, []).append(NoticeEvent.from_json(row.fact))
        for fact in connection.execute(select(_NOTICES.fact).order_by(_NOTICES.id)).scalars():
            notice = Notice.from_json(fact)
            yield StoredNotice(notice, tuple(happened.get(notice.number, ())))
