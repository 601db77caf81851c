"""The guides part: service guides behind the service columns, those that lack something seen twice.

What a page over HTTP lacks is looked for in the browser's page too; where no browser can look, it
is unclear. Guides on another system, such as a province's services site, are not this site's.
"""

import asyncio
from collections.abc import Collection, Sequence

from checker.collect.look import unseen_of
from checker.collect.page import Page
from checker.collect.survey.errand import Errand, proof_at
from checker.core.guides import Guide, GuideElement, Guides
from checker.extract.document import Document
from checker.extract.guides.guide import GuideRead, in_order, read_guide
from checker.extract.links import all_links

Named = tuple[str, str]
"""The address of a page and what the site calls it."""

_MOST_LISTS = 3
_MOST_GUIDES = 12
_TRIED_IN_VAIN = 6
_LEAST_NAME, _MOST_NAME = 4, 60


async def survey_guides(
    errand: Errand, home: Page, found: Sequence[Named], known: Collection[str]
) -> Guides:
    """The guides that these pages lead to.

    `known` are addresses that the home page and the columns lead to: what a page of services links
    to besides is tried first.
    """
    guides: list[Guide] = []
    unopened = 0
    tried = {url for url, _ in found} | {home.url}
    for url, _ in [each for each in dict.fromkeys(found) if errand.is_own(each[0], home.url)][
        :_MOST_LISTS
    ]:
        page = await errand.look.open(url)
        if unseen_of(page.exchange) or page.doc is None:
            continue
        if (own := page.read(read_guide)) is not None:
            guides.append(await _guide(errand, page, own))
            continue
        names = [
            each
            for each in page.read(guide_names)
            if errand.is_own(each, home.url) and each not in tried
        ]
        names.sort(key=lambda each: each in known)
        read, left = await _opened(errand, names, _MOST_GUIDES - len(guides))
        tried |= set(names)
        guides += read
        unopened += left if read else 0
    return Guides(guides=tuple(guides), unopened=unopened, at=proof_at(home))


def guide_names(doc: Document) -> tuple[str, ...]:
    """The addresses of links that may be the names of guides, each once, in order."""
    return tuple(
        dict.fromkeys(
            link.url
            for link in all_links(doc)
            if link.kind == "a" and _LEAST_NAME <= len(link.text) <= _MOST_NAME
        )
    )


async def _opened(errand: Errand, names: list[str], room: int) -> tuple[list[Guide], int]:
    """The guides among these addresses, and how many were not opened.

    A list of other things is given up after a few tries: news beside it is no guide.
    """
    guides: list[Guide] = []
    vain = at = 0
    while at < len(names) and len(guides) < room and vain < _TRIED_IN_VAIN * (1 + len(guides)):
        batch = names[at : at + 4]
        at += len(batch)
        for page, read in await asyncio.gather(*(_read(errand, each) for each in batch)):
            if read is None:
                vain += 1
            elif len(guides) < room:
                guides.append(await _guide(errand, page, read))
    return guides, len(names) - at


async def _read(errand: Errand, url: str) -> tuple[Page, GuideRead | None]:
    """What a page holds if it is a guide; the page is let go, for others are waited for."""
    page = await errand.look.open(url)
    read = None if unseen_of(page.exchange) or page.doc is None else page.read(read_guide)
    return page.let_go(), read


async def _guide(errand: Errand, page: Page, read: GuideRead) -> Guide:
    missing, unclear = frozenset(read.missing), frozenset(read.unclear)
    if missing or unclear:
        again = await _by_browser(errand, page)
        doubtful = missing | unclear
        told = frozenset(again.told) if again else frozenset[GuideElement]()
        missing = missing & frozenset(again.missing) if again else frozenset[GuideElement]()
        unclear = doubtful - told - missing
    quote = f"{read.name}：缺少{'、'.join(in_order(missing))}" if missing else read.name
    return Guide(
        name=read.name,
        url=page.url,
        missing=in_order(missing),
        unclear=in_order(unclear),
        at=proof_at(page, quote, read.selector),
    )


async def _by_browser(errand: Errand, page: Page) -> GuideRead | None:
    """The guide as a browser shows it, None where it could not be seen whole."""
    rendered = await errand.look.render(page.exchange.url)
    if rendered is None or rendered.doc is None or unseen_of(rendered.exchange):
        return None
    return None if rendered.exchange.lost else rendered.read(read_guide)
