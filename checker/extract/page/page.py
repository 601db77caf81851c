"""Reads one page whole: what it is, what it says, and for every answer where that stands."""

from collections.abc import Mapping
from datetime import date, datetime

from checker.core.fact import CHINA
from checker.extract.answers.challenge import Answer, judge_answer, suspicious
from checker.extract.answers.wrong_page import parked, redirect_of, soft_404
from checker.extract.channels.entries import Entries, Entry
from checker.extract.channels.forms import FormRead
from checker.extract.document import Document, parse
from checker.extract.flow import flow
from checker.extract.guides.guide import GuideRead
from checker.extract.letters.mailbox import Mailbox
from checker.extract.lists.embedded import frames
from checker.extract.page.facts import (
    Page,
    PageColumn,
    PageFooter,
    PageForm,
    PageGuide,
    PageItem,
    PageLetter,
    PageLinks,
    PageNav,
)
from checker.extract.page.footer import FooterRead, Found
from checker.extract.page.kinds import Kind, page_kind
from checker.extract.page.readings import LISTED, Readings, read_all
from checker.extract.page.reasons import kind_reason, reasons
from checker.extract.page.tags import standard_tags, tags_missing

__all__ = ["Page", "page_kind", "read_document", "read_page", "redirect_of"]

_NOBODY = Answer(None, False, "")


def read_page(
    body: bytes,
    url: str,
    content_type: str,
    status: int,
    headers: Mapping[str, str],
    as_of: datetime,
) -> Page:
    """Everything one answer says. `url` is where it answered, `as_of` the moment of reading."""
    doc = parse(body, url, content_type)
    answer = judge_answer(status, headers, doc) if suspicious(status, headers, body) else _NOBODY
    return read_document(doc, status, answer, as_of)


def read_document(doc: Document, status: int, answer: Answer, as_of: datetime) -> Page:
    """The same for a parsed page whose answer was judged already (a rendered page)."""
    flow(doc)
    if answer.product is not None:
        kind = Kind("challenge", "", answer.because)
        return _refused(doc, status, kind, answer)
    missing, park = soft_404(doc, status), parked(doc)
    if missing or park or status >= 400:
        why = f"HTTP {status}" if status >= 400 else (park or "页面写着内容不存在")
        return _refused(doc, status, Kind("error", "title", why), answer, missing, park)
    return _whole(read_all(doc, as_of), status, as_of)


def _whole(found: Readings, status: int, as_of: datetime) -> Page:
    doc, article, kind = found.doc, found.article, found.kind.kind
    dated = kind in ("article", "guide")
    return Page(
        url=doc.url,
        status=status,
        encoding=doc.encoding,
        kind=kind,
        redirect=redirect_of(doc),
        frames=tuple(url for url in frames(doc) if url),
        needs_browser=found.browser is not None,
        why_browser=found.browser,
        title=article.title,
        published=article.published if dated else None,
        published_from=article.published_from if dated else "",
        source=article.source if dated else "",
        tags=standard_tags(doc),
        tags_missing=tags_missing(doc, kind),
        column=_column(found, as_of.astimezone(CHINA).date()),
        nav=tuple(PageNav(name=item.name, url=item.url, depth=item.depth) for item in found.nav),
        links=_links(found.entries, found.doc.url),
        footer=_footer(found.footer),
        form=_form(found.form),
        letters=_letters(found.mailbox),
        guide=_guide(found.guide),
        because=reasons(found, as_of),
    )


def _column(found: Readings, today: date) -> PageColumn | None:
    """The list of a page, of a home page all its dated items; None where a list is no matter."""
    kind, listed = found.kind.kind, found.listed
    if kind not in LISTED or (listed is None and not found.items and kind != "column"):
        return None
    days = [item.day for item in found.items if item.day is not None and item.day <= today]
    return PageColumn(
        name=found.name,
        column_class=found.guess.column_class if found.guess else "other",
        path=tuple(item.name for item in found.crumbs),
        items=tuple(
            PageItem(title=item.title, url=item.url, date=item.day, pinned=item.pinned)
            for item in found.items
        ),
        newest=max(days, default=None),
        blank=False if found.items else (listed.blank if listed else None),
    )


def _links(entries: Entries, here: str) -> PageLinks:
    return PageLinks(
        feedback=_addresses(entries.feedback, here),
        services=_addresses(entries.services, here),
        report_error=_addresses(entries.report_error, here),
        search=_addresses(entries.search, here),
        hidden=_addresses(entries.hidden, here),
    )


def _addresses(entries: tuple[Entry, ...], here: str) -> tuple[str, ...]:
    """The addresses of entries; the page itself, with a bare #, where none has one of its own."""
    named = tuple(dict.fromkeys(entry.url for entry in entries if entry.url))
    return named or ((f"{here.partition('#')[0]}#",) if entries else ())


def _footer(read: FooterRead) -> PageFooter:
    return PageFooter(
        site_code=_value(read.site_code),
        badge_code=_value(read.badge_code),
        icp=_value(read.icp),
        police=_value(read.police),
        sponsor=_value(read.sponsor),
        contact=_value(read.contact),
        sitemap=_value(read.sitemap),
        party_gov_mark=read.party_gov_mark is not None,
    )


def _value(found: Found | None) -> str | None:
    return found.value if found else None


def _form(read: FormRead | None) -> PageForm | None:
    if read is None or not (read.fields or read.login):
        return None
    return PageForm(usable=read.usable, fields=read.fields, login=read.login)


def _letters(read: Mailbox) -> tuple[PageLetter, ...]:
    return tuple(
        PageLetter(
            title=each.title,
            url=each.url,
            sent=each.sent,
            answered=each.answered,
            state=each.state,
            unit=each.unit,
        )
        for each in read.letters
    )


def _guide(read: GuideRead | None) -> PageGuide | None:
    if read is None:
        return None
    return PageGuide(told=read.told, missing=read.missing, unclear=read.unclear)


def _refused(
    doc: Document,
    status: int,
    kind: Kind,
    answer: Answer,
    missing: bool = False,
    park: str | None = None,
) -> Page:
    """A page that is not the page asked for: named, and read no further."""
    return Page(
        url=doc.url,
        status=status,
        encoding=doc.encoding,
        kind=kind.kind,
        challenge=answer.product,
        blocked=answer.blocked,
        soft_404=missing,
        parked=park,
        title=doc.title,
        because=(kind_reason(kind),),
    )
