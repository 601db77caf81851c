"""One walk over a parsed page, shared by the readers of lists, links, navigation and entries.

Going through a tree node by node is what reading a page costs. So it is done once: every element
gets its place in one long row (document order), and knows where in the rows of texts, links and
elements its own part begins and ends. What lies below an element is then a slice, and how much
text or how many links it holds is one subtraction.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from operator import attrgetter
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from checker.extract.document import Document, fold, join
from checker.extract.elements import Element, Text

__all__ = ["Element", "Outline", "Text", "outline"]

_SILENT = frozenset(
    ("script", "style", "noscript", "template", "head", "title", "textarea", "select", "datalist")
)
_KEPT_RAW = frozenset(("script", "textarea", "option", "title"))
_CLICKED = frozenset(("onclick", "data-href", "data-url", "data-link"))
_NOTED = _CLICKED.union(("style", "hidden", "datatype"))
_MAX_ELEMENTS = 600_000
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_PLAIN_HREF = re.compile(r"[A-Za-z0-9_\-/?&=%.,~+!@$*'()]*")
_ABSOLUTE = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.\-]*(?::\d{1,5})?(?=[/?]|\Z)", re.ASCII)
_DOTS = re.compile(r"(?:\A|/)\.{1,2}(?:/|\Z)")
_BELOW = re.compile(
    r"((?:\.{1,2}/)+)((?!\.{0,2}(?:[/?]|\Z))[^/?]+(?:/(?!\.{0,2}(?:[/?]|\Z))[^/?]+)*/?(?:\?[^/.]*)?)"
)
"""A relative address: some steps up, then names without steps or empty ones between them."""
_SPACES = re.compile(r"\s")


@dataclass
class Outline:
    """All elements, visible texts and links (`a`) of a page, in document order.

    `clickable` are elements that a script or a data attribute makes a link of; `raw` holds the
    words of scripts, options and text areas by the order of their element; `filled` are elements
    that say what kind of data a script fills them with.
    """

    base: str
    elements: list[Element] = field(default_factory=list[Element])
    texts: list[Text] = field(default_factory=list[Text])
    links: list[Element] = field(default_factory=list[Element])
    clickable: list[Element] = field(default_factory=list[Element])
    raw: dict[int, str] = field(default_factory=dict[int, str])
    by_tag: defaultdict[str, list[Element]] = field(default_factory=lambda: defaultdict(list))
    filled: list[Element] = field(default_factory=list[Element])
    _resolved: dict[str, str] = field(default_factory=dict[str, str])
    _origin: str = ""
    _folder: str = ""
    _plain_folder: bool = False

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.base)
        except ValueError:
            return
        if parts.scheme in ("http", "https") and parts.hostname:
            self._origin = f"{parts.scheme}://{parts.netloc}"
            self._folder = self._origin + (parts.path.rpartition("/")[0] or "") + "/"
            self._plain_folder = "//" not in parts.path and not _DOTS.search(parts.path)

    @cached_property
    def said(self) -> str:
        """The words of all texts, a line for each: one search where each had one of its own."""
        return "\n".join([text.words for text in self.texts])

    @cached_property
    def _starts(self) -> list[int]:
        """Where each text begins in `said`, and where one more would."""
        return [0, *accumulate([len(text.words) + 1 for text in self.texts])]

    def saying(self, *signs: str) -> list[tuple[int, Text]]:
        """The texts that hold one of these words, in order, each with its place in `texts`."""
        said, starts = self.said, self._starts
        places: set[int] = set()
        for sign in signs:
            at = said.find(sign)
            while at >= 0:
                place = bisect_right(starts, at) - 1
                places.add(place)
                at = said.find(sign, starts[place + 1])
        return [(place, self.texts[place]) for place in sorted(places)]

    def tagged(self, *tags: str) -> list[Element]:
        """Elements of these tags in document order (of one tag without a copy)."""
        if len(tags) == 1:
            return self.by_tag.get(tags[0], [])
        found = [element for tag in tags for element in self.by_tag.get(tag, ())]
        found.sort(key=attrgetter("order"))
        return found

    def below(self, element: Element, most: int) -> list[Element]:
        """What is inside an element in document order, the first `most` of it."""
        first = element.order + 1
        return self.elements[first : min(element.after, first + most)]

    def texts_in(self, element: Element) -> list[Text]:
        """The visible runs of words inside an element."""
        return self.texts[element.texts_from : element.texts_to]

    def links_in(self, element: Element) -> list[Element]:
        """The `a` elements inside an element (itself too when it is one)."""
        return self.links[element.links_from : element.links_to]

    def words(self, element: Element) -> str:
        """The visible words inside an element, runs set apart by blanks."""
        return " ".join([text.words for text in self.texts_in(element)])

    def size(self, element: Element) -> int:
        """How many characters of visible words an element holds."""
        first, last = element.texts_from, element.texts_to
        return self._starts[last] - self._starts[first] - (last - first)

    def inline(self, element: Element) -> str:
        """The visible words inside an element as a line shows them: runs joined as written."""
        if element.texts_to - element.texts_from == 1:
            return self.texts[element.texts_from].words
        return fold("".join([text.raw for text in self.texts_in(element)]))

    def url(self, href: str) -> str:
        """`join` on the page's base, remembered, with a short way for the plain cases."""
        known = self._resolved.get(href)
        if known is None:
            known = self._resolved[href] = self._join(href)
        return known

    def _join(self, href: str) -> str:
        href = href.strip()
        if not href or href[0] == "#":
            return ""
        if self._origin and href[-1] != "?" and _PLAIN_HREF.fullmatch(href):
            if href[0] == "." and (below := _BELOW.fullmatch(href)) and self._plain_folder:
                return self._above(below[1].count("../")) + below[2]
            if _DOTS.search(href) or "//" in href:
                return join(self.base, href)
            if href[0] == "/":
                return join(self.base, href) if href[1:2] == "/" else self._origin + href
            if href[0] != "?":
                return self._folder + href
        if (found := _ABSOLUTE.match(href)) and not _SPACES.search(href) and found.end() > 10:
            return href.split("#", 1)[0]
        return join(self.base, href)

    def _above(self, steps: int) -> str:
        """The folder so many steps above that of the page; from the top there is no step."""
        folder = self._folder
        for _ in range(min(steps, folder.count("/"))):
            if folder == self._origin + "/":
                break
            folder = folder[: folder.rindex("/", 0, -1) + 1]
        return folder


def outline(doc: Document) -> Outline:
    """The outline of a page, built on first use and kept with the page."""
    found = doc.readings.get(outline)
    if not isinstance(found, Outline):
        found = doc.readings[outline] = Outline(doc.base)
        if (root := doc.tree.root) is not None:
            _walk(root, found)
    return found


def _walk(root: LexborNode, found: Outline) -> None:
    """Goes through the tree without recursion: hostile pages nest 100,000 deep.

    Nodes come in document order; that the parent of one is not the innermost open element tells
    that elements end here. This is a quarter of reading a page: few calls for each node, what is
    true of the open element in local names, and no objects that hold each other in a circle (a
    page dropped is freed at once).
    """
    elements, texts, links = found.elements, found.texts, found.links
    above = Element(root.tag or "html", root.attributes, None, 1, 0, 0, 0, False, -1)
    elements.append(above)
    order, children, seen, linked = 1, 0, 0, 0
    opened, silent, hidden_by = root.mem_id, False, -1
    link: Element | None = None
    around: list[tuple[Element, int, int, bool, int, Element | None]] = []
    nodes = root.traverse(include_text=True, skip_empty=True)
    next(nodes)
    for node in nodes:
        parent = node.parent
        holder = parent.mem_id if parent is not None else opened
        while holder != opened:
            above.after, above.texts_to, above.links_to = order, seen, linked
            above, opened, children, silent, hidden_by, link = around.pop()
        raw = node.text_content
        if raw is not None:
            if not silent:
                words = " ".join(raw.split())
                if words:
                    texts.append(Text(raw, words, above, link))
                    seen += 1
            elif above.tag in _KEPT_RAW:
                found.raw[above.order] = found.raw.get(above.order, "") + raw
            continue
        tag = node.tag
        if tag is None or tag[0] in "-_!#":
            continue
        if order >= _MAX_ELEMENTS:
            break
        attributes = node.attributes
        children += 1
        around.append((above, opened, children, silent, hidden_by, link))
        if tag in _SILENT:
            silent = True
        above = Element(tag, attributes, above, children, order, seen, linked, silent, hidden_by)
        elements.append(above)
        order += 1
        if not _NOTED.isdisjoint(attributes):
            _note(found, above)
            hidden_by = above.hidden_by
        if tag == "a" and not silent:
            links.append(above)
            linked += 1
            link = above
        children, opened = 0, node.mem_id
    for last in (above, *(one[0] for one in around)):
        last.after, last.texts_to, last.links_to = order, seen, linked
    for element in elements[1:]:
        found.by_tag[element.tag].append(element)


def _note(found: Outline, element: Element) -> None:
    """Notes what attributes say: hidden, made a link or filled by a script."""
    attributes = element.attributes
    if not element.hidden and ("hidden" in attributes or _hides(attributes.get("style") or "")):
        element.hidden, element.hidden_by = True, element.order
    if not _CLICKED.isdisjoint(attributes) and element.tag != "body":
        found.clickable.append(element)
    if "datatype" in attributes:
        found.filled.append(element)


def _hides(style: str) -> bool:
    """Whether a style hides its element; pages out of a word processor have thousands of styles."""
    lower = style.lower()
    return ("none" in lower or "hidden" in lower) and _HIDING.search(lower) is not None
