"""Every place of a page that claims a day of publication, the most trustworthy first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from checker.extract.articles.headline import Headline
from checker.extract.dates.written import Reading, date_in_address, read_dates
from checker.extract.document import Document
from checker.extract.flow import Flow

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


_PUBLISHED = re.compile(
    r"((?:信息|文章|新闻|稿件|首次|网站|网上)?(?:发\s?布|发\s?表|刊\s?登|刊\s?发|登\s?载|上\s?传|录\s?入|添\s?加"
    r"|公\s?布|公\s?开|推\s?送|编\s?发|信\s?息|发\s?稿|新\s?闻|文\s?章|上\s?网|创\s?建|公\s?告)(?:于|(?:时\s?间|日\s?期)))\s?[:：]?\s?[\[(【（]?\s?$"
)
_UPDATED = re.compile(r"((?:最后|最近)?(?:更新|修改)(?:时间|日期|于)?)\s?[:：]\s?[\[(【（]?\s?$")
_WRITTEN = re.compile(
    r"((?:成文|生成|发文|印发|签发|制发|形成|落款|公文|产生|生效)(?:时间|日期))\s?[:：]?\s?[\[(【（]?\s?$"
)
_BARE = re.compile(
    r"(?:(?<![一-鿿])((?:时\s?间|日\s?期)\s?[:：])"
    r"|\b((?:[Rr]elease [Dd]ate|[Dd]ate|[Tt]ime|[Pp]ublished|[Uu]pdated)\s?[:：]?))\s?[\[(【（]?\s?$"
)
_ANY_LABEL = re.compile(
    r"([一-鿿]{0,6}(?:时间|日期|期限|截止|有效期)(?:为|至)?)\s?[:：]?\s?[\[(【（]?\s?$"
)
_BANNER = re.compile(
    r"(?:今\s?天|今\s?日|现在|当前|北京时间|欢迎您?|您好)(?:是|时间|日期)?\s?[:：,，!！]?\s?(?:公历)?\s?$"
)
_RIGHTS = re.compile(r"(?:版权所有|[Cc]opyright|COPYRIGHT|©|备案|建站|开通)[^一-鿿]{0,12}$")
_RIGHT_SIGNS = re.compile("[版©备建开C]")
_BYLINE = re.compile(
    r"来\s?源|字\s?[体号]|浏览|打印|阅读|点击|作者|编辑|责编|分享|访问|收藏|稿源|供稿|撰稿|信息员|[大中小] [大中小]"
)
"""Words of the line under a headline: a date beside them is the article's own."""
_WEEKDAY = re.compile(r"\s{0,2}[（(]?\s?(?:星期|周)[一二三四五六日天]")
_JOINTS = " :：[(【（,，!！"
_LABEL_TAILS = frozenset("间期于新改限止效为至eds")
_BANNER_TAILS = frozenset("天日在前间您迎好是历期")
_GLUED_BEFORE = re.compile(r"[一-鿿，。；、]")
_GLUED_AFTER = re.compile(r"[一-鿿，；、]")
_NEAR = 220
_UNDER = 160
_SENTENCE = 40
_MOST_PASSED = 8
_METAS = ("PubDate", "firstpublishedtime", "publishdate", "publish_date", "article:published_time")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A date in the flow with the label before it and how far below the headline it stands."""

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
    seen = list(_visible(words, headline, today, passed))
    labelled = [item for item in seen if item.rank == 0]
    labelled.sort(key=_nearness)
    claims = [item.claim for item in labelled]
    claims += _tagged(doc, today)
    near = [item for item in seen if item.rank == 1]
    claims += [item.claim for item in sorted(near, key=_nearness)[:1]]
    if day := date_in_address(doc.url, today):
        claims.append(Claim(day, None, "address", doc.url[-60:]))
    claims += [item.claim for item in seen if item.rank == 2]
    return claims or list(_written_by_script(doc.text, today)), passed


def _nearness(item: _Seen) -> tuple[bool, int]:
    return item.distance < 0, item.distance


def _visible(words: Flow, headline: Headline, today: date, passed: list[Passed]) -> Iterator[_Seen]:
    """The dates of the flow that a reader would take for the article's own."""
    text = words.text[:_MAX_TEXT]
    places = headline.places or ((headline.place,) if headline.place >= 0 else ())
    for reading in read_dates(text, today):
        if reading.day is None:
            continue
        before = text[max(0, reading.start - 24) : reading.start]
        distance = _below(places, len(headline.text), reading.start)
        byline = _beside_byline(text, reading)
        label, rank, counts = _label(before, distance, byline, bool(places))
        why = _refused(words, reading, before, label, rank, distance)
        if why:
            if len(passed) < _MOST_PASSED:
                passed.append(Passed((before[-8:] + reading.quote).strip(), why))
            continue
        place = f"label {label}" if label else "text near title"
        quote = f"{label}{'：' if label else ''}{reading.quote}"
        claim = Claim(reading.day, reading.clock, place, quote, counts, reading.start)
        yield _Seen(claim, rank, distance)


def _refused(
    words: Flow, reading: Reading, before: str, label: str, rank: int, distance: int
) -> str:
    """Why a date is not the page's own; empty when it may be."""
    tail = _tail(before)
    if tail in _BANNER_TAILS and _BANNER.search(before):
        return "页眉显示的当天日期"
    if _RIGHT_SIGNS.search(before) and _RIGHTS.search(before):
        return "版权或备案年份"
    if rank < 0:
        return "另有含义的日期" if tail in _LABEL_TAILS else "正文里的日期,不在标题附近"
    if rank != 2 and _listed(words, reading.start):
        return "其他文章列表里的日期"
    if not label and not _bare(words, reading, distance):
        return "句子里的日期"
    return ""


def _beside_byline(text: str, reading: Reading) -> bool:
    """Whether the words right around a date are those of the line under a headline."""
    around = text[max(0, reading.start - 40) : reading.start] + text[reading.end : reading.end + 30]
    return _BYLINE.search(around) is not None


def _bare(words: Flow, reading: Reading, distance: int) -> bool:
    """Whether a date without a label stands by itself and not in a sentence or a banner."""
    piece = words.piece_at(reading.start)
    if piece is None or len(piece.words) - len(reading.quote) > _SENTENCE:
        return False
    before, after = (
        words.text[reading.start - 1 : reading.start],
        words.text[reading.end : reading.end + 4],
    )
    if _GLUED_BEFORE.match(before) or (_GLUED_AFTER.match(after) and not _BYLINE.match(after)):
        return False
    if _WEEKDAY.match(words.text, reading.end) and not 0 <= distance < 40:
        return False
    return "。" not in words.text[max(0, reading.start - distance) : reading.start]


def _label(before: str, distance: int, byline: bool, placed: bool) -> tuple[str, int, bool]:
    """The label before a date, its rank (0 label, 1 near, 2 last resort, -1 none) and whether
    it speaks of publication."""
    if _tail(before) not in _LABEL_TAILS:
        return "", 1 if 0 <= distance <= _UNDER or byline else -1, True
    if found := _PUBLISHED.search(before):
        return found.group(1).replace(" ", ""), 0, True
    if found := _WRITTEN.search(before):
        return found.group(1), 2, False
    near = 0 <= distance <= _NEAR or byline
    if found := _UPDATED.search(before):
        return found.group(1), 1 if near else 2, False
    if (found := _BARE.search(before)) and (near or not placed):
        name = (found.group(1) or found.group(2)).rstrip(":： ").replace(" ", "")
        return name, 0 if near else 1, True
    if _ANY_LABEL.search(before):
        return "", -1, False
    return "", 1 if 0 <= distance <= _UNDER or byline else -1, True


def _tail(before: str) -> str:
    """The last sign before a date that is no blank, colon or bracket: it tells what to look for."""
    return before.rstrip(_JOINTS)[-1:]


def _below(places: tuple[int, ...], length: int, at: int) -> int:
    """Characters between the nearest headline above a place and that place; -1 without one."""
    gaps = [at - place - length for place in places if place + length <= at]
    return min(gaps) if gaps else -1


def _listed(words: Flow, at: int) -> bool:
    """Whether a date belongs to an item of a list of other articles, not to this page."""
    element = words.element_at(at)
    steps = 0
    while element is not None and steps < 4:
        row, parent = element, element.parent
        if row.tag in ("li", "tr", "dd", "dl") and parent is not None:
            links = row.links_to - row.links_from
            if links and parent.links_to - parent.links_from > links:
                return True
        if row.tag == "a":
            return True
        element, steps = parent, steps + 1
    return False


def _tagged(doc: Document, today: date) -> Iterator[Claim]:
    for name in _METAS:
        content = doc.tag(name)
        if not content:
            continue
        readings = read_dates(content[:60], today, epoch=True, compact=True)
        if readings and readings[0].day is not None:
            yield Claim(readings[0].day, readings[0].clock, f"meta {name}", content[:60])


_SCRIPTED = re.compile(r"(发布时间|发布日期|发表时间|更新时间)\s?[:：]")


def _written_by_script(source: str, today: date) -> Iterator[Claim]:
    """The last look: a label whose date a script writes, read from the page's source."""
    for found in _SCRIPTED.finditer(source[:_MAX_TEXT]):
        window = source[found.end() : found.end() + 160]
        for reading in read_dates(window, today):
            if reading.day is not None:
                place = f"script after label {found.group(1)}"
                yield Claim(reading.day, reading.clock, place, reading.quote)
                return
