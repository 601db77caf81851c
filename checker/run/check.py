"""One check of one target: collect its evidence, judge it. The same call in every mode.

Whatever goes wrong inside, the check ends with evidence and a verdict: a crash of ours makes
every part `Unseen`, never a fault of the target.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version

from checker.collect.accounts.reply import Earlier
from checker.collect.survey.account import survey_account
from checker.collect.survey.site import survey_site
from checker.collect.visit_before import VisitBefore
from checker.core.account import AccountEvidence
from checker.core.availability import Opening, Outage
from checker.core.evidence import Sighting, Statement, Unseen, UnseenReason
from checker.core.fact import digest_of
from checker.core.indicator import Evidence
from checker.core.judge import Indicators, judge
from checker.core.observation import Observation
from checker.core.rulebook import Book
from checker.core.site import SiteEvidence
from checker.core.summary import untold_reason
from checker.core.target import Account, RegisteredColumn, Site, Target
from checker.core.verdict import Verdict
from checker.run.events import tell
from checker.run.world import World
from checker.store.errors import unavailable_in

CODE = version("checker")
"""The version of the code that a verdict records."""

_GRACE_S = 60.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Case:
    """One target to check and what is known of it beforehand."""

    target: Target
    book: Book
    as_of: datetime
    round_id: str
    statements: tuple[Statement, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    observations: Sequence[Observation] = ()
    earlier: Earlier | None = None
    registered: tuple[RegisteredColumn, ...] = ()
    tries: tuple[Opening, ...] = ()
    outages: tuple[Outage, ...] = ()
    before: VisitBefore | None = None


@dataclass(frozen=True)
class Checked:
    """The evidence of one check, its canonical form and the verdict on it."""

    evidence: Evidence
    canonical: bytes
    verdict: Verdict


async def check(case: Case, world: World, indicators: Indicators) -> Checked:
    """Checks one target now, within its budget; never raises for what the target does.

    StoreUnavailable where the store had no room for its pages: then nothing was seen of it.
    """
    return await concluded(case, await collected(case, world), indicators)


async def collected(case: Case, world: World) -> Evidence:
    """What a target shows now; raises as `check` does."""
    try:
        async with asyncio.timeout(world.budget.seconds_per_site + _GRACE_S):
            return await _collect(case, world)
    except TimeoutError:
        return nothing_seen(case, "budget", "整站检查超时")
    except Exception as error:
        if (away := unavailable_in(error)) is not None:
            raise away from error
        _log.exception("collecting %s failed", case.target.code or case.target.url)
        return nothing_seen(case, "crash", f"{type(error).__name__}: {error}"[:200])


async def concluded(case: Case, evidence: Evidence, indicators: Indicators) -> Checked:
    """The verdict on what was collected; what was read is left for the next visit.

    This takes megabytes for a moment: a round lets only a few targets do it at once.
    """
    if case.before and isinstance(evidence, SiteEvidence) and evidence.exchanges:
        await asyncio.to_thread(case.before.keep, evidence.exchanges)
    canonical = evidence.canonical()
    verdict = judge(evidence, case.book, indicators, CODE, seal=digest_of(canonical))
    tell(_log, "target_checked", round=case.round_id, kind=case.target.kind, code=case.target.code,
         outcome=verdict.outcome, seconds=round(verdict.cost.seconds, 1), pages=verdict.cost.pages,
         bytes=verdict.cost.bytes, why=untold_reason(verdict) if verdict.outcome == "undetermined"
         else None)  # fmt: skip
    return Checked(evidence, canonical, verdict)


async def _collect(case: Case, world: World) -> Evidence:
    target = case.target
    look = world.look(target.code or target.url, case.before)
    if isinstance(target, Site):
        return await survey_site(
            target,
            look,
            case.as_of,
            round_id=case.round_id,
            reach=world.reach,
            lexicon=world.lexicon,
            signs=world.signs,
            statements=case.statements,
            sightings=case.sightings,
            registered=case.registered,
            tries=case.tries,
            outages=case.outages,
        )
    return await survey_account(
        target,
        case.observations,
        look,
        case.as_of,
        round_id=case.round_id,
        reach=world.reach,
        lexicon=world.lexicon,
        signs=world.signs,
        sources=world.sources,
        earlier=case.earlier,
        statements=case.statements,
        sightings=case.sightings,
    )


def nothing_seen(case: Case, reason: UnseenReason, detail: str) -> Evidence:
    """Evidence that nothing was seen, and why: our own trouble."""
    unseen = Unseen(reason=reason, detail=detail)
    target = case.target
    if isinstance(target, Account):
        return AccountEvidence(
            target=target,
            round=case.round_id,
            as_of=case.as_of,
            finished=case.as_of,
            posts=unseen,
            observations=tuple(case.observations),
            statements=case.statements,
            sightings=case.sightings,
        )
    return SiteEvidence(
        target=target,
        round=case.round_id,
        as_of=case.as_of,
        finished=case.as_of,
        probes=unseen,
        home=unseen,
        columns=unseen,
        feedback=unseen,
        services=unseen,
        links=unseen,
        footer=unseen,
        tags=unseen,
        statements=case.statements,
        sightings=case.sightings,
    )
