"""Where a page says that it stands: 当前位置 and what follows it."""

import re

from checker.extract.columns.nav_item import NavItem
from checker.extract.columns.nav_names import BULLETS, NOT_COLUMN
from checker.extract.document import Document
from checker.extract.once import once
from checker.extract.outline import Element, Outline, outline

_POSITION = re.compile(r"(?:当前|所在|现在|您的|你的)?位\s?置|您(?:现在|当前)?在|当前页面")
_CRUMB_MARKS = re.compile(
    r"bread|crumb|position|location|dqwz|weizhi|curpos|cur_?pos|pathnav|wzdh|\bmbx|\bpath\b"
)
_LABEL = re.compile(r"^.{0,8}位\s?置是?\s?[:：]?\s?")
_HOME = re.compile(r"(?:网站|本站)?首\s?页|主页|home", re.IGNORECASE)
_CRUMB_MARK = re.compile(r"\s*(?:-{1,3}>|=>|[>＞»/\\›→|])+\s*")
_MOST_CRUMBS = 8
_LONGEST_PATH = 120
_MOST_HOMES = 6


@once
def breadcrumbs(doc: Document) -> tuple[NavItem, ...]:
    """The path that the page says it stands on, home left out; the last may have no address."""
    page = outline(doc)
    part = crumb_part(page)
    if part is None:
        return ()
    names: list[NavItem] = []
    for text in page.texts_in(part):
        link = text.link
        said = _LABEL.sub("", text.words)
        for words in _CRUMB_MARK.split(said):
            words = words.strip(BULLETS)
            if not words or len(words) > 30 or _POSITION.search(words) or NOT_COLUMN.match(words):
                continue
            path = (*(names[-1].path if names else ()), words)
            url = page.url(link.get("href")) if link is not None else ""
            names.append(NavItem(words, url, len(path), path, text.at.selector, "当前位置"))
    if len(names) > _MOST_CRUMBS:
        return ()
    return tuple(names)


def crumb_part(page: Outline) -> Element | None:
    """The part of the page that says where the page stands."""
    for _, text in page.saying("位", "您", "当前页面"):
        words = text.words
        if len(words) < 40 and _POSITION.search(words) and text.link is None:
            node: Element | None = text.at
            for _ in range(3):
                if node is None or node.tag in ("body", "html"):
                    break
                if 0 < node.links_to - node.links_from <= _MOST_CRUMBS:
                    return node
                node = node.parent
    known: dict[str, bool] = {}
    for element in page.elements:
        attributes = element.attributes
        if not attributes or element.links_to - element.links_from > _MOST_CRUMBS:
            continue
        named, own = attributes.get("class"), attributes.get("id")
        marked = (named and _is_mark(named, known)) or (own and _is_mark(own, known))
        if marked and _is_path(page, element):
            return element
    return _from_home(page)


def _is_mark(name: str, known: dict[str, bool]) -> bool:
    """Whether a class or an id is one that paths have; asked once for each name."""
    said = known.get(name)
    if said is None:
        said = known[name] = _CRUMB_MARKS.search(name.lower()) is not None
    return said


def _is_path(page: Outline, element: Element) -> bool:
    """Whether a part marked as a path holds one: links, or names set apart by marks."""
    if element.links_to > element.links_from:
        return True
    return 0 < page.size(element) < _LONGEST_PATH and bool(_CRUMB_MARK.search(page.words(element)))


def _from_home(page: Outline) -> Element | None:
    """The part that begins with a link home and a mark behind it: a path that nothing names."""
    for place, text in page.saying("首页", "主页")[:_MOST_HOMES]:
        if text.link is None or not _HOME.fullmatch(text.words) or place + 1 >= len(page.texts):
            continue
        if not _CRUMB_MARK.fullmatch(page.texts[place + 1].words) or page.texts[place + 1].link:
            continue
        for around in text.link.ancestors():
            links = around.links_to - around.links_from
            if 1 < links <= _MOST_CRUMBS and page.size(around) < _LONGEST_PATH:
                return around
            if links > _MOST_CRUMBS:
                break
    return None
