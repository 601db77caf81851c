"""All readers of this package run over one page, and what they found, side by side."""

from dataclasses import dataclass
from datetime import datetime

from checker.core.fact import CHINA
from checker.extract.articles.article import Article, read_article
from checker.extract.articles.headline import without_site
from checker.extract.channels.entries import Entries, find_entries
from checker.extract.channels.forms import FormRead, read_form
from checker.extract.columns.classes import ColumnGuess, column_class
from checker.extract.columns.nav import NavItem, breadcrumbs, named_columns
from checker.extract.document import Document
from checker.extract.guides.guide import GuideRead, read_guide
from checker.extract.letters.mailbox import Mailbox, read_mailbox
from checker.extract.lists.items import Item, ItemList
from checker.extract.lists.reading import home_entries, main_list
from checker.extract.lists.shells import shell_reason
from checker.extract.outline import outline
from checker.extract.page.footer import FooterRead, read_footer
from checker.extract.page.kinds import Kind, PageKind, kind_of

LISTED: frozenset[PageKind] = frozenset(
    ("home", "column", "letters", "feedback", "services", "search", "other")
)
"""Kinds of pages whose list is the page's matter."""
_NO_COLUMN = ("正文", "列表", "详情", "内容")
_LEAST_NAME = 4
_MAY_LIST_LETTERS: frozenset[PageKind] = frozenset(("letters", "feedback", "column", "other"))
_MAY_BE_GUIDES: frozenset[PageKind] = frozenset(("guide", "services", "article", "other"))


@dataclass(frozen=True, slots=True)
class Readings:
    """What the readers of this package found in one page."""

    doc: Document
    kind: Kind
    article: Article
    listed: ItemList | None
    items: tuple[Item, ...]
    crumbs: tuple[NavItem, ...]
    name: str
    guess: ColumnGuess | None
    nav: tuple[NavItem, ...]
    entries: Entries
    footer: FooterRead
    form: FormRead | None
    browser: str | None
    mailbox: Mailbox
    guide: GuideRead | None


def read_all(doc: Document, as_of: datetime) -> Readings:
    """Runs the readers over one page that is a page."""
    today = as_of.astimezone(CHINA).date()
    article, listed = read_article(doc, today), main_list(doc, today)
    kind = kind_of(doc, doc.url, article, listed)
    crumbs = breadcrumbs(doc)
    name = column_name(doc, crumbs, listed)
    guess = None
    if kind.kind not in ("home", "error", "challenge"):
        above = tuple(item.name for item in crumbs)
        guess = column_class(name, doc.url, doc.tag("ColumnType"), above)
    items = listed.items if listed is not None else ()
    if kind.kind == "home":
        items = tuple(entry.item for entry in home_entries(doc, today))
    browser = listed.needs_browser if listed is not None and kind.kind in LISTED else None
    if browser is None and kind.kind != "article":
        browser = shell_reason(outline(doc)) if not items else None
    return Readings(
        doc=doc,
        kind=kind,
        article=article,
        listed=listed,
        items=items,
        crumbs=crumbs,
        name=name,
        guess=guess,
        nav=named_columns(doc),
        entries=find_entries(doc),
        footer=read_footer(doc),
        form=read_form(doc),
        browser=browser,
        mailbox=read_mailbox(doc, today, name) if kind.kind in _MAY_LIST_LETTERS else Mailbox(),
        guide=read_guide(doc) if kind.kind in _MAY_BE_GUIDES else None,
    )


def column_name(doc: Document, crumbs: tuple[NavItem, ...], listed: ItemList | None) -> str:
    """What a column calls itself: its tag, the last breadcrumb, its heading, its title."""
    tag = doc.tag("ColumnName")
    names = [item.name for item in crumbs if item.name not in _NO_COLUMN]
    if tag and names and _told_better(tag, names, doc):
        return names[-1]
    if tag:
        return tag
    if names:
        return names[-1]
    return (listed.heading if listed else "") or without_site(doc.title)


def _told_better(tag: str, names: list[str], doc: Document) -> bool:
    """Whether a visitor reads another name than the tag's, which a template filled wrongly.

    The tag is that of a column above, has the site's name before the column's, repeats the
    article's title, or is nowhere in `<title>` while the name read stands there.
    """
    last = names[-1]
    if tag == last:
        return False
    site = tag.removesuffix(last)
    if tag in names or tag == doc.tag("ArticleTitle") or (site != tag and site in doc.title):
        return True
    return len(last) >= _LEAST_NAME and last in doc.title and tag not in doc.title
