"""What a page says that it should not, and the files that it leads to, as plain values."""

import re
from dataclasses import dataclass
from datetime import date

from checker.extract.document import Document
from checker.extract.links import ends_as_page, link_text
from checker.extract.outline import outline
from checker.extract.personal_data import PersonalFind, find_personal_data
from checker.extract.wording.finds import Find, find_wording
from checker.extract.wording.lexicon import Lexicon
from checker.extract.wording.prose import Prose, prose_of

_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|ceb)(?=[?#]|\Z)", re.IGNORECASE)
_MOST_LINKS = 2_000


@dataclass(frozen=True, slots=True)
class Said:
    """The wrong expressions and the personal data of one text."""

    wording: tuple[Find, ...] = ()
    personal: tuple[PersonalFind, ...] = ()


def said_in(prose: Prose, today: date, lexicon: Lexicon, site_code: str = "") -> Said:
    """What a text says that it should not; `site_code` is that of the site whose own excuses hold."""
    return Said(find_wording(prose, lexicon, site_code), tuple(find_personal_data(prose, today)))


def said_on(doc: Document, today: date, lexicon: Lexicon, site_code: str = "") -> Said:
    """What a page says that it should not."""
    return said_in(prose_of(doc), today, lexicon, site_code)


def files_linked(doc: Document) -> tuple[tuple[str, str], ...]:
    """The attachments that a page leads to, each address once with the words of its link."""
    page = outline(doc)
    found: dict[str, str] = {}
    for link in page.links[:_MOST_LINKS]:
        href = link.attributes.get("href")
        if not href or link.hidden or ends_as_page(href) or not _FILE.search(href):
            continue
        if url := page.url(href):
            found.setdefault(url, link_text(page, link))
    return tuple(found.items())
