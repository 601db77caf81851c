"""The pages part: what the home page, some columns and a few articles carry beside their content.

Of a portal more is looked at than of other sites: its columns, the newest interpretations and the
policies that they explain. What an article seems to lack is looked for by the browser too.
"""

import asyncio
from collections.abc import Collection

from checker.collect.look import unseen_of
from checker.collect.survey.columns import same_address
from checker.collect.survey.errand import Errand
from checker.collect.survey.page_seen import (
    COLUMNS,
    Newest,
    article_seen,
    articles_asked,
    column_seen,
    readings_asked,
)
from checker.core.site import Column, ColumnClass, Footer, Pages, PageSeen
from checker.extract.articles.related import policies_linked, readings_linked


async def survey_pages(errand: Errand, home: PageSeen, foot: Footer, newest: Newest) -> Pages:
    """What these pages carry; `home` is what the home page does."""
    wanted = articles_asked(errand, home.url, newest)
    found = await asyncio.gather(*(_article(errand, foot, *each) for each in wanted))
    pages = [home, *(each for each in found if each)]
    if errand.site.is_portal:
        pages += await _columns(errand, foot, newest)
        pages += await _interpretations(errand, home.url, foot, newest)
    return Pages(pages=tuple(pages), at=home.at)


async def _article(errand: Errand, foot: Footer, column: Column, url: str) -> PageSeen | None:
    """An article as its page shows it; None for what is no article of the site."""
    page = await errand.look.open(url)
    return None if unseen_of(page.exchange) else article_seen(errand.today, foot, column, page)


async def _columns(errand: Errand, foot: Footer, newest: Newest) -> list[PageSeen]:
    """Some columns of the site's own, of different classes; their pages were opened before."""
    by_class: dict[ColumnClass, Column] = {}
    for column, _ in newest:
        by_class.setdefault(column.column_class, column)
    found: list[PageSeen] = []
    for column in list(by_class.values())[:COLUMNS]:
        page = await errand.look.open(column.url)
        if not unseen_of(page.exchange) and page.doc is not None:
            found.append(column_seen(errand.today, foot, column, page))
    return found


async def _interpretations(
    errand: Errand, home: str, foot: Footer, newest: Newest
) -> list[PageSeen]:
    """The newest interpretations with the policies they link to, and those policies' pages."""
    known = {same_address(column.url) for column, _ in newest}
    pages: list[PageSeen] = []
    for column, url in readings_asked(errand, home, newest):
        seen = await _article(errand, foot, column, url)
        if seen is None:
            continue
        policies, whole = await _linked(errand, url, known, policies=True)
        pages.append(seen.model_copy(update={"interprets": policies, "links_seen": whole}))
        own = [each for each in policies if errand.is_own(each, home)]
        if own and (policy := await _policy(errand, foot, own[0], seen.url, known)):
            pages.append(policy)
    return pages


async def _policy(
    errand: Errand, foot: Footer, url: str, reading: str, known: Collection[str]
) -> PageSeen | None:
    """The page of a policy that an interpretation leads to, with its links back."""
    column = Column(name="政策文件", url=url, column_class="policy", content="document", at=foot.at)
    seen = await _article(errand, foot, column, url)
    if seen is None:
        return None
    back, whole = await _linked(errand, url, known, policies=False, wanted=reading)
    return seen.model_copy(update={"interpreted_by": back, "links_seen": whole})


async def _linked(
    errand: Errand, url: str, known: Collection[str], *, policies: bool, wanted: str = ""
) -> tuple[tuple[str, ...], bool]:
    """The links of one kind on a page, columns left out, and whether the page was seen whole.

    `wanted` is an address that counts whatever its words. Where the plain page has none, the
    browser's may: a page is only then seen whole.
    """
    for way in (errand.look.open, errand.look.render):
        page = await way(url)
        if page is None or page.doc is None or unseen_of(page.exchange):
            return (), False
        found = page.read(policies_linked) if policies else page.read(readings_linked, wanted)
        found = tuple(
            each
            for each in found
            if same_address(each) not in known and same_address(each) != same_address(page.url)
        )
        if found:
            return found[:5], True
        if page.exchange.lost:
            return (), False
    return (), True
