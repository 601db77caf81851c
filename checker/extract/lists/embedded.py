"""Lists that are not in a page's HTML and still need no browser.

First what the page carries in its scripts, then the requests that its scripts would make. A caller
asks `requests`, fetches, and gives each body to `read_answer`.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import urljoin, urlsplit

from ahocorasick_rs import AhoCorasick, MatchKind

from checker.extract.decoding import decode
from checker.extract.document import Document, from_text
from checker.extract.lists.embedded_gkmlpt import TreeColumn, gkmlpt_tree, list_address
from checker.extract.lists.embedded_inline import read_inline
from checker.extract.lists.embedded_jpaas import unit_addresses
from checker.extract.lists.embedded_jpage import proxy_address, read_records
from checker.extract.lists.items import ItemList, read_main_list
from checker.extract.lists.json_lists import is_empty_answer, load, read_json
from checker.extract.lists.shells import list_frames
from checker.extract.once import once
from checker.extract.outline import Outline, outline
from checker.extract.phrases import holds_any

RequestKind = Literal["jpage", "jpaas", "gkmlpt", "ucap", "epoint", "json"]

_CHANNEL = re.compile(r"[\w\-]{4,64}")
_JSON_FILE = re.compile(r"['\"]([^'\"\s<>{}+]{1,300}\.json(?:\?[^'\"\s<>{}+]{0,200})?)['\"]")
_NOT_LISTS = re.compile(r"manifest|config|lang|i18n|theme|package|menu|nav|weather|region|city")
_SITE_GUID = re.compile(r"siteGuid['\"]?\s*[:=]\s*['\"]([\w\-]{8,64})", re.IGNORECASE)
_PROJECT = re.compile(r"/([\w\-]{2,60})/rest/lightfrontaction/(\w{3,60})")
_NUMBERED = re.compile(r"/(\d{3}(?:\d{3}){0,6})(?=/|$)")
_SOURCE = re.compile(r"datasource:([0-9a-f]{32})")
_SIGNS = AhoCorasick(
    ("unitid", "dataproxy.jsp", "_CONFIG", "searchList", "getInfoCommon", "lightfrontaction",
     ".json"), matchkind=MatchKind.LeftmostFirst,
)  # fmt: skip
"""One of these stands in a script of every page that asks an interface we know."""
_MOST_REQUESTS = 6


@dataclass(frozen=True, slots=True)
class DataRequest:
    """One request that answers a list: `body` is sent as it is (JSON), empty for GET."""

    url: str
    method: Literal["GET", "POST"]
    body: str
    kind: RequestKind


def read_embedded(doc: Document, as_of: date) -> ItemList | None:
    """The list that a page carries in its scripts; None when it carries none."""
    page = outline(doc)
    best: ItemList | None = None
    for script in page.tagged("script"):
        text = page.raw.get(script.order, "")
        if "<record>" in text:
            found = read_records(text, page.base, as_of)
            if found and (best is None or len(found.items) > len(best.items)):
                best = found
    return best or read_inline(page, as_of)


@once
def requests(doc: Document) -> tuple[DataRequest, ...]:
    """The requests whose answers hold the lists of a page, the likeliest first; often none."""
    page = outline(doc)
    if not _may_ask(page):
        return ()
    found: list[DataRequest] = []
    if proxy := proxy_address(page):
        found.append(DataRequest(proxy, "GET", "", "jpage"))
    found += [DataRequest(url, "GET", "", "jpaas") for url in unit_addresses(page)]
    if catalogue := list_address(page, doc.url):
        found.append(DataRequest(catalogue, "GET", "", "gkmlpt"))
    found += _ucap(doc, page)
    found += _epoint(doc, page)
    found += _static_json(page)
    return tuple(found[:_MOST_REQUESTS])


def read_answer(kind: RequestKind, body: bytes, base_url: str, as_of: date) -> ItemList | None:
    """The list in an answer; an empty one with `blank` when it plainly says that it has none."""
    text = decode(body).text
    if "<record>" in text:
        return read_records(text, base_url, as_of)
    value = load(text)
    if value is None:
        if kind == "jpage" and re.search(r"<totalrecord>\s*0\s*<", text):
            return _nothing("<totalrecord>0")
        return read_main_list(from_text(text, base_url), as_of)[0] if "<" in text else None
    found = read_json(value, base_url, as_of)
    if found is None and is_empty_answer(value):
        return _nothing(text[:80])
    return found


def frames(doc: Document) -> tuple[str, ...]:
    """The addresses of frames that may hold the content of a page."""
    page = outline(doc)
    return tuple(page.url(frame.get("src")) for frame in list_frames(page))


def _may_ask(page: Outline) -> bool:
    """A cheap look whether a page has any sign of an interface, before each is looked for."""
    scripts = page.tagged("script")
    if any(script.get("parsetype") for script in scripts):
        return True
    written = "\n".join([page.raw.get(script.order, "") for script in scripts])
    if holds_any(_SIGNS, written):
        return True
    return any(element.get("datatype") == "ds" for element in page.filled)


def _nothing(quote: str) -> ItemList:
    return ItemList((), "", None, 0, 0, blank=True, blank_quote=quote)


def _scripts(page: Outline) -> str:
    """All script text of a page as one string, sources too, within a bound."""
    parts: list[str] = []
    for script in page.tagged("script"):
        parts.append(script.get("src"))
        parts.append(page.raw.get(script.order, "")[:200_000])
    return "\n".join(parts)[:1_000_000]


def _ucap(doc: Document, page: Outline) -> list[DataRequest]:
    """开普 UCAP: the channel's number stands in a meta tag, the interface in a script."""
    channel = doc.tag("channelid")
    for meta in page.tagged("meta"):
        channel = channel or meta.get("channelid")
    if not _CHANNEL.fullmatch(channel):
        return []
    text = _scripts(page)
    if "searchList" in text:
        url = urljoin(page.base, f"/searchList/{channel}?_pageSize=20")
        return [DataRequest(url, "GET", "", "ucap")]
    if "getInfoCommon" in text:
        url = urljoin(page.base, f"/szinf/info/getInfoCommon/?channelid={channel}")
        return [DataRequest(url, "GET", "", "ucap")]
    return []


def _epoint(doc: Document, page: Outline) -> list[DataRequest]:
    """新点 EWB: one POST of JSON with the site's mark and the category from the address."""
    text = _scripts(page)
    if "lightfrontaction" not in text:
        return []
    guid, project = _SITE_GUID.search(text), _PROJECT.search(text)
    if guid is None or project is None:
        return []
    numbers = _NUMBERED.findall(urlsplit(doc.url).path)
    body = {
        "pageIndex": 0,
        "pageSize": 20,
        "deptcode": "",
        "categorynum": numbers[-1] if numbers else "",
        "siteGuid": guid[1],
    }
    url = urljoin(page.base, f"/{project[1]}/rest/lightfrontaction/{project[2]}")
    return [DataRequest(url, "POST", json.dumps(body, ensure_ascii=False), "epoint")]


def _static_json(page: Outline) -> list[DataRequest]:
    """JSON files beside the page: named by an empty container, or by one of its scripts."""
    urls: list[str] = []
    for element in page.filled:
        if element.texts_to == element.texts_from and element.get("datatype") == "ds":
            named = _SOURCE.search(element.get("data"))
            if named:
                urls.append(page.url(f"{element.get('preview') or 'ds_'}{named[1]}.json"))
    for script in page.tagged("script"):
        for name in _JSON_FILE.findall(page.raw.get(script.order, "")[:200_000])[:_MOST_REQUESTS]:
            if not _NOT_LISTS.search(name.rpartition("/")[2]):
                urls.append(page.url(name))
    return [DataRequest(url, "GET", "", "json") for url in dict.fromkeys(urls) if url]


__all__ = [
    "DataRequest",
    "TreeColumn",
    "frames",
    "gkmlpt_tree",
    "read_answer",
    "read_embedded",
    "requests",
]
