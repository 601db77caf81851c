"""The words of a page or a file in blocks, so that what is found has a place and a quote.

A block is what a reader sees as one run: a paragraph, a cell, a heading. Pieces in it are joined
as written; blocks, and links side by side, are set apart by a line feed that no term holds.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from checker.extract.document import Document
from checker.extract.elements import Element, Text
from checker.extract.outline import outline
from checker.extract.wording.normal import narrowed

MOST_CHARACTERS = 2_000_000
"""What is read of one page or file; what lies beyond is left out."""

_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em"),
        *("font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "s", "small", "span", "strike"),
        *("strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
_PARTING = ("br", "img", "input", "hr")
_LONG_NUMBER = re.compile(r"(?<![0-9０-９])[0-9０-９](?:[ \-]?[0-9０-９]){9,}[0-9０-９XxＸｘ]")
_DIGIT = re.compile("[0-9０-９]")


class Prose:
    """`text` holds the blocks, a line for each; `starts` and `places` tell where a piece begins
    and where it stands: its element, or the words that name the place in a file."""

    __slots__ = ("_narrow", "places", "starts", "text")

    def __init__(self, text: str, starts: list[int], places: list[Element | str]) -> None:
        self.text, self.starts, self.places = text, starts, places
        self._narrow: str | None = None

    @property
    def narrow(self) -> str:
        """The text with its full-width signs as half-width ones, each in its place."""
        if self._narrow is None:
            self._narrow = narrowed(self.text)
        return self._narrow

    def place_at(self, at: int) -> str:
        """The CSS path, or the named place, of the piece that holds this character."""
        found = bisect_right(self.starts, at) - 1
        if found < 0:
            return ""
        place = self.places[found]
        return place if isinstance(place, str) else place.selector

    def joints(self, start: int, end: int) -> int:
        """How many times pieces were joined between two characters of one block."""
        return bisect_left(self.starts, end) - bisect_right(self.starts, start)

    def quote(self, start: int, end: int, around: int = 20) -> str:
        """The page's own words with some before and after them, inside their block.

        Long numbers are masked: whatever a quote is for, it never spreads personal data.
        """
        first = max(start - around, self.text.rfind("\n", 0, start) + 1)
        closed = self.text.find("\n", end, end + around)
        last = closed if closed >= 0 else end + around
        # A number that the edge of the quote cuts is masked as a whole, so look beyond the edge.
        wide = max(0, first - 40)
        masked = masked_numbers(self.text[wide : last + 40])
        return masked[first - wide : last - wide].strip()


def masked_numbers(text: str) -> str:
    """The same words, of each long number only the first three and the last two signs."""

    def mask(found: re.Match[str]) -> str:
        return masked_number(found[0])

    return _LONG_NUMBER.sub(mask, text) if _DIGIT.search(text) else text


def masked_number(number: str, first: int = 3, last: int = 2) -> str:
    """A number with stars in its middle, as long as it was."""
    return number[:first] + "*" * (len(number) - first - last) + number[len(number) - last :]


def prose_of(doc: Document) -> Prose:
    """The visible words of a page in its blocks; parts that a style hides are left out."""
    page = outline(doc)
    parting = {each.texts_from for tag in _PARTING for each in page.by_tag.get(tag, ())}
    around: dict[int, int] = {}
    words: list[str] = []
    starts: list[int] = []
    places: list[Element | str] = []
    lines: dict[str, bool] = {}
    size, block, before = 0, -1, None
    for number, piece in enumerate(page.texts):
        element = piece.at
        if element.hidden:
            continue
        inline = lines.get(element.tag)
        if inline is None:
            inline = lines[element.tag] = _is_inline(element.tag)
        own = _block_around(element, around) if inline else element.order
        said = piece.words
        apart = own != block or number in parting or _side_by_side(before, piece)
        joint = "\n" if apart else _joint(before, piece)
        if joint:
            words.append(joint)
            size += 1
        words.append(said)
        starts.append(size)
        places.append(element)
        size += len(said)
        block, before = own, piece
        if size > MOST_CHARACTERS:
            break
    return Prose("".join(words), starts, places)


def _is_inline(tag: str) -> bool:
    """Whether an element stands in a line: by its name, or by that of a word processor's own."""
    return tag in _INLINE or ":" in tag


def _block_around(element: Element, known: dict[int, int]) -> int:
    """The order of the nearest element around one in a line that is no part of it.

    Looked up in `known` from a few steps on, and kept there: lines may nest without end.
    """
    above = element.parent
    if above is not None and not _is_inline(above.tag):
        return above.order
    passed: list[int] = []
    found = 0
    while above is not None:
        if not _is_inline(above.tag):
            found = above.order
            break
        if above.order in known:
            found = known[above.order]
            break
        passed.append(above.order)
        above = above.parent
    for each in passed:
        known[each] = found
    return found


def _joint(before: Text | None, piece: Text) -> str:
    """The blank between two pieces of one block, where one was written."""
    if piece.raw is not piece.words and piece.raw[0] != piece.words[0]:
        return " "
    if before is None or before.raw is before.words:
        return ""
    return " " if before.raw[-1].isspace() else ""


def _side_by_side(before: Text | None, piece: Text) -> bool:
    """Whether two pieces are two links: entries of a menu, and no sentence."""
    if before is None or before.link is None or piece.link is None:
        return False
    return before.link is not piece.link


def prose_of_blocks(blocks: Iterable[tuple[str, str]]) -> Prose:
    """The prose of a file: each block with the words that name its place."""
    words: list[str] = []
    starts: list[int] = []
    places: list[Element | str] = []
    size = 0
    for place, block in blocks:
        text = "\n" + " ".join(block.split())
        if len(text) == 1:
            continue
        starts.append(size + 1)
        places.append(place)
        words.append(text)
        size += len(text)
        if size > MOST_CHARACTERS:
            break
    return Prose("".join(words), starts, places)
