"""Feeds to posts: RSS, Atom and RDF through feedparser, JSON Feed 1 and 1.1 by ourselves.

A feed that does not parse, or that says it failed, is `SourceError`: it proves nothing of the
account. A post without a title takes its first words.
"""

import calendar
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, cast

import feedparser

from checker.core.fact import CHINA
from checker.extract.posts.item import MOST_POSTS, FoundPost, SourceError, titled
from checker.extract.posts.times import UNKNOWN, When, read_time

_JSON_DATES = ("date_published", "published", "date_modified", "updated", "pubDate")
_XML_DATES = ("published", "updated", "created", "date")


def read_feed(body: bytes, content_type: str = "") -> tuple[FoundPost, ...]:
    """All items of a feed, in its order; raises SourceError for what is none."""
    text = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not text:
        raise SourceError("空文件 · empty answer")
    if text[:1] == b"{" or "json" in content_type.lower():
        return _json_feed(text)
    return _xml_feed(body)


def error_in(body: bytes) -> str:
    """What a JSON body says of an error of the source; empty where it says nothing."""
    try:
        said = json.loads(body) if body.lstrip()[:1] == b"{" else None
    except (ValueError, RecursionError):
        return ""
    error = cast(Mapping[str, Any], said).get("error") if isinstance(said, dict) else None
    if isinstance(error, dict):
        error = cast(Mapping[str, Any], error).get("message")
    return " ".join(str(error)[:200].split()) if error else ""


def _json_feed(text: bytes) -> tuple[FoundPost, ...]:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):
        raise SourceError("不是有效的 JSON · not valid JSON") from None
    if not isinstance(feed, Mapping):
        raise SourceError("不是 JSON Feed · no JSON Feed")
    fields = cast(Mapping[str, Any], feed)
    if "error" in fields:
        raise SourceError(f"数据源报错 · the source reports: {error_in(text)}")
    items = fields.get("items")
    if not isinstance(items, list):
        raise SourceError("不是 JSON Feed：没有 items · no JSON Feed: no items")
    rows = cast(list[Any], items)[:MOST_POSTS]
    return tuple(_json_post(cast(Mapping[str, Any], row)) for row in rows if isinstance(row, dict))


def _json_post(item: Mapping[str, Any]) -> FoundPost:
    when = next((w for name in _JSON_DATES if (w := read_time(item.get(name))).moment), UNKNOWN)
    text = str(item.get("content_text") or item.get("content_html") or item.get("summary") or "")
    url = str(item.get("url") or item.get("link") or item.get("id") or "")
    title = titled(item.get("title"), text)
    return FoundPost(title, url, when.moment, when.date_only, text=text)


def _xml_feed(body: bytes) -> tuple[FoundPost, ...]:
    # The texts as they are: to clean them and to resolve what they link to costs most of the time.
    parsed = cast(Any, feedparser).parse(
        BytesIO(body), sanitize_html=False, resolve_relative_uris=False
    )
    if not parsed.get("version") and not parsed.entries:
        raise SourceError("不是 RSS 或 Atom · neither RSS nor Atom")
    return tuple(_xml_post(entry) for entry in parsed.entries[:MOST_POSTS])


def _xml_post(entry: Mapping[str, Any]) -> FoundPost:
    when = next((w for name in _XML_DATES if (w := _xml_time(entry, name)).moment), UNKNOWN)
    texts = [entry.get("summary"), *(part.get("value") for part in entry.get("content") or ())]
    text = max((str(each or "") for each in texts), key=len)
    url = str(entry.get("link") or entry.get("id") or "")
    return FoundPost(titled(entry.get("title"), text), url, when.moment, when.date_only, text=text)


def _xml_time(entry: Mapping[str, Any], name: str) -> When:
    """An element's time by its own words; else as feedparser understands it, in UTC."""
    when = read_time(entry.get(name) or "")
    stamp = entry.get(f"{name}_parsed")
    if when.moment is None and stamp:
        return When(datetime.fromtimestamp(calendar.timegm(stamp), UTC).astimezone(CHINA))
    return when
