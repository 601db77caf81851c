"""How often a registered column (登记栏目) promises news: 1条/2周, 2条/月, 每季度1条, 实时更新.

The words are those of offices' own ledgers. A period is taken at its longest (a month is 31 days),
so that no promise is read stricter than it was made.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

_DIGITS: Mapping[str, int] = {
    "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "半": 0,
}  # fmt: skip
_NUMBER = r"(\d{1,3}|[一两二三四五六七八九十半])?"
_UNIT = r"个?(工作日|自然日|日|天|周|星期|旬|月|季度|季|年度|年)"
_ITEMS_FIRST = re.compile(
    rf"(?:至少|不少于)?{_NUMBER}(?:条|篇|次|件)(?:以上)?(?:/|每){_NUMBER}{_UNIT}"
)
_PERIOD_FIRST = re.compile(
    rf"(?:/|每){_NUMBER}{_UNIT}(?:至少|不少于|更新|发布)*(?:{_NUMBER}(?:条|篇|次|件))?(?:以上|更新)?"
)
_DAYS: Mapping[str, int] = {
    "工作日": 7,  # a working day may stand behind a long holiday of eight days less one
    "自然日": 1,
    "日": 1,
    "天": 1,
    "周": 7,
    "星期": 7,
    "旬": 11,
    "月": 31,
    "季度": 92,
    "季": 92,
    "年度": 366,
    "年": 366,
}
_LIVE = ("实时", "随时", "及时", "即时", "动态更新")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """At least `items` new items in every `days` days."""

    items: int
    days: int


def rhythm_of(frequency: str, live_days: int) -> Rhythm | None:
    """The rhythm that a ledger's words promise, None for words that promise none that is known.

    `live_days` is what the book makes of 实时更新, which names no number.
    """
    plain = unicodedata.normalize("NFKC", frequency)
    plain = re.sub(r"\s+", "", plain[:60]).replace("／", "/")
    if any(word in plain for word in _LIVE):
        return Rhythm(1, live_days)
    if found := _ITEMS_FIRST.fullmatch(plain):
        items, many, unit = found.groups()
    elif found := _PERIOD_FIRST.fullmatch(plain):
        many, unit, items = found.groups()
    else:
        return None
    days = _DAYS[unit]
    if many == "半":
        period = (days + 1) // 2
    elif unit == "工作日" and many is not None:
        period = max(days, _number(many) * 2)
    else:
        period = days * _number(many)
    return Rhythm(max(1, _number(items)), max(1, period))


def _number(text: str | None) -> int:
    if text is None:
        return 1
    return _DIGITS[text] if text in _DIGITS else int(text)
