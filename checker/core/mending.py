"""Rectification (整改): a notice on a confirmed finding, what became of it, and who is late.

A notice counts its places (处). A re-check that still sees some of them leaves that many; one that
sees none has it mended; one that sees them after the unit answered, or after they were gone, opens
it again. A unit's word alone mends nothing: it answers, and a re-check says.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from checker.core.calendar import add_working_days
from checker.core.evidence import Proof
from checker.core.fact import Fact, Moment
from checker.core.rulebook import Terms
from checker.core.target import Account, Site
from checker.core.verdict import Finding, Verdict

EventKind = Literal["read", "answered", "rechecked", "mended", "withdrawn"]
NoticeWord = Literal["sent", "read", "answered", "mended", "reopened", "withdrawn"]


class Notice(Fact):
    """What a unit is told to mend: one confirmed finding of one verdict."""

    number: str
    target: Site | Account
    verdict: str
    indicator: str
    title: str
    clause: str = ""
    says: str
    faults: int = 1
    proofs: tuple[Proof, ...] = ()
    issued: Moment
    due: date

    @property
    def unit(self) -> str:
        """Who has to mend it: the owner of the target."""
        return self.target.owner or self.target.name


class NoticeEvent(Fact):
    """What happened to a notice. `left` are the places that a re-check still saw."""

    kind: EventKind
    at: Moment
    by: str
    words: str = ""
    proof: str = ""
    left: int = 0


class NoticeStanding(Fact):
    """Where a notice stands on a day. `overdue` is not mended after the last day."""

    notice: Notice
    word: NoticeWord
    left: int
    overdue: bool = False
    reopened: int = 0
    mended: Moment | None = None


def notice_on(
    verdict: Verdict, finding: Finding, number: str, issued: Moment, terms: Terms
) -> Notice:
    """The notice of a confirmed finding; ValueError for one that nobody confirmed.

    UnknownYear when the holidays of the due day's year are not known.
    """
    if finding.status != "breached" or finding.stage != "confirmed":
        raise ValueError(f"{finding.indicator} is not confirmed")
    return Notice(
        number=number,
        target=verdict.target,
        verdict=verdict.id,
        indicator=finding.indicator,
        title=finding.title,
        clause=finding.clause,
        says=finding.says,
        faults=max(1, len(finding.proofs)),
        proofs=finding.proofs,
        issued=issued,
        due=add_working_days(issued.date(), terms.days_for(finding.indicator)),
    )


def standing_on(notice: Notice, events: Iterable[NoticeEvent], day: date) -> NoticeStanding:
    """Where a notice stands at the end of a day; what happened later is not known yet."""
    word: NoticeWord = "sent"
    left, reopened = notice.faults, 0
    mended: Moment | None = None
    for event in sorted(events, key=lambda each: each.at):
        if event.at.date() > day:
            break
        was_mended = word == "mended"
        match event.kind:
            case "rechecked":
                left = event.left
                if left and word in ("mended", "answered"):
                    word, reopened, mended = "reopened", reopened + 1, None
                elif not left:
                    word, mended = "mended", event.at
            case "mended":
                word, left, mended = "mended", 0, event.at
            case "withdrawn":
                word, left = "withdrawn", 0
            case "read" if word == "sent":
                word = "read"
            case "answered" if not was_mended:
                word = "answered"
            case _:
                pass
    open_still = word not in ("mended", "withdrawn")
    return NoticeStanding(
        notice=notice, word=word, left=left, overdue=open_still and day > notice.due,
        reopened=reopened, mended=mended,
    )  # fmt: skip


def recheck_event(notice: Notice, verdict: Verdict) -> NoticeEvent | None:
    """What a later verdict on the target says of a notice; None where it does not tell.

    A finding that a person overruled withdraws it; what was not seen says nothing.
    """
    finding = verdict.finding(notice.indicator)
    if verdict.as_of <= notice.issued or finding is None or finding.status == "cannot-tell":
        return None
    withdrawn = finding.stage == "overruled" or finding.status in ("exempt", "not-applicable")
    kind: EventKind = "withdrawn" if withdrawn else "rechecked"
    left = max(1, len(finding.proofs)) if finding.status == "breached" and not withdrawn else 0
    return NoticeEvent(kind=kind, at=verdict.as_of, by="checker", words=verdict.id, left=left)


class MendingCount(Fact):
    """Places of notices up to a day: told, mended, still open after the last day, opened again."""

    notices: int = 0
    faults: int = 0
    mended: int = 0
    overdue: int = 0
    reopened: int = 0


def mending_count(standings: Sequence[NoticeStanding]) -> MendingCount:
    """The places told and mended; withdrawn notices count for nothing."""
    counted = [each for each in standings if each.word != "withdrawn"]
    return MendingCount(
        notices=len(counted),
        faults=sum(each.notice.faults for each in counted),
        mended=sum(max(0, each.notice.faults - each.left) for each in counted),
        overdue=sum(each.left for each in counted if each.overdue),
        reopened=sum(1 for each in counted if each.reopened),
    )


def repeated_offenders(
    standings: Sequence[NoticeStanding], at_least: int = 2
) -> tuple[tuple[str, int], ...]:
    """Units for a second bulletin (二次通报), with how often: the worst first.

    Counted are notices that were opened again, are overdue, or tell a target's fault once more.
    """
    told: dict[tuple[str, str], int] = {}
    counted: dict[str, int] = {}
    for each in sorted(standings, key=lambda one: one.notice.issued):
        if each.word == "withdrawn":
            continue
        notice = each.notice
        key = (notice.target.code, notice.indicator)
        again = told.get(key, 0)
        told[key] = again + 1
        counted[notice.unit] = (
            counted.get(notice.unit, 0) + each.reopened + each.overdue + bool(again)
        )
    found = [(unit, times) for unit, times in counted.items() if times >= at_least]
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))
