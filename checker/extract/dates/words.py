"""Dates in words and in machine forms: 二〇二六年十一月五日, 昨天, Apr 18 2023, 20261103, epochs."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from checker.core.fact import CHINA
from checker.extract.dates.reading import (
    FIRST_YEAR,
    OPENERS,
    Reading,
    clock_follows,
    clock_of,
    dated,
    day_of,
    in_china,
    reading_of,
    stands_alone,
)

_FIGURES = {
    **{sign: number for number, sign in enumerate("〇一二三四五六七八九")},
    **{sign: number for number, sign in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **{str(number): number for number in range(10)},
    **dict.fromkeys("○◯ＯOОΟo０", 0),
}
_CHINESE = re.compile(
    r"([一二贰壹1-2][〇○◯零ＯOОΟo０0-9一二三四五六七八九壹贰叁肆伍陆柒捌玖 \u3000]{3,6})\s?年\s?"
    r"([元正一二三四五六七八九十]{1,3})\s?月\s?([一二三四五六七八九十廿卅]{1,4})\s?日"
)


def chinese_dates(text: str, as_of: date) -> Iterator[Reading]:
    """Dates of Chinese figures: 二〇二六年十一月五日, with any sign that is used for zero."""
    if "月" not in text or "年" not in text:
        return
    for found in _CHINESE.finditer(text):
        figures = [_FIGURES[sign] for sign in found.group(1) if not sign.isspace()]
        month, number = _small_number(found.group(2)), _small_number(found.group(3))
        if len(figures) != 4:
            continue
        year = int("".join(map(str, figures)))
        day = day_of(year, month, number, as_of)
        if day is not None:
            yield dated(text, found.start(), found.end(), day, "Chinese figures", as_of)


def _small_number(signs: str) -> int:
    """A number up to 39 in Chinese figures (十一, 廿五, 三十); 0 for what is none."""
    signs = (
        signs.replace("廿", "二十").replace("卅", "三十").replace("元", "一").replace("正", "一")
    )
    tens, ten, ones = signs.partition("十")
    if not ten:
        tens, ones = "", signs
    if len(tens) > 1 or len(ones) > 1:
        return 0
    head = _FIGURES[tens] if tens else 1
    return (head * 10 if ten else 0) + (_FIGURES[ones] if ones else 0)


_BEHIND_RELATIVE = r"(?=$|[\s\])）】|,，<]|[0-9]{1,2}:)"
_NAMED_DAYS = tuple(
    (sign, re.compile(f"({sign}[{behind}]){_BEHIND_RELATIVE}"))
    for sign, behind in (("今", "天日"), ("昨", "天日"), ("前", "天"), ("刚", "刚"))
)
"""Each by itself, for a search jumps to one sign; most pages have none of them or one."""
_AGO = re.compile(
    r"([0-9](?<![0-9].)[0-9]{0,2})\s?(秒钟?|分钟|个?小时|天|日|周|个月)之?前" + _BEHIND_RELATIVE
)
_MAY_BE_AGO = re.compile("前(?<=[秒钟时天日周月之]前)")
"""Stands in each that `_AGO` finds, and is quick to look for."""
_DAYS_BACK = {"今天": 0, "今日": 0, "刚刚": 0, "昨天": 1, "昨日": 1, "前天": 2}
_UNIT_DAYS = {"天": 1, "日": 1, "周": 7}


def relative_dates(text: str, as_of: date) -> Iterator[Reading]:
    """昨天, 今天 10:20, 3分钟前, where they stand by themselves or before a clock."""
    for sign, named in _NAMED_DAYS:
        for found in named.finditer(text) if sign in text else ():
            alone = stands_alone(text, found.start(), found.end())
            if _begins(text, found.start()) and (alone or clock_follows(text, found.end())):
                day = as_of - timedelta(days=_DAYS_BACK[found.group(1)])
                yield dated(text, found.start(), found.end(), day, "relative", as_of)
    if not _MAY_BE_AGO.search(text):
        return
    for found in _AGO.finditer(text):
        number, unit = int(found.group(1)), found.group(2)
        if unit == "个月" or not _begins(text, found.start()):
            continue
        back = number * _UNIT_DAYS[unit] if unit in _UNIT_DAYS else 0
        back = number // 24 if unit.endswith("小时") else back
        day = as_of - timedelta(days=back)
        if day.year >= FIRST_YEAR:
            yield dated(text, found.start(), found.end(), day, "relative", as_of)


def _begins(text: str, start: int) -> bool:
    """Whether nothing stands right before a place but a bracket, a colon or a blank."""
    before = text[max(0, start - 9) : start].rstrip()[-1:]
    return not before or before in OPENERS + "|:：" or text[start - 1].isspace()


_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_ENGLISH = re.compile(
    r"([JFMASOND](?<![A-Za-z].)[a-zA-Z]{2})[a-z]{0,6}\.?[ -](?:([0-9]{1,2})(?:,? ))?"
    r"(?:([0-9]{2}:[0-9]{2}(?::[0-9]{2})?) (?:[A-Z]{3} )?)?((?:19|20)[0-9]{2})\b"
    r"(?: ([0-9]{2}:[0-9]{2}:[0-9]{2}) (GMT|UTC))?"
)
_NUMBER_BEFORE = re.compile(r"(?<![0-9])([0-9]{1,2})[ -]$")


def english_dates(text: str, as_of: date) -> Iterator[Reading]:
    """Apr 18, 2023 · 18 April 2023 · Tue Apr 18 10:00:00 CST 2023 · 18 Apr 2023 02:00:00 GMT."""
    for found in _ENGLISH.finditer(text):
        name, number, hours, year, later, zone = found.groups()
        month, start = _MONTHS.get(name.lower()), found.start()
        if number is None and (before := _NUMBER_BEFORE.search(text, max(0, start - 4), start)):
            number, start = before.group(1), before.start()
        if number is None or month is None:
            continue
        day = day_of(int(year), month, int(number), as_of)
        if day is None:
            continue
        hours = hours or later
        clock = clock_of([int(part) for part in hours.split(":")]) if hours else None
        if zone and clock:
            day, clock = in_china(day, clock, UTC)
        yield reading_of(text, start, found.end(), day, clock, "English", as_of)


_COMPACT = re.compile(
    r"([12][09][0-9]{2})([01][0-9])([0-3][0-9])(?<![0-9A-Za-z].{8})"
    r"(?:\s?([0-2][0-9])([0-5][0-9])([0-5][0-9])?)?(?![0-9])"
)
_OF_NOW = re.compile("20[0-9]{2}[01][0-9][0-3][0-9]")
_OF_LAST = re.compile("19[0-9]{2}[01][0-9][0-3][0-9]")
"""One of these stands in each day that `_COMPACT` finds, and each has one sign to look for."""
_LABEL_BEFORE = re.compile(r"(?:日期|时间|发布于|[Dd]ate)[\s】\])）:：\[(（【]{0,4}$")


def compact_dates(text: str, as_of: date, anywhere: bool) -> Iterator[Reading]:
    """20261103 and 20261103102030; where `anywhere` is not said, only behind a date's label."""
    if not (_OF_NOW.search(text) or _OF_LAST.search(text)):
        return
    for found in _COMPACT.finditer(text):
        if not anywhere and not _LABEL_BEFORE.search(
            text, max(0, found.start() - 8), found.start()
        ):
            continue
        day = day_of(int(found.group(1)), int(found.group(2)), int(found.group(3)), as_of)
        if day is None:
            continue
        clock = clock_of([int(part) for part in found.groups()[3:] if part])
        yield reading_of(text, found.start(), found.end(), day, clock, "compact", as_of)


_EPOCH = re.compile(r"(?<![0-9A-Za-z])([0-9]{9,10})([0-9]{3})?(?![0-9A-Za-z])")


def epoch_dates(text: str, as_of: date) -> Iterator[Reading]:
    """Seconds or milliseconds since 1970, as Chinese local time."""
    for found in _EPOCH.finditer(text):
        moment = datetime.fromtimestamp(int(found.group(1)), CHINA)
        day = day_of(moment.year, moment.month, moment.day, as_of)
        if day is not None:
            clock = moment.time()
            yield reading_of(text, found.start(), found.end(), day, clock, "epoch", as_of)
