"""Every address that a page sends a visitor to, also by lists to choose from and by scripts.

Not links: the action of a form, what a comment holds, `javascript:void(0)`, mail and telephone.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import partial
from operator import attrgetter
from urllib.parse import quote

from checker.extract.channels.out_of_sight import out_of_sight
from checker.extract.channels.put_away import put_away
from checker.extract.document import Document
from checker.extract.once import once
from checker.extract.outline import Element, Outline, outline
from checker.extract.seen_link import LinkKind, SeenLink

_ATTACHMENT = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|dps|ofd|zip|rar|7z|csv|txt|mp[34]|apk|ceb|tif)(?:[?#]|\Z)",
    re.IGNORECASE,
)
_PAGES = (".html", ".htm", ".shtml", ".jsp", "/")
_JUMP = re.compile(
    r"(?:\bopen|location\s{0,3}\.\s{0,3}(?:replace|assign))\s{0,3}\(\s{0,3}"
    r"(['\"])(?P<opened>[^'\"]{1,1000})\1"
    r"|location(?:\s{0,3}\.\s{0,3}href)?\s{0,3}=\s{0,3}(['\"])(?P<set>[^'\"]{1,1000})\3"
)
_QUOTED = re.compile(r"\(\s*(['\"])(?P<quoted>(?:https?://|\.{0,2}/)[^'\"\s]{1,1000})\1")
_REFRESH = re.compile(r"^\s*\d{0,6}(?:\.\d+)?\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"]{1,1000})", re.I)
_ADDRESS = re.compile(r"https?://|/|\.{1,2}/|[\w\-]+\.(?:s?html?|jspx?|aspx?|php)\b", re.I)
_IMAGE_SOURCES = ("src", "data-src", "data-original")
_FRAMES = ("iframe", "frame")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


class PageLink:
    """One address of a page. `text` is what a visitor reads; `hidden` says that its own place is
    not shown, `away` that the page's styles or scripts put it where nobody looks.

    Not to be changed. No data class: of hundreds on a page each would cost three times.
    """

    __slots__ = ("away", "hidden", "kind", "nofollow", "place", "text", "url")

    def __init__(
        self, url: str, text: str, kind: LinkKind, nofollow: bool, hidden: bool, place: Element
    ) -> None:
        self.kind: LinkKind = kind
        self.url, self.text = url, text
        self.nofollow, self.hidden, self.place = nofollow, hidden, place
        self.away = False

    @property
    def selector(self) -> str:
        """Where it stands, as a CSS path; put together only when somebody asks."""
        return self.place.selector


def seen_links(doc: Document) -> tuple[SeenLink, ...]:
    """All links of a page, each address once with the first place where it stands."""
    first: dict[str, PageLink] = {}
    for link in all_links(doc):
        first.setdefault(link.url, link)
    return tuple(
        [
            SeenLink(
                each.url,
                each.text,
                each.kind,
                each.away or out_of_sight(each.place),
                each.place.order,
            )
            for each in first.values()
        ]
    )


def link_places(doc: Document) -> tuple[tuple[int, str], ...]:
    """Where the seen links of a page stand: of each its order and a CSS path."""
    first: dict[str, PageLink] = {}
    for link in all_links(doc):
        first.setdefault(link.url, link)
    return tuple([(each.place.order, each.selector) for each in first.values()])


@once
def all_links(doc: Document) -> tuple[PageLink, ...]:
    """All links of a page in document order, one entry for each place where one stands."""
    page = outline(doc)
    found: list[PageLink] = []
    for element in page.tagged("a", "area"):
        _add_anchor(found, page, element)
    for element in page.tagged("img"):
        _add(found, page, element, _source(element), element.get("alt"), "img")
    for element in page.tagged(*_FRAMES):
        kind: LinkKind = "iframe" if element.tag == "iframe" else "frame"
        _add(found, page, element, element.get("src"), element.get("title"), kind)
    for element in page.tagged("option"):
        value = element.get("value")
        if _ADDRESS.match(value.strip()):
            words = " ".join(page.raw.get(element.order, "").split())
            _add(found, page, element, value, words, "option")
    for element in page.clickable:
        _add_jumps(found, page, element)
    for element in page.tagged("meta"):
        if element.get("http-equiv").strip().lower() == "refresh":
            target = _REFRESH.match(element.get("content"))
            _add(found, page, element, target[1] if target else "", "", "meta-refresh")
    found.sort(key=attrgetter("place.order"))
    _put_away(found, put_away(doc))
    if doc.encoding.startswith("utf"):
        return tuple(found)
    return tuple([as_sent(link, doc.encoding) for link in found])


def _put_away(found: list[PageLink], parts: Sequence[tuple[int, int]]) -> None:
    """Marks the links in parts that are put away, each an order and the one behind it."""
    orders = [link.place.order for link in found] if parts else []
    for first, after in parts:
        for link in found[bisect_left(orders, first) : bisect_left(orders, after)]:
            link.away = True


def as_sent(link: PageLink, encoding: str) -> PageLink:
    """The link as a browser asks for it: a query in Chinese goes out in the page's encoding.

    A path always goes out as UTF-8 and is left readable here.
    """
    if link.url.isascii() or encoding.startswith("utf"):
        return link
    path, mark, query = link.url.partition("?")
    url = path + mark + _NOT_ASCII.sub(partial(_escaped, encoding), query)
    sent = PageLink(url, link.text, link.kind, link.nofollow, link.hidden, link.place)
    sent.away = link.away
    return sent


def _escaped(encoding: str, run: re.Match[str]) -> str:
    return quote(run.group().encode(encoding, "xmlcharrefreplace"), safe="")


def script_target(code: str) -> str:
    """The address that a click's script opens, as written; empty when it names none."""
    if "(" not in code and "=" not in code:
        return ""
    found = _JUMP.search(code) or _QUOTED.search(code)
    if found is None:
        return ""
    groups = found.groupdict()
    return next((value for value in groups.values() if value), "")


def is_attachment(url: str) -> bool:
    """Whether an address names a file to download rather than a page."""
    return not ends_as_page(url) and _ATTACHMENT.search(url) is not None


def ends_as_page(url: str) -> bool:
    """Whether an address plainly ends as one of a page: no name of a file is looked for in it."""
    return url.endswith(_PAGES) and "?" not in url and "#" not in url


def _add_anchor(found: list[PageLink], page: Outline, element: Element) -> None:
    href = element.attributes.get("href")
    if not href or href[0] == "#":
        return
    kind: LinkKind = "area" if element.tag == "area" else "a"
    address = href
    if (href[0] in "jJ" or href[0].isspace()) and href.lstrip()[:11].lower() == "javascript:":
        kind, address = "script-jump", script_target(href)
    elif is_attachment(href):
        kind = "attachment"
    if address and (url := page.url(address)):
        found.append(_link(element, url, link_text(page, element), kind))


def _add_jumps(found: list[PageLink], page: Outline, element: Element) -> None:
    text = link_text(page, element)
    target = script_target(element.get("onclick"))
    if target:
        _add(found, page, element, target, text, "script-jump")
    for name in ("data-href", "data-url", "data-link"):
        value = element.get(name)
        if value and _ADDRESS.match(value.strip()):
            _add(found, page, element, value, text, "script-jump")


def _add(
    found: list[PageLink],
    page: Outline,
    element: Element,
    address: str,
    text: str,
    kind: LinkKind,
) -> None:
    """One more link, where the address is one of a page."""
    if url := page.url(address):
        found.append(_link(element, url, text, kind))


def _link(element: Element, url: str, text: str, kind: LinkKind) -> PageLink:
    rel = element.attributes.get("rel")
    nofollow = rel is not None and "nofollow" in rel
    return PageLink(url, text, kind, nofollow, element.hidden, element)


def link_text(page: Outline, element: Element) -> str:
    """What a visitor reads on a link: its words, its title, or the words of its picture."""
    if element.texts_to > element.texts_from:
        return page.inline(element)
    said = element.get("title") or element.get("alt")
    if said or element.after == element.order + 1:
        return " ".join(said.split())
    for part in page.below(element, 6):
        if part.tag == "img" and (said := part.get("alt") or part.get("title")):
            return " ".join(said.split())
    return ""


def _source(element: Element) -> str:
    return next((value for name in _IMAGE_SOURCES if (value := element.get(name))), "")
