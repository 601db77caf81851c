"""Whether the page behind a link advertises what the law forbids, or a name nobody uses any more.

A suspicion, for a person to confirm. It never rests on one word, nor on words that also stand in
a report on a raid, a warning, a travel guide or the pages of the official lotteries: it takes
several different words of one trade, in the title and keywords or thickly in the text, and no
balance of words that excuse them.
"""

import re
from dataclasses import dataclass
from typing import Literal

from checker.extract.answers.illegal_words import EXCUSES, FOR_SALE, PARKING_HOSTS, TRADES, Trade
from checker.extract.document import Document, attribute

_MOST_CHARS = 20_000
_HEAD_CHARS = 2_000
_STUFFED = 3
_THICK = 0.03
_MANY = 6
_PARKED_CHARS = 1_500
_CODED_TITLE = re.compile(r"<title>[^<]{0,400}(?:&#x?[0-9a-f]{2,6};){6}", re.IGNORECASE)
_FOREIGN = re.compile(r"[a-z]")


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What a page seems to be, and the words or features that say so."""

    kind: Literal["gambling", "pornography", "parked"]
    signs: tuple[str, ...]


def suspicion(doc: Document) -> Suspicion | None:
    """What a page is suspected of, or None."""
    head, body = _head(doc), doc.body_text[:_MOST_CHARS].lower()
    for trade in TRADES:
        signs = _advertises(trade, doc, head, body)
        if signs:
            return Suspicion(trade.name, signs)
    return _parked(doc, body)


def advertised(text: str) -> Suspicion | None:
    """What a link's own words advertise: for links that nobody is meant to see."""
    lower = text.lower()
    if any(excuse in lower for excuse in EXCUSES):
        return None
    for trade in TRADES:
        found = _found(trade.play, lower) + _found(trade.place, lower)
        if found:
            return Suspicion(trade.name, found)
    return None


def _head(doc: Document) -> str:
    """What a page says of itself to search engines: title, keywords, description."""
    said = (doc.title, doc.tag("keywords"), doc.tag("description"))
    return " ".join(said)[:_HEAD_CHARS].lower()


def _advertises(trade: Trade, doc: Document, head: str, body: str) -> tuple[str, ...]:
    """The words by which a page advertises a trade; empty where they do not suffice."""
    in_head = _found(trade.play, head) + _found(trade.place, head)
    in_body = _found(trade.play, body) + _found(trade.place, body)
    if len(in_head) + len(in_body) < _STUFFED or _found(EXCUSES, head):
        return ()
    play = sum(word in head or word in body for word in trade.play)
    excuses = len(_found(EXCUSES, body))
    words = tuple(dict.fromkeys(in_head + in_body))
    if play < 2 or 3 * excuses > len(words):
        return ()
    features = _features(doc)
    stuffed = len(in_head) + len(features) >= _STUFFED and len(in_head) > 1
    named = bool(in_head) and len(in_body) >= _STUFFED
    thick = len(in_body) >= _MANY and _density(in_body, body) >= _THICK
    return (*words[:12], *features) if stuffed or named or thick else ()


def _features(doc: Document) -> tuple[str, ...]:
    """What such pages do besides: a title in character references, so that no filter reads it."""
    return ("标题用字符编码书写",) if _CODED_TITLE.search(doc.text[:_MOST_CHARS]) else ()


def _found(words: tuple[str, ...], text: str) -> tuple[str, ...]:
    return tuple(word for word in words if word in text and _stands(word, text))


def _stands(word: str, text: str) -> bool:
    """Whether a word of Latin letters stands for itself and is no piece of another one."""
    if not _FOREIGN.match(word):
        return True
    at = text.find(word)
    while at >= 0:
        around = text[at - 1 : at] + text[at + len(word) : at + len(word) + 1]
        if not any(sign.isascii() and sign.isalnum() for sign in around):
            return True
        at = text.find(word, at + 1)
    return False


def _density(words: tuple[str, ...], text: str) -> float:
    """The share of a text's characters that belong to these words."""
    return sum(text.count(word) * len(word) for word in words) / max(1, len(text))


def _parked(doc: Document, body: str) -> Suspicion | None:
    """A page that offers its own name for sale: little text, no site's tags, and the offer."""
    if len(doc.body_text) > _PARKED_CHARS or doc.tag("SiteName"):
        return None
    said = f"{doc.title.lower()} {body}"
    words = tuple(word for word in FOR_SALE if word in said)
    sources = " ".join(
        attribute(node, "src") + attribute(node, "href")
        for node in doc.tree.css("script[src], iframe[src], frame[src], a[href]")[:60]
    ).lower()
    hosts = tuple(host for host in PARKING_HOSTS if host in sources)
    if hosts or (words and not any(excuse in said for excuse in ("公告", "办法", "规定", "通知"))):
        return Suspicion("parked", (*words, *hosts))
    return None
