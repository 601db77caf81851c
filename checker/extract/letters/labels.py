"""Labelled words in reading order: 来信时间：2026-11-03, or a cell 回复内容 and the cell after it."""

import re
from collections.abc import Iterator

from checker.extract.letters.words import FIELDS, Field, field_of
from checker.extract.outline import Element, Outline, Text

Pair = tuple[int, Field, str]
"""Where a label stands among the texts, what it names, and the words that belong to it."""

_MOST_LABELS = 4000
_MOST_VALUE = 30
_INLINE = re.compile(r"\s*([\u4e00-\u9fff]{2,8})\s*[:：]\s*(.*)", re.DOTALL)
_MOST_BLOCKS = 500


def pairs(page: Outline, first: int = 0, last: int | None = None) -> Iterator[Pair]:
    """Every label between two texts of a page, with the words up to the next label."""
    texts = page.texts[first:last]
    at, count = 0, 0
    while at < len(texts) and count < _MOST_LABELS:
        named = _label(texts[at])
        if named is None:
            at += 1
            continue
        field, value = named
        place, words = first + at, [value] if value else []
        end = min(len(texts), _scope(texts[at].at, place) - first)
        at += 1
        count += 1
        while at < end and len(words) < _MOST_VALUE and _label(texts[at]) is None:
            if words and _ends(field):
                break
            words.append(texts[at].words)
            at += 1
        yield place, field, " ".join(words)


def _scope(label: Element, place: int) -> int:
    """Where the words that may belong to a label end: with the nearest part that holds others too.

    What follows an empty label at last, as the foot of the page does, is not its value.
    """
    for element in (label, *label.ancestors()):
        if element.texts_to - element.texts_from > 1:
            return element.texts_to
    return place + 1


def _ends(field: Field) -> bool:
    """Whether one run of words is the whole value: only an answer goes on."""
    return field != "answer"


def _label(text: Text) -> tuple[Field, str] | None:
    words = text.words
    if len(words) <= 12 and (field := field_of(words)) is not None:
        return field, ""
    found = _INLINE.match(words[:400])
    if found and found[1] in FIELDS:
        return FIELDS[found[1]], found[2].strip()
    return None


def labelled_blocks(page: Outline) -> Iterator[tuple[Element, dict[Field, str]]]:
    """The blocks of a list whose every block has the label of a day of its own.

    A block is the widest element around such a label that holds no other one of them.
    """
    found = list(pairs(page))
    places = [place for place, field, _ in found if field == "sent"]
    if len(places) < 2:
        return
    ends = [*places[1:], len(page.texts)]
    starts = [-1, *places[:-1]]
    for before, place, after in list(zip(starts, places, ends, strict=True))[:_MOST_BLOCKS]:
        block = _widest(page.texts[place].at, before, after)
        if block is None:
            continue
        held: dict[Field, str] = {}
        for at, field, value in found:
            if block.texts_from <= at < block.texts_to:
                held.setdefault(field, value)
        yield block, held


def _widest(inner: Element, before: int, after: int) -> Element | None:
    """The widest element around a text that begins after `before` and ends up to `after`."""
    widest: Element | None = None
    for element in (inner, *inner.ancestors()):
        if element.texts_from <= before or element.texts_to > after:
            break
        widest = element
    return widest
