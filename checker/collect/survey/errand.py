"""What one survey of one site works with: the site, the look, the moment and how far to go."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from checker.collect.look import Look
from checker.collect.page import Page
from checker.core.evidence import Proof
from checker.core.target import RegisteredColumn, Site
from checker.extract.document import host_of
from checker.extract.signs import Signs


@dataclass(frozen=True, slots=True)
class Reach:
    """How far one survey goes: numbers of columns, articles a column, channels, links and
    attachments of a site, links in the posts of an account."""

    columns: int = 120
    articles: int = 3
    channels: int = 4
    links: int = 1000
    attachments: int = 5
    post_links: int = 20


@dataclass(frozen=True, slots=True)
class Errand:
    """One survey of one site as of one moment; `registered` are the columns its ledger promises.

    `signs` give away pages that advertise what is forbidden. `dead_before` are the links that the
    visit before, hours ago, found dead, and since when.
    """

    site: Site
    look: Look
    as_of: datetime
    reach: Reach
    signs: Signs
    registered: tuple[RegisteredColumn, ...] = ()
    dead_before: Mapping[str, datetime] = field(default_factory=dict[str, datetime])

    @property
    def today(self) -> date:
        """The day that `as_of` falls on."""
        return self.as_of.date()

    def is_own(self, url: str, home: str) -> bool:
        """Whether an address lies on the site's own host."""
        return is_own(url, home)


def is_own(url: str, home: str) -> bool:
    """Whether an address lies on the host of a home page; `www.` makes no difference.

    Other hosts of the same domain are as often another office's site as a part of this one,
    so that what lies there is not held against this site.
    """
    return _name_of(url) == _name_of(home)


@lru_cache(maxsize=4_096)  # each page of a site is held against its home page many times
def _name_of(url: str) -> str:
    return host_of(url).removeprefix("www.")


def proof_at(page: Page, quote: str = "", selector: str | None = None) -> Proof:
    """A proof that points at a page as it was seen."""
    exchange = page.exchange
    return Proof(
        url=page.url,
        quote=quote,
        selector=selector,
        blob=exchange.blob,
        screenshot=exchange.screenshot,
        seen=exchange.started,
    )
