"""The pages part: what the home page, some columns and a few articles carry beside their content.

Of a portal more is looked at than of other sites: its columns, the newest interpretations and the
policies that they explain. What an article seems to lack is looked for by the browser too.
"""

import asyncio
from collections.abc import Collection, Sequence

from checker.collect.look import unseen_of
from checker.collect.page import Page
from checker.collect.survey.columns import same_address
from checker.collect.survey.errand import Errand, proof_at
from checker.collect.survey.foot import foot_missing
from checker.core.site import Column, ColumnClass, DayNamed, Footer, Pages, PageSeen
from checker.extract.articles.article import Article, read_article
from checker.extract.articles.related import is_reprint, policies_linked, readings_linked
from checker.extract.document import title_of
from checker.extract.lists.items import Item
from checker.extract.page.kinds import page_kind
from checker.extract.page.tags import tag_notes, tags_missing

Newest = Sequence[tuple[Column, tuple[Item, ...]]]
"""Columns, each with the first items of its list."""

_TOLD_APART: tuple[ColumnClass, ...] = ("news", "notice")
_ARTICLES = 3  # as many as may show a habit and not a slip
_MORE_ARTICLES = 5
_READINGS = 3
_COLUMNS = 4
_VALUES = ("SiteDomain", "SiteIDCode", "PubDate")
_VISIBLE = ("label", "text")
_COMPARED = ("meta", "address")


async def survey_pages(errand: Errand, home: PageSeen, foot: Footer, newest: Newest) -> Pages:
    """What these pages carry; `home` is what the home page does."""
    portal = errand.site.is_portal
    wanted = _articles(errand, home.url, newest, _MORE_ARTICLES if portal else _ARTICLES)
    found = await asyncio.gather(*(_article(errand, foot, *each) for each in wanted))
    pages = [home, *(each for each in found if each)]
    if portal:
        pages += await _columns(errand, foot, newest)
        pages += await _interpretations(errand, home.url, foot, newest)
    return Pages(pages=tuple(pages), at=home.at)


def home_seen(errand: Errand, page: Page, code: str) -> PageSeen:
    """What the home page carries; `code` is the site code of its foot."""
    title = page.read(title_of)[:120]
    return PageSeen(
        url=page.url,
        title=title,
        kind="home",
        missing_tags=page.read(tags_missing, "home"),
        tag_faults=_tag_faults(errand, page, code),
        at=proof_at(page, title),
    )


def _articles(errand: Errand, home: str, newest: Newest, count: int) -> list[tuple[Column, str]]:
    """The newest articles of news and notices, one column after the other."""
    lists = [
        (column, [each for each in items if _is_opened(errand, home, each)])
        for column, items in newest
        if column.column_class in _TOLD_APART
    ]
    rounds = [
        (column, items[turn].url)
        for turn in range(_ARTICLES)
        for column, items in lists
        if turn < len(items)
    ]
    seen: dict[str, tuple[Column, str]] = {}
    for column, url in rounds:
        seen.setdefault(url, (column, url))
    return list(seen.values())[:count]


def _is_opened(errand: Errand, home: str, item: Item) -> bool:
    return bool(item.url) and not item.pinned and errand.is_own(item.url, home)


async def _article(errand: Errand, foot: Footer, column: Column, url: str) -> PageSeen | None:
    """An article as its page shows it; None for what is no article of the site."""
    page = await errand.look.open(url)
    if unseen_of(page.exchange) or page.doc is None:
        return None
    if page.read(page_kind, page.url, errand.today) != "article":
        return None
    if column.column_class == "interpretation":
        page.read(policies_linked)  # asked for soon, and the page lies open now
    return _read(errand, foot, column, page)


def _read(errand: Errand, foot: Footer, column: Column, page: Page) -> PageSeen:
    article = page.read(read_article, errand.today)
    shown = next((each for each in article.claims if each.place.startswith(_VISIBLE)), None)
    claims = [each for each in article.claims if each.counts and each.place.startswith(_COMPARED)]
    return PageSeen(
        url=page.url,
        title=article.title[:120],
        kind="article",
        column=column.name,
        column_class=column.column_class,
        missing_tags=page.read(tags_missing, "article"),
        tag_faults=_tag_faults(errand, page, foot.site_code),
        source=article.source,
        reprint=is_reprint(article.source),
        shown=shown.day if shown and shown.counts else None,
        claims=tuple(DayNamed(place=each.place, day=each.day) for each in claims),
        foot_missing=foot_missing(foot, page),
        at=proof_at(page, _words(article)),
    )


def _words(article: Article) -> str:
    days = (f"{each.place} {each.day}" for each in article.claims[:4])
    return f"{article.title[:80]}：{'，'.join(days)}"


def _tag_faults(errand: Errand, page: Page, code: str) -> tuple[str, ...]:
    """What is wrong with the values of tags; how a name is spelt is no fault."""
    notes = page.read(tag_notes, errand.today, None, code)
    return tuple(
        f"{each.name}“{each.value[:40]}”{each.note}"
        for each in notes
        if each.name in _VALUES and "大小写" not in each.note and "格式" not in each.note
    )


async def _columns(errand: Errand, foot: Footer, newest: Newest) -> list[PageSeen]:
    """Some columns of the site's own, of different classes; their pages were opened before."""
    by_class = {column.column_class: column for column, _ in reversed(newest)}
    found: list[PageSeen] = []
    for column in list(by_class.values())[:_COLUMNS]:
        page = await errand.look.open(column.url)
        if unseen_of(page.exchange) or page.doc is None:
            continue
        seen = PageSeen(
            url=page.url,
            title=page.read(title_of)[:120],
            kind="column",
            column=column.name,
            column_class=column.column_class,
            missing_tags=page.read(tags_missing, "column"),
            tag_faults=_tag_faults(errand, page, foot.site_code),
            foot_missing=foot_missing(foot, page),
            at=proof_at(page, column.name),
        )
        found.append(seen)
    return found


async def _interpretations(
    errand: Errand, home: str, foot: Footer, newest: Newest
) -> list[PageSeen]:
    """The newest interpretations with the policies they link to, and those policies' pages."""
    known = {same_address(column.url) for column, _ in newest}
    wanted = [
        (column, item.url)
        for column, items in newest
        if column.column_class == "interpretation"
        for item in items
        if _is_opened(errand, home, item)
    ]
    pages: list[PageSeen] = []
    for column, url in wanted[:_READINGS]:
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
