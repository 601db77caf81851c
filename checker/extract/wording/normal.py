"""The form in which terms and texts are compared: full-width signs narrowed, blanks inside Chinese
words left out. Places in it lead back to the words as written."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

_WIDTHLESS = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_LEFT_OUT = re.compile(f"[ {_WIDTHLESS}][ {_WIDTHLESS}]*")
_INSIDE = re.compile(" (?<=[一-鿿] ) *(?=[一-鿿])")
"""What is left out where no sign is without width: quick to look for, and most blanks are none."""
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_NARROWED = {wide: wide - 0xFEE0 for wide in range(0xFF10, 0xFF5B)}
"""Also ＠ and the like, where letters or figures stand beside them."""
_MARKS = tuple((chr(ord(mark) + 0xFEE0), mark) for mark in "!%()+,-./:;<=>?&")


@dataclass(frozen=True)
class Normal:
    """`text` in normal form. `gaps` are the places before which signs were left out, `missing`
    how many signs of the source were left out up to each of them."""

    text: str
    gaps: list[int] = field(repr=False)
    missing: list[int] = field(repr=False)

    def source(self, place: int) -> int:
        """Where the character at this place stands in the source."""
        if not self.gaps:
            return place
        at = bisect_right(self.gaps, place) - 1
        return place + (self.missing[at] if at >= 0 else 0)

    def gaps_in(self, start: int, end: int) -> int:
        """How many times signs were left out between two characters."""
        return bisect_left(self.gaps, end) - bisect_right(self.gaps, start)


def narrowed(text: str) -> str:
    """Full-width letters, digits and marks as half-width ones; every sign keeps its place."""
    for wide, narrow in _MARKS:
        text = text.replace(wide, narrow)
    # Most texts have no other sign of this block: then no byte of them is its number.
    if b"\xff" in text.encode("utf-16-le", "surrogatepass") and _WIDE.search(text):
        text = text.translate(_NARROWED)
    return text


def normal(text: str) -> Normal:
    """The normal form of a text; line feeds stay, for they part what does not belong together."""
    return tightened(narrowed(text))


def tightened(text: str) -> Normal:
    """A text without the blanks inside Chinese words."""
    pieces: list[str] = []
    gaps: list[int] = []
    missing: list[int] = []
    kept = place = lost = 0
    odd = any(sign in text for sign in _WIDTHLESS)
    for found in (_LEFT_OUT if odd else _INSIDE).finditer(text):
        start, end = found.span()
        if " " in found[0] and not (
            _chinese(text[start - 1 : start]) and _chinese(text[end : end + 1])
        ):
            continue
        pieces.append(text[kept:start])
        place += start - kept
        lost += end - start
        gaps.append(place)
        missing.append(lost)
        kept = end
    if not pieces:
        return Normal(text, gaps, missing)
    return Normal("".join([*pieces, text[kept:]]), gaps, missing)


def _chinese(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"
