"""大汉 jpaas: parts of a page that the server builds on demand, named in a script tag."""

import re
from urllib.parse import urlencode

from checker.extract.outline import Outline

_FIELD = re.compile(r"['\"](\w{1,40})['\"]\s*:\s*(?:'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\")")
_MOST_UNITS = 6
_FIRST_PAGE = '{"pageNo":1,"pageSize":"15"}'
"""Asked for where the page's own is cut off by a quote inside the attribute."""


def unit_addresses(page: Outline) -> list[str]:
    """The addresses that answer the list parts of a page, parts named as content first."""
    found: list[tuple[bool, str]] = []
    for script in page.tagged("script"):
        if not script.get("parsetype") or not script.get("url"):
            continue
        url = page.url(script.get("url"))
        fields = {
            name: (single or double).replace('\\"', '"').replace("\\'", "'")
            for name, single, double in _FIELD.findall(script.get("querydata"))
        }
        if url and fields:
            fields.setdefault("paramJson", _FIRST_PAGE)
            beside = "内容" not in fields.get("tagId", "") and "列表" not in fields.get("tagId", "")
            found.append((beside, url + ("&" if "?" in url else "?") + urlencode(fields)))
    found.sort(key=lambda pair: pair[0])
    return [url for _, url in found[:_MOST_UNITS]]
