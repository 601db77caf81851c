"""Whether the page behind a link advertises what the law forbids, or a name nobody uses any more.

A suspicion, for a person to confirm. It never rests on one word, nor on words that also stand in
a report on a raid, a warning, a travel guide or the pages of the official lotteries: it takes
several different words of one trade, in the title and keywords or thickly in the text, and no
balance of words that excuse them.
"""

import re
from dataclasses import dataclass
from typing import Literal

from checker.extract.answers.illegal_words import IllegalWords, Trade
from checker.extract.document import Document, attribute
from checker.extract.flow import body_text, is_odd
from checker.extract.once import once
from checker.extract.outline import outline

_MOST_CHARS = 20_000
_HEAD_CHARS = 2_000
_MOST_SAID = 200_000
_STUFFED = 3
_THICK = 0.03
_MANY = 6
_PARKED_CHARS = 1_500
_CODED_TITLE = re.compile(r"<title>[^<]{0,400}(?:&#x?[0-9a-f]{2,6};){6}", re.IGNORECASE)
_OF_A_REGULATION = ("公告", "办法", "规定", "通知")


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What a page seems to be, and the words or features that say so.

    `by_head` says that its title and keywords do, and its text does not.
    """

    kind: Literal["gambling", "pornography", "parked"]
    signs: tuple[str, ...]
    by_head: bool = False


@once
def suspicion(doc: Document, words: IllegalWords) -> Suspicion | None:
    """What a page is suspected of, or None."""
    in_head, in_body = words_in_head(doc, words), _words_shown(doc, words)
    if len(in_head) + len(in_body) >= _STUFFED and in_head.isdisjoint(words.excuses):
        excuses = len(in_body.intersection(words.excuses))
        for trade in words.trades:
            signs = _advertises(trade, doc, in_head, in_body, excuses)
            if signs:
                told = len(_of(trade.play + trade.place, in_body))
                return Suspicion(trade.name, signs, by_head=told < _STUFFED)
    return _parked(doc, in_head | in_body, words)


@once
def _words_shown(doc: Document, words: IllegalWords) -> frozenset[str]:
    """Those of the words that stand in what a visitor sees of a page."""
    return words.standing_in(body_text(doc)[:_MOST_CHARS].lower())


@once
def words_said(doc: Document, words: IllegalWords) -> frozenset[str]:
    """Those of the words that stand anywhere in a page, also where no visitor sees them."""
    page = outline(doc)
    if len(body_text(doc)) > _MOST_CHARS or is_odd(page):
        return words.standing_in(page.said[:_MOST_SAID].lower())
    shown = _words_shown(doc, words)
    if not page.hides:
        return shown
    hidden = "\n".join([text.words for text in page.texts if text.at.hidden])
    return shown | words.standing_in(hidden[:_MOST_SAID].lower())


def advertised(text: str, words: IllegalWords) -> Suspicion | None:
    """What a link's own words advertise: for links that nobody is meant to see."""
    found = words.standing_in(text.lower())
    if not found.isdisjoint(words.excuses):
        return None
    for trade in words.trades:
        play, place = _of(trade.play, found), _of(trade.place, found)
        if play or len(place) > 1:
            return Suspicion(trade.name, play + place)
    return None


@once
def words_in_head(doc: Document, words: IllegalWords) -> frozenset[str]:
    """Those of the words in what a page tells search engines: title, keywords, description."""
    said = (doc.title, doc.tag("keywords"), doc.tag("description"))
    return words.standing_in(" ".join(said)[:_HEAD_CHARS].lower())


def is_coded_title(doc: Document) -> bool:
    """Whether the title is written in character references, so that no filter reads it."""
    return _CODED_TITLE.search(doc.text[:_MOST_CHARS]) is not None


def _advertises(
    trade: Trade,
    doc: Document,
    said_in_head: frozenset[str],
    said_in_body: frozenset[str],
    excuses: int,
) -> tuple[str, ...]:
    """The words by which a page advertises a trade; empty where they do not suffice."""
    in_head = _of(trade.play, said_in_head) + _of(trade.place, said_in_head)
    in_body = _of(trade.play, said_in_body) + _of(trade.place, said_in_body)
    if len(in_head) + len(in_body) < _STUFFED:
        return ()
    words = tuple(dict.fromkeys(in_head + in_body))
    play = sum(word in trade.play for word in words)
    if play < 2 or 3 * excuses > len(words):
        return ()
    features = ("标题用字符编码书写",) if is_coded_title(doc) else ()
    stuffed = len(in_head) + len(features) >= _STUFFED and len(in_head) > 1
    named = bool(in_head) and len(in_body) >= _STUFFED
    thick = len(in_body) >= _MANY and _density(in_body, doc) >= _THICK
    return (*words[:12], *features) if stuffed or named or thick else ()


def _of(words: tuple[str, ...], found: frozenset[str]) -> tuple[str, ...]:
    """Those of the words that were found, in their own order."""
    return tuple(word for word in words if word in found)


def _density(words: tuple[str, ...], doc: Document) -> float:
    """The share of a page's visible characters that belong to these words."""
    text = body_text(doc)[:_MOST_CHARS].lower()
    return sum(text.count(word) * len(word) for word in words) / max(1, len(text))


def _parked(doc: Document, found: frozenset[str], words: IllegalWords) -> Suspicion | None:
    """A page that offers its own name for sale: little text, no site's tags, and the offer."""
    if len(body_text(doc)) > _PARKED_CHARS or doc.tag("SiteName"):
        return None
    offers = _of(words.for_sale, found)
    sources = " ".join(
        attribute(node, "src") + attribute(node, "href")
        for node in doc.tree.css("script[src], iframe[src], frame[src], a[href]")[:60]
    ).lower()
    hosts = tuple(host for host in words.parking_hosts if host in sources)
    said = f"{doc.title} {body_text(doc)}"
    if hosts or (offers and not any(word in said for word in _OF_A_REGULATION)):
        return Suspicion("parked", (*offers, *hosts))
    return None
