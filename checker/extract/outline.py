"""One walk over a parsed page, shared by the readers of lists, links, navigation and entries.

Going through a tree node by node is what reading a page costs. So it is done once: every element
gets its place in one long row (document order), and knows where in the rows of texts, links and
elements its own part begins and ends. What lies below an element is then a slice, and how much
text or how many links it holds is one subtraction.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate
from operator import attrgetter

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checker.extract.addresses import Addresses
from checker.extract.document import Document, base_of, fold, tags_of
from checker.extract.elements import Element, Text

__all__ = ["Element", "Outline", "Text", "outline"]

_SILENT = frozenset(
    (
        *("script", "style", "noscript", "template", "head", "title", "textarea", "select"),
        *("datalist", "noframes", "iframe"),  # what stands in the last two is for old browsers
    )
)
_KEPT_RAW = frozenset(("script", "style", "textarea", "option", "title"))
_CLICKED = frozenset(("onclick", "data-href", "data-url", "data-link"))
_NOTED = _CLICKED.union(("style", "hidden", "datatype"))
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_COMMON = (
    *("a", "b", "br", "button", "center", "dd", "div", "dl", "dt", "em", "font", "footer", "form"),
    *("h1", "h2", "h3", "h4", "h5", "head", "header", "hr", "i", "iframe", "img", "input", "label"),
    *("li", "link", "meta", "nav", "ol", "option", "p", "script", "section", "select", "small"),
    *("span", "strong", "style", "table", "tbody", "td", "th", "title", "tr", "u", "ul"),
)
_MAKER = LexborHTMLParser("-")
_TAGS: dict[int, str] = {_MAKER.create_node(tag).tag_id: tag for tag in _COMMON}
"""Common tags by the parser's number of them, one string for all elements of a tag. Not those that
drawings write with capitals in the middle: they have the number of the name in small letters."""
_TEXT: int = next(node.tag_id for node in _MAKER.css("body")[0].iter(include_text=True))


class Outline:
    """All elements, visible texts and links (`a`) of a page, in document order.

    `clickable` are elements that a script or a data attribute makes a link of; `raw` holds the
    words of scripts, styles, options and text areas by the order of their element; `filled` are elements
    that say what kind of data a script fills them with. `hides`: some elements are hidden. `url` joins an address as written to `base`
    (see `Addresses`).
    """

    def __init__(self) -> None:
        self.base = ""
        self.url: Callable[[str], str] = str
        self.elements: list[Element] = []
        self.texts: list[Text] = []
        self.links: list[Element] = []
        self.clickable: list[Element] = []
        self.raw: dict[int, str] = {}
        self.by_tag: dict[str, list[Element]] = {}
        self.filled: list[Element] = []
        self.hides = False
        self._said: str | None = None
        self._starts: list[int] = []

    @property
    def said(self) -> str:
        """The words of all texts, a line for each: one search where each had one of its own."""
        if self._said is None:
            self._said = "\n".join([text.words for text in self.texts])
        return self._said

    @property
    def starts(self) -> list[int]:
        """Where each text begins in `said`, and where one more would."""
        if not self._starts:
            self._starts = [0, *accumulate([len(text.words) + 1 for text in self.texts])]
        return self._starts

    def saying(self, *signs: str) -> list[tuple[int, Text]]:
        """The texts that hold one of these words, in order, each with its place in `texts`."""
        said, starts = self.said, self.starts
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
        groups = [group for tag in tags if (group := self.by_tag.get(tag))]
        if len(groups) < 2:
            return groups[0] if groups else []
        found = [element for group in groups for element in group]
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
        starts = self.starts
        return starts[last] - starts[first] - (last - first)

    def inline(self, element: Element) -> str:
        """The visible words inside an element as a line shows them: runs joined as written."""
        if element.texts_to - element.texts_from == 1:
            return self.texts[element.texts_from].words
        return fold("".join([text.raw for text in self.texts_in(element)]))


def outline(doc: Document) -> Outline:
    """The outline of a page, built on first use and kept with the page."""
    found = doc.readings.get(outline)
    if not isinstance(found, Outline):
        found = doc.readings[outline] = Outline()
        if (root := doc.tree.root) is not None:
            _walk(root, found)
            _tell(doc, found)
        found.base, found.url = doc.base, Addresses(doc.base).of
    return found


def _tell(doc: Document, found: Outline) -> None:
    """Base, title and tags of the page out of the walk: by CSS each costs a search of its own."""
    known = vars(doc)
    bases = [one for one in found.tagged("base") if "href" in one.attributes]
    known.setdefault("base", base_of(doc.url, bases[0].get("href") if bases else ""))
    titles = found.tagged("title")
    if titles and titles[0].after == titles[0].order + 1:
        known.setdefault("title", fold(found.raw.get(titles[0].order)))
    metas = [one.attributes for one in found.tagged("meta") if "name" in one.attributes]
    known.setdefault("tags", tags_of(metas))


def _walk(root: LexborNode, found: Outline) -> None:
    """Goes through the tree without recursion: hostile pages nest 100,000 deep.

    This is a sixth of reading a page: each question to the parser makes an object, so the parent of
    a node is not asked for, and common tags are told by their number. What is true of the open
    element is kept in local names, and no objects hold each other in a circle (a page dropped is
    freed at once). `behind` holds what follows each open element, beginning with the outermost.
    """
    elements, texts, links, by_tag = found.elements, found.texts, found.links, found.by_tag
    above = _top(root)
    elements.append(above)
    link: Element | None = None
    around: list[Element | None] = []
    behind: list[LexborNode | None] = []
    order, children, seen, linked = 1, 0, 0, 0
    silent, hidden_by = False, -1
    hides: dict[str, bool] = {}
    node = root.first_child
    while True:
        while node is None:
            above.after, above.texts_to, above.links_to = order, seen, linked
            if above.parent is None:
                return
            if above is link:
                link = around.pop()
            children, above, node = above.position, above.parent, behind.pop()
            silent, hidden_by = above.silent, above.hidden_by
        number: int = node.tag_id
        if number == _TEXT:
            if node.is_empty_text_node:
                node = node.next
                continue
            if not silent:
                raw = node.text_content or ""
                words = " ".join(raw.split())
                if words:
                    text = Text()
                    text.raw, text.words, text.at, text.link = raw, words, above, link
                    texts.append(text)
                    seen += 1
            elif above.tag in _KEPT_RAW:
                said = node.text_content or ""
                found.raw[above.order] = found.raw.get(above.order, "") + said
            node = node.next
            continue
        tag = _TAGS.get(number)
        if tag is None:
            tag = node.tag
            if tag is None or tag < "a":
                node = node.next
                continue  # a comment, a declaration
        element = Element()
        element.tag, element.parent, element.selector_above = tag, above, ""
        element.attributes = attributes = node.attributes
        children += 1
        element.position, element.order = children, order
        element.texts_from, element.links_from = seen, linked
        if tag in _SILENT:
            silent = True
        element.silent, element.hidden_by, element.hidden = silent, hidden_by, hidden_by >= 0
        above = element
        elements.append(above)
        group = by_tag.get(tag)
        if group is None:
            by_tag[tag] = [above]
        else:
            group.append(above)
        order += 1
        for name in attributes:
            if name in _NOTED:
                _note(found, above, hides)
                hidden_by = above.hidden_by
                break
        if tag == "a" and not silent:
            links.append(above)
            linked += 1
            around.append(link)
            link = above
        children = 0
        behind.append(node.next)
        node = node.first_child


def _top(root: LexborNode) -> Element:
    """The element that holds all others."""
    top = Element()
    top.tag, top.attributes, top.parent = root.tag or "html", root.attributes, None
    top.position, top.selector_above = 1, ""
    top.order = top.texts_from = top.links_from = 0
    top.silent, top.hidden, top.hidden_by = False, False, -1
    return top


def _note(found: Outline, element: Element, hides: dict[str, bool]) -> None:
    """Notes what attributes say: hidden, made a link or filled by a script.

    `hides` remembers styles: pages out of a word processor have thousands of a few kinds.
    """
    attributes = element.attributes
    if not element.hidden:
        hidden = "hidden" in attributes
        if not hidden and (style := attributes.get("style")):
            known = hides.get(style)
            if known is None:
                known = hides[style] = _hides(style)
            hidden = known
        if hidden:
            found.hides = True
            element.hidden, element.hidden_by = True, element.order
    if not _CLICKED.isdisjoint(attributes) and element.tag != "body":
        found.clickable.append(element)
    if "datatype" in attributes:
        found.filled.append(element)


def _hides(style: str) -> bool:
    """Whether a style hides its element."""
    lower = style.lower()
    return ("none" in lower or "hidden" in lower) and _HIDING.search(lower) is not None
