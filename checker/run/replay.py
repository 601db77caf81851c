"""Judging stored evidence again: under another book, by newer code, or from the stored bytes."""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checker.collect.look import RecordedLook
from checker.collect.survey.account import earlier_of, survey_account
from checker.collect.survey.errand import Reach
from checker.collect.survey.site import survey_site
from checker.core.account import AccountEvidence
from checker.core.evidence import Unseen
from checker.core.indicator import Evidence
from checker.core.judge import judge
from checker.core.observation import Observation
from checker.core.site import SiteEvidence
from checker.core.target import RegisteredColumn
from checker.core.verdict import Verdict
from checker.run.check import CODE
from checker.run.office import Office
from checker.run.world import reach_of
from checker.store.evidence import load_evidence
from checker.store.registry import observations


@dataclass(frozen=True)
class Difference:
    """One indicator whose answer is another one now, or whose breach counts as something else.

    `before_as` and `after_as` are what it counts as: veto, deduct, bonus, watch.
    """

    indicator: str
    before: str
    after: str
    says: str
    before_as: str = ""
    after_as: str = ""

    @property
    def matters(self) -> bool:
        """Whether a fault comes or goes, or a veto could be told on one side only."""
        answers = (self.before, self.after)
        untold_veto = "cannot-tell" in answers and "veto" in (self.before_as, self.after_as)
        return "breached" in answers or untold_veto


@dataclass(frozen=True)
class Replayed:
    """A stored verdict beside the one that is made of its evidence today."""

    stored: Verdict
    again: Verdict
    differences: tuple[Difference, ...]

    @property
    def changed(self) -> bool:
        """Whether the outcome, the score or any finding is another one."""
        return self.moved or bool(self.differences)

    @property
    def moved(self) -> bool:
        """Whether the outcome or the score is another one."""
        before, after = self.stored, self.again
        return (before.outcome, before.score) != (after.outcome, after.score)


def replay(
    office: Office, verdicts: Iterable[Verdict], *, book: str, extract: bool
) -> Iterator[Replayed]:
    """Each verdict made again; `book` empty means the one it was made under.

    `extract` reads the stored bytes again first. Raises BlobMissing or BlobBroken for evidence
    that is not whole any more.
    """
    reach = reach_of(office.config.budget)
    for stored in verdicts:
        evidence = load_evidence(office.blobs, stored.evidence)
        if extract:
            evidence = asyncio.run(_extracted(office, evidence, reach))
        rules = office.named_book(book or stored.book.name)
        again = judge(evidence, rules, office.indicators, CODE)
        yield Replayed(stored, again, tuple(_differences(stored, again)))


async def _extracted(office: Office, evidence: Evidence, reach: Reach) -> Evidence:
    """The evidence made again from the bytes that were stored with it."""
    look = RecordedLook(evidence.exchanges, office.blobs.read, evidence.as_of)
    if isinstance(evidence, AccountEvidence):
        return await survey_account(
            evidence.target,
            _observed(office, evidence),
            look,
            evidence.as_of,
            round_id=evidence.round,
            reach=reach,
            lexicon=office.lexicon,
            signs=office.signs,
            sources=office.config.sources,
            earlier=earlier_of(evidence),
            statements=evidence.statements,
            sightings=evidence.sightings,
        )
    probes = evidence.probes
    return await survey_site(
        evidence.target,
        look,
        evidence.as_of,
        round_id=evidence.round,
        reach=reach,
        lexicon=office.lexicon,
        signs=office.signs,
        statements=evidence.statements,
        sightings=evidence.sightings,
        registered=_registered(evidence),
        tries=()
        if isinstance(probes, Unseen)
        else tuple(each for each in probes.tries if each.at < evidence.as_of),
        outages=() if isinstance(probes, Unseen) else probes.outages,
    )


def _observed(office: Office, evidence: AccountEvidence) -> tuple[Observation, ...]:
    """What people and exports had told when the evidence was made.

    Evidence that does not hold it yet is read with what the register says today.
    """
    kept = evidence.observations
    return observations(office.database, evidence.target) if kept is None else kept


def _registered(evidence: SiteEvidence) -> tuple[RegisteredColumn, ...]:
    """The ledger's columns as they were when the evidence was made."""
    if isinstance(evidence.promised, Unseen):
        return ()
    return tuple(each.registered for each in evidence.promised.columns)


def _differences(stored: Verdict, again: Verdict) -> Iterator[Difference]:
    now = {each.indicator: each for each in again.findings}
    before = {each.indicator: each for each in stored.findings}
    for indicator in dict.fromkeys((*before, *now)):
        old, new = before.get(indicator), now.get(indicator)
        was = old.status if old else "not-in-book"
        became = new.status if new else "not-in-book"
        was_as = old.consequence if old else ""
        now_as = new.consequence if new else ""
        if was != became or (became == "breached" and was_as != now_as):
            says = new.says if new else ""
            yield Difference(indicator, was, became, says, was_as, now_as)
