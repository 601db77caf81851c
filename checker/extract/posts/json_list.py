"""The posts of a JSON answer, found by the JMESPath expressions of a source's definition."""

import json
from typing import Any, cast

import jmespath
from jmespath.exceptions import JMESPathError

from checker.core.source import JsonSource
from checker.extract.posts.item import MOST_POSTS, FoundPost, SourceError, plain, titled
from checker.extract.posts.times import UNKNOWN, read_times


def wrong_expression(source: JsonSource) -> str:
    """The first expression of a definition that is no JMESPath, and why; empty if all are."""
    for name in ("items", "title", "link", "time", "text", "pinned", "error", "next"):
        expression = str(getattr(source, name))
        try:
            if expression:
                _compiled(expression)
        except JMESPathError as error:
            return f"{name}: {expression} ({str(error).splitlines()[0]})"
    return ""


def read_json_posts(body: bytes, source: JsonSource, as_of: Any) -> tuple[FoundPost, ...]:
    """All posts of one answer in its order; raises SourceError for an answer that is a failure.

    An answer in which `items` leads to nothing is a failure too: a changed interface and an
    account without posts must not look alike.
    """
    answer = _parsed(body)
    said = _found(source.error, answer) if source.error else None
    if said:
        raise SourceError(f"数据源报错 · the source reports: {plain(said)[:200] or said}")
    rows = _found(source.items, answer)
    if not isinstance(rows, list):
        raise SourceError(f"应答中没有 {source.items} · nothing at {source.items} in the answer")
    items = cast(list[object], rows)[:MOST_POSTS]
    values = [_found(source.time, item) for item in items]
    times = read_times(values, source.time_kind, as_of) if source.time else [UNKNOWN] * len(items)
    found: list[FoundPost] = []
    for item, when in zip(items, times, strict=True):
        text = plain(_found(source.text, item))
        found.append(
            FoundPost(
                titled(_found(source.title, item), text),
                _address(plain(_found(source.link, item))),
                when.moment,
                when.date_only,
                pinned=bool(_found(source.pinned, item)),
                text=text,
            )
        )
    return tuple(found)


def _address(written: str) -> str:
    """An address without the escapes that interfaces put into it once too often."""
    return written.replace("&amp;", "&").replace("\\/", "/")


def next_page(body: bytes, source: JsonSource) -> str:
    """What `{next}` is on the page after this answer; empty where this is the last one."""
    return plain(_found(source.next, _parsed(body))) if source.next else ""


def _parsed(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise SourceError("不是有效的 JSON · not valid JSON") from None


def _found(expression: str, value: object) -> object:
    """What an expression finds; None for an empty expression or one that does not fit."""
    if not expression:
        return None
    try:
        return cast(object, _compiled(expression).search(cast(Any, value)))
    except (JMESPathError, RecursionError, TypeError, ValueError):
        return None


def _compiled(expression: str) -> Any:
    return cast(Any, jmespath).compile(expression)
