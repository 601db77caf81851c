"""Evidence of which nothing was seen but what a test names, and books of one or two lines."""

from datetime import datetime
from typing import Any

from checker.core.account import AccountEvidence
from checker.core.evidence import Proof, Unseen
from checker.core.fact import CHINA
from checker.core.rulebook import Book, Entry
from checker.core.site import Column, Columns, Home, SiteEvidence
from checker.core.site import Entry as Headline
from checker.core.target import Account, Site

AS_OF = datetime(2026, 11, 22, 2, 0, tzinfo=CHINA)
HERE = Proof(url="http://a.example/")
PORTAL = Site(url="http://a.example/", code="6100000001", type="门户网站")
_NOBODY = Unseen(reason="not-collected")


def site_with(target: Site = PORTAL, **parts: Any) -> SiteEvidence:
    """A site of which only the named parts were seen."""
    names = ("probes", "home", "columns", "feedback", "services", "links", "footer", "tags")
    seen: dict[str, Any] = dict.fromkeys(names, _NOBODY) | parts
    return SiteEvidence(target=target, round="r", as_of=AS_OF, finished=AS_OF, **seen)


def account_with(**parts: Any) -> AccountEvidence:
    """An account of which only the named parts were seen."""
    seen: dict[str, Any] = {"posts": Unseen(reason="no-source")} | parts
    target = Account(code="6100000001WX0001")
    return AccountEvidence(target=target, round="r", as_of=AS_OF, finished=AS_OF, **seen)


def home_of(day: int) -> Home:
    """A home page whose only entry is of that day of November 2026."""
    published = AS_OF.date().replace(day=day)
    entry = Headline(title="t", url="http://a.example/1", published=published, at=HERE)
    return Home(url="http://a.example/", entries=(entry,), at=HERE)


def blank_columns(count: int) -> Columns:
    """A site with so many columns that hold nothing."""
    columns = (
        Column(name=f"c{n}", url=f"http://a.example/c{n}/", content="nothing", at=HERE)
        for n in range(count)
    )
    return Columns(columns=tuple(columns), at=HERE)


def line(id: str, consequence: Any = "veto", **more: Any) -> Entry:
    """One line of a book."""
    return Entry(id=id, consequence=consequence, **more)


def book_of(*entries: Entry, **more: Any) -> Book:
    """A book of these lines."""
    return Book(name="b", version="1", entries=entries, **more)
