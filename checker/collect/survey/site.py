"""One site's evidence: arrive at the home page, then columns, channels and links in turn.

The survey itself touches nothing: it works with a `Look`. The same survey over a recorded look
makes the evidence again from stored bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from checker.collect.look import Look, cost_of
from checker.collect.opening import opening_of
from checker.collect.survey.arrival import Arrival, arrive
from checker.collect.survey.channels import survey_channels
from checker.collect.survey.columns import survey_columns
from checker.collect.survey.early import EarlyReader
from checker.collect.survey.errand import Errand, Reach, proof_at
from checker.collect.survey.front import Front, read_front
from checker.collect.survey.guides import survey_guides
from checker.collect.survey.letters import survey_letters
from checker.collect.survey.links import survey_links
from checker.collect.survey.noted import Noted
from checker.collect.survey.pages import survey_pages
from checker.collect.survey.portal import PORTALS_ONLY, survey_portal
from checker.collect.survey.promised import promised_columns
from checker.collect.survey.safety import SafetyGatherer
from checker.collect.survey.texts import ReadingLook, TextsGatherer, survey_texts
from checker.core.access import Access
from checker.core.availability import Opening, Outage
from checker.core.evidence import Sighting, Statement, Unseen
from checker.core.guides import Guides
from checker.core.letters import Letters
from checker.core.links import Links, dead_before
from checker.core.safety import Safety
from checker.core.search import SiteSearch
from checker.core.site import (
    Channel,
    ColumnClass,
    Columns,
    Feedback,
    Footer,
    Home,
    Pages,
    Probes,
    PromisedColumns,
    Services,
    SiteEvidence,
    Tags,
)
from checker.core.target import RegisteredColumn, Site
from checker.core.texts import Texts
from checker.extract.signs import Signs
from checker.extract.wording.lexicon import Lexicon


async def survey_site(
    site: Site,
    look: Look,
    as_of: datetime,
    *,
    round_id: str,
    reach: Reach,
    lexicon: Lexicon,
    signs: Signs,
    statements: tuple[Statement, ...] = (),
    sightings: tuple[Sighting, ...] = (),
    registered: tuple[RegisteredColumn, ...] = (),
    tries: tuple[Opening, ...] = (),
    outages: tuple[Outage, ...] = (),
) -> SiteEvidence:
    """Everything one visit shows of a site; it ends whatever the site does.

    `lexicon` is what the texts are searched for, `signs` what gives pages and scripts away. `tries`
    are those of the week before this visit.
    """
    arrival = await arrive(look, site.url, patient=True)
    noted = Noted(arrival.page.url)
    texts = TextsGatherer(noted, site.code, as_of.date(), lexicon, attachments=reach.attachments)
    safety = SafetyGatherer(noted, signs)
    early = EarlyReader(signs.illegal)
    reading = ReadingLook(look, noted, (texts, safety, early))
    errand = Errand(site, reading, as_of, reach, signs, registered, dead_before(sightings))
    reading.note(arrival.page)
    front = await read_front(errand, arrival)
    arrival = arrival.let_go()
    if isinstance(front, Unseen):
        parts = _Parts(*[front] * 15)
    else:
        parts = await _parts(errand, front, texts, safety, early)
    exchanges = look.exchanges()
    return SiteEvidence(
        target=site,
        round=round_id,
        as_of=as_of,
        finished=max(
            (each.started + timedelta(seconds=each.total_s) for each in exchanges), default=as_of
        ),
        probes=_probes(arrival, as_of, tries, outages),
        statements=statements,
        sightings=sightings,
        exchanges=exchanges,
        cost=cost_of(exchanges, 0 if isinstance(parts.links, Unseen) else len(parts.links.links)),
        home=parts.home,
        columns=parts.columns,
        promised=parts.promised,
        feedback=parts.feedback,
        services=parts.services,
        links=parts.links,
        footer=parts.footer,
        tags=parts.tags,
        letters=parts.letters,
        guides=parts.guides,
        texts=parts.texts,
        pages=parts.pages,
        search=parts.search,
        access=parts.access,
        safety=parts.safety,
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    home: Home | Unseen
    columns: Columns | Unseen
    promised: PromisedColumns | Unseen
    feedback: Feedback | Unseen
    services: Services | Unseen
    links: Links | Unseen
    footer: Footer | Unseen
    tags: Tags | Unseen
    letters: Letters | Unseen
    guides: Guides | Unseen
    texts: Texts | Unseen
    pages: Pages | Unseen
    safety: Safety | Unseen
    search: SiteSearch | Unseen = PORTALS_ONLY
    access: Access | Unseen = PORTALS_ONLY


async def _parts(
    errand: Errand, front: Front, texts: TextsGatherer, safety: SafetyGatherer, early: EarlyReader
) -> _Parts:
    """Everything behind the home page, part by part."""
    page, foot = front.page, front.foot
    columns = await survey_columns(errand, page, front.nav, foot, early)
    seen = columns.columns
    feedback, services = await survey_channels(
        errand, page, [(page.url, front.entries), *columns.entries]
    )
    letters = await survey_letters(
        errand, page, [*_named(seen, "interaction"), *_leading(feedback.channels)]
    )
    addresses = {each.url for each in seen.columns} | {link.url for _, link in front.links}
    guides = await survey_guides(
        errand, page, [*_named(seen, "service"), *_leading(services.channels)[:1]], addresses
    )
    search: SiteSearch | Unseen = PORTALS_ONLY
    access: Access | Unseen = PORTALS_ONLY
    if errand.site.is_portal:
        foot, search, access = await survey_portal(errand, page, foot, front.search, front.home)
    return _Parts(
        home=front.home,
        columns=seen,
        promised=promised_columns(errand.registered, seen),
        feedback=feedback,
        services=services,
        footer=foot,
        tags=front.tags,
        letters=letters,
        guides=guides,
        search=search,
        access=access,
        pages=await survey_pages(errand, front.seen, foot, columns.newest),
        # At last: what was only checked as a link leaves no bytes to be read again.
        links=await survey_links(errand, page, [*front.links, *columns.links]),
        texts=await survey_texts(texts, errand.look, page),
        safety=safety.part(proof_at(page)),
    )


def _named(columns: Columns, of_class: ColumnClass) -> list[tuple[str, str]]:
    """The columns of one class by address and name."""
    return [(each.url, each.name) for each in columns.columns if each.column_class == of_class]


def _leading(channels: Sequence[Channel]) -> list[tuple[str, str]]:
    """The channels that open, by address and name."""
    return [(each.url, each.name) for each in channels if each.opened]


def _probes(
    arrival: Arrival, as_of: datetime, tries: tuple[Opening, ...], outages: tuple[Outage, ...]
) -> Probes:
    """The stored tries of the week; where nobody probed, this visit as the only one.

    Beside them it would be one more than the norm asks for, and thin out their failures. It counts
    as made at `as_of`, the moment that the whole visit stands for; a later try never replaces the
    first.
    """
    rendered = arrival.unseen is None and arrival.page.rendered
    own = opening_of(arrival.first, as_of, rendered=rendered)
    return Probes(tries=tries or (own,), outages=outages, at=proof_at(arrival.page, own.reason))
