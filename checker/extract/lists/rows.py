"""Rows that repeat: the raw material of every list on a page.

Whatever a CMS calls them, the items of a list are neighbours that each hold one link. So each
link climbs to the largest element that is still its own; rows that share a parent and a tag form
a strip. No class name of any CMS is used.
"""

import re
from itertools import pairwise

from checker.extract.lists.titles import link_key, title_of
from checker.extract.lists.tools import is_tool
from checker.extract.outline import Element, Outline, Text

_STOP = frozenset(("html", "body", "form", "center", "marquee", "-"))
_HOLDERS = frozenset(("ul", "ol", "dl", "tbody", "table", "thead"))
_ITEMS = frozenset(("li", "tr", "dt", "dd"))
_LONGEST_TOOL = 40
_MOST_LINKS = 6
_FEW_LINKS = 3
_MOST_TEXTS = 400
_MOST_WORDS = 1500
_WIDEST_GAP = 6
_NEIGHBOURS = 8
_MOST_BESIDE = 12
_LEAST_FULL_TITLE = 7
_STAMP_HINT = re.compile(r"\d[\d\-./年月日:： ]{2,}|昨天|今天|前天|刚刚|前$")
_FILLER = re.compile(
    r"[\[【(（<《]?(?:(?:查看|点击|阅读)?(?:详情|详细|全文|原文|更多|内容)|查看|下载|附件\d*|点击下载|"
    r"图解|解读|more|置顶|new|pdf|word|ofd|excel|相关文件|政策解读|预览|打印|收藏|分享)"
    r"[\]】)）>》…>\s]{0,6}",
    re.IGNORECASE,
)


class Row:
    """One item: its main link, the element that is all its own, and the texts that go with it."""

    __slots__ = ("link", "texts_from", "texts_to", "title", "top")

    def __init__(
        self, link: Element, top: Element, title: str, texts_from: int, texts_to: int
    ) -> None:
        self.link, self.top, self.title = link, top, title
        self.texts_from, self.texts_to = texts_from, texts_to


class Strip:
    """Neighbouring rows under one parent."""

    __slots__ = ("parent", "rows")

    def __init__(self, parent: Element) -> None:
        self.parent = parent
        self.rows: list[Row] = []

    @property
    def pane(self) -> bool:
        """Whether it stands in a tab that is not the open one."""
        return self.parent.hidden

    @property
    def texts_from(self) -> int:
        """Where its first row begins among the texts of the page."""
        return self.rows[0].texts_from

    @property
    def texts_to(self) -> int:
        """Where its last row ends among the texts of the page."""
        return self.rows[-1].texts_to


def strips(page: Outline) -> list[Strip]:
    """All strips of a page in document order, rows extended by the linkless texts beside them."""
    grouped: dict[tuple[int, str], Strip] = {}
    last_top = -1
    panes: dict[int, bool] = {}
    strip: Strip | None = None
    for link in page.links:
        if link.order < last_top or (link.hidden and not _in_pane(page, link, panes)):
            continue
        row = _row(page, link)
        if row is None or (parent := row.top.parent) is None:
            continue
        last_top = row.top.after
        if strip is None or strip.parent is not parent or strip.rows[0].top.tag != row.top.tag:
            strip = grouped.setdefault((parent.order, row.top.tag), Strip(parent))
        strip.rows.append(row)
    found = _folded(page, list(grouped.values()))
    for strip in found:
        _extend(page, strip)
    return found


def _in_pane(page: Outline, link: Element, known: dict[int, bool]) -> bool:
    """Whether a hidden link stands in a tab: a hidden part with links whose neighbour is shown."""
    if link.hidden_by < 0:
        return False
    part = page.elements[link.hidden_by]
    if part.order not in known:
        known[part.order] = part.links_to - part.links_from > 2 and _shown_twin(page, part)
    return known[part.order]


def _shown_twin(page: Outline, part: Element) -> bool:
    above = part.parent
    if above is None or part.tag in _ITEMS:
        return False
    at = above.order + 1
    for _ in range(_MOST_LINKS * 4):
        if at >= above.after:
            break
        other = page.elements[at]
        if other.tag == part.tag and not other.hidden and other.links_to > other.links_from:
            return True
        at = other.after
    return False


def _row(page: Outline, link: Element) -> Row | None:
    main, top, above = link, link, link.parent
    links, said = link.links_to - link.links_from, link.texts_to - link.texts_from
    while above is not None and above.tag not in _STOP:
        held, says = above.links_to - above.links_from, above.texts_to - above.texts_from
        if held > links:
            if held > _MOST_LINKS or (top.tag in _ITEMS and above.tag != "dl"):
                break
            better = _one_item(page, main, page.links_in(above))
            if better is None:
                break
            main = better
        grown = says > said
        if (grown or above.tag in _HOLDERS) and not _fits(page, above, says, grown=grown):
            break
        top, links, said, above = above, held, says, above.parent
    title = title_of(page, main)
    if not title or (len(title) <= _LONGEST_TOOL and is_tool(title)):
        return None
    return Row(main, top, title, top.texts_from, top.texts_to)


def _fits(page: Outline, above: Element, says: int, *, grown: bool) -> bool:
    """Whether a row may grow to the element above, of so many texts: not to a whole list, not to
    a whole page."""
    if says > _MOST_TEXTS:
        return False
    if above.tag in _HOLDERS:
        return _repeated(page, above)
    return not grown or page.size(above) <= _MOST_WORDS


def _repeated(page: Outline, holder: Element) -> bool:
    """Whether a holder (or the table around it) stands among others of its tag that have links."""
    while holder.parent is not None and holder.parent.tag in _HOLDERS:
        holder = holder.parent
    above = holder.parent
    at = above.order + 1 if above is not None else 0
    for _ in range(_NEIGHBOURS):
        if above is None or at >= above.after:
            break
        other = page.elements[at]
        if other is not holder and other.tag == holder.tag and other.links_to > other.links_from:
            return True
        at = other.after
    return False


def _one_item(page: Outline, main: Element, links: list[Element]) -> Element | None:
    """The main link when all these links belong to one item; None when they are several items."""
    key, size = link_key(main), page.size(main)
    filler: bool | None = None
    for other in links:
        if other is main:
            continue
        length = page.size(other)
        nested = main.order < other.order < main.after or other.order < main.order < other.after
        same = bool(key) and link_key(other) == key
        if not (nested or same or not length or not size):
            if _FILLER.fullmatch(page.inline(other)):
                continue
            if filler is None:
                filler = _FILLER.fullmatch(page.inline(main)) is not None
            if not filler:
                return None
        if same and length and size and length < _LEAST_FULL_TITLE and size < _LEAST_FULL_TITLE:
            return None
        if _better(other, length, main, size):
            main, size, key, filler = other, length, link_key(other), None
    return main


def _better(other: Element, length: int, main: Element, size: int) -> bool:
    """Whether another link of the same item carries its title: it has words, and comes first."""
    if not size or not length:
        return length > 0
    return size < _LEAST_FULL_TITLE <= length


def _folded(page: Outline, found: list[Strip]) -> list[Strip]:
    """Strips with each `li`, `tr` … of several links taken as one row of its holder's strip.

    An item often holds the name of its column or its attachment besides its title.
    """
    kept: list[Strip] = []
    holders: dict[int, Strip] = {}
    by_item: dict[int, list[Strip]] = {}
    mixed: dict[int, Strip] = {}
    for strip in found:
        if strip.parent.tag in ("td", "p", "div", "span", "h3", "h4", "dd", "dt"):
            item = next((e for e in _few(strip.parent) if e.tag in ("li", "tr")), None)
            item = item or _dated_box(page, strip)
        else:
            item = strip.parent if strip.parent.tag in ("li", "tr") else None
        if item is None or item.parent is None or item.links_to - item.links_from > _MOST_LINKS:
            kept.append(strip)
            if strip.rows[0].top.tag in ("li", "tr"):
                holders.setdefault(strip.parent.order, strip)
        else:
            by_item.setdefault(item.order, []).append(strip)
    for order, parts in by_item.items():
        item = page.elements[order]
        rows = [row for strip in parts for row in strip.rows]
        main = max(rows, key=lambda row: len(row.title))
        lengths = sorted(len(row.title) for row in rows)
        several = len(rows) > 1 and lengths[-2] > 12 and lengths[-2] * 2 > lengths[-1]
        if item.parent is None or several:
            kept.extend(parts)
            continue
        row = Row(main.link, item, main.title, item.texts_from, item.texts_to)
        holder = holders.get(item.parent.order)
        if holder is None:
            holder = holders[item.parent.order] = Strip(item.parent)
            kept.append(holder)
        holder.rows.append(row)
        mixed[item.parent.order] = holder
    for strip in mixed.values():
        strip.rows.sort(key=lambda row: row.top.order)
    kept.sort(key=lambda strip: strip.rows[0].top.order)
    return kept


def _dated_box(page: Outline, strip: Strip) -> Element | None:
    """A box that is one item: some links and one date, among others of its make."""
    box = strip.parent
    above = box.parent
    if box.tag not in ("div", "p") or above is None or box.links_to - box.links_from > _FEW_LINKS:
        return None
    days = [t for t in page.texts_in(box) if t.link is None and _STAMP_HINT.search(t.words)]
    if len(days) != 1 or len(strip.rows) < 2:
        return None
    at, alike = above.order + 1, 0
    for _ in range(_NEIGHBOURS):
        if at >= above.after:
            break
        other = page.elements[at]
        same = other.tag == box.tag and other.get("class") == box.get("class")
        alike += same and other.links_to - other.links_from == box.links_to - box.links_from
        at = other.after
    return box if alike > 1 else None


def _few(element: Element) -> list[Element]:
    """An element and the three around it."""
    around = [element]
    while len(around) < 4 and (above := around[-1].parent) is not None:
        around.append(above)
    return around


def _extend(page: Outline, strip: Strip) -> None:
    """Gives the texts between rows to the row before or after, whichever side the dates are on."""
    rows, parent = strip.rows, strip.parent
    if len(rows) == 1:
        alone = parent.links_to - parent.links_from == len(page.links_in(rows[0].top))
        if alone and parent.texts_to - parent.texts_from <= _MOST_BESIDE:
            rows[0].texts_from, rows[0].texts_to = parent.texts_from, parent.texts_to
            return
        if rows[0].top.tag not in ("a", "dt", "dd", "span", "h3", "h4", "p"):
            return
    gaps = sum([after.texts_from > row.texts_to for row, after in pairwise(rows)])
    if gaps * 2 < len(rows) - 1:
        return
    ends = [row.texts_from for row in rows[1:]] + [min(parent.texts_to, rows[-1].texts_to + 4)]
    starts = [max(parent.texts_from, rows[0].texts_from - 2)] + [row.texts_to for row in rows[:-1]]
    if any(end - row.texts_to > _WIDEST_GAP for row, end in zip(rows, ends, strict=True)):
        return
    if (
        rows[0].texts_from > starts[0]
        and _dated(page.texts, starts[0], rows[0].texts_from)
        and not _dated(page.texts, rows[-1].texts_to, ends[-1])
    ):
        for row, start in zip(rows, starts, strict=True):
            row.texts_from = start
        return
    for row, end in zip(rows, ends, strict=True):
        row.texts_to = max(end, row.texts_to)


def _dated(texts: list[Text], first: int, last: int) -> bool:
    return any(_STAMP_HINT.search(text.words) for text in texts[first:last])
