"""Lists inside JSON: what list interfaces answer and what pages carry in their scripts.

Interfaces differ in their names for title, address and day, not in shape: somewhere is an array
of objects that each have a title. Names are matched by synonyms; HTML inside JSON is read as a
page, JSON inside JSON is opened.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import cast

from checker.extract.dates.written import read_dates, settle_years
from checker.extract.document import fold, from_text, join
from checker.extract.lists.items import Item, ItemList, listed, read_main_list

_TITLES = (
    "title", "infotitle", "doctitle", "articletitle", "showtitle", "subtitle", "f_title",
    "subject", "headline", "maintitle", "titlename", "noticetitle", "xwbt", "bt", "name",
)  # fmt: skip
_ADDRESSES = (
    "post_url", "url", "infourl", "linkurl", "docpuburl", "docurl", "href", "link", "visiturl",
    "contenturl", "pageurl", "artlink", "puburl", "urls", "weburl", "path", "infovisiturl",
)  # fmt: skip
_DAYS = (
    "display_publish_time", "publishedtimestr", "publishedtime", "publishtime", "publish_time",
    "publishdate", "pubdate", "pub_date", "pubtime", "docreltime", "docpubtime", "releasetime",
    "releasedate", "infodate", "infodatepx", "infodateformat", "webdate", "showdate", "savedate",
    "fbsj", "fbrq", "deploytime", "firstpublishtime", "first_publish_time", "date", "time",
    "createtime", "create_time", "createdate", "createdtime", "addtime", "writetime", "updatetime",
)  # fmt: skip
_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>")
_MOST_NODES = 200_000
_MOST_CHARS = 6_000_000
_DEEPEST = 12


def read_json(value: object, base_url: str, as_of: date) -> ItemList | None:
    """The longest list of titled objects in a JSON value, else the list in HTML it carries."""
    best: list[dict[str, object]] = []
    markup = ""
    for node in _nodes(value):
        if isinstance(node, str):
            if len(node) > len(markup) and "<" in node and ("<li" in node or "<a" in node):
                markup = node
            continue
        titled = [one for one in node if _pick(one, _TITLES)]
        dated = sum(1 for one in titled if _pick(one, _DAYS) or _pick(one, _ADDRESSES))
        if len(titled) > len(best) and dated * 2 >= len(titled):
            best = titled
    if best:
        return _items(best, base_url, as_of)
    if markup:
        return read_main_list(from_text(markup, base_url), as_of)[0]
    return None


def is_empty_answer(value: object) -> bool:
    """Whether an interface plainly answers that it has nothing: a total of 0 and an empty array."""
    if isinstance(value, dict):
        known = {str(key).lower(): one for key, one in cast(dict[object, object], value).items()}
        totals = [known.get(name) for name in ("total", "totalcount", "totalrecord", "count")]
        if any(total in (0, "0") for total in totals):
            return True
        return any(is_empty_answer(known.get(name)) for name in ("data", "result", "custom"))
    return False


def _nodes(value: object) -> Iterator[list[dict[str, object]] | str]:
    """Every array of objects and every text with markup in a JSON value, nested JSON opened."""
    waiting: list[tuple[object, int]] = [(value, 0)]
    seen = 0
    while waiting and seen < _MOST_NODES:
        node, depth = waiting.pop()
        seen += 1
        if depth > _DEEPEST:
            continue
        if isinstance(node, dict):
            fields = cast(dict[object, object], node)
            waiting += [(one, depth + 1) for one in fields.values()]
        elif isinstance(node, list):
            entries = cast(list[object], node)
            objects = [
                _lowered(cast(dict[object, object], one))
                for one in entries
                if isinstance(one, dict)
            ]
            if objects:
                yield objects
            waiting += [(one, depth + 1) for one in entries]
        elif isinstance(node, str):
            opened = load(node) if node[:1] in "[{" else None
            if opened is not None:
                waiting.append((opened, depth + 1))
            elif "<" in node:
                yield node


def load(text: str) -> object | None:
    """JSON, also as the argument of a callback; None for anything else."""
    text = text.strip().lstrip("\ufeff")
    if len(text) > _MOST_CHARS:
        return None
    if text[:1] not in ("{", "[", '"'):
        called = re.match(r"[\w$.]{1,80}\s*\(", text)
        if called is None:
            return None
        text = text[called.end() :].rstrip().rstrip(";").rstrip().removesuffix(")")
    try:
        return cast(object, json.loads(text))
    except (ValueError, RecursionError):
        return None


def _lowered(fields: dict[object, object]) -> dict[str, object]:
    return {str(key).lower(): value for key, value in fields.items()}


def _pick(fields: dict[str, object], names: tuple[str, ...]) -> str:
    """The first filled field of these names, as text."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, dict):
            value = next(iter(cast(dict[str, object], value).values()), "")
        if isinstance(value, str | int | float) and not isinstance(value, bool) and value != "":
            return str(int(value)) if isinstance(value, float) else str(value)
    return ""


def _items(objects: list[dict[str, object]], base_url: str, as_of: date) -> ItemList:
    said = [_pick(one, _DAYS) for one in objects]
    readings = [
        next(iter(read_dates(words, as_of, epoch=True, compact=True)), None) for words in said
    ]
    days = settle_years(readings, as_of)
    items: list[Item] = []
    for place, (one, words, day) in enumerate(zip(objects, said, days, strict=True)):
        title = fold(_MARKUP.sub("", _pick(one, _TITLES)))
        address = _address(_pick(one, _ADDRESSES), base_url)
        pinned = str(one.get("istop") or one.get("is_top") or "0").lower() in ("1", "true")
        source = "列表接口中的日期" if day else ""
        items.append(Item(title, address, day, source, words[:60], pinned, f"[{place}]"))
    return listed(items, "JSON", as_of)


def _address(said: str, base_url: str) -> str:
    """An address out of a field; some hold JSON with one address for each kind of device."""
    if said[:1] == "{":
        opened = load(said)
        if isinstance(opened, dict):
            values = cast(dict[str, object], opened).values()
            said = next((one for one in values if isinstance(one, str)), "")
    return join(base_url, said)
