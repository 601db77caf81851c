"""gkmlpt, the catalogue platform of one province: its column tree and its list interface."""

import json
import re
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit

from checker.extract.document import Document
from checker.extract.outline import Outline, outline

_SITE = re.compile(r"\bSID['\"]?\s*[:=]\s*['\"]?(\d{1,12})")
_TREE = re.compile(r"\bTREE['\"]?\s*[:=]\s*(?=[\[{])")
_CATEGORY = re.compile(r"/gkmlpt/(?:index)?/?#(\d{1,12})\b|#(\d{1,12})\Z")
_MOST_NODES = 20_000


@dataclass(frozen=True, slots=True)
class TreeColumn:
    """One column of the catalogue: its name, address, number, depth from 1, names from the top."""

    name: str
    url: str
    number: str
    depth: int
    path: tuple[str, ...]


def gkmlpt_tree(doc: Document) -> tuple[TreeColumn, ...]:
    """The column tree of a catalogue page, in the order it is shown; empty for other pages."""
    return catalogue_columns(outline(doc))


def catalogue_columns(page: Outline) -> tuple[TreeColumn, ...]:
    """As `gkmlpt_tree`, of a page that was walked already."""
    text = _config(page)
    found = _TREE.search(text)
    if found is None:
        return ()
    try:
        value, _ = json.JSONDecoder().raw_decode(text, found.end())
    except (ValueError, RecursionError):
        return ()
    columns: list[TreeColumn] = []
    waiting: list[tuple[object, tuple[str, ...]]] = [(cast(object, value), ())]
    while waiting and len(columns) < _MOST_NODES:
        node, path = waiting.pop()
        if isinstance(node, list):
            waiting += [(one, path) for one in reversed(cast(list[object], node))]
            continue
        if not isinstance(node, dict):
            continue
        fields = cast(dict[str, object], node)
        name, number = fields.get("name"), fields.get("id")
        here = path
        if isinstance(name, str) and name.strip() and isinstance(number, int | str):
            here = (*path, name.strip())
            jump = fields.get("jump_url")
            url = page.url(jump) if isinstance(jump, str) and jump else _column_url(page, number)
            columns.append(TreeColumn(name.strip(), url, str(number), len(here), here))
        waiting.append((fields.get("children"), here))
    return tuple(columns)


def list_address(page: Outline, url: str) -> str:
    """The address that answers the articles of the category shown; empty for other pages."""
    text = _config(page)
    site = _SITE.search(text)
    origin = _origin(page.base)
    if site is None or not origin:
        return ""
    named = _CATEGORY.search(url)
    number = (named[1] or named[2]) if named else ""
    if not number:
        tree = catalogue_columns(page)
        number = tree[0].number if tree else ""
    return f"{origin}/gkmlpt/api/all/{number}?page=1&sid={site[1]}" if number else ""


def _config(page: Outline) -> str:
    """The text of the script that carries the catalogue's settings."""
    for script in page.tagged("script"):
        text = page.raw.get(script.order, "")
        if "_CONFIG" in text and "TREE" in text:
            return text
    return ""


def _column_url(page: Outline, number: int | str) -> str:
    origin = _origin(page.base)
    return f"{origin}/gkmlpt/index#{number}" if origin else ""


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
