"""The pager of a list: which way the list runs, and where its last page is."""

import re
from itertools import pairwise

from checker.extract.document import Document, join
from checker.extract.flow import body_text
from checker.extract.lists.items import ItemList
from checker.extract.outline import outline

_LAST = re.compile(r"(?:最后|[尾末])一?页|>>|»")
_NEXT = re.compile(r"(?:下|后)一?页|>|›|next", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,4}")
_STATIC_PAGER = re.compile(
    r"createPageHTML\(\s*(\d{1,4})\s*,\s*(\d{1,4})\s*,\s*[\"']([\w\-]{1,40})[\"']\s*,\s*[\"'](\w{1,6})[\"']"
)
_COUNTED = re.compile(r"共\s*(\d{1,4})\s*页|\d{1,4}\s*/\s*(\d{1,4})\s*页?")
_LEAST_DATED = 4


def is_upward(items: ItemList) -> bool:
    """Whether the days of a list only rise; a few days tell nothing of an order."""
    days = [item.day for item in items.items if item.day and not item.pinned]
    risen = all(earlier <= later for earlier, later in pairwise(days))
    return len(days) >= _LEAST_DATED and days[0] < days[-1] and risen


def furthest_page(doc: Document, seen: set[str]) -> str | None:
    """The furthest page that a pager leads to; empty where one is named and cannot be followed."""
    if found := _STATIC_PAGER.search(doc.text):
        count, now, name, ending = found.groups()
        if int(now) + 1 >= int(count):
            return None
        return join(doc.base, f"{name}_{int(count) - 1}.{ending}")
    numbers: dict[int, str] = {}
    unknown = False
    page = outline(doc)
    for link in page.links:
        words, url = page.inline(link), page.url(link.get("href"))
        if len(words) > 6 or url in seen:
            continue
        if _LAST.fullmatch(words):
            return url
        if _NUMBER.fullmatch(words) and url and int(words) > 1:
            numbers[int(words)] = url
        unknown = unknown or _NEXT.fullmatch(words) is not None
    if numbers:
        return numbers[max(numbers)]
    counted = any(int(each[1] or each[2]) > 1 for each in _COUNTED.finditer(body_text(doc)))
    return "" if (unknown or counted) and len(seen) == 1 else None
