"""The ways in which feeds are written, each of them seen in the wild."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from checker.demo.site import Page


@dataclass(frozen=True)
class Post:
    """One post: its text, its address and its moment in China."""

    text: str
    url: str
    moment: datetime


def rss(name: str, address: str, posts: tuple[Post, ...]) -> Page:
    """RSS 2.0 with GMT dates, as feed generators write it."""
    return _rss(name, address, posts, lambda moment: format_datetime(moment.astimezone(UTC), True))


def rss_without_zone(name: str, address: str, posts: tuple[Post, ...]) -> Page:
    """RSS 2.0 whose dates name no zone; they are the clock of China."""
    return _rss(name, address, posts, lambda moment: f"{moment:%a, %d %b %Y %H:%M:%S} ")


def _rss(
    name: str, address: str, posts: tuple[Post, ...], written: Callable[[datetime], str]
) -> Page:
    items = "".join(
        f"<item><title>{escape(post.text)}</title><description>{escape(post.text)}</description><link>{escape(post.url)}</link>"
        f'<guid isPermaLink="false">{escape(post.url)}</guid><pubDate>{written(post.moment)}</pubDate></item>\n'
        for post in posts
    )
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss xmlns:atom="http://www.w3.org/2005/Atom" version="2.0"><channel><title>{escape(name)}</title><link>{escape(address)}</link>
<atom:link href="{escape(address)}" rel="self" type="application/rss+xml"></atom:link><description>{escape(name)}</description><language>zh-CN</language><ttl>5</ttl>
{items}</channel></rss>
"""
    return Page(text.encode(), "application/xml; charset=utf-8")


def atom(name: str, address: str, posts: tuple[Post, ...]) -> Page:
    """Atom whose entries have `updated` only, in UTC."""
    entries = "".join(
        f'<entry><title type="html"><![CDATA[{post.text}]]></title><id>{escape(post.url)}</id><link href="{escape(post.url)}"/><updated>{_utc(post.moment)}</updated></entry>\n'
        for post in posts
    )
    text = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>{escape(address)}</id><title>{escape(name)}</title><updated>{_utc(posts[0].moment)}</updated><author><name>{escape(name)}</name></author>
{entries}</feed>
"""
    return Page(text.encode(), "application/atom+xml; charset=utf-8")


def json_feed(name: str, address: str, posts: tuple[Post, ...]) -> Page:
    """JSON Feed 1.1 of short posts: the text is the content, the title is empty."""
    items: list[dict[str, object]] = [
        {"id": post.url, "url": post.url, "title": "", "content_html": f"<p>{escape(post.text)}</p>", "date_published": _utc(post.moment), "authors": [{"name": name}]}
        for post in posts
    ]  # fmt: skip
    return _json("https://jsonfeed.org/version/1.1", name, address, items)


def json_feed_modified(name: str, address: str, posts: tuple[Post, ...]) -> Page:
    """JSON Feed 1 that knows of no date but `date_modified`."""
    items: list[dict[str, object]] = [
        {"id": post.url, "content_html": "", "url": post.url, "title": post.text, "date_modified": _utc(post.moment)}
        for post in posts
    ]  # fmt: skip
    return _json("https://jsonfeed.org/version/1", name, address, items)


def empty(name: str, address: str, posts: tuple[Post, ...]) -> Page:
    """A well-formed feed without a single item: it proves nothing."""
    return _json("https://jsonfeed.org/version/1.1", name, address, [])


def unavailable(name: str, address: str, posts: tuple[Post, ...]) -> Page:
    """What a feed generator answers when the platform turned it away."""
    body = json.dumps({"error": {"message": "this route is empty, please check the original site"}})
    return Page(body.encode(), "application/feed+json", status=503)


def _json(version: str, name: str, address: str, items: list[dict[str, object]]) -> Page:
    feed = {
        "version": version, "title": name, "home_page_url": address, "feed_url": address,
        "language": "zh-cn", "items": items,
    }  # fmt: skip
    return Page(json.dumps(feed, ensure_ascii=False).encode(), "application/feed+json")


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z"
