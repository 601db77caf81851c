"""The parts of a page that its own styles or scripts put where no visitor looks (暗链).

Three ways, all seen on abused sites: a class or an id that a style block moves off the screen or
shrinks to nothing; a one-line script that hides an element by its id; a script that writes the
beginning of a hidden box before the links and its end after them. Styles in other files are not read.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from checker.extract.channels.out_of_sight import is_opened
from checker.extract.document import Document
from checker.extract.outline import Outline, outline

_SIMPLE = re.compile(r"[.#][\w\-]{1,60}")
_OFF = re.compile(
    r"(?:left|top|right|text-indent|margin(?:-(?:left|top))?)\s{0,3}:\s{0,3}-\s{0,3}\d{3,6}"
    r"|font-size\s{0,3}:\s{0,3}0(?:px|pt|em)?\s{0,3}(?:;|$|!)"
    r"|(?:^|;)\s{0,3}(?:width|height)\s{0,3}:\s{0,3}[01](?:px)?\s{0,3}(?:;|$|!)",
    re.IGNORECASE,
)
_MAY_BE_OFF = re.compile(
    r":(?:(?<=[tpnTPN\s]:)\s{0,3}-\s{0,3}\d{3}"
    r"|(?<=[ehtEHT\s]:)\s{0,3}[01](?:[pP][xXtT]|[eE][mM])?\s{0,3}(?:[;!}]|\Z))"
)
"""Stands in each style that `_OFF` finds, and is quick to look for: most pages have none."""
_HIDES_BY_ID = re.compile(
    r"getElementById\(\s{0,3}['\"]([\w\-]{1,60})['\"]\s{0,3}\)\s{0,3}\.\s{0,3}style\s{0,3}\.\s{0,3}"
    r"(?:display\s{0,3}=\s{0,3}['\"]none|visibility\s{0,3}=\s{0,3}['\"]hidden"
    r"|(?:left|top|textIndent)\s{0,3}=\s{0,3}['\"]-)"
)
_BEGINS_BOX = re.compile(
    r"document\.write(?:ln)?\(\s{0,3}['\"]<(?:div|span|p|ul|marquee)\b[^>]{0,200}"
    r"(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|-\d{3,6}px|height\s{0,3}[:=][\\'\" ]{0,4}[01]\b)",
    re.IGNORECASE,
)
_ENDS_BOX = re.compile(r"document\.write(?:ln)?\(\s{0,3}['\"]\s{0,3}<\\?/", re.IGNORECASE)
_MOST_STYLE = 60_000
_MOST_RULE = 1_000
_ONE_LINE = 400
_MOST_PARTS = 200


def put_away(doc: Document) -> tuple[tuple[int, int], ...]:
    """The parts that are put away, each as the first element's order and the order behind it."""
    page = outline(doc)
    found = [*_by_style(page), *_by_script(page)]
    return tuple(found[:_MOST_PARTS])


def _by_style(page: Outline) -> Iterator[tuple[int, int]]:
    css = "\n".join([page.raw.get(style.order, "") for style in page.tagged("style")])[:_MOST_STYLE]
    if not css or not (names := _names_moved_off(css)):
        return
    classes = {each[1:] for each in names if each[0] == "."}
    ids = {each[1:] for each in names if each[0] == "#"}
    for element in page.elements:
        attributes = element.attributes
        if not attributes:
            continue
        named = attributes.get("class")
        away = attributes.get("id") in ids
        away = away or bool(named and classes and not classes.isdisjoint(named.split()))
        if away and not is_opened(element):
            yield element.order, element.after


@lru_cache(maxsize=32)
def _names_moved_off(css: str) -> frozenset[str]:
    """The classes and ids that styles move off or shrink; all pages of a site have the same."""
    if not _MAY_BE_OFF.search(css):
        return frozenset()
    return frozenset(
        simple.strip()
        for rule in css.split("}")
        for selector, _, declared in (rule[-_MOST_RULE:].partition("{"),)
        if _OFF.search(declared)
        for simple in selector.split(",")
        if _SIMPLE.fullmatch(simple.strip())
    )


def _by_script(page: Outline) -> Iterator[tuple[int, int]]:
    ids: set[str] = set()
    begun: int | None = None
    for element in page.tagged("script"):
        code = page.raw.get(element.order, "")
        if not code or len(code) > _ONE_LINE:
            continue
        if begun is not None and _ENDS_BOX.search(code):
            yield begun, element.order
            begun = None
        if "function" not in code:
            ids.update(_HIDES_BY_ID.findall(code))
        begins = _BEGINS_BOX.search(code)
        if begins and "</" not in code[begins.end() :].replace("<\\/", "</"):
            begun = element.after
    if ids:
        hidden = (each for each in page.elements if each.attributes.get("id") in ids)
        yield from ((each.order, each.after) for each in hidden)
