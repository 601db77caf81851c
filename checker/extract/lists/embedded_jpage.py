"""大汉 jpage: the first records of a list stand in a script; more come from its data proxy."""

import re
from datetime import date
from html import unescape
from urllib.parse import urlencode, urljoin

from checker.extract.document import from_text
from checker.extract.lists.items import ItemList, read_main_list
from checker.extract.outline import Outline

_NEXT = re.compile(r"[\"']([^\"'\s]{0,300}/module/web/jpage/dataproxy\.jsp\?[^\"'\s]{0,600})[\"']")
_FIELD = re.compile(
    r"\b(col|webid|path|columnid|sourceContentType|unitid|webname|permissiontype|appid)"
    r"['\"]?\s*[:=]\s*['\"]?([^'\"&;,\s}<>]{1,200})"
)
_PROXY = "/module/web/jpage/dataproxy.jsp"
_RECORDS_ASKED = 45


def records(text: str) -> list[str]:
    """The markup of each record of a datastore."""
    if "<record>" not in text:
        return []
    parts = [part.partition("</record>") for part in text.split("<record>")[1:]]
    return [_plain(markup) for markup, end, _ in parts if end]


def _plain(markup: str) -> str:
    markup = markup.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip()
    return unescape(markup) if markup.startswith("&lt;") else markup


def read_records(text: str, base_url: str, as_of: date) -> ItemList | None:
    """The list of a datastore's records; None when there are none."""
    found = records(text)
    if not found:
        return None
    if found[0][:3].lower() == "<tr":
        markup = f"<table><tbody>{''.join(found)}</tbody></table>"
    elif found[0][:3].lower() == "<li":
        markup = f"<ul>{''.join(found)}</ul>"
    else:
        markup = f"<ul>{''.join(f'<li>{one}</li>' for one in found)}</ul>"
    return read_main_list(from_text(markup, base_url), as_of)[0]


def proxy_address(page: Outline) -> str:
    """The address that answers the page's records; empty when the page names none."""
    for script in page.tagged("script"):
        text = page.raw.get(script.order, "")
        if "unitid" not in text and _PROXY not in text:
            continue
        named = _NEXT.search(text)
        fields: dict[str, str] = dict(_FIELD.findall(unescape(named[1] if named else text)))
        if "columnid" not in fields and "unitid" not in fields:
            continue
        asked = {"startrecord": "1", "endrecord": str(_RECORDS_ASKED), "perpage": "15"}
        path = named[1].split("?")[0] if named else _PROXY
        return urljoin(page.base, path) + "?" + urlencode({**asked, "col": "1", **fields})
    return ""
