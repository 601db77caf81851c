"""One service guide: its name, and which groups of elements it holds, lacks or may hold.

A group is missing where it has no heading, or a heading with nothing under it. Pictures, links and
attachments are values. What stands in the text without a heading is unclear, and so is everything
that a script still has to fill in.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import get_args

from checker.core.guides import GuideElement
from checker.extract.document import Document
from checker.extract.guides.words import heading_of, is_empty, may_head, seems_told
from checker.extract.lists.shells import shell_reason
from checker.extract.outline import Element, Outline, outline

ELEMENTS: tuple[GuideElement, ...] = get_args(GuideElement)
_NAME_ALONE: frozenset[GuideElement] = frozenset(("名称",))
_LEAST_HEADINGS = 3
_MOST_TEXTS = 20_000
_IS_GUIDE = re.compile(r"(?:办事|服务|办理|申报|申请)指南|办事须知")
_LEADS_AWAY = frozenset("./hH")
"""How an address of another page begins, mostly."""
_VALUES = frozenset(("img", "iframe", "embed", "object", "video", "input", "canvas", "svg"))


@dataclass(frozen=True, slots=True)
class GuideRead:
    """What a guide's page holds. `empty` groups have a heading and nothing under it."""

    name: str
    told: tuple[GuideElement, ...]
    empty: tuple[GuideElement, ...]
    absent: tuple[GuideElement, ...]
    unclear: tuple[GuideElement, ...]
    selector: str

    @property
    def missing(self) -> tuple[GuideElement, ...]:
        """The groups without a heading or without a value, in the order of the norm."""
        return in_order((*self.empty, *self.absent))


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading among the texts of a page, and the value that stands on its line."""

    place: int
    at: Element
    elements: frozenset[GuideElement]
    value: str


def read_guide(doc: Document) -> GuideRead | None:
    """The guide that a page is, or None for any other page."""
    page = outline(doc)
    headings = _headings(page)
    named = {element for each in headings for element in each.elements} - {"名称"}
    title = _title(doc, page, headings)
    if len(named) < _LEAST_HEADINGS and not (named and _IS_GUIDE.search(title)):
        return None
    told: set[GuideElement] = {"名称"} if title else set()
    empty: set[GuideElement] = set()
    following = [*headings[1:], None]
    for heading, after in zip(headings, following, strict=True):
        for element in heading.elements:
            holds = _holds(page, heading, after, element)
            (told if holds else empty).add(element)
    empty -= told
    around = _around(headings)
    said = page.words(around)
    waits = shell_reason(page) is not None
    absent: set[GuideElement] = {
        each for each in ELEMENTS if each not in told and each not in empty
    }
    unclear: set[GuideElement] = {each for each in absent if seems_told(said, each)}
    if waits:
        unclear, empty = unclear | absent | empty, set()
    return GuideRead(
        name=title,
        told=in_order(told),
        empty=in_order(empty),
        absent=in_order(absent - unclear),
        unclear=in_order(unclear),
        selector=around.selector,
    )


def in_order(elements: Collection[GuideElement]) -> tuple[GuideElement, ...]:
    """Groups of elements in the order of the norm."""
    return tuple([each for each in ELEMENTS if each in elements])


def _headings(page: Outline) -> list[_Heading]:
    found: list[_Heading] = []
    for place, text in enumerate(page.texts[:_MOST_TEXTS]):
        link = text.link
        if link is not None and link.texts_to - link.texts_from == 1 and not _is_tab(link):
            continue  # a link of a menu, no heading
        heading = heading_of(text.words) if may_head(text.words) else None
        if heading is not None:
            found.append(_Heading(place, text.at, *heading))
    return found


def _is_tab(link: Element) -> bool:
    """Whether a link only shows another part of the same page."""
    href = link.get("href")
    if href and href[0] in _LEADS_AWAY:
        return False
    href = href.strip().lower()
    return not href or href.startswith(("#", "javascript:"))


def _holds(page: Outline, heading: _Heading, after: _Heading | None, element: GuideElement) -> bool:
    """Whether anything stands between a heading and the next one."""
    end = after.place if after else min(heading.place + 60, len(page.texts))
    words = " ".join([heading.value, *(each.words for each in page.texts[heading.place + 1 : end])])
    if not is_empty(words, element):
        return True
    last = after.at.order if after else heading.at.order + 200
    inside = page.elements[heading.at.order + 1 : last]
    return any(each.tag in _VALUES or (each.tag == "a" and each.get("href")) for each in inside)


def _around(headings: list[_Heading]) -> Element:
    """The innermost element that holds all headings."""
    first, last = headings[0].at, headings[-1].at
    for element in (first, *first.ancestors()):
        if element.order <= last.order < element.after:
            return element
    return first


def _title(doc: Document, page: Outline, headings: list[_Heading]) -> str:
    """What the guide is called: the name that it tells itself, else its headline."""
    own = next((each for each in headings if each.elements == _NAME_ALONE), None)
    if own is not None:
        said = own.value or " ".join(text.words for text in page.texts[own.place + 1 :][:1])
        if said and heading_of(said) is None:
            return said[:80]
    headline = next((page.words(each) for tag in ("h1", "h2") for each in page.tagged(tag)), "")
    return (headline or re.split(r"[_|\-—]", doc.title)[0]).strip()[:80]
