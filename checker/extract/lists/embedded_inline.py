"""Lists that a page carries in its scripts: arrays filled line by line, JSON, encoded markup."""

import base64
import binascii
import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import cast
from urllib.parse import unquote

from checker.extract.document import from_text
from checker.extract.lists.items import ItemList, read_main_list
from checker.extract.lists.json_lists import read_json
from checker.extract.outline import Outline

_SLOT = re.compile(r"\[\s*\w{1,12}\s*\]\s*=\s*")
_NAME_BEFORE = re.compile(r"\b(\w{2,30})\s*\Z")
_VALUE = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|(\d{1,12})")
_ARRAY = re.compile(r"\[\s*\{")
_BEFORE_ARRAY = frozenset("=(:,")
_LOOKED_BACK = 64
_ENCODED = re.compile(r"[A-Za-z0-9+/=\s]{80,}")
_TITLE = re.compile(r"head|title|bt|name", re.IGNORECASE)
_ADDRESS = re.compile(r"url|link|href", re.IGNORECASE)
_MOST_STARTS = 40
_MOST_SCRIPT = 2_000_000


def read_inline(page: Outline, as_of: date) -> ItemList | None:
    """The longest list that the page's own scripts hold; None when they hold none."""
    best: ItemList | None = None
    for script in page.tagged("script"):
        text = page.raw.get(script.order, "")[:_MOST_SCRIPT]
        if len(text) < 40:
            continue
        for found in (_arrays(text, page.base, as_of), _json(text, page.base, as_of)):
            if found and found.items and (best is None or len(found.items) > len(best.items)):
                best = found
    return best or _encoded(page, as_of)


def _arrays(text: str, base_url: str, as_of: date) -> ItemList | None:
    """urls[i]='…'; headers[i]='…'; year[i]='2023' …: a name that comes again opens a new item."""
    if "]=" not in text and "] =" not in text:
        return None
    objects: list[dict[str, str]] = []
    for name, value in _assigned(text):
        if not objects or name in objects[-1]:
            objects.append({})
        objects[-1][name] = value
    return read_json([_named(one) for one in objects], base_url, as_of) if objects else None


def _assigned(text: str) -> Iterator[tuple[str, str]]:
    """Each name[…] = value, found by its bracket: scripts are long and hold few of those."""
    end = 0
    for slot in _SLOT.finditer(text):
        at = slot.start()
        if at < end or not (name := _NAME_BEFORE.search(text, max(end, at - _LOOKED_BACK), at)):
            continue
        if value := _VALUE.match(text, slot.end()):
            end = value.end()
            yield name[1], value[1] or value[2] or value[3] or ""


def _named(fields: dict[str, str]) -> dict[str, object]:
    """One item of such arrays under plain names, its day put together."""
    named: dict[str, object] = {}
    for name, value in fields.items():
        if _ADDRESS.search(name):
            named["url"] = value
        elif _TITLE.search(name):
            named["title"] = value
        elif re.search(r"date|time", name, re.IGNORECASE):
            named["date"] = value
    if {"year", "month", "day"} <= fields.keys():
        named["date"] = f"{fields['year']}-{fields['month']}-{fields['day']}"
    return named


def _json(text: str, base_url: str, as_of: date) -> ItemList | None:
    best: ItemList | None = None
    end = 0
    for start in _array_starts(text):
        if start < end:
            continue
        try:
            value, end = json.JSONDecoder().raw_decode(text, start)
        except (ValueError, RecursionError):
            continue
        read = read_json(cast(object, value), base_url, as_of)
        if read and (best is None or len(read.items) > len(best.items)):
            best = read
    return best


def _array_starts(text: str) -> list[int]:
    """Where the first arrays of objects begin that are a value or an argument."""
    starts = (
        found.start()
        for found in _ARRAY.finditer(text)
        if text[max(0, found.start() - _LOOKED_BACK) : found.start()].rstrip()[-1:] in _BEFORE_ARRAY
    )
    return list(islice(starts, _MOST_STARTS))


def decoded_markup(page: Outline) -> list[str]:
    """HTML that stands in the page as Base64 of percent-encoded markup, for a script to undo."""
    found: list[str] = []
    for text in page.texts:
        words = text.words
        if len(words) >= 80 and " " not in words[:80] and _ENCODED.fullmatch(words):
            try:
                plain = base64.b64decode(words, validate=False).decode("utf-8", "replace")
            except (binascii.Error, ValueError):
                continue
            plain = unquote(plain)
            if "<" in plain:
                found.append(plain)
    return found


def _encoded(page: Outline, as_of: date) -> ItemList | None:
    for markup in decoded_markup(page):
        read = read_main_list(from_text(markup, page.base), as_of)[0]
        if read:
            return read
    return None
