"""The demo county: every list, mailbox and guide of its sites, read from their pages as built."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from checker.core.guides import GuideElement
from checker.demo.assembly import column_pages
from checker.demo.county import site_at
from checker.demo.desk import guide_path, letters
from checker.demo.plan import Column
from checker.demo.site import Site
from checker.demo.sites import site_plans
from checker.extract.document import Document, parse
from checker.extract.guides.guide import read_guide
from checker.extract.letters.mailbox import read_mailbox
from checker.extract.lists.pager import furthest_page, is_upward
from checker.extract.lists.reading import main_list
from tests.accuracy.corpus import AS_OF
from tests.accuracy.question import Case, Question, items, single

_BY_SCRIPT = ("hanweb", "xhr", "gbk", "gkmlpt")
"""Families whose lists stand in data addresses, or whose pages are told apart by their query."""
_MOST_PAGES = 9


def questions() -> list[Question]:
    """Newest day and titles of lists, days of messages, elements of guides."""
    return [
        Question("列表最新日期（示例县）", tuple(_newest()), floor=0.97),
        Question("列表条目（示例县）", tuple(_titles()), floor=0.95, figure="f1"),
        Question("来信与答复日期（示例县）", tuple(_letters()), floor=0.97),
        Question("办事指南要素（示例县）", tuple(_guides()), floor=0.97),
    ]


def _sites() -> Iterator[Site]:
    for plan in site_plans():
        if plan.family not in _BY_SCRIPT and plan.columns:
            yield site_at(plan, AS_OF)


def _columns(fill: str) -> Iterator[tuple[Site, Column, Document]]:
    """Each column of that kind with its first page."""
    for site in _sites():
        for column in site.columns:
            path = site.column_path(column)
            if column.fill == fill and path in (pages := column_pages(site, column)):
                page = pages[path]({})
                yield site, column, parse(page.body, f"http://{site.plan.host}{path}", page.type)


def _named(site: Site, column: Column) -> str:
    return f"{site.plan.key}/{column.key}"


def _newest() -> Iterator[Case]:
    for site, column, doc in _columns("list"):
        past = [article.day for article in site.articles(column) if article.day <= site.today]
        read = main_list(doc, site.today)
        if read and is_upward(read):
            read = main_list(_last_page(site, column, doc), site.today)
        got = read.newest if read else None
        yield single(_named(site, column), str(max(past)), str(got) if got else None)


def _last_page(site: Site, column: Column, doc: Document) -> Document:
    """The page that holds the newest items of a list that runs from old to new."""
    pages, seen = column_pages(site, column), {doc.url}
    while (further := furthest_page(doc, seen)) and len(seen) < _MOST_PAGES:
        seen.add(further)
        page = pages[urlsplit(further).path]({})
        doc = parse(page.body, further, page.type)
    return doc


def _titles() -> Iterator[Case]:
    for site, column, doc in _columns("list"):
        known = {article.title for article in site.articles(column)}
        read = main_list(doc, site.today)
        shown = {each.title.removeprefix("[置顶]") for each in read.items} if read else set[str]()
        first_page = {title for title in known if f'title="{title}"' in doc.text}
        yield items(_named(site, column), first_page, shown)


def _letters() -> Iterator[Case]:
    for site, column, doc in _columns("letters"):
        truth = {f"{title} {asked} {answered}" for title, asked, answered in letters(site, column)}
        read = read_mailbox(doc, site.today, column.name).letters
        yield items(_named(site, column), truth, (f"{e.title} {e.sent} {e.answered}" for e in read))


def _guides() -> Iterator[Case]:
    nothing: tuple[GuideElement, ...] = ()
    for site, column, _ in _columns("guides"):
        here = site.column_path(column)
        pages = column_pages(site, column)
        for at in range(len(site.plan.office.guides)):
            path = guide_path(here, at)
            doc = parse(pages[path]({}).body, f"http://{site.plan.host}{path}")
            read = read_guide(doc)
            got = "、".join(read.missing + read.unclear) if read else "不是办事指南"
            yield single(f"{site.plan.key}/{at}", "、".join(nothing) or "齐全", got or "齐全")
