"""Every place of a page that claims a day of publication, the most trustworthy first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from checker.extract.articles.headline import Headline
from checker.extract.articles.labels import (
    BYLINE,
    DATED,
    LABEL_TAILS,
    LAST,
    NEAR,
    NONE,
    PUBLISHED,
    Said,
    label_of,
    last_sign,
)
from checker.extract.dates.written import Reading, date_in_address, read_dates
from checker.extract.document import Document
from checker.extract.flow import Flow
from checker.extract.outline import Element, Outline, outline

_MAX_TEXT = 300_000


@dataclass(frozen=True, slots=True)
class Claim:
    """A day, its clock if one is named, the place that names it and the words there.

    `counts` is false for a day of another meaning (written, updated), which may well differ.
    """

    day: date
    clock: time | None
    place: str
    quote: str
    counts: bool = True
    at: int = -1


_BANNER = re.compile(
    r"(?:今\s?天|今\s?日|现在|当前|北京时间|欢迎您?|您好)(?:是|时间|日期)?\s?[:：,，!！]?\s?(?:公历)?\s?$"
)
_RIGHTS = re.compile(r"(?:版权所有|[Cc]opyright|COPYRIGHT|©|备案|建站|开通)[^一-鿿]{0,12}$")
_RIGHT_SIGNS = re.compile("[版©备建开C]")
_WEEKDAY = re.compile(r"\s{0,2}[（(]?\s?(?:星期|周)[一二三四五六日天]")
_BANNER_TAILS = frozenset("天日在前间您迎好是历期")
_NEIGHBOUR = re.compile(r"\W{0,3}(?:上|下|前|后)一[篇条个页则]")
_GLUED_BEFORE = re.compile(r"[一-鿿，。；、]")
_GLUED_AFTER = re.compile(r"[一-鿿，；、]|,[一-鿿]")
_SENTENCE = 40
_MOST_PASSED = 8
_RIGHT_OVER = 2
_METAS = ("PubDate", "firstpublishedtime", "publishdate", "publish_date", "article:published_time")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A date in the flow with its rank and how far below the headline it stands."""

    claim: Claim
    rank: int
    distance: int


@dataclass(frozen=True, slots=True)
class Passed:
    """A date of the page that was not taken for its own, and why."""

    quote: str
    why: str


def claims_of(
    doc: Document, words: Flow, headline: Headline, today: date
) -> tuple[list[Claim], list[Passed]]:
    """All claims (labels, tags, the date under the headline, the address, the writing) and
    the first dates that were passed over."""
    passed: list[Passed] = []
    seen = list(_visible(outline(doc), words, headline, today, passed))
    claims = [item.claim for item in sorted(_of(seen, PUBLISHED), key=_nearness)]
    claims += [item.claim for item in sorted(_of(seen, DATED), key=_nearness)]
    claims += _tagged(doc, today)
    claims += [item.claim for item in sorted(_of(seen, NEAR), key=_nearness)[:1]]
    if day := date_in_address(doc.url, today):
        claims.append(Claim(day, None, "address", doc.url[-60:]))
    claims += [item.claim for item in _of(seen, LAST)]
    return claims or list(_written_by_script(doc.text, today)), passed


def _of(seen: list[_Seen], rank: int) -> list[_Seen]:
    return [item for item in seen if item.rank == rank]


def _nearness(item: _Seen) -> tuple[bool, int]:
    return item.distance < 0, item.distance


def _visible(
    page: Outline, words: Flow, headline: Headline, today: date, passed: list[Passed]
) -> Iterator[_Seen]:
    """The dates of the flow that a reader would take for the article's own."""
    text = words.text[:_MAX_TEXT]
    places = headline.places or ((headline.place,) if headline.place >= 0 else ())
    for reading in read_dates(text, today):
        if reading.day is None:
            continue
        before = text[max(0, reading.start - 24) : reading.start]
        distance = _below(places, len(headline.text), reading)
        said = label_of(page, words, reading, distance, placed=bool(places))
        why = _refused(page, words, reading, before, said, distance)
        if why:
            if len(passed) < _MOST_PASSED:
                passed.append(Passed((before[-8:] + reading.quote).strip(), why))
            continue
        place = f"label {said.label}" if said.label else "text near title"
        quote = f"{said.label}{'：' if said.label else ''}{reading.quote}"
        claim = Claim(reading.day, reading.clock, place, quote, said.counts, reading.start)
        yield _Seen(claim, said.rank, distance)


def _refused(
    page: Outline, words: Flow, reading: Reading, before: str, said: Said, distance: int
) -> str:
    """Why a date is not the page's own; empty when it may be."""
    tail = last_sign(before)
    if tail in _BANNER_TAILS and _BANNER.search(before):
        return "页眉显示的当天日期"
    if _RIGHT_SIGNS.search(before) and _RIGHTS.search(before):
        return "版权或备案年份"
    if said.rank == NONE:
        return "另有含义的日期" if tail in LABEL_TAILS else "正文里的日期，不在标题附近"
    if said.rank != LAST and _listed(page, words, reading.start):
        return "其他文章列表里的日期"
    if said.label and _begins_sentence(words, reading):
        return "句子里的日期"
    if not said.label and not _bare(words, reading, distance):
        return "句子里的日期"
    if not said.label and _tabular(words.element_at(reading.start)):
        return "正文表格里的日期"
    return ""


def _begins_sentence(words: Flow, reading: Reading) -> bool:
    """Whether a date is the beginning of a piece that goes on: its label was left empty."""
    after = words.text[reading.end : reading.end + 4]
    if not _GLUED_AFTER.match(after) or BYLINE.match(after):
        return False
    return words.starts_piece(reading.start)


def _bare(words: Flow, reading: Reading, distance: int) -> bool:
    """Whether a date without a label stands by itself and not in a sentence or a banner."""
    piece = words.piece_at(reading.start)
    if piece is None or len(piece.words) - len(reading.quote) > _SENTENCE:
        return False
    before, after = (
        words.text[reading.start - 1 : reading.start],
        words.text[reading.end : reading.end + 4],
    )
    if _GLUED_BEFORE.match(before) or (_GLUED_AFTER.match(after) and not BYLINE.match(after)):
        return False
    if _WEEKDAY.match(words.text, reading.end) and not 0 <= distance < 40:
        return False
    return "。" not in words.text[max(0, reading.start - distance) : reading.start]


def _below(places: tuple[int, ...], length: int, reading: Reading) -> int:
    """Characters between the nearest headline above a date and that date; -1 without one.

    A date that stands right over the headline, as on a leaf of a calendar, counts as beside it.
    """
    at = reading.start
    gaps = [at - place - length for place in places if place + length <= at]
    if any(0 < place - reading.end <= _RIGHT_OVER for place in places):
        return 0
    return min(gaps) if gaps else -1


def _listed(page: Outline, words: Flow, at: int) -> bool:
    """Whether a date belongs to an item of a list of other articles, not to this page."""
    element = words.element_at(at)
    steps = 0
    while element is not None and steps < 4:
        row, parent = element, element.parent
        if row.tag in ("li", "tr", "dd", "dl") and parent is not None:
            links = row.links_to - row.links_from
            if links and (parent.links_to - parent.links_from > links or _headed(page, row)):
                return True
        if row.tag == "a" or (
            row.links_to > row.links_from and _NEIGHBOUR.match(words.said_in(row))
        ):
            return True
        element, steps = parent, steps + 1
    return False


_COLUMN_HEAD = re.compile(r".{0,4}(?:标\s?题|名\s?称|日\s?期|时\s?间)")
_LONGEST_HEAD = 9


def _headed(page: Outline, row: Element) -> bool:
    """Whether a row of a table stands under a row of heads: even a single one is a list then."""
    table = row.parent
    if row.tag != "tr" or table is None or row.position < 2:
        return False
    first = page.elements[table.order + 1]
    if first.tag != "tr" or first.links_to > first.links_from:
        return False
    heads = [text.words for text in page.texts_in(first)]
    return (
        len(heads) > 1
        and all(len(head) < _LONGEST_HEAD for head in heads)
        and any(_COLUMN_HEAD.fullmatch(head) for head in heads)
    )


def _tabular(element: Element | None) -> bool:
    """Whether a date fills a cell of a table of data: a cell beside another, rows above and below."""
    cell = element
    for _ in range(3):
        if cell is None or cell.tag == "td":
            break
        cell = cell.parent
    if cell is None or cell.tag != "td" or cell.parent is None or cell.position < 2:
        return False
    return cell.parent.position > 1 and cell.parent.links_to == cell.parent.links_from


def _tagged(doc: Document, today: date) -> Iterator[Claim]:
    for name in _METAS:
        content = doc.tag(name)
        if not content:
            continue
        readings = read_dates(content[:60], today, epoch=True, compact=True)
        if readings and readings[0].day is not None:
            yield Claim(readings[0].day, readings[0].clock, f"meta {name}", content[:60])


def _in_script(source: str, at: int) -> bool:
    opened = source.rfind("<script", max(0, at - _LONGEST_SCRIPT), at)
    return opened > source.rfind("</script", max(0, at - _LONGEST_SCRIPT), at)


_LONGEST_SCRIPT = 2_000
_SCRIPTED = (
    re.compile(r"(发(?:布时间|布日期|表时间))\s?[:：]"),
    re.compile(r"(更新时间)\s?[:：]"),
)
"""Apart, so that each begins with one sign for which the search jumps through a page's source."""


_BLOCK_END = re.compile(r"</(?:p|div|td|tr|li|h[1-6])\b", re.IGNORECASE)


def _written_by_script(source: str, today: date) -> Iterator[Claim]:
    """The last look: a label whose date a script writes, read from the page's source."""
    labels = [found for each in _SCRIPTED for found in each.finditer(source[:_MAX_TEXT])]
    for found in sorted(labels, key=lambda found: found.start()):
        window = _BLOCK_END.split(source[found.end() : found.end() + 160], maxsplit=1)[0]
        scripted = _in_script(source, found.start())
        for reading in read_dates(window, today):
            if reading.day is not None and (scripted or "<script" in window[: reading.start]):
                place = f"script after label {found.group(1)}"
                yield Claim(reading.day, reading.clock, place, reading.quote)
                return
