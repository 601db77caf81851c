"""The main list of a column page, and the lists of a home page.

The page's own HTML first, then what its scripts carry. Where there is no list this says whether
the page is plainly blank, or why plain HTTP cannot tell.
"""

from dataclasses import dataclass, replace
from datetime import date

from checker.extract.document import Document
from checker.extract.lists.choice import body_of_text
from checker.extract.lists.embedded import read_embedded, requests
from checker.extract.lists.items import Item, ItemList, read_lists, read_main_list, rejected
from checker.extract.lists.shells import emptiness, list_frames
from checker.extract.once import once
from checker.extract.outline import outline

_ENOUGH_ITEMS = 3
_DOCUMENT = 200
"""Characters of long sentences that make a page without a list a document."""


@dataclass(frozen=True, slots=True)
class HomeEntry:
    """A dated item of a home page with the heading and the place of its block."""

    item: Item
    block: str
    selector: str


@once
def main_list(doc: Document, as_of: date) -> ItemList | None:
    """The main list of a column page; without items when the page has none and says why.

    None: no list, and nothing that tells why (a single document, a page of links).
    """
    found, left = read_main_list(doc, as_of)
    if found is not None and _stands(found):
        return found
    carried = read_embedded(doc, as_of)
    if carried is not None and (found is None or len(carried.items) >= len(found.items)):
        return replace(carried, rejected=rejected(None, left))
    if found is not None:
        return replace(found, needs_browser=_needs_more(doc))
    page = outline(doc)
    if body_of_text(page) > _DOCUMENT or (doc.tag("ArticleTitle") and doc.tag("PubDate")):
        return None
    reason = _needs_more(doc)
    empty = emptiness(page, doc.title)
    if reason is not None or (empty is not None and empty.needs_browser):
        why = reason or (empty.needs_browser if empty else None)
        place = empty.selector if empty else ""
        return _without_items(place, None, "", why, rejected(None, left))
    if list_frames(page):
        return _without_items("iframe", None, "", "列表可能在内嵌框架里", rejected(None, left))
    if empty is not None and empty.blank:
        return _without_items(empty.selector, True, empty.quote, None, rejected(None, left))
    return None


def all_lists(doc: Document, as_of: date) -> tuple[ItemList, ...]:
    """Every list of news or documents on a page, those in its scripts too."""
    found = read_lists(doc, as_of)
    carried = read_embedded(doc, as_of)
    return (*found, carried) if carried is not None else found


def home_entries(doc: Document, as_of: date) -> tuple[HomeEntry, ...]:
    """The dated items of all blocks of a home page, each item once, in document order."""
    entries: dict[tuple[str, str], HomeEntry] = {}
    for block in all_lists(doc, as_of):
        for item in block.items:
            if item.day is not None:
                key = (item.url, item.title)
                entries.setdefault(key, HomeEntry(item, block.heading, block.selector))
    return tuple(entries.values())


def needs_browser(doc: Document, as_of: date) -> str | None:
    """Why the page as sent cannot be read without a browser; None when it can be."""
    found = main_list(doc, as_of)
    return found.needs_browser if found is not None else None


def _stands(found: ItemList) -> bool:
    """Whether a list is sure enough to look no further."""
    return len(found.items) >= _ENOUGH_ITEMS and found.undated * 2 <= len(found.items)


def _needs_more(doc: Document) -> str | None:
    asked = requests(doc)
    if asked:
        return f"列表由接口提供（{asked[0].kind}）"
    return None


def _without_items(
    selector: str,
    blank: bool | None,
    quote: str,
    needs: str | None,
    left: tuple[tuple[str, str], ...],
) -> ItemList:
    return ItemList((), selector, None, 0, 0, blank, quote, needs, left)
