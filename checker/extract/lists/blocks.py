"""Strips that belong together, and how much each looks like the list that a page is for."""

import re

from checker.extract.links import is_attachment
from checker.extract.lists.dates import glued
from checker.extract.lists.places import Place, Places
from checker.extract.lists.rows import Row, Strip, strips
from checker.extract.lists.stamps import Stamps
from checker.extract.outline import Element, Outline

_ADDRESS_DAY = re.compile(r"t(?:19|20)\d{6}_|/(?:19|20)\d{2}[/\-]?\d{1,2}|/(?:19|20)\d{6}")
_FOOT = re.compile(
    r"公网安备|ICP备|^网站地图$|^站点地图$|^网站声明$|^隐私(?:声明|政策)$|^版权", re.MULTILINE
)
_FOOT_SIGNS = ("安备", "ICP备", "地图", "声明", "隐私", "版权")
_HOME_PAGE = re.compile(r"https?://[^/]{3,80}/?")
_FULL_TITLE = 25
_LEAST_TITLE = 9
_LONG_TITLE = 40
_ENOUGH_ROWS = 30
_LEAST_SINGLE = 5
_ITEMS = ("li", "tr", "dt", "dd")
_HALF = 0.5
_MOST = 0.8
_FEW = 3
_LEAST_PAGED = 5
_ANCHORED = 6.0
_NAMED = 2.0
_LEAST_SCORE = 0.03


class Block:
    """One list of a page: its strips, its place, and what speaks for it.

    `dated`, `addressed`, `files`, `abroad` are the shares of its rows with a date, with one in
    their address, that lead to files, to other sites; `title` is the mean length of their titles.
    `anchored` says that a pager follows it, which is how a column page ends its list.
    """

    __slots__ = (
        *("abroad", "addressed", "anchored", "dated", "files", "place", "rows", "stamp"),
        *("strips", "title"),
    )

    def __init__(self, strip: Strip, place: Place, title: float) -> None:
        self.strips = [strip]
        self.rows = list(strip.rows)
        self.place, self.title = place, title
        self.dated = self.addressed = self.files = self.abroad = 0.0
        self.stamp: tuple[str, str] = ("", "")
        self.anchored = False

    @property
    def score(self) -> float:
        """How much it looks like a main list: rows, words, dates, place."""
        rows = min(len(self.rows), _ENOUGH_ROWS)
        words = min(self.title, _FULL_TITLE) / _FULL_TITLE
        dates = 0.2 + self.dated + 0.4 * self.addressed * (1 - self.dated)
        place = self.place.weight * (0.7 if self.place.has_more else 1.0)
        place *= _NAMED if self.place.named else 1.0
        return rows * words * dates * place * (_ANCHORED if self.anchored else 1.0)

    @property
    def listing(self) -> bool:
        """Whether it is a list of news or documents at all, not a menu or a row of friend links."""
        if self.dated >= 0.3:
            if len(self.rows) < _FEW and self.place.weight < _HALF:
                return False
            sure = len(self.rows) > 1 or self.rows[0].top.tag in _ITEMS
            return self.score > _LEAST_SCORE and (sure or self.title > _LEAST_SINGLE)
        if self.place.weight < _HALF or self.files > _MOST or self.abroad > _HALF:
            return False
        long_enough = self.title >= _LEAST_TITLE
        least = 3 if self.addressed <= _HALF else 1 if self.anchored else 2
        return long_enough and len(self.rows) >= least

    @property
    def parent(self) -> Element:
        """What its first strip stands in."""
        return self.strips[0].parent


def blocks(page: Outline, stamps: Stamps, names: str = "") -> list[Block]:
    """The lists of a page in document order; neighbouring strips of one shape are one block."""
    places = Places(page, names)
    found: list[Block] = []
    shaped: dict[tuple[int, str, str, str, str, str], Block] = {}
    for strip in strips(page):
        block = _block(page, stamps, places, strip)
        holder = strip.parent
        if holder.tag == "tbody" and holder.parent is not None:
            holder = holder.parent
        beyond = holder.parent
        shape = (
            beyond.order if beyond is not None else 0,
            holder.tag,
            holder.get("class"),
            strip.rows[0].top.tag,
            *block.stamp,
        )
        same = shaped.get(shape)
        if same is None and found and _touches(found[-1], block):
            same = found[-1]
        if same is None or not _goes_on(same, block):
            shaped[shape] = block
            found.append(block)
        else:
            join(same, block)
    _anchor(found, places)
    return found


def _anchor(found: list[Block], places: Places) -> None:
    """Marks the blocks that a pager follows; one pager belongs to the dated block nearest to it."""
    taken: set[int] = set()
    for block in reversed(found):
        if block.title <= _LEAST_PAGED and not block.dated:
            continue
        pager = places.pager_after(block.strips[-1])
        block.anchored = pager is not None and pager not in taken
        if pager is not None and block.dated >= _HALF:
            taken.add(pager)


def _goes_on(block: Block, other: Block) -> bool:
    """Whether another strip continues a block: nothing between them, or no 更多 of its own."""
    last, strip = block.strips[-1], other.strips[0]
    if strip.pane != last.pane:
        return False
    return strip.texts_from <= last.texts_to or not other.place.has_more


def _touches(block: Block, other: Block) -> bool:
    """Whether a dated strip in a box of its own follows one in a box of the same make, nothing
    between them: neither words nor another kind of box."""
    last, strip = block.strips[-1], other.strips[0]
    return (
        strip.texts_from == last.texts_to
        and block.dated >= _HALF <= other.dated
        and block.stamp == other.stamp
        and strip.rows[0].top.tag == last.rows[0].top.tag
        and _boxes(strip.parent) == _boxes(last.parent)
    )


def _boxes(holder: Element) -> list[tuple[str, str]]:
    """What a strip stands in, two steps up: tags and classes."""
    around = [holder, *(above for above, _ in zip(holder.ancestors(), range(2), strict=False))]
    return [(element.tag, element.get("class")) for element in around]


def _block(page: Outline, stamps: Stamps, places: Places, strip: Strip) -> Block:
    rows = strip.rows
    lengths = [len(row.title) for row in rows]
    title = sum([size if size < _LONG_TITLE else _LONG_TITLE for size in lengths]) / len(rows)
    dated = _dated_rows(stamps, strip)
    if not dated and title < _LEAST_TITLE:
        return Block(strip, Place(1.0, ""), title)
    place = places.of(strip)
    titles = "\n".join([row.title for row in rows])
    if any(sign in titles for sign in _FOOT_SIGNS) and _FOOT.search(titles):
        place.weight, place.why = place.weight * 0.1, place.why or "页脚"
    block = Block(strip, place, title)
    if dated:
        block.dated = len(dated) / len(rows)
        shown = stamps.whole(dated[0])
        if shown is not None:
            at = page.texts[shown].at
            block.stamp = (at.tag, at.get("class"))
    if len(dated) * 3 < len(rows):
        hrefs = [row.link.get("href") for row in rows]
        block.addressed = sum([_ADDRESS_DAY.search(href) is not None for href in hrefs]) / len(rows)
        block.files = sum([is_attachment(href) for href in hrefs]) / len(rows)
        block.abroad = sum([_is_home_page(href.strip()) for href in hrefs]) / len(rows)
    return block


def _is_home_page(href: str) -> bool:
    return href.startswith("http") and _HOME_PAGE.fullmatch(href) is not None


def _dated_rows(stamps: Stamps, strip: Strip) -> list[Row]:
    """The rows that show a date beside their title, else those that begin or end with one."""
    first, last = stamps.within(strip.texts_from, strip.texts_to)
    if first < last:
        dated = [row for row in strip.rows if stamps.dated(row)]
        if dated:
            return dated
    return [row for row in strip.rows if glued(row.title)]


def join(block: Block, other: Block) -> None:
    """Joins another block's rows; shares become those of all rows."""
    had, more = len(block.rows), len(other.rows)
    for share in ("dated", "addressed", "files", "abroad", "title"):
        joined = (getattr(block, share) * had + getattr(other, share) * more) / (had + more)
        setattr(block, share, joined)
    block.place.has_more |= other.place.has_more
    block.strips += other.strips
    block.rows += other.rows
