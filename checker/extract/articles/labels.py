"""The words before a date that say what day it is: 发布时间, 日期, 成文日期, 更新时间, 报名时间 …"""

import re
from dataclasses import dataclass

from checker.extract.dates.written import Reading
from checker.extract.flow import Flow
from checker.extract.outline import Element, Outline
from checker.extract.phrases import by_first_sign

PUBLISHED, DATED, NEAR, LAST, NONE = range(5)
"""How much a date is worth: labelled as published, dated in the line under a headline, bare near
one, another meaning that serves where nothing else is known, not the article's."""

_END = r"\s?[】\])）]?\s?[:：]?\s?[\[(【（]?\s?$"
"""What may stand between a label and its date."""
_PUBLISHED = re.compile(
    r"((?:信息|文章|新闻|稿件|首次|网站|网上)?(?:发\s?布|发\s?表|刊\s?登|刊\s?发|登\s?载|上\s?传|录\s?入|添\s?加"
    r"|公\s?布|公\s?开|推\s?送|编\s?发|信\s?息|发\s?稿|新\s?闻|文\s?章|上\s?网|创\s?建|公\s?告|加\s?入|稿\s?件|入\s?库)"
    rf"(?:于|(?:时\s?间|日\s?期))){_END}"
)
_UPDATED = re.compile(rf"((?:最后|最近)?(?:更新|修改|编辑)(?:时间|日期|于)?){_END}")
_WRITTEN = re.compile(
    r"((?:成文|生成|发文|印发|签发|制发|形成|落款|公文|产生|生效|颁布|写稿|撰写|提交)(?:时间|日期))"
    + _END
)
_BARE = re.compile(
    r"(?:(?<![一-鿿])(?:(时\s?间|日\s?期))"
    rf"|\b([Rr]elease [Dd]ate|[Dd]ate|[Tt]ime|[Pp]ublished|[Uu]pdated)){_END}"
)
_ANY_LABEL = re.compile(r"([一-鿿]{0,6}(?:时间|日期|期限|截止|有效期)(?:为|至)?)" + _END)
BYLINE = re.compile(
    by_first_sign(
        *(
            r"来\s?源",
            r"字\s?[体号]",
            "浏览",
            "打印",
            "阅读",
            "点击",
            "作者",
            "编辑",
            "责编",
            "分享",
        ),
        *("访问(?!者)", "收藏", "稿源", "供稿", "撰稿", "信息员", ("大|中|小", " [大中小]")),
    )
)
"""Words of the line under a headline: a date beside them is the article's own."""
_IN_WORDS = re.compile(r"(?:[一-鿿]{2}|[0-9一二三四五六七八九十]\s?[、.．)）]\s?)$")
"""What stands before a label that is part of a text: 采购公告发布日期, 二、时间."""
_PLACE = re.compile(r"地\s?点|地\s?址")
"""What follows the time of an event."""
LABEL_TAILS = frozenset("间期于新改限止效为至eds")
_JOINTS = " :：[(【（,，!！】])）"
_BEFORE = 24
_AROUND = 40
_NEAR = 220
_UNDER = 160
_RIGHT_UNDER = 60
_LINE = 200
_LINE_STEPS = 4


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a date: its label, its rank, whether it speaks of publication."""

    label: str
    rank: int
    counts: bool = True


def last_sign(before: str) -> str:
    """The last sign before a date that is no blank, colon or bracket: it tells what to look for."""
    return before.rstrip(_JOINTS)[-1:]


def label_of(page: Outline, words: Flow, reading: Reading, distance: int, placed: bool) -> Said:
    """What the words before a date say of it.

    `distance` is that below the headline, -1 without one above; `placed`: there is a headline.
    """
    before = words.text[max(0, reading.start - _BEFORE) : reading.start]
    byline = _in_byline(page, words, reading, distance)
    unsaid = Said("", NEAR if 0 <= distance <= _UNDER or byline else NONE)
    if last_sign(before) not in LABEL_TAILS:
        return unsaid
    if found := _PUBLISHED.search(before):
        of_text = not byline and _IN_WORDS.search(before, 0, found.start())
        return Said("", NONE) if of_text else Said(found[1].replace(" ", ""), PUBLISHED)
    if found := _WRITTEN.search(before):
        return Said(found[1], LAST, counts=False)
    clear = 0 <= distance <= _RIGHT_UNDER and _unbroken(words, reading, distance)
    if found := _UPDATED.search(before):
        return Said(found[1], NEAR if clear or byline else NONE, counts=False)
    if (found := _BARE.search(before)) and (byline or 0 <= distance <= _NEAR or not placed):
        if not byline and (
            _IN_WORDS.search(before, 0, found.start())
            or _PLACE.search(words.text, reading.end, reading.end + _AROUND)
        ):
            return Said("", NONE)
        name = (found[1] or found[2]).replace(" ", "")
        return Said(name, DATED if byline else NEAR)
    return Said("", NONE) if _ANY_LABEL.search(before) else unsaid


def _unbroken(words: Flow, reading: Reading, distance: int) -> bool:
    """Whether no sentence stands between a date and the headline above it."""
    return "。" not in words.text[reading.start - distance : reading.start]


def _in_byline(page: Outline, words: Flow, reading: Reading, distance: int) -> bool:
    """Whether a date stands in the line under a headline, with its source, its counter, its tools.

    The line is what encloses the date and little else, at most all below the headline.
    """
    text = words.text
    around = text[max(0, reading.start - _AROUND) : reading.start]
    if not BYLINE.search(around + text[reading.end : reading.end + _AROUND]):
        return False
    above = reading.start - distance if distance >= 0 else 0
    node: Element | None = words.element_at(reading.start)
    for step in range(_LINE_STEPS):
        if node is None or page.size(node) > _LINE or (step and words.start_of(node) < above):
            return False
        if BYLINE.search(page.words(node)):
            return True
        node = node.parent
    return False
