"""What looks planted in a page of a government's site: advertising words where no visitor reads
them, a page that is nothing but an advertisement, scripts that are meant for search engines only.

Careful on purpose: several words of one trade, none of the words that excuse a page (a raid, a
warning, a clinic, the official lotteries), and none that the visible text is about.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.core.safety import InjectionKind
from checker.core.web import is_government
from checker.extract.answers.illegal_page import (
    is_coded_title,
    suspicion,
    words_in_head,
    words_said,
)
from checker.extract.answers.illegal_words import IllegalWords
from checker.extract.channels.out_of_sight import out_of_sight
from checker.extract.document import Document, host_of, join
from checker.extract.flow import body_text
from checker.extract.outline import outline
from checker.extract.safety.own_domain import same_domain

_IN_HEAD, _IN_CODED_HEAD, _IN_HIDDEN = 3, 2, 4
_LEAST_PLAY = 2
_MOST_TEXTS = 3_000


@dataclass(frozen=True, slots=True)
class Planted:
    """One thing that looks planted: what it is, the words or features that say so, and where."""

    kind: InjectionKind
    signs: tuple[str, ...]
    selector: str = ""


def planted(doc: Document, words: IllegalWords) -> tuple[Planted, ...]:
    """All that looks planted in a page of the site itself."""
    found = [*_head(doc, words), *_hidden(doc, words)]
    whole = None if found else suspicion(doc, words)
    if whole and whole.kind != "parked":
        found.append(Planted("page", whole.signs))
    return (*found, *_jumps(doc))


def _head(doc: Document, words: IllegalWords) -> Iterator[Planted]:
    """A title, keywords or description that advertise what the text does not speak of."""
    found = words_in_head(doc, words)
    if len(found) < _LEAST_PLAY or not found.isdisjoint(words.excuses):
        return
    said = words.standing_in(body_text(doc).lower())
    enough = _IN_CODED_HEAD if is_coded_title(doc) else _IN_HEAD
    if signs := _advertised(found - said, words, enough):
        yield Planted("head", signs, "head > title")


def _hidden(doc: Document, words: IllegalWords) -> Iterator[Planted]:
    """Words that stand where nobody looks."""
    page = outline(doc)
    if len(words_said(doc, words) & words.of_trades) < _IN_HIDDEN:
        return
    unseen = [each for each in page.texts[:_MOST_TEXTS] if out_of_sight(each.at)]
    found = words.standing_in("\n".join(each.words for each in unseen).lower())
    if not found.isdisjoint(words.excuses):
        return
    if signs := _advertised(found, words, _IN_HIDDEN):
        first = next(
            each for each in unseen if words.standing_in(each.words.lower()) & words.of_trades
        )
        yield Planted("hidden-text", signs, first.at.selector)


def _advertised(found: frozenset[str], words: IllegalWords, enough: int) -> tuple[str, ...]:
    """The words of the trade that these advertise, in its order; empty where they do not suffice."""
    for trade in words.trades:
        play = [word for word in trade.play if word in found]
        signs = (*play, *(word for word in trade.place if word in found))
        if len(play) >= _LEAST_PLAY and len(signs) >= enough:
            return signs
    return ()


# Both begin with a choice of plain signs, for which a search jumps; without case it does not.
_ASKS_WHENCE = re.compile(
    r"[dDnN](?i:(?<=d)ocument\s{0,3}\.\s{0,3}referrer|(?<=n)avigator\s{0,3}\.\s{0,3}useragent)"
)
_ENGINES = re.compile(
    r"[bBgGsSſhHyY](?i:(?<=b)(?:aidu(?!boxapp|browser|map)|ing)|(?<=g)oogle|(?<=h)aosou|(?<=y)ahoo"
    r"|(?<=s)(?:ogou|oso|pider)|(?<=\bs)o\.com)"
)
_SENDS_TO = re.compile(
    r"(?:location(?:\s{0,3}\.\s{0,3}href)?\s{0,3}=\s{0,3}|location\s{0,3}\.\s{0,3}(?:replace|assign)\s{0,3}\(\s{0,3})"
    r"['\"](https?://[^'\"]{1,300})['\"]",
    re.I,
)
_MOST_SCRIPT = 20_000


def _jumps(doc: Document) -> Iterator[Planted]:
    """Scripts that ask where a visitor comes from, name search engines and lead to another host."""
    page = outline(doc)
    for element in page.tagged("script"):
        code = page.raw.get(element.order, "")[:_MOST_SCRIPT]
        if "location" not in code or not _ASKS_WHENCE.search(code):
            continue
        engines = {each.group().lower() for each in _ENGINES.finditer(code)}
        if len(engines) < _LEAST_PLAY:
            continue
        for sent in _SENDS_TO.finditer(code):
            target = join(doc.base, sent[1])
            if target and not is_government(target) and not same_domain(target, doc.url):
                signs = (host_of(target), *sorted(engines))
                yield Planted("search-engine-jump", signs, element.selector)
                break
