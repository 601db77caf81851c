"""The date of each row of a list: which of the words beside a title is the day it was published.

A run of text that is nothing but a date outweighs a date inside a sentence: titles and summaries
are full of days on which something happened.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from checker.extract.dates.written import Reading, date_in_address, read_dates, settle_years
from checker.extract.lists.rows import Row
from checker.extract.lists.stamps import LONGEST_LINE, MONTHS, Stamps
from checker.extract.outline import Element, Outline, Text

_GLUED_BEFORE = re.compile(r"\W{0,2}(?:\d{4}[\-./])?\d{1,2}[\-./]\d{1,2}[\])）】\s]")
_GLUED_BEHIND = re.compile(
    r"(?:\d{4}[\-./]\d{1,2}[\-./]\d{1,2}|[\[(（【\s]\d{1,2}[\-./]\d{1,2})\W{0,2}$"
)
_LONGEST_GLUED = 14
_PUBLISHED = re.compile(r"发布|公布|发表|刊登|公开|上传|更新|录入|时间[:：]|日期[:：]")
_NOT_PUBLISHED = re.compile(
    r"截止|截至|有效|失效|废止|成文|生成|生效|施行|实施|签发|印发|开始|起始|结束|到期|开标|报名|举办"
)
_WRITTEN = re.compile(r"(?:成文|生成|印发|签发)(?:时间|日期)\s?[:：]?\s?[\[(（]?$")
_LABELLED = re.compile(r"(?:发布|公布|发表|刊登|公开|更新|上传)?(?:时间|日期)|发布于|发布")
_IN_TITLE = re.compile(r"(?:时\s?间|日\s?期)\s?[:：]\s?(?:19|20).{4,40}")
_NEEDS_NO_YEAR = re.compile(r"\d{4}|天|前|刚")
_YEAR = re.compile(r"20\d{2}年?")
_ATTRIBUTES = ("datetime", "data-time", "data-date", "data-pubdate")
_DATED = frozenset(_ATTRIBUTES)
_MOST_PARTS = 40


@dataclass(slots=True)
class RowDate:
    """A date read for a row: the reading, where it stood (for people), and its words."""

    reading: Reading | None
    source: str = ""
    quote: str = ""


def glued(title: str) -> bool:
    """Whether a title begins or ends with a date that was stuck to it: most do with a letter."""
    if not title[:1].isalpha() and _GLUED_BEFORE.match(title):
        return True
    if title[-1:].isalpha():
        return False
    return _GLUED_BEHIND.search(title, max(0, len(title) - _LONGEST_GLUED)) is not None


def row_dates(
    page: Outline, rows: Sequence[Row], stamps: Stamps, urls: Sequence[str], as_of: date
) -> list[tuple[date | None, str, str]]:
    """For each row of one list: its day, where that stood, and the words that said it."""
    found = [_row_date(page, row, stamps, as_of) for row in rows]
    yearless = any(one.reading and one.reading.day is None for one in found)
    hints: list[date | None] = [
        date_in_address(url, as_of) if yearless or one.reading is None else None
        for one, url in zip(found, urls, strict=True)
    ]
    settled = settle_years([one.reading for one in found], as_of, hints)
    dated: list[tuple[date | None, str, str]] = []
    for one, day, hint, url in zip(found, settled, hints, urls, strict=True):
        if one.reading is None and hint is not None:
            dated.append((hint, "链接地址", url.rpartition("/")[2][:60] or url[-60:]))
        else:
            dated.append((day, one.source if day else "", one.quote))
    return dated


def _row_date(page: Outline, row: Row, stamps: Stamps, as_of: date) -> RowDate:
    whole: list[Text] = []
    parts: list[tuple[str, Text]] = []
    first, last = stamps.within(row.texts_from, row.texts_to)
    for at in range(first, last):
        text = page.texts[stamps.places[at]]
        if text.at.hidden and not row.top.hidden:
            continue
        if stamps.kinds[at] == "day":
            whole.append(text)
        elif stamps.kinds[at] != "line":
            parts.append((stamps.kinds[at], text))
    if whole:
        text = whole[0] if len(whole) == 1 else _published(page, row, whole)
        return _read(_with_year(text, parts), "列表中的日期", as_of, text)
    if len(parts) > 1 and (joined := _joined(parts)):
        return _read(joined, "列表中分开写的日和年月", as_of, parts[0][1])
    return _in_words(page, row, as_of)


def _read(words: str, source: str, as_of: date, text: Text) -> RowDate:
    readings = read_dates(words, as_of, compact=True)
    if not readings:
        return RowDate(None)
    where = "链接文字中的日期" if text.link is not None and source == "列表中的日期" else source
    return RowDate(readings[-1], where, words)


def _with_year(text: Text, parts: list[tuple[str, Text]]) -> str:
    """The words of a month-day, with the year that stands in a run of its own beside it."""
    words = text.words
    if not parts or _NEEDS_NO_YEAR.search(words):
        return words
    year = next((part.words.strip("年") for kind, part in parts if kind == "month"), "")
    return f"{year}-{words.strip('[]()（）【】 ')}" if _YEAR.fullmatch(year) else words


def _joined(parts: list[tuple[str, Text]]) -> str:
    """Day and year-month that were set apart, as one date: 18 · 2023-04 → 2023-04-18."""
    figures = [part.words.strip("日[]()（） ") for kind, part in parts if kind == "figure"]
    months = [part.words.strip("[]()（） ") for kind, part in parts if kind == "month"]
    if not figures or not months:
        return ""
    years = [words.strip("年") for words in months if _YEAR.fullmatch(words)]
    months = [words for words in months if not _YEAR.fullmatch(words)]
    if not months:
        return f"{years[0]}-{figures[0]}-{figures[1]}" if len(figures) > 1 else ""
    month = re.sub(r"\s?[年./\-]\s?", "-", months[0]).strip("月-")
    month = f"{MONTHS.get(month.lower(), month):0>2}"
    return "-".join([*([] if "-" in month else years[:1]), month, f"{figures[0]:0>2}"])


def _published(page: Outline, row: Row, whole: list[Text]) -> Text:
    """Of several dates in one row the one of publication: by its label, its table head, its place."""
    labelled = [text for text in whole if _PUBLISHED.search(text.words)]
    if labelled:
        return labelled[-1]
    open_ones = [text for text in whole if not _NOT_PUBLISHED.search(_before(page, row, text))]
    headed = [text for text in open_ones if _PUBLISHED.search(_head(page, row, text))]
    if headed:
        return headed[-1]
    open_ones = [text for text in open_ones if not _NOT_PUBLISHED.search(_head(page, row, text))]
    outside = [text for text in open_ones if text.link is None]
    return (outside or open_ones or whole)[-1]


def _before(page: Outline, row: Row, text: Text) -> str:
    """The run of words just before a date, with the date's own label."""
    texts = page.texts[row.texts_from : row.texts_to]
    at = next((place for place, other in enumerate(texts) if other is text), 0)
    previous = texts[at - 1].words if at else ""
    return (previous if len(previous) < 12 else "") + text.words


def _head(page: Outline, row: Row, text: Text) -> str:
    """The words of the table's head over the cell of a date."""
    cell: Element | None = text.at
    while cell is not None and cell.tag not in ("td", "th") and cell.order > row.top.order:
        cell = cell.parent
    table = next((above for above in row.top.ancestors() if above.tag == "table"), None)
    if cell is None or table is None or row.top.tag != "tr":
        return ""
    first = next((one for one in page.below(table, 6) if one.tag == "tr"), None)
    if first is None or first is row.top:
        return ""
    for one in page.below(first, 60):
        if one.tag in ("td", "th") and one.parent is first and one.position == cell.position:
            return page.words(one)
    return ""


def _in_words(page: Outline, row: Row, as_of: date) -> RowDate:
    """A date inside other words: after a label, at an end of a line, glued to the title, hidden.

    The day of writing stands in where the row names no other.
    """
    written: RowDate | None = None
    for text in page.texts[row.texts_from : row.texts_to][:12]:
        words = text.words
        if len(words) > LONGEST_LINE or text.link is not None:
            continue
        for reading in read_dates(words, as_of):
            before = words[max(0, reading.start - 8) : reading.start]
            if _NOT_PUBLISHED.search(before):
                if _WRITTEN.search(before):
                    written = written or RowDate(reading, "列表中的成文日期", reading.quote)
                continue
            bare = reading.form != "年月日" and len(words) < 40
            at_end = not reading.start or reading.end >= len(words) - 1
            if _LABELLED.search(before) or (bare and at_end):
                return RowDate(reading, "列表中的日期", reading.quote)
    if glued(row.title):
        readings = [one for one in read_dates(row.title, as_of) if one.form != "年月日"]
        if readings:
            last = readings[-1]
            best = last if last.end >= len(row.title) - 2 else readings[0]
            return RowDate(best, "链接文字中的日期", best.quote)
    seen = _unseen(page, row, as_of)
    return written if written and seen.reading is None else seen


def _unseen(page: Outline, row: Row, as_of: date) -> RowDate:
    """A date in an attribute or in a script that writes it."""
    first = row.top.order
    for element in page.elements[first : min(row.top.after, first + _MOST_PARTS)]:
        said = ""
        if not _DATED.isdisjoint(element.attributes):
            said = next((value for name in _ATTRIBUTES if (value := element.get(name))), "")
        if not said and element.tag == "a" and (dated := _IN_TITLE.search(element.get("title"))):
            said = dated[0]
        source = "标签属性中的日期"
        if not said and element.tag == "script":
            said, source = page.raw.get(element.order, "")[:400], "页面脚本写出的日期"
        if said:
            readings = [one for one in read_dates(said, as_of, epoch=True) if one.day]
            if readings:
                return RowDate(readings[0], source, readings[0].quote)
    return RowDate(None)
