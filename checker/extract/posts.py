"""Feeds to posts: RSS, Atom and RDF through feedparser, JSON Feed 1 and 1.1 by ourselves.

A feed that does not parse, or that says it failed, is `FeedError`: it proves nothing of the
account. A time without a zone is Chinese time; a post without a title takes its first words.
"""

import calendar
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any, cast

import feedparser

from checker.core.account import end_of_day
from checker.core.fact import CHINA
from checker.extract.document import fold, parse

_MAX_POSTS = 2000
_TITLE_LENGTH = 60
_DAY_ONLY = re.compile(r"\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})\s*")
_JSON_DATES = ("date_published", "published", "date_modified", "updated", "pubDate")
_XML_DATES = ("published", "updated", "created", "date")
_MILLISECONDS_FROM = 100_000_000_000


class FeedError(Exception):
    """What came is no feed that can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class FeedPost:
    """One item of a feed; `moment` is None where it carries no time that can be read."""

    title: str
    url: str
    moment: datetime | None
    date_only: bool = False


def read_feed(body: bytes, content_type: str = "") -> tuple[FeedPost, ...]:
    """All items of a feed, in its order; raises FeedError for what is none."""
    text = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not text:
        raise FeedError("空文件 · empty answer")
    if text[:1] == b"{" or "json" in content_type.lower():
        return _json_feed(text)
    return _xml_feed(body)


def _json_feed(text: bytes) -> tuple[FeedPost, ...]:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):
        raise FeedError("不是有效的 JSON · not valid JSON") from None
    if not isinstance(feed, Mapping):
        raise FeedError("不是 JSON Feed · no JSON Feed")
    fields = cast(Mapping[str, Any], feed)
    if "error" in fields:
        raise FeedError(f"数据源报错 · the source reports: {str(fields['error'])[:200]}")
    items = fields.get("items")
    if not isinstance(items, list):
        raise FeedError("不是 JSON Feed：没有 items · no JSON Feed: no items")
    rows = cast(list[Any], items)[:_MAX_POSTS]
    return tuple(_json_post(cast(Mapping[str, Any], row)) for row in rows if isinstance(row, dict))


def _json_post(item: Mapping[str, Any]) -> FeedPost:
    moment, date_only = next(
        (read for name in _JSON_DATES if (read := read_time(item.get(name)))[0]), (None, False)
    )
    title = fold(str(item.get("title") or "")) or _first_words(
        str(item.get("content_text") or item.get("content_html") or item.get("summary") or "")
    )
    url = str(item.get("url") or item.get("link") or item.get("id") or "")
    return FeedPost(title, url, moment, date_only)


def _xml_feed(body: bytes) -> tuple[FeedPost, ...]:
    parsed = cast(Any, feedparser).parse(BytesIO(body), sanitize_html=False)
    if not parsed.get("version") and not parsed.entries:
        raise FeedError("不是 RSS 或 Atom · neither RSS nor Atom")
    return tuple(_xml_post(entry) for entry in parsed.entries[:_MAX_POSTS])


def _xml_post(entry: Mapping[str, Any]) -> FeedPost:
    moment, date_only = None, False
    for name in _XML_DATES:
        text = str(entry.get(name) or "")
        moment, date_only = read_time(text)
        stamp = entry.get(f"{name}_parsed")
        if moment is None and stamp:
            moment = datetime.fromtimestamp(calendar.timegm(stamp), UTC).astimezone(CHINA)
        if moment:
            break
    title = fold(str(entry.get("title") or "")) or _first_words(str(entry.get("summary") or ""))
    return FeedPost(title, str(entry.get("link") or entry.get("id") or ""), moment, date_only)


def _first_words(markup: str) -> str:
    """The first words of a text that may be markup: the title of a post that has none."""
    text = parse(markup[:20_000].encode(), "").body_text
    return text[:_TITLE_LENGTH]


def read_time(value: object) -> tuple[datetime | None, bool]:
    """A moment in China and whether only its day is known; (None, False) for what is no time.

    Understands ISO 8601, RFC 822 (without a zone: Chinese time), seconds and milliseconds.
    """
    if isinstance(value, bool) or value is None:
        return None, False
    if isinstance(value, int | float):
        return _epoch(float(value)), False
    text = str(value).strip()
    if not text:
        return None, False
    day = _DAY_ONLY.fullmatch(text)
    try:
        if day:
            year, month, number = map(int, day.groups())
            return end_of_day(datetime(year, month, number, tzinfo=CHINA).date()), True
        if text.isdigit() and len(text) in (10, 13):
            return _epoch(float(text)), False
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError):
            return None, False
    try:
        aware = moment if moment.tzinfo else moment.replace(tzinfo=CHINA)
        there = aware.astimezone(CHINA)
    except (OverflowError, ValueError):
        return None, False
    if there.time() == time(0):  # a day that some generator dressed up as a moment
        return end_of_day(there.date()), True
    return there, False


def _epoch(number: float) -> datetime | None:
    seconds = number / 1000 if number > _MILLISECONDS_FROM else number
    try:
        return datetime.fromtimestamp(seconds, CHINA)
    except (OverflowError, OSError, ValueError):
        return None
