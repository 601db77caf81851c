"""An article: its headline, when it was published and who says so, its source, its size.

A page names its day in several places that do not always agree. In order: a visible label of
publication (发布时间), the PubDate tag, a bare date under the headline, the address; a day of
writing (成文日期) only when nothing tells of publication. All of them are kept as claims.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from checker.core.fact import CHINA
from checker.extract.articles.dates import Claim, Passed, claims_of
from checker.extract.articles.headline import Headline, headline_of
from checker.extract.document import Document
from checker.extract.flow import Flow, flow
from checker.extract.links import ends_as_page
from checker.extract.once import once
from checker.extract.outline import Element, outline
from checker.extract.phrases import by_first_sign

_ATTACHMENT = re.compile(
    r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|pptx?|zip|rar|7z|txt|csv)(?:[?#]|$)", re.IGNORECASE
)
_CON = r"[-_]?con(?:tent)?\b"
_BODY_MARKS = re.compile(
    by_first_sign(
        *(r"trs_?(?:u?editor|_editor_view)", r"ucap-?content", r"z(?<!\w.)oom\b", "pages_content"),
        *("ivs_content", r"con_con\b", r"article[-_]?(?:content|body|con)\b", "v_news_content"),
        *("vsb_content", "news_body", r"m(?<!\w.)aincontent\b", r"n(?<!\w.)ews" + _CON),
        *(r"i(?<!\w.)nfo" + _CON, r"t(?<!\w.)ext" + _CON, r"d(?<!\w.)etail" + _CON),
        r"x(?<!\w.)l" + _CON,
    )
)
"""How CMSs name the part that holds the text, in lower case."""


@dataclass(frozen=True, slots=True)
class Article:
    """What an article page says of itself. A date that the page does not show is None.

    `published_from` names the place the date came from, `published_quote` the words there.
    `claims` is every place that named a day; `disagreement` those more than a day away from
    `published`; `future` those after `as_of`, which are never taken; `passed` other dates.
    """

    title: str
    title_from: str
    published: date | None
    published_clock: datetime | None
    published_from: str
    published_quote: str
    source: str
    body_chars: int
    attachments: int
    claims: tuple[Claim, ...]
    disagreement: tuple[Claim, ...]
    future: tuple[Claim, ...]
    passed: tuple[Passed, ...]

    @property
    def label_repeats(self) -> bool:
        """Whether the label of the day stands again and again, as it does in the items of a list."""
        place = self.published_from
        return place.startswith("label") and sum(each.place == place for each in self.claims) > 2


@once
def read_article(doc: Document, today: date) -> Article:
    """Reads a page as an article, whatever it is; `today` is the day of reading, in China."""
    words, headline = flow(doc), headline_of(doc)
    claims, passed = claims_of(doc, words, headline, today)
    past = [claim for claim in claims if claim.day <= today]
    chosen = past[0] if past else None
    body = _body(doc)
    return Article(
        title=headline.text,
        title_from=headline.found_in,
        published=chosen.day if chosen else None,
        published_clock=_clock(chosen, past),
        published_from=chosen.place if chosen else "",
        published_quote=chosen.quote if chosen else "",
        source=_source(doc, words, headline, chosen),
        body_chars=_size(doc, words, headline, body),
        attachments=_attachments(doc, body),
        claims=tuple(claims),
        disagreement=tuple(
            claim
            for claim in past
            if chosen and claim.counts and abs((claim.day - chosen.day).days) > 1
        ),
        future=tuple(claim for claim in claims if claim.day > today),
        passed=tuple(passed),
    )


def _clock(chosen: Claim | None, past: list[Claim]) -> datetime | None:
    """The moment of publication: the chosen place's clock, or that of another of the same day."""
    if chosen is None:
        return None
    same = [claim.clock for claim in past if claim.day == chosen.day and claim.clock]
    return datetime.combine(chosen.day, same[0], CHINA) if same else None


_SOURCE = re.compile(r"[来稿出](?:(?<=[来稿])\s{0,2}源|(?<=出)处)\s{0,2}[:：]\s{0,2}")
_OF_WHAT = ("信息", "文章", "稿件", "新闻", "内容")
"""What may stand right before: it belongs to the label."""
_SOURCE_END = re.compile(
    r"[\s\[【|｜(（]*(?:(?:信息|文章)?(?:发布|发表|更新|来源|刊登)(?:时间|日期)?\s{0,2}[:：]|日期|时间|作者|编辑"
    r"|责任编辑|责编|审核|字\s{0,2}[体号]|大\s|浏览|点击|阅读|访问|分享|打印|收藏|下载|关闭|扫|背景|保护视力"
    r"|(?:19|20)\d\d[-年/.]|[\[【|｜]|\s[一-鿿]{2,6}\s?[:：])"
)


def _source(doc: Document, words: Flow, headline: Headline, date_claim: Claim | None) -> str:
    """Who the text comes from: the words behind 来源 in the date's line, else the tag."""
    anchor = date_claim.at if date_claim and date_claim.at >= 0 else headline.place
    start = max(0, anchor - 300)
    near = sorted(
        _SOURCE.finditer(words.text, start, max(0, anchor) + 400),
        key=lambda found: abs(_beginning(words.text, start, found.start()) - anchor),
    )
    for found in near[:2]:
        rest = words.rest_of_piece(found.end())
        cut = _SOURCE_END.search(rest)
        value = (rest[: cut.start()] if cut else rest).strip()
        if value:
            return value[:60]
    return doc.tag("ContentSource")


def _beginning(text: str, start: int, at: int) -> int:
    """Where a label of the source begins, looked for from `start` on."""
    return at - 2 if at - 2 >= start and text[at - 2 : at] in _OF_WHAT else at


def _body(doc: Document) -> Element | None:
    """The element that holds the text: one named as CMSs name it, the one with the most words."""
    page = outline(doc)
    best: Element | None = None
    most = 0
    known: dict[str, bool] = {}
    for element in page.tagged("div", "td", "article", "section", "ucapcontent", "span"):
        size = page.size(element)
        if size <= most:
            continue
        marks = element.marks if element.attributes else ""
        named = known.get(marks)
        if named is None:
            named = known[marks] = _BODY_MARKS.search(marks) is not None
        if named or element.tag in ("article", "ucapcontent"):
            best, most = element, size
    return best


def _size(doc: Document, words: Flow, headline: Headline, body: Element | None) -> int:
    """Characters of the text; without a known container, of everything after the headline."""
    if body is not None:
        page = outline(doc)
        return sum(len(text.words) for text in page.texts_in(body) if not text.at.hidden)
    return max(0, len(words.text) - max(0, headline.place) - len(headline.text))


def _attachments(doc: Document, body: Element | None) -> int:
    """Links to files; in the body where it is known, so that a banner's file is not counted."""
    page = outline(doc)
    links = page.links
    if body is not None:
        around = body.parent if body.parent is not None and body.parent.tag != "body" else body
        links = page.links_in(around)
    found: set[str] = set()
    for link in links:
        href = link.get("href").strip()
        if not ends_as_page(href) and _ATTACHMENT.search(href):
            found.add(href)
    return len(found)
