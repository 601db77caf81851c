"""The items of a list, and what a list says as a whole: its newest day, what was left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from checker.extract.document import Document
from checker.extract.links import script_target
from checker.extract.lists.blocks import Block, blocks
from checker.extract.lists.choice import main_block
from checker.extract.lists.dates import row_dates
from checker.extract.lists.item import Item
from checker.extract.lists.rows import Row
from checker.extract.lists.stamps import Stamps
from checker.extract.lists.titles import without_facts
from checker.extract.outline import Element, Outline, outline

_PINNED_WORD = re.compile(r"^\s*[\[【(（]?\s*置\s?顶\s*[\]】)）]?")
_PINNED_MARK = re.compile(r"zhiding|sticky|istop|is-top|\bzd\b|icon-?top")
_MOST_REJECTED = 12
_MOST_ITEMS = 3000
_LONG_TITLE = 60
_BULLETS = "·•●◆■▪▶ "
"""What stands before a title instead of a list's own mark."""


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list of a page. `newest` leaves out days after `as_of`, which `future` counts.

    `blank` is True only where the page plainly says or shows that there is nothing, None where
    that could not be told; `needs_browser` says why plain HTTP cannot tell. `rejected` are the
    other lists of the page, each with the reason. `unread` counts the items in the middle of a list
    of many thousands, which were passed over.
    """

    items: tuple[Item, ...]
    selector: str
    newest: date | None
    future: int
    undated: int
    blank: bool | None = False
    blank_quote: str = ""
    needs_browser: str | None = None
    rejected: tuple[tuple[str, str], ...] = ()
    heading: str = ""
    unread: int = 0


def listed(items: Sequence[Item], selector: str, as_of: date, heading: str = "") -> ItemList:
    """A list out of its items: newest, future and undated counted."""
    days = [item.day for item in items if item.day is not None]
    past = [day for day in days if day <= as_of]
    return ItemList(
        items=tuple(items),
        selector=selector,
        newest=max(past, default=None),
        future=len(days) - len(past),
        undated=len(items) - len(days),
        heading=heading,
    )


def read_lists(doc: Document, as_of: date) -> tuple[ItemList, ...]:
    """Every list of news or documents on a page, in document order."""
    page = outline(doc)
    stamps = Stamps(page)
    found = blocks(page, stamps, _names(doc))
    return tuple(block_list(page, block, stamps, as_of) for block in found if block.listing)


def read_main_list(doc: Document, as_of: date) -> tuple[ItemList | None, tuple[Block, ...]]:
    """The main list as it stands in the page's own HTML, and the blocks that were left out."""
    page = outline(doc)
    stamps = Stamps(page)
    best, left = main_block(page, blocks(page, stamps, _names(doc)))
    if best is None:
        return None, tuple(left)
    found = block_list(page, best, stamps, as_of)
    return replace(found, rejected=rejected(best, left)), tuple(left)


def _names(doc: Document) -> str:
    """What the page calls itself: its title and its column's name."""
    return f"{doc.title} {doc.tag('ColumnName')}"


def rejected(best: Block | None, left: Sequence[Block]) -> tuple[tuple[str, str], ...]:
    """The blocks that were not taken, the likeliest first, each with the reason."""
    named = sorted((block for block in left if len(block.rows) > 2), key=lambda one: -one.score)
    return tuple((block.parent.selector, _why(block, best)) for block in named[:_MOST_REJECTED])


def _why(block: Block, best: Block | None) -> str:
    if block.place.why:
        return block.place.why
    if not block.listing:
        return "短链接、没有日期，像导航或菜单"
    if best is not None and best.dated > block.dated:
        return "没有日期或日期少，不如所取的列表完整"
    return "条目少于所取的列表" if best is not None else "不像信息列表"


def block_list(page: Outline, block: Block, stamps: Stamps, as_of: date) -> ItemList:
    """Reads the items of a block; the same item twice (a twin for telephones) counts once."""
    rows = block.rows
    if len(rows) > _MOST_ITEMS:  # the newest stand at one of its ends
        rows = [*rows[: _MOST_ITEMS // 2], *rows[-_MOST_ITEMS // 2 :]]
    urls = [_address(page, row) for row in rows]
    dates = row_dates(page, rows, stamps, urls, as_of)
    items: dict[tuple[str, str, int], Item] = {}
    pins: dict[str, bool] = {}
    said = "顶" in page.said
    for place, (row, url, (day, source, quote)) in enumerate(zip(rows, urls, dates, strict=True)):
        title, pinned = _title(page, row, stamps)
        pinned = pinned or (said and _says_pinned(page, row)) or _pinned(page, row, pins)
        item = Item(title, url, day, source, quote, pinned, row.top.selector)
        key = (url, title, 0) if url else ("", title, place)
        known = items.get(key)
        if known is None or (known.day is None and day is not None):
            items[key] = item
    found = listed(tuple(items.values()), block.parent.selector, as_of, block.place.heading)
    return replace(found, unread=len(block.rows) - len(rows)) if rows is not block.rows else found


def _address(page: Outline, row: Row) -> str:
    """Where the row's link leads; empty for a placeholder or a script that hides the address."""
    link = row.link
    url = page.url(link.get("href"))
    if url and not link.get("href").startswith("#"):
        return url
    for said in (link.get("data-href"), link.get("data-url")):
        if said:
            return page.url(said)
    return page.url(script_target(link.get("href") + " " + link.get("onclick")))


def _title(page: Outline, row: Row, stamps: Stamps) -> tuple[str, bool]:
    """The words of the title without date and pin, and whether it had a pin."""
    link = row.link
    title = row.title
    first, last = stamps.within(link.texts_from, link.texts_to)
    if first < last or len(title) > _LONG_TITLE:
        dates = set(stamps.places[first:last])
        title = _card_title(page, link, dates) or title
    words = _PINNED_WORD.sub("", title) if "顶" in title else title
    return (words or title).strip().lstrip(_BULLETS), words != title


def _card_title(page: Outline, link: Element, dates: set[int]) -> str:
    """The title of a link that holds more than its title: a heading, else its words but the date."""
    said = without_facts(link.get("title"))
    if said:
        return said
    parts = page.below(link, 40)
    for part in parts:
        if part.tag in ("h1", "h2", "h3", "h4", "h5", "h6") or "tit" in part.marks:
            words = page.inline(part)
            if words:
                return words
    texts = [page.texts[at] for at in range(link.texts_from, link.texts_to) if at not in dates]
    if any(part.tag in ("p", "div", "dl", "ul") for part in parts):
        first = next((text for text in texts if len(text.words) > 4), None)
        if first is not None:
            return first.words
    return " ".join("".join([text.raw for text in texts]).split())


def _says_pinned(page: Outline, row: Row) -> bool:
    """Whether one of the words beside a row's title is that of a pin."""
    for text in page.texts[row.texts_from : min(row.texts_to, row.texts_from + 8)]:
        words = text.words
        if len(words) <= 6 and "顶" in words and _PINNED_WORD.search(words) and not text.at.hidden:
            return True
    return False


def _pinned(page: Outline, row: Row, pins: dict[str, bool]) -> bool:
    """Whether a row shows the sign of a pin. `pins` remembers what marks say: rows are alike."""
    top = row.top
    for part in page.elements[top.order : min(top.after, top.order + 12)]:
        said = part.attributes
        if not said or part is row.link:
            continue
        if "置顶" in (said.get("alt") or "") or "置顶" in (said.get("title") or ""):
            return True
        if _marks_pin(said.get("class"), pins) or _marks_pin(said.get("id"), pins):
            return True
    return False


def _marks_pin(mark: str | None, known: dict[str, bool]) -> bool:
    """Whether a class or an id is one of pins; asked once for each."""
    if not mark:
        return False
    pin = known.get(mark)
    if pin is None:
        pin = known[mark] = _PINNED_MARK.search(mark.lower()) is not None
    return pin
