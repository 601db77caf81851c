"""One fetched page, decoded and parsed once: the ground for every reader in this package."""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checker.extract.decoding import Decoded, decode
from checker.extract.nesting import flattened
from checker.extract.wide_tags import narrowed

_MOST_CHARS = 6_000_000
_MOST_TAGS = 650_000
"""Beyond these a page is not read: ten times what the largest honest ones have, and some seconds."""


@dataclass(frozen=True)
class Document:
    """A page, decoded and parsed when the first reader needs it: one whose readings are known costs
    nothing. `url` is where it answered; `base` is what its relative links stand on.

    `decoded` gives its text. `readings` holds what was read in it, so that no reader goes through it
    twice: see `once`.
    """

    url: str
    decoded: Callable[[], Decoded] = field(repr=False, compare=False)
    readings: dict[Hashable, object] = field(
        default_factory=dict[Hashable, object], repr=False, compare=False
    )

    @cached_property
    def _read(self) -> tuple[Decoded, str]:
        """As much of the page as is read, and in words that this is not all of it."""
        sent = self.decoded()
        spoilt = "\x00" in sent.text if sent.utf8 is None else b"\x00" in sent.utf8
        text, cut = _bounded(sent.text.replace("\x00", "") if spoilt else sent.text)
        return (sent if text is sent.text else Decoded(text, sent.encoding)), cut

    @property
    def text(self) -> str:
        """The markup, as much of it as is read."""
        return self._read[0].text

    @property
    def encoding(self) -> str:
        """The encoding that it was decoded from."""
        return self._read[0].encoding

    @property
    def cut(self) -> str:
        """In words that only a part of it was read, empty for all but pages made to cost.

        What is not found in such a page is not known to be missing.
        """
        return self._read[1]

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The parsed page; anything is a page, however broken."""
        read = self._read[0]
        markup = flattened(narrowed(read.text))
        return LexborHTMLParser(read.utf8 if read.utf8 and markup is read.text else markup)

    @cached_property
    def base(self) -> str:
        """The address relative links are resolved against: `<base href>`, else the page's own."""
        node = self.tree.css_first("base[href]")
        return base_of(self.url, attribute(node, "href") if node else "")

    @cached_property
    def title(self) -> str:
        """The words of `<title>`, white space folded."""
        node = self.tree.css_first("title")
        return fold(node.text()) if node else ""

    @cached_property
    def tags(self) -> dict[str, str]:
        """`<meta name=… content=…>` by name as written; of a name given twice, the first filled."""
        return tags_of(node.attributes for node in self.tree.css("meta[name]"))

    @cached_property
    def _tags_by_lower_name(self) -> dict[str, str]:
        by_name: dict[str, str] = {}
        for name, content in self.tags.items():
            by_name.setdefault(name.lower(), content)
        return by_name

    def tag(self, name: str) -> str:
        """The content of a meta tag, its name compared without case; empty when absent."""
        return self._tags_by_lower_name.get(name.lower(), "")


def base_of(url: str, href: str) -> str:
    """What the relative links of a page stand on: its first `<base href>`, else its address."""
    return join(url, href) or url


def tags_of(metas: Iterable[Mapping[str, str | None]]) -> dict[str, str]:
    """What the attributes of meta tags say, by name as written."""
    found: dict[str, str] = {}
    for attributes in metas:
        name = (attributes.get("name") or "").strip()
        if name and not found.get(name):
            found[name] = fold(attributes.get("content"))
    return found


def parse(body: bytes, url: str, content_type: str = "") -> Document:
    """The page that these bytes are; anything is a page, however broken."""
    return Document(url, partial(decode, body, content_type))


def from_text(text: str, url: str, encoding: str = "utf-8") -> Document:
    """A document out of text that is decoded already (a rendered page, an embedded list)."""
    return Document(url, lambda: Decoded(text, encoding))


def title_of(doc: Document) -> str:
    """The words of a page's title."""
    return doc.title


def tag_of(doc: Document, name: str) -> str:
    """The content of one of a page's meta tags; empty when absent."""
    return doc.tag(name)


def cut_of(doc: Document) -> str:
    """In words that only a part of a page was read; empty for all but pages made to cost."""
    return doc.cut


def _bounded(text: str) -> tuple[str, str]:
    """As much of a page as is read, and in words that this is not all of it."""
    cut = ""
    if len(text) > _MOST_CHARS:
        text, cut = text[:_MOST_CHARS], f"页面太大，只读了前 {_MOST_CHARS // 10_000} 万个字符"
    if len(text) > _MOST_TAGS and text.count("<") > _MOST_TAGS:
        beyond = text.split("<", _MOST_TAGS + 1)[-1]
        text, cut = text[: -len(beyond) - 1], f"页面太大，只读了前 {_MOST_TAGS // 10_000} 万个标签"
    return text, cut


def attribute(node: LexborNode, name: str) -> str:
    """An attribute's text; empty when absent or without a value."""
    return node.attributes.get(name) or ""


def fold(text: str | None) -> str:
    """White space of every kind (also full-width and zero-width) folded to single blanks."""
    if not text:
        return ""
    return " ".join(text.replace("\u200b", " ").replace("\ufeff", " ").split())


_UNREAD = frozenset(("script", "style", "title", "textarea", "option", "noframes", "iframe"))
_UNSEEN = (
    'noscript, template, [hidden], [style*="display:none" i], [style*="display: none" i], '
    '[style*="visibility:hidden" i]'
)


def visible_text(node: LexborNode) -> str:
    """The words below a node, pieces set apart by blanks; no scripts, option lists, hidden parts."""
    unseen: set[int] = set()
    for top in node.css(_UNSEEN):
        if top.mem_id not in unseen:
            unseen.update(child.mem_id for child in top.traverse(include_text=True))
    pieces: list[str] = []
    unread = False
    for child in node.traverse(include_text=True):
        tag = child.tag
        if tag != "-text":
            unread = tag in _UNREAD
            continue
        if unread:
            unread = False
            parent = child.parent
            if parent is not None and parent.tag in _UNREAD:
                continue
        content = child.text_content
        if content and not (unseen and child.mem_id in unseen):
            pieces.append(content)
    return " ".join(pieces)


_NO_PAGE = re.compile(r"(?:javascript|mailto|tel|data|about|sms|weixin|file|ftp):", re.IGNORECASE)


_NO_HOST = frozenset(("http://", "https://", "http:", "https:", "//"))


def join(base: str, href: str) -> str:
    """An absolute http(s) address without its fragment, or an empty string for anything else."""
    href = href.strip().replace("\t", "").replace("\n", "").replace("\r", "")
    if not href or href.startswith("#") or _NO_PAGE.match(href) or href in _NO_HOST:
        return ""
    if "\\" in href:
        # old sites write ..\\zwgk\\1.html; a browser reads it as a slash
        path, mark, query = href.partition("?")
        href = path.replace("\\", "/") + mark + query
    try:
        joined = urljoin(base, href)
        parts = urlsplit(joined)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return ""
    except ValueError:
        return ""
    return joined.split("#", 1)[0]


@lru_cache(maxsize=4_096)  # a site's home page is asked for with each of its addresses
def host_of(url: str) -> str:
    """The host name of an address in lower case; empty when it has none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
