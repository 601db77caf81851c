"""The runs of text of a page that are nothing but a date, as they stand beside titles in lists."""

import re

from checker.extract.lists.rows import Row
from checker.extract.outline import Outline, Text

_SEPARATOR = r"[\-./\\年月－—–．／]"
_CLOCK = r"(?:[T\s,，\-]{0,3}\d{1,2}[:：]\d{2}(?:[:：]\d{2}(?:\.\d{1,7})?)?)?"
_STAMP = re.compile(
    r"(?:[\u4e00-\u9fff]{2,6}\s?[:：]\s?)?[\[(（【<〔「]{0,2}\s?(?:"
    rf"(?P<day>\d{{4}}\s?{_SEPARATOR}\s?\d{{1,2}}\s?{_SEPARATOR}\s?\d{{1,2}}\s?[日号]?"
    rf"|\d{{2}}[\-./]\d{{1,2}}[\-./]\d{{1,2}}|20\d{{6}}|[〇零○一二三四五六七八九十]{{4}}年[元一二三四五六七八九十]{{1,2}}月[一二三四五六七八九十]{{1,3}}日"
    r"|\d{1,2}\s?[\-./月]\s?\d{1,2}\s?日?|[昨今前]天|刚刚|\d{1,3}\s?(?:秒钟?|分钟|小时|天)前"
    r"|\d{1,2}/\d{1,2}/20\d{2})"
    r"|(?P<month>\d{4}\s?[\-./年]\s?\d{1,2}月?|\d{1,2}月|20\d{2}年?|十?[一二三四五六七八九十]月"
    r"|(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
    rf"|(?P<figure>\d{{1,2}}日?)){_CLOCK}\s?(?:[（(]?(?:星期|周)(?P<weekday>[一二三四五六日天])[)）]?)?\s?[\])）】>〕」]{{0,2}}",
)
_PLAIN_STAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""What most lists show: a stamp of the kind `day`, told without looking for all other forms."""
_PLAIN_LENGTH = 10
_ENGLISH = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
MONTHS: dict[str, int] = {
    **{name: place for place, name in enumerate("一二三四五六七八九十", 1)},
    "十一": 11,
    "十二": 12,
    "sept": 9,
    **{name: at for at, name in enumerate(_ENGLISH, 1)},
}
_MONTH_SIGNS = frozenset(sign for name in MONTHS for sign in (name[0], name[0].upper()))
_TODAY = re.compile(r"(?:今天|今日|现在|当前时间|农历|欢迎).{0,8}$")
_LONGEST_TODAY = 12
_STAMP_ENDS = frozenset("0123456789日号天刚前年月一二三四五六])）】>〕」")
"""How a run that is nothing but a date may end, other figures apart."""
_LONGEST_STAMP = 40
LONGEST_LINE = 80
_LONGEST_MONTH = 5
_LINE = re.compile(
    r"(?:时间|日期|发布)\s?[:：]\s?20\d{2}\s?[\-./年]\s?\d{1,2}\s?[\-./月]\s?\d{1,2}|"
    r"^\W?20\d{2}-\d{1,2}-\d{1,2}\b|\b20\d{2}-\d{1,2}-\d{1,2}(?: \d{2}:\d{2}(?::\d{2})?)?\W?$"
)


class Stamps:
    """The runs of text of a page that are nothing but a date (or a part of one), in order."""

    def __init__(self, page: Outline) -> None:
        self.places: list[int] = []
        self.kinds: list[str] = []
        self._before: list[int] = []
        for place, text in enumerate(page.texts):
            self._before.append(len(self.places))
            words = text.words
            if len(words) > LONGEST_LINE:
                continue
            last = words[-1]
            ends = last in _STAMP_ENDS or last.isdecimal()
            if not ends and len(words) <= _LONGEST_MONTH and words[0] in _MONTH_SIGNS:
                ends = words.rstrip(".").lower() in MONTHS
            if not ends and "20" not in words:
                continue
            kind = _kind(page, place, text, ends)
            if kind:
                self.places.append(place)
                self.kinds.append(kind)
        self._before.append(len(self.places))

    def within(self, first: int, last: int) -> tuple[int, int]:
        """From and to which position in `places` the stamps among texts[first:last] stand."""
        return self._before[first], self._before[last]

    def dated(self, row: Row) -> bool:
        """Whether a row shows a whole date, in one run or in two."""
        first, last = self.within(row.texts_from, row.texts_to)
        if first == last:
            return False
        kinds = self.kinds[first:last]
        return "day" in kinds or "line" in kinds or ("month" in kinds and "figure" in kinds)

    def whole(self, row: Row) -> int | None:
        """The text that carries the row's date in one run, if there is one."""
        first, last = self.within(row.texts_from, row.texts_to)
        for at in range(first, last):
            if self.kinds[at] in ("day", "line"):
                return self.places[at]
        return None


def _kind(page: Outline, place: int, text: Text, ends: bool) -> str:
    """What a run of text shows: a whole date, a month, a figure, a line with a date; or nothing.

    `ends`: its last sign is one that a date may end with, or it is the name of a month.
    """
    words = text.words
    if ends and len(words) <= _LONGEST_STAMP and (kind := _stamp_kind(words)):
        before = page.texts[place - 1].words if place else ""
        today = _TODAY.search(before, max(0, len(before) - _LONGEST_TODAY))
        return "" if today or kind == "weekday" else kind
    line = "20" in words and text.link is None
    if line and _LINE.search(words):
        return "line"
    return ""


def _stamp_kind(words: str) -> str:
    """What words that are nothing but a date show; `weekday` where they name one beside it."""
    if len(words) == _PLAIN_LENGTH and _PLAIN_STAMP.fullmatch(words):
        return "day"
    found = _STAMP.fullmatch(words)
    if found is None:
        return ""
    if found["weekday"]:
        return "weekday"
    return "day" if found["day"] else "month" if found["month"] else "figure"
