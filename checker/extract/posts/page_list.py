"""The posts of a public page, found by the CSS selectors of a source's definition."""

import re
from datetime import datetime

from selectolax.lexbor import LexborNode

from checker.core.source import PageSource
from checker.extract.document import Document, attribute, fold, join, visible_text
from checker.extract.posts.item import MOST_POSTS, FoundPost, SourceError
from checker.extract.posts.times import read_times


def read_page_posts(doc: Document, source: PageSource, as_of: datetime) -> tuple[FoundPost, ...]:
    """All posts of a page in its order; raises SourceError for a selector that is none.

    A page on which `list` finds nothing gives no posts: whether the account has none or the page
    was rebuilt, nobody can tell.
    """
    rows = _all(doc, source.list)[:MOST_POSTS]
    times = read_times([_date(row, source) for row in rows], "auto", as_of)
    found: list[FoundPost] = []
    for row, when in zip(rows, times, strict=True):
        link, title = _first(row, source.link), _first(row, source.title)
        address = join(doc.base, attribute(link, "href")) if link is not None else ""
        words = fold(visible_text(title)) if title is not None else ""
        words = words or (fold(attribute(title, "title")) if title is not None else "")
        if words or when.moment:
            found.append(FoundPost(words, address, when.moment, when.date_only))
    return tuple(found)


def _date(row: LexborNode, source: PageSource) -> str:
    """The words of the date: of its element (or its `datetime`), cut out by the pattern."""
    node = _first(row, source.date) if source.date else row
    if node is None:
        return ""
    text = attribute(node, "datetime") or fold(visible_text(node))
    if not source.date_pattern:
        return text
    found = re.search(source.date_pattern, text)
    if found is None:
        return ""
    return found[1] if found.re.groups else found[0]


def _all(doc: Document, selector: str) -> list[LexborNode]:
    try:
        return list(doc.tree.css(selector))
    except ValueError as error:
        raise SourceError(f"选择器有误 · no CSS selector: {selector} ({error})") from None


def _first(row: LexborNode, selector: str) -> LexborNode | None:
    try:
        return row.css_first(selector)
    except ValueError as error:
        raise SourceError(f"选择器有误 · no CSS selector: {selector} ({error})") from None
