"""The links of home and column pages, or of an account's posts, with what they answer.

One visit only tells that a link failed in this visit; whether it is dead is for an indicator
that has seen it fail more than once. What failed is asked again at the end of the visit, when
some time has gone by; what only the words of a page speak against is looked at by a browser.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from checker.collect.look import Look
from checker.collect.page import Page
from checker.collect.survey.errand import Errand, proof_at
from checker.collect.survey.link_checks import Checked, check_link, check_link_again
from checker.collect.survey.link_second_look import looked_at_again
from checker.collect.survey.side_by_side import side_by_side
from checker.core.evidence import Proof
from checker.core.links import Link, Links
from checker.core.web import Exchange
from checker.extract.answers.illegal_page import Suspicion, advertised
from checker.extract.answers.illegal_words import IllegalWords
from checker.extract.document import host_of
from checker.extract.links import SeenLink, link_places

_SECOND_TRIES = 100
_SUSPECTED_TEXT = "链接文字疑似违法广告"


@dataclass(frozen=True, slots=True)
class _Found:
    """A link and the first page that names it."""

    page: str
    link: SeenLink


@dataclass(frozen=True, slots=True)
class LinkErrand:
    """What links are asked with: at most `most` of them, by `look`.

    `own` is an address on the host that they stand on, empty for posts. `dead_before` are those that
    a visit hours before found dead, and since when.
    """

    look: Look
    words: IllegalWords
    most: int
    own: str
    dead_before: Mapping[str, datetime]


async def survey_links(errand: Errand, home: Page, found: Sequence[tuple[Page, SeenLink]]) -> Links:
    """The links of a site's pages, each with the page that names it."""
    asking = LinkErrand(
        errand.look, errand.signs.illegal, errand.reach.links, home.url, errand.dead_before
    )
    links = await asked_links(asking, proof_at(home), [(page.url, link) for page, link in found])
    return links.model_copy(update={"links": tuple(_placed(found, links.links))})


async def asked_links(
    errand: LinkErrand, at: Proof, found: Sequence[tuple[str, SeenLink]]
) -> Links:
    """Each address once, with the first page that names it, up to the errand's number."""
    first: dict[str, _Found] = {}
    for page, link in found:
        if link.url.startswith(("http://", "https://")):
            first.setdefault(link.url, _Found(page, link))
    wanted = list(first.values())[: errand.most]
    checked = await _all_checked(errand, [each.link for each in wanted])
    if not _knows_names(errand.own, checked):
        checked = [each.without_names() for each in checked]
    links = [_told(errand, each, answer) for each, answer in zip(wanted, checked, strict=True)]
    kept = tuple(each for each in links if each.cause != "budget")
    return Links(
        links=kept, unchecked=len(first) - len(kept), at=at.quoting(f"链接 {len(kept)} 个")
    )


async def _all_checked(errand: LinkErrand, links: Sequence[SeenLink]) -> list[Checked]:
    """The answer of each link; those that failed are asked once more after all the others."""

    async def check(link: SeenLink) -> Checked:
        return (await check_link(errand.look, link, errand.words)).let_go()

    async def check_again(at: int) -> Checked:
        return (await check_link_again(errand.look, links[at], checked[at], errand.words)).let_go()

    checked = await side_by_side(check, links)
    failed = [at for at, each in enumerate(checked) if each.doubtful][:_SECOND_TRIES]
    again = await side_by_side(check_again, failed)
    for at, each in zip(failed, again, strict=True):
        checked[at] = each
    return await looked_at_again(errand.look, links, checked, errand.words)


def _knows_names(own_address: str, checked: Sequence[Checked]) -> bool:
    """Whether any other host than the site's own was reached: else our resolver may be down."""
    own = host_of(own_address)
    return any(
        each.page.exchange.status is not None and host_of(each.asked) != own for each in checked
    )


def _told(errand: LinkErrand, found: _Found, checked: Checked) -> Link:
    link, target, exchange = found.link, checked.target, checked.page.exchange
    external = host_of(link.url) != host_of(errand.own)
    suspicion, reason = target.suspicion, target.says
    if suspicion and suspicion.by_head and not external:
        suspicion, reason = None, ""  # tampering with the site's own page: the safety part has it
    if suspicion is None and external and link.hidden:
        suspicion = advertised(link.text, errand.words)
        reason = reason or (_SUSPECTED_TEXT if suspicion else "")
    plain = target.verdict == "works" and suspicion is None and not checked.second
    return Link(
        url=link.url,
        text=link.text[:200],
        found_on=found.page,
        external=external,
        verdict=target.verdict,
        status=exchange.status,
        reason=reason,
        kind=link.kind,
        hidden=link.hidden,
        cause=target.cause,
        suspect=suspicion.kind if suspicion else "",
        signs=_signs(suspicion),
        second=checked.second,
        tries=checked.tries,
        dead_before=errand.dead_before.get(link.url) if target.verdict == "dead" else None,
        moved_to=_moved_to(link.url, exchange) if target.verdict == "works" else "",
        at=None if plain else proof_at(checked.page, reason),
    )


def _placed(found: Sequence[tuple[Page, SeenLink]], links: Sequence[Link]) -> Iterator[Link]:
    """The links, with their place in the page for those that a proof has to point at."""
    pointed = {each.url for each in links if each.at is not None}
    by_page: dict[str, Page] = {}
    first: dict[str, SeenLink] = {}
    for page, link in found:
        if link.url in pointed and first.setdefault(link.url, link) is link:
            by_page.setdefault(page.url, page)
    places = {url: dict(page.read(link_places)) for url, page in by_page.items() if page.doc}
    for each in links:
        named = first.get(each.url)
        place = places.get(each.found_on, {}).get(named.order) if named else None
        yield each.model_copy(update={"selector": place}) if place else each


_FOR_GOOD = (301, 308)


def _moved_to(asked: str, exchange: Exchange) -> str:
    """The address on another host where the first redirect sends everybody for good, if it does."""
    if not exchange.hops or exchange.hops[0].status not in _FOR_GOOD:
        return ""
    was, now = host_of(asked).removeprefix("www."), host_of(exchange.final_url).removeprefix("www.")
    return exchange.final_url if was != now else ""


def _signs(suspicion: Suspicion | None) -> tuple[str, ...]:
    return suspicion.signs if suspicion else ()
