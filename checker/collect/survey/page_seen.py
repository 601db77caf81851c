"""What one page carries beside its content, and which pages of a site are asked for it."""

from collections.abc import Sequence
from datetime import date

from checker.collect.page import Page
from checker.collect.survey.errand import Errand, proof_at
from checker.collect.survey.foot import foot_missing
from checker.core.site import Column, ColumnClass, DayNamed, Footer, PageSeen
from checker.extract.articles.article import Article, read_article
from checker.extract.articles.related import is_reprint, policies_linked
from checker.extract.document import title_of
from checker.extract.lists.items import Item
from checker.extract.page.kinds import page_kind
from checker.extract.page.tags import tag_notes, tags_missing

Newest = Sequence[tuple[Column, tuple[Item, ...]]]
"""Columns, each with the first items of its list."""

COLUMNS = 4
"""So many columns of a portal are asked, each of another class."""
_TOLD_APART: tuple[ColumnClass, ...] = ("news", "notice")
OF_ARTICLES = frozenset((*_TOLD_APART, "interpretation"))
"""The classes of columns whose articles are asked."""
_ARTICLES = 3  # as many as may show a habit and not a slip
_MORE_ARTICLES = 5
_READINGS = 3
_VALUES = ("SiteDomain", "SiteIDCode", "PubDate")
_VISIBLE = ("label", "text")
_COMPARED = ("meta", "address")


def home_seen(today: date, page: Page, code: str) -> PageSeen:
    """What the home page carries; `code` is the site code of its foot."""
    title = page.read(title_of)[:120]
    return PageSeen(
        url=page.url,
        title=title,
        kind="home",
        missing_tags=page.read(tags_missing, "home"),
        tag_faults=_tag_faults(today, page, code),
        at=proof_at(page, title),
    )


def articles_asked(errand: Errand, home: str, newest: Newest) -> list[tuple[Column, str]]:
    """The newest articles of news and notices, one column after the other; more of a portal."""
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
    return list(seen.values())[: _MORE_ARTICLES if errand.site.is_portal else _ARTICLES]


def readings_asked(errand: Errand, home: str, newest: Newest) -> list[tuple[Column, str]]:
    """The newest interpretations of a portal."""
    if not errand.site.is_portal:
        return []
    wanted = [
        (column, item.url)
        for column, items in newest
        if column.column_class == "interpretation"
        for item in items
        if _is_opened(errand, home, item)
    ]
    return wanted[:_READINGS]


def _is_opened(errand: Errand, home: str, item: Item) -> bool:
    return bool(item.url) and not item.pinned and errand.is_own(item.url, home)


def article_seen(today: date, foot: Footer, column: Column, page: Page) -> PageSeen | None:
    """An article as its page shows it; None for what is no article of the site."""
    if page.doc is None or page.read(page_kind, page.url, today) != "article":
        return None
    if column.column_class == "interpretation":
        page.read(policies_linked)  # asked for soon, and the page lies open now
    article = page.read(read_article, today)
    shown = next((each for each in article.claims if each.place.startswith(_VISIBLE)), None)
    claims = [each for each in article.claims if each.counts and each.place.startswith(_COMPARED)]
    return PageSeen(
        url=page.url,
        title=article.title[:120],
        kind="article",
        column=column.name,
        column_class=column.column_class,
        missing_tags=page.read(tags_missing, "article"),
        tag_faults=_tag_faults(today, page, foot.site_code),
        source=article.source,
        reprint=is_reprint(article.source),
        shown=shown.day if shown and shown.counts else None,
        claims=tuple(DayNamed(place=each.place, day=each.day) for each in claims),
        foot_missing=foot_missing(foot, page),
        at=proof_at(page, _words(article)),
    )


def column_seen(today: date, foot: Footer, column: Column, page: Page) -> PageSeen:
    """A column as its page shows it."""
    return PageSeen(
        url=page.url,
        title=page.read(title_of)[:120],
        kind="column",
        column=column.name,
        column_class=column.column_class,
        missing_tags=page.read(tags_missing, "column"),
        tag_faults=_tag_faults(today, page, foot.site_code),
        foot_missing=foot_missing(foot, page),
        at=proof_at(page, column.name),
    )


def _words(article: Article) -> str:
    days = (f"{each.place} {each.day}" for each in article.claims[:4])
    return f"{article.title[:80]}：{'，'.join(days)}"


def _tag_faults(today: date, page: Page, code: str) -> tuple[str, ...]:
    """What is wrong with the values of tags; how a name is spelt is no fault."""
    notes = page.read(tag_notes, today, None, code)
    return tuple(
        f"{each.name}“{each.value[:40]}”{each.note}"
        for each in notes
        if each.name in _VALUES and "大小写" not in each.note and "格式" not in each.note
    )
