"""A page as its reader meets it: the visible words in order, each piece with its element."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from checker.extract.document import Document
from checker.extract.outline import Element, Outline, Text, outline

_WIDTHLESS = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_UNSEEN = re.compile(f"[{_WIDTHLESS}]")


@dataclass(frozen=True)
class Flow:
    """`text` is every visible piece, white space folded, pieces set apart by single blanks.

    `starts`, `pieces` and `numbers` run together: where a piece begins (and maybe where one more
    would), the piece, its number among the texts of the outline.
    """

    text: str
    starts: list[int] = field(repr=False)
    pieces: list[Text] = field(repr=False)
    numbers: Sequence[int] = field(repr=False)

    def piece_at(self, place: int) -> Text | None:
        """The piece that holds the character at this place of `text`."""
        if not self.pieces or place < 0:
            return None
        return self.pieces[max(0, bisect_right(self.starts, place) - 1)]

    def starts_piece(self, place: int) -> bool:
        """Whether a piece begins at this place of `text`."""
        at = bisect_left(self.starts, place)
        return at < len(self.starts) and self.starts[at] == place

    def rest_of_piece(self, place: int) -> str:
        """The words from this place to the end of their piece, without blanks around them."""
        at = bisect_right(self.starts, place) - 1
        end = self.starts[at + 1] if at + 1 < len(self.starts) else len(self.text)
        return self.text[place:end].strip() if at >= 0 else ""

    def element_at(self, place: int) -> Element | None:
        """The element whose own words stand at this place."""
        piece = self.piece_at(place)
        return piece.at if piece else None

    def said_in(self, element: Element) -> str:
        """The first words of an element that are seen."""
        start = self.start_of(element)
        return self.text[start : start + 40] if start >= 0 else ""

    def start_of(self, element: Element) -> int:
        """Where the words below an element begin in `text`; -1 when none of them is visible."""
        at = bisect_left(self.numbers, element.texts_from)
        inside = at < len(self.numbers) and self.numbers[at] < element.texts_to
        return self.starts[at] if inside else -1


def flow(doc: Document) -> Flow:
    """The visible words of a page, made on first use and kept with the page."""
    found = doc.readings.get(flow)
    if not isinstance(found, Flow):
        found = doc.readings[flow] = _gather(doc)
    return found


def body_text(doc: Document) -> str:
    """The visible words of a page, white space folded; no scripts, styles, hidden parts."""
    return flow(doc).text


def is_odd(page: Outline) -> bool:
    """Whether signs without width stand in the words of a page: its flow leaves them out."""
    return any(sign in page.said for sign in _WIDTHLESS)


def _gather(doc: Document) -> Flow:
    words: list[str] = []
    starts: list[int] = []
    pieces: list[Text] = []
    numbers: list[int] = []
    page = outline(doc)
    odd = is_odd(page)
    if not odd and page.texts and not (page.hides and any(one.at.hidden for one in page.texts)):
        whole = page.said.replace("\n", " ")
        return Flow(whole, page.starts, page.texts, range(len(page.texts)))
    place = 0
    for number, piece in enumerate(page.texts):
        if piece.at.hidden:
            continue
        text = piece.words
        if odd:
            text = " ".join(_UNSEEN.sub("", text).split())
            if not text:
                continue
        words.append(text)
        starts.append(place)
        pieces.append(piece)
        numbers.append(number)
        place += len(text) + 1
    return Flow(" ".join(words), starts, pieces, numbers)
