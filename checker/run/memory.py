"""What is known of a target before it is checked: statements, sightings, and what ledgers tell."""

from datetime import datetime, timedelta
from functools import partial

from checker.collect.accounts.reply import Earlier
from checker.collect.survey.post_links import doubted_in
from checker.collect.visit_before import VisitBefore
from checker.core.account import AccountEvidence
from checker.core.earlier_visit import measure_of
from checker.core.evidence import Sighting, Unseen
from checker.core.links import DEAD_LINKS, seen_dead
from checker.core.rulebook import Book
from checker.core.target import Account, Site, Target
from checker.core.verdict import Verdict
from checker.run.check import Case
from checker.run.clock import now
from checker.run.office import Office
from checker.run.signing import carried_over
from checker.store.availability import openings, outages
from checker.store.errors import StoreError
from checker.store.evidence import load_evidence
from checker.store.registry import observations, registered_columns
from checker.store.rounds import RoundKind
from checker.store.statements import statements_on
from checker.store.verdicts import latest_for

WEEK = timedelta(days=7)
"""How far back the tries to open a site go: the norm's time of monitoring."""

SEEN_AGAIN_AFTER = timedelta(hours=4)
"""How much later a visit has to be to count as another one (design: "another visit hours later")."""


def case_of(
    office: Office, target: Target, as_of: datetime, round_id: str, *, kind: RoundKind = "scan"
) -> Case:
    """The case of one target, with everything that the store knows of it up to `as_of`.

    Only a nightly round asks servers what has changed; others fetch every page whole.
    """
    book: Book = office.book_for(target)
    seen = observations(office.database, target) if isinstance(target, Account) else ()
    registered = bool(target.code)
    earlier = latest_for(office.database, target.kind, target.code, as_of) if registered else None
    signed = statements_on(office.database, target.kind, target.code, until=now())
    return Case(
        target=target,
        book=book,
        as_of=as_of,
        round_id=round_id,
        statements=carried_over(signed, earlier) if registered else (),
        sightings=_sightings(office, target, book, as_of, earlier) if earlier else (),
        observations=seen,
        earlier=_earlier(office, earlier) if isinstance(target, Account) and earlier else None,
        registered=registered_columns(office.database, target.code)
        if isinstance(target, Site) and registered
        else (),
        tries=openings(office.database, target.code, since=as_of - WEEK, until=as_of)
        if isinstance(target, Site) and registered
        else (),
        outages=outages(office.database, target.code, since=as_of - WEEK, until=as_of)
        if isinstance(target, Site) and registered
        else (),
        before=_before(office, target, as_of, kind)
        if isinstance(target, Site) and registered
        else None,
    )


def _before(office: Office, site: Site, as_of: datetime, kind: RoundKind) -> VisitBefore:
    """What the visit before left of a site's pages. Its home page is always fetched whole."""
    earlier, blobs = office.earlier_readings, office.blobs
    return VisitBefore(
        earlier.lines(site.code),
        as_of.date(),
        holds=blobs.holds,
        asked_anew=None if kind != "nightly" else frozenset((site.url,)),
        keep=partial(earlier.put, site.code),
    )


def _sightings(
    office: Office, target: Target, book: Book, as_of: datetime, latest: Verdict
) -> tuple[Sighting, ...]:
    """The vetoes that the verdict before this visit saw breached, hours earlier, and dead links.

    `latest` may be too young to count as another visit. A verdict under another book was measured
    in another way: it can be repeated, not contradicted.
    """
    before = as_of - SEEN_AGAIN_AFTER
    earlier: Verdict | None = latest
    if latest.as_of >= before:
        earlier = latest_for(office.database, target.kind, target.code, before)
    if earlier is None:
        return ()
    same_book = earlier.book.digest == book.named.digest

    def measure(indicator: str) -> str:
        entry = book.entry(indicator) if same_book else None
        return measure_of(entry.params, book.columns) if entry else ""

    vetoes = tuple(
        Sighting(
            indicator=finding.indicator,
            method="earlier-visit",
            at=earlier.as_of,
            verdict=earlier.id,
            measure=measure(finding.indicator),
            says=finding.says,
            proofs=finding.proofs,
        )
        for finding in earlier.breached_vetoes
    )
    return (*vetoes, *_dead_links(office, earlier, DEAD_LINKS[target.kind]))


def _dead_links(office: Office, earlier: Verdict, indicator: str) -> tuple[Sighting, ...]:
    """All links that the visit before found dead, also those that its verdict left for later.

    None where its evidence is not whole any more: then today counts as the first visit.
    """
    finding = earlier.finding(indicator)
    if finding is None or finding.status != "breached":
        return ()
    try:
        evidence = load_evidence(office.blobs, earlier.evidence)
    except StoreError:
        return ()
    if isinstance(evidence.links, Unseen):
        return ()
    dead = seen_dead(evidence.links, earlier.as_of)
    return (
        Sighting(
            indicator=indicator,
            method="earlier-visit",
            at=earlier.as_of,
            verdict=earlier.id,
            says=finding.says,
            proofs=dead,
        ),
    )


def _earlier(office: Office, verdict: Verdict) -> Earlier | None:
    """What the visit before knew of an account's sources and links; None where that is not whole
    any more."""
    try:
        evidence = load_evidence(office.blobs, verdict.evidence)
    except StoreError:
        return None
    if not isinstance(evidence, AccountEvidence):
        return None
    shown = {
        each.name: max(moments)
        for each in evidence.sources
        if (moments := [moment for moment in (each.newest, each.before) if moment])
    }
    answers = {
        each.url: each
        for each in evidence.exchanges
        if each.blob
        and (each.header("etag") or each.header("last-modified"))
        and office.blobs.holds(each.blob)
    }
    asked = None if isinstance(evidence.links, Unseen) else evidence.as_of
    return Earlier(shown, answers, asked, doubted_in(evidence.links))
