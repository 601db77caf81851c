"""One fetched page, decoded and parsed once: the ground for every reader in this package.

Bytes are decoded here and nowhere else. The order is the one that old government pages need:
byte order mark, strict UTF-8, the declared charset (gb2312 and gbk read as gb18030, which holds
all their characters), gb18030 if it is clean, and at last UTF-8 with replacement marks.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checker.extract.nesting import flattened
from checker.extract.wide_tags import narrowed

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,20})", re.IGNORECASE)
_HEAD_BYTES = 4096
_MOST_CHARS = 6_000_000
_MOST_TAGS = 650_000
"""Beyond these a page is not read: ten times what the largest honest ones have, and some seconds."""
_CHINESE = dict.fromkeys(
    ("gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "gb18030", "csgb2312"), "gb18030"
)
_KNOWN = _CHINESE | {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "big5": "big5",
    "big5-hkscs": "big5hkscs",
    "euc-tw": "big5",
    "shift_jis": "shift_jis",
    "euc-jp": "euc_jp",
    "euc-kr": "euc_kr",
    "windows-1251": "cp1251",
    "koi8-r": "koi8_r",
}
"""What a page may name as its charset. Latin-1 is not among them: any bytes pass as Latin-1, and
servers claim it for pages that are not; nor is UTF-16, which only a mark or its bytes prove."""


class Decoded(NamedTuple):
    """The text of a page and the name of the encoding that was used.

    `utf8` are the bytes of exactly this text where it was sent in UTF-8: the parser reads those, and
    to make them again would be a sixth of its work.
    """

    text: str
    encoding: str
    utf8: bytes | None = None


def decode(body: bytes, content_type: str = "") -> Decoded:
    """The text that these bytes are; anything is one, however broken."""
    for mark, name in ((BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be")):
        if body.startswith(mark):
            return Decoded(body[len(mark) :].decode(name, "replace"), name)
    body = body.removeprefix(BOM_UTF8)
    if wide := _unmarked_utf16(body):
        return Decoded(body.decode(wide, "replace"), wide)
    try:
        return Decoded(body.decode("utf-8"), "utf-8", body)
    except UnicodeDecodeError as fault:
        if 0 < len(body) - 4 <= fault.start:
            whole = body[: fault.start]  # cut in its last character
            return Decoded(whole.decode("utf-8"), "utf-8", whole)
    for declared in _declared(body, content_type):
        try:
            return Decoded(body.decode(declared), declared)
        except UnicodeDecodeError:
            continue
    return _best_guess(body)


def _unmarked_utf16(body: bytes) -> str | None:
    """UTF-16 without a mark shows as every second byte of the markup being zero."""
    head = body[:200]
    if head.count(b"\x00") <= len(head) // 4:
        return None
    return "utf-16-le" if head[1:2] == b"\x00" else "utf-16-be"


def _declared(body: bytes, content_type: str) -> list[str]:
    """Charsets that the header and the page name, as Python codecs, the header first."""
    found = [*_DECLARED.findall(content_type.encode("ascii", "ignore"))]
    found += _DECLARED.findall(body[:_HEAD_BYTES])
    names = [_KNOWN.get(raw.decode("ascii").lower(), "") for raw in found]
    return [name for name in dict.fromkeys(names) if name]


def _best_guess(body: bytes) -> Decoded:
    """UTF-8 with some spoilt bytes in it, or gb18030: read as UTF-8 a page in gb18030 has more
    faults than characters."""
    unicode = body.decode("utf-8", "replace")
    faults = unicode.count("\ufffd")
    if 4 * faults < len(unicode) - len(unicode.encode("ascii", "ignore")):
        return Decoded(unicode, "utf-8")
    return Decoded(body.decode("gb18030", "replace"), "gb18030")


@dataclass(frozen=True)
class Document:
    """A page, decoded and parsed when the first reader needs it: one whose readings are known costs
    nothing. `url` is where it answered; `base` is what its relative links stand on.

    `decoded` gives its text. `readings` holds what was read in it, so
    that no reader goes through it twice: see `once`.
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
        text, cut = _bounded(sent.text.replace("\x00", "") if "\x00" in sent.text else sent.text)
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


def host_of(url: str) -> str:
    """The host name of an address in lower case; empty when it has none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
