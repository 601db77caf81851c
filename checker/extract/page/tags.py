"""The page tags that the standard asks for (国办发〔2017〕47号, 《政府网站网页设计规范》).

Site tags belong on every page, column tags on columns and contents, content tags on contents.
Names are compared without case; a name in other letters counts, with a note.
"""

import re
from dataclasses import dataclass
from datetime import date

from checker.extract.dates.written import read_dates
from checker.extract.document import Document, host_of

SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
CONTENT_TAGS = ("ArticleTitle", "PubDate", "ContentSource")
OPTIONAL_TAGS = ("Keywords", "Author", "Description", "Image", "Url")
ALL_TAGS = SITE_TAGS + COLUMN_TAGS + CONTENT_TAGS + OPTIONAL_TAGS

SITE_CODE = re.compile(r"[0-9]{10}|bm[0-9]{8}")
_PUB_DATE = re.compile(
    r"(?:19|20)[0-9]{2}[-－–—][0-9]{2}[-－–—][0-9]{2}[ \u3000][0-9]{2}[:：][0-9]{2}(?:[:：][0-9]{2})?"
)
_ASKED: dict[str, tuple[str, ...]] = {
    "home": SITE_TAGS,
    "column": SITE_TAGS + COLUMN_TAGS,
    "feedback": SITE_TAGS + COLUMN_TAGS,
    "letters": SITE_TAGS + COLUMN_TAGS,
    "services": SITE_TAGS + COLUMN_TAGS,
    "guide": SITE_TAGS + COLUMN_TAGS + CONTENT_TAGS,
    "article": SITE_TAGS + COLUMN_TAGS + CONTENT_TAGS,
    "search": SITE_TAGS,
    "other": SITE_TAGS,
    "error": (),
    "challenge": (),
}


@dataclass(frozen=True, slots=True)
class TagNote:
    """What is not as the standard has it in a tag that is there."""

    name: str
    written: str
    value: str
    note: str


def standard_tags(doc: Document) -> dict[str, str]:
    """The standard's tags that the page has, by the standard's spelling; also empty ones."""
    by_lower: dict[str, str] = {}
    for written, value in doc.tags.items():
        lower = written.lower()
        if not by_lower.get(lower):
            by_lower[lower] = value
    return {name: by_lower[name.lower()] for name in ALL_TAGS if name.lower() in by_lower}


def tags_missing(doc: Document, kind: str) -> tuple[str, ...]:
    """Required tags of a page of this kind that are absent or empty, in the standard's order."""
    tags = standard_tags(doc)
    return tuple(name for name in _ASKED.get(kind, SITE_TAGS) if not tags.get(name))


def tag_notes(
    doc: Document, as_of: date, shown: date | None = None, footer_code: str = ""
) -> tuple[TagNote, ...]:
    """Notes on spelling and on values: domain, code and date against the page itself."""
    notes: list[TagNote] = []
    canonical = {name.lower(): name for name in ALL_TAGS}
    for written, value in doc.tags.items():
        name = canonical.get(written.lower())
        if name and name in SITE_TAGS + COLUMN_TAGS + CONTENT_TAGS and written != name:
            notes.append(TagNote(name, written, value, f"大小写与规范不一致，应为 {name}"))
    tags = standard_tags(doc)
    notes += _site_notes(tags, doc.url, footer_code)
    notes += _date_notes(tags.get("PubDate", ""), as_of, shown)
    return tuple(notes)


def _site_notes(tags: dict[str, str], url: str, footer_code: str) -> list[TagNote]:
    notes: list[TagNote] = []
    code = tags.get("SiteIDCode", "")
    if code and not SITE_CODE.fullmatch(code.lower()):
        notes.append(TagNote("SiteIDCode", "SiteIDCode", code, "不是 10 位网站标识码"))
    elif code and footer_code and code.lower() != footer_code.lower():
        words = f"与页面底部的网站标识码 {footer_code} 不一致"
        notes.append(TagNote("SiteIDCode", "SiteIDCode", code, words))
    domain = tags.get("SiteDomain", "").lower()
    host = host_of(url)
    named = re.sub(r"^[a-z]+://", "", domain)
    if domain and host and not any(_same(part, host) for part in re.split(r"[\s,，;；、]+", named)):
        notes.append(TagNote("SiteDomain", "SiteDomain", domain, f"与网站域名 {host} 不一致"))
    return notes


def _same(named: str, host: str) -> bool:
    """Whether a named domain is the host, with or without www, a port or a path."""
    named = named.split("/")[0].split(":")[0].removeprefix("www.").strip(".")
    host = host.removeprefix("www.")
    return bool(named) and (named == host or host.endswith("." + named))


def _date_notes(value: str, as_of: date, shown: date | None) -> list[TagNote]:
    if not value:
        return []
    readings = read_dates(value, as_of, epoch=True, compact=True)
    day = readings[0].day if readings else None
    if day is None:
        return [TagNote("PubDate", "PubDate", value, "读不出日期")]
    notes: list[TagNote] = []
    if not _PUB_DATE.fullmatch(value.strip()):
        notes.append(TagNote("PubDate", "PubDate", value, "格式不是 YYYY-MM-DD HH:MM"))
    if day > as_of:
        notes.append(TagNote("PubDate", "PubDate", value, "晚于监测时间点"))
    if shown is not None and abs((day - shown).days) > 1:
        notes.append(TagNote("PubDate", "PubDate", value, f"与页面显示的日期 {shown} 不一致"))
    return notes
