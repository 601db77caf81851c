"""A round at the desk: what people recorded, judged without any visit.

Offices check by hand too: a ledger of results (`checker import --kind results`), observed posts.
Such a round has its evidence, verdicts and rows as a night has; everything that nobody recorded is
`not-collected`, and a target that nobody recorded anything of is not part of the round's draw.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from checker.books.signs import load_signs
from checker.collect.look import RecordedLook
from checker.collect.survey.account import survey_account
from checker.core.desk import DeskResult
from checker.core.evidence import Statement
from checker.core.indicator import Evidence
from checker.core.judge import judge
from checker.core.rulebook import Book
from checker.core.target import Account, Target
from checker.run.check import CODE, Case, nothing_seen
from checker.run.clock import now
from checker.run.office import Office
from checker.run.world import reach_of
from checker.store.desk import desk_results
from checker.store.filing import code_of
from checker.store.planning import plan_round
from checker.store.recording import record
from checker.store.registry import observations, targets
from checker.store.rounds import Round, finish
from checker.store.statements import statements_on


class UnknownIndicator(Exception):
    """A line of results names an indicator that the target's book does not hold."""

    def __init__(self, result: DeskResult, book: Book) -> None:
        self.zh = f"检查结果台账：{result.code} 的指标“{result.indicator}”不在规则 {book.name} 中，见 checker book show {book.name}"
        self.en = f"results: “{result.indicator}” of {result.code} is not in {book.name}; see `checker book show {book.name}`"
        super().__init__(self.zh)


class NothingRecorded(Exception):
    """No result and no observation of any registered target in the time asked for."""


@dataclass(frozen=True)
class _Desk:
    """Everything recorded on one target."""

    target: Target
    book: Book
    statements: tuple[Statement, ...]
    observed: bool


def desk_round(office: Office, since: datetime, as_of: datetime) -> Round:
    """Judges what was recorded after `since` up to `as_of`; returns the finished round.

    Raises UnknownIndicator before anything is written, NothingRecorded.
    """
    recorded: dict[str, list[DeskResult]] = {}
    for each in desk_results(office.database):
        if since <= each.at <= as_of:
            recorded.setdefault(each.code, []).append(each)
    registered = targets(office.database)
    desks = [
        desk for target in registered if (desk := _desk(office, target, recorded, since, as_of))
    ]
    if not desks:
        raise NothingRecorded
    drawn = frozenset(code_of(desk.target) for desk in desks)
    current = plan_round(
        office.database, registered, kind="desk", as_of=as_of, book=office.book.named, code=CODE,
        at=now(), drawn=drawn,
    )  # fmt: skip
    asyncio.run(_judged(office, desks, current))
    return finish(office.database, current.id, at=now())


def _desk(
    office: Office,
    target: Target,
    recorded: dict[str, list[DeskResult]],
    since: datetime,
    as_of: datetime,
) -> _Desk | None:
    results = recorded.get(target.code, [])
    seen = isinstance(target, Account) and _is_observed(office, target, since, as_of)
    if target.state != "正常" or not (results or seen):
        return None
    book = office.book_for(target)
    lines = sorted(results, key=lambda each: (each.indicator != "", each.at))
    told = {said.indicator: said for each in lines for said in _statements(each, target, book)}
    return _Desk(target, book, tuple(told.values()), seen)


def _is_observed(office: Office, account: Account, since: datetime, as_of: datetime) -> bool:
    return any(
        moment and since <= moment <= as_of
        for each in observations(office.database, account)
        for moment in (each.published, each.observed_at)
    )


def _statements(result: DeskResult, target: Target, book: Book) -> list[Statement]:
    """The answers that a line of results gives under a book."""
    entries = book.of(target.kind)
    if not result.indicator:
        fine = [result.statement(each.id) for each in entries if each.consequence in _FAULTS]
        unearned = [each.id for each in entries if each.consequence == "bonus"]
        return fine + [result.statement(each, "not-applicable") for each in unearned]
    named = [each for each in entries if result.indicator in (each.id, each.title)]
    if not named:
        raise UnknownIndicator(result, book)
    return [result.statement(named[0].id)]


_FAULTS = ("veto", "deduct")


async def _judged(office: Office, desks: Sequence[_Desk], current: Round) -> None:
    for desk in desks:
        evidence = await _evidence(office, desk, current)
        verdict = judge(evidence, desk.book, office.indicators, CODE)
        record(office.database, office.blobs, evidence, verdict, at=now())


async def _evidence(office: Office, desk: _Desk, current: Round) -> Evidence:
    target = desk.target
    signed = statements_on(office.database, target.kind, code_of(target), until=now())
    standing = tuple(each for each in signed if each.kind == "exempt")
    case = Case(target, desk.book, current.as_of, current.id, (*standing, *desk.statements))
    if not isinstance(target, Account) or not desk.observed:
        return nothing_seen(case, "not-collected", "")
    return await survey_account(
        target,
        observations(office.database, target),
        RecordedLook((), office.blobs.read, current.as_of),
        current.as_of,
        round_id=current.id,
        reach=reach_of(office.config.budget),
        lexicon=office.lexicon,
        signs=load_signs(),
        statements=case.statements,
    )
