"""Which block of a page is the list that the page is for, and which others belong to it."""

import re

from checker.extract.lists.blocks import Block, join
from checker.extract.outline import Element, Outline

_LEAST_PLACE = 0.3
_HALF = 0.5
_BEFORE_PATH = 0.3
_BESIDE_PLAIN = 0.4
_SENTENCE = 40
_LONG_BODY = 400
_PATH = re.compile(r"(?:当前|所在|现在|您的|你的)位置|您(?:现在|当前)?在|^位置[:：]")


def main_block(page: Outline, found: list[Block]) -> tuple[Block | None, list[Block]]:
    """The block that a column page is for, its like joined to it, and those that were left out.

    A page of several short lists, each with its 更多, is read as one: all of them are its content.
    Beside a body of text a list must be long and dated to be more than an addition to it.
    """
    listing = [block for block in found if block.listing and block.place.weight > _LEAST_PLACE]
    best = _best(page, listing)
    if best is not None and body_of_text(page, best) > _LONG_BODY:
        listing = [block for block in listing if block.dated > _HALF and len(block.rows) > 2]
        best = _best(page, listing)
    if best is None:
        return None, found
    paged = any(block.anchored for block in listing)
    joined = [block for block in listing if block is best or _alike(best, block, paged)]
    taken = {id(block) for block in joined}
    left = [block for block in found if id(block) not in taken]
    whole = joined[0]
    for other in joined[1:]:
        join(whole, other)
    return whole, left


def _best(page: Outline, listing: list[Block]) -> Block | None:
    """The likeliest: what stands before the page's path, or has a 更多 beside one without, less."""
    path = _path_place(page)
    plain = any(not block.place.has_more for block in listing)

    def standing(block: Block) -> float:
        score = block.score
        if block.strips[0].texts_to <= path:
            score *= _BEFORE_PATH
        if plain and block.place.has_more:
            score *= _BESIDE_PLAIN
        return score

    return max(listing, key=standing, default=None)


def _path_place(page: Outline) -> int:
    """Where the page says where it stands, among its texts; 0 when it does not."""
    for place, text in page.saying("位置", "您"):
        if len(text.words) < _SENTENCE and _PATH.search(text.words):
            return place
    return 0


def body_of_text(page: Outline, beside: Block | None = None) -> int:
    """The characters of long sentences outside links and outside a list: an article has them."""
    first, last = 0, 0
    if beside is not None:
        first, last = beside.strips[0].texts_from, beside.strips[-1].texts_to
    return sum(
        len(text.words)
        for place, text in page.saying("。")
        if len(text.words) > _SENTENCE and text.link is None and not first <= place < last
    )


def _alike(best: Block, other: Block, paged: bool) -> bool:
    """Whether another block is part of the same content.

    On a page with a pager only what looks the same and stands near; else blocks of one make too.
    """
    if (best.dated >= _HALF) != (other.dated >= _HALF) or best.stamp != other.stamp:
        return False
    if other.place.weight < best.place.weight or other.anchored != best.anchored:
        return False
    if other.rows[0].top.tag != best.rows[0].top.tag:
        return False
    same_make = best.parent.get("class") == other.parent.get("class")
    if best.place.has_more or (other.place.has_more and same_make and not paged):
        return best.dated >= _HALF
    return same_make and not other.place.has_more and _near(best.parent, other.parent)


def _near(one: Element, other: Element) -> bool:
    """Whether both stand in the same part of the page: a common parent three steps up."""
    around = {id(above) for above, _ in zip(one.ancestors(), range(3), strict=False)}
    return any(
        id(above) in around
        for above, _ in zip(other.ancestors(), range(3), strict=False)
        if above.tag != "body"
    )
