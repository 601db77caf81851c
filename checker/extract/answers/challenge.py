"""Whether an answer is the page itself or what a firewall sent in its place.

Only looks, never asks: no request is made for it. A firewall's cookie, header or script also comes
with good pages, so a script counts only where almost nothing can be read, a phrase only on a
page that says little else, a header only with a status that the product uses for itself.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from checker.extract.answers.firewalls import FIREWALLS, GENERIC, HINTS, Firewall
from checker.extract.answers.wrong_page import is_published, moved_home, parked, soft_404
from checker.extract.document import Document, attribute, parse
from checker.extract.flow import body_text

__all__ = [
    "Answer",
    "classify",
    "judge_answer",
    "moved_home",
    "parked",
    "product_of",
    "soft_404",
    "suspicious",
]

_SILENT_CHARS = 100
_BLOCK_CHARS = 900
_BLOCK_BYTES = 60_000
_HEAD = 200_000
CHALLENGE_STATUSES = frozenset(status for wall in FIREWALLS for status in wall.statuses) | {202}
_BLOCK = frozenset(status for wall in FIREWALLS for status in wall.block_statuses) | {429}


@dataclass(frozen=True, slots=True)
class Answer:
    """`product` is the firewall that answered, None for the site itself.

    `blocked`: it refuses us; else it asks for proof that we are a browser. `because` says why
    in words for a webmaster.
    """

    product: str | None
    blocked: bool
    because: str


_PASSED = Answer(None, False, "")


def classify(status: int, headers: Mapping[str, str], body: bytes) -> tuple[str | None, bool]:
    """(product, blocked) of an answer before it is parsed; (None, False) for a page.

    A normal page costs a few searches of its bytes. It is parsed only on suspicion.
    """
    if not suspicious(status, headers, body):
        return None, False
    answer = judge_answer(status, headers, body)
    return answer.product, answer.blocked


_SCRIPTS = tuple(script.encode() for wall in FIREWALLS for script in wall.scripts)
_HINT_BYTES = tuple(
    dict.fromkeys(hint.encode(code) for hint in HINTS for code in ("utf-8", "gb18030"))
)


def suspicious(status: int, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether anything speaks for a firewall: a few searches of the bytes, no parsing."""
    if status in CHALLENGE_STATUSES or status in _BLOCK or status in (403, 405, 406, 501, 503):
        return True
    if status == 404:
        return len(body) < 2_000
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return len(body) < _BLOCK_BYTES
    if "cf-mitigated" in headers:
        return True
    if _links(body, _PAGE_LINKS) >= _PAGE_LINKS:
        return False
    if len(body) < _BLOCK_BYTES and any(hint in body for hint in _HINT_BYTES):
        return True
    head = body if len(body) < _HEAD else body[:_HEAD]
    return any(script in head for script in _SCRIPTS)


_LINK = re.compile(b"<a ")  # as a pattern found in half the time that `bytes.find` takes
_PAGE_LINKS = 9
"""A page with so many links is a site's: neither challenges nor block pages have them."""


def _links(body: bytes, enough: int) -> int:
    """How many links a body has, counted no further than `enough`."""
    number = 0
    for _ in _LINK.finditer(body):
        number += 1
        if number == enough:
            break
    return number


def product_of(headers: Mapping[str, str]) -> str | None:
    """The firewall that these headers name; it may have let the answer pass untouched."""
    wall = _named(headers)
    return wall.name if wall else None


def _named(headers: Mapping[str, str], own: bool = False) -> Firewall | None:
    lower = {name.lower(): value.lower() for name, value in headers.items()}
    for wall in FIREWALLS:
        for name, piece in wall.answers if own else (*wall.headers, *wall.answers):
            if name in lower and piece in lower[name]:
                return wall
    if not own and _RIVER_COOKIE.search(_cookies(headers)):
        return FIREWALLS[0]
    return None


def _cookies(headers: Mapping[str, str]) -> str:
    return next((value for name, value in headers.items() if name.lower() == "set-cookie"), "")


_RIVER_COOKIE = re.compile(r"(?:^|[,;]\s?)[A-Za-z0-9]{10,20}[SO]=[456][A-Za-z0-9._]{20}")
"""A random name that ends in S or O, and a value that begins with the product's version."""


def judge_answer(
    status: int, headers: Mapping[str, str], page: Document | bytes, url: str = ""
) -> Answer:
    """Who answered: the site, or a firewall; a page with a firewall's script in it is a page."""
    doc = parse(page, url or "http://unknown.invalid/") if isinstance(page, bytes) else page
    visible = body_text(doc)
    if found := _by_script(status, doc, visible):
        return found
    if found := _by_phrase(doc, visible):
        return found
    return _by_status(status, headers, doc, visible)


def _by_script(status: int, doc: Document, visible: str) -> Answer | None:
    """A challenge's script on a page where a person would read next to nothing."""
    if len(visible) >= _SILENT_CHARS:
        return None
    source = doc.text[:_HEAD]
    for wall in FIREWALLS:
        for script in wall.scripts:
            if script not in source:
                continue
            if status == 200 and wall.name == "ruishu" and _is_shell(doc):
                return None
            words = f"页面几乎没有可见文字，只有{wall.title}的校验脚本（{script}）"
            return Answer(wall.name, False, words)
    return None


def _is_shell(doc: Document) -> bool:
    """Whether it has parts that a script of its own will fill: its scripts came with the page,
    those of the firewall are marked `r=m`."""
    own = any(attribute(script, "r") != "m" for script in doc.tree.css("script[src]"))
    return own and doc.tree.css_first("body div, body main, body table, body frame") is not None


def _by_phrase(doc: Document, visible: str) -> Answer | None:
    """A block page's words on a page that says little else."""
    if len(visible) > _BLOCK_CHARS or _has_site(doc):
        return None
    source = doc.text[:_BLOCK_BYTES]
    if not any(hint in source for hint in HINTS) or is_published(doc):
        return None
    for wall in FIREWALLS:
        for phrase in wall.phrases:
            if phrase in source:
                return Answer(wall.name, True, f"页面是{wall.title}的拦截页（“{_plain(phrase)}”）")
    if len(visible) < _BLOCK_CHARS // 2:
        for phrase in GENERIC:
            if phrase in visible or phrase in doc.title:
                return Answer("unknown", True, f"页面是防护设备的拦截页（“{phrase}”）")
    return None


def _plain(phrase: str) -> str:
    return phrase.replace("<title>", "").replace("</title>", "")


def _has_site(doc: Document) -> bool:
    """Whether the page belongs to a site: its tags or more than a handful of links."""
    return bool(doc.tag("SiteName")) or len(doc.tree.css("a")) >= _PAGE_LINKS


def _by_status(status: int, headers: Mapping[str, str], doc: Document, visible: str) -> Answer:
    """A status that firewalls use, together with what names one."""
    if status < 300 and status != 202:
        return _PASSED
    if status == 521 and "cloudflare" in str(headers).lower():
        return _PASSED  # there it means that the site is down
    wall = _named(headers)
    silent = len(visible) < _SILENT_CHARS
    for known in FIREWALLS:
        if status in known.statuses and (wall is known or (wall is None and silent)):
            return Answer(known.name, False, f"HTTP {status} 是{known.title}的校验应答")
        if status in known.block_statuses and (wall is known or wall is None):
            return Answer(known.name, True, f"HTTP {status} 是{known.title}的拦截应答")
    if status == 429:
        return Answer(wall.name if wall else "rate-limit", True, "HTTP 429：访问过于频繁，被限制")
    if status in CHALLENGE_STATUSES and silent:
        if status == 202 and not doc.tree.css_first("script"):
            return _PASSED
        return Answer(wall.name if wall else "unknown", False, f"HTTP {status} 且没有可见文字")
    if wall and wall.name == "wzws" and status in (404, 403) and not doc.text.strip():
        return Answer("wzws", True, f"HTTP {status} 空页面且带 WZWS-Ray：访问过于频繁，被限制")
    if wall and status in (403, 405) and silent:
        return Answer(wall.name, True, f"HTTP {status} 且几乎没有可见文字，应答经过{wall.title}")
    own = _named(headers, own=True)
    if own and status in (403, 405, 406, 501, 503) and len(visible) < _BLOCK_CHARS:
        return Answer(own.name, True, f"HTTP {status} 由{own.title}应答")
    return _PASSED
