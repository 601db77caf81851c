"""Notices given on confirmed findings, answered by units, and followed by what re-checks saw."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from checker.core.mending import (
    Notice,
    NoticeEvent,
    NoticeStanding,
    notice_on,
    recheck_event,
    standing_on,
)
from checker.run.office import Office
from checker.store.filing import code_of
from checker.store.notices import StoredNotice, add_event, add_notices, notices
from checker.store.verdicts import latest_for, verdicts


def give_notices(office: Office, round_id: str, *, at: datetime) -> tuple[Notice, ...]:
    """A notice for each confirmed finding of a round that has none open; UnknownYear.

    A fault that was mended and has come again is told anew.
    """
    open_ones = {
        _key(each.notice) for each in standings(office, at.date()) if each.word not in _DONE
    }
    drafts: list[Notice] = []
    for verdict in verdicts(office.database, round_id):
        terms = office.named_book(verdict.book.name).terms
        for finding in verdict.findings:
            if finding.status != "breached" or finding.stage != "confirmed":
                continue
            draft = notice_on(verdict, finding, "", at, terms)
            if _key(draft) not in open_ones:
                drafts.append(draft)
    return add_notices(office.database, drafts, at=at)


_DONE = ("mended", "withdrawn")


def _key(notice: Notice) -> tuple[str, str, str]:
    return notice.target.kind, code_of(notice.target), notice.indicator


def standings(office: Office, day: date) -> tuple[NoticeStanding, ...]:
    """Where every notice that was given up to a day stands on it."""
    return tuple(
        standing_on(each.notice, each.events, day)
        for each in notices(office.database)
        if each.notice.issued.date() <= day
    )


def say(office: Office, number: str, event: NoticeEvent) -> None:
    """A person's word on a notice: read, answered with proof, mended as seen by eye, withdrawn.

    StoreError when there is no notice of that number.
    """
    add_event(office.database, number, event)


def follow(office: Office, *, at: datetime) -> tuple[NoticeStanding, ...]:
    """Holds every notice against the newest verdict on its target; returns those that changed."""
    changed: list[NoticeStanding] = []
    for each in notices(office.database):
        event = _news(office, each, at)
        if event is None:
            continue
        add_event(office.database, each.notice.number, event)
        changed.append(standing_on(each.notice, (*each.events, event), at.date()))
    return tuple(changed)


def _news(office: Office, stored: StoredNotice, at: datetime) -> NoticeEvent | None:
    """What the newest verdict says that is not written down yet."""
    target = stored.notice.target
    before = at + timedelta(seconds=1)
    newest = latest_for(office.database, target.kind, code_of(target), before)
    event = recheck_event(stored.notice, newest) if newest else None
    if event is None or any(event == known for known in stored.events):
        return None
    word = standing_on(stored.notice, stored.events, at.date()).word
    if word == "withdrawn" or (word == "mended" and event.kind == "rechecked" and not event.left):
        return None
    return event


def waiting_for_recheck(standings: Sequence[NoticeStanding]) -> tuple[str, ...]:
    """The codes of the targets whose units say that they mended: to be checked now."""
    answered = (each.notice.target for each in standings if each.word == "answered")
    return tuple(dict.fromkeys(code_of(target) for target in answered))
