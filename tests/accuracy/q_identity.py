"""Page tags and the codes of the footer."""

import re
from typing import cast

from checker.extract.page.footer import Found, read_footer
from checker.extract.page.tags import COLUMN_TAGS, CONTENT_TAGS, SITE_TAGS, standard_tags
from tests.accuracy.corpus import SavedPage, pages
from tests.accuracy.question import Case, Question, items, single

_REQUIRED = SITE_TAGS + COLUMN_TAGS + CONTENT_TAGS


def questions() -> list[Question]:
    """Tags that are there and filled; 标识码, ICP number, 党政机关 mark."""
    saved = pages()
    return [
        Question("网页标签", tuple(_tags(page) for page in saved), floor=0.99, figure="f1"),
        Question("标识码", tuple(_site_code(page) for page in saved), floor=0.99),
        Question("ICP 备案号", tuple(case for page in saved if (case := _icp(page))), floor=0.99),
        Question("党政机关标识", tuple(_mark(page) for page in saved), floor=0.99),
    ]


def _tags(page: SavedPage) -> Case:
    found = {name for name, value in standard_tags(page.document()).items() if value}
    filled = _names(page, "meta_present") | _names(page, "meta_other_case")
    filled -= _names(page, "meta_empty")
    return items(page.file, filled & set(_REQUIRED), found & set(_REQUIRED))


def _names(page: SavedPage, key: str) -> set[str]:
    """Names a script saw, in the standard's spelling."""
    value = cast("list[object]", page.observed.get(key) or [])
    seen = {str(name).lower() for name in value}
    return {name for name in _REQUIRED if name.lower() in seen}


def _site_code(page: SavedPage) -> Case:
    read = read_footer(page.document())
    found = read.site_code or read.badge_code
    expected = page.seen("footer_siteid") or page.said("siteid_in_script")
    if expected is None and read.site_code is None and read.badge_code is not None:
        # the script looked at words only; what the badge says is held against the tag
        expected = page.seen("meta_siteid")
    return single(page.file, expected, found.value if found else None)


def _icp(page: SavedPage) -> Case | None:
    """Asked where a script saw one: it does not see those that are written with blanks."""
    expected = page.seen("icp")
    if expected is None:
        return None
    return single(page.file, _tight(expected), _value(read_footer(page.document()).icp))


def _tight(text: str) -> str:
    return re.sub(r"\s", "", text)


def _value(found: Found | None) -> str | None:
    return found.value if found else None


def _mark(page: SavedPage) -> Case:
    expected = "有" if page.observed.get("conac") else None
    found = "有" if read_footer(page.document()).party_gov_mark else None
    return single(page.file, expected, found)
