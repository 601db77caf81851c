"""The front of a site: everything that is read of its home page while its document is at hand.

The home page is the largest page of most sites, and a survey goes on for minutes after it: what
this gives holds facts and links, and the page itself is let go.
"""

from dataclasses import dataclass

from checker.collect.page import Page
from checker.collect.survey.arrival import Arrival
from checker.collect.survey.errand import Errand
from checker.collect.survey.home import read_foot, read_home, read_tags
from checker.collect.survey.page_seen import home_seen
from checker.core.evidence import Unseen
from checker.core.site import Footer, Home, PageSeen, Tags
from checker.extract.channels.entries import Entries, find_entries
from checker.extract.channels.search_form import SearchRead, read_search
from checker.extract.columns.nav import NavItem, read_nav
from checker.extract.links import SeenLink, link_places, seen_links


@dataclass(frozen=True, slots=True)
class Front:
    """What the home page shows and leads to; `page` is without its document."""

    page: Page
    home: Home
    foot: Footer
    tags: Tags
    seen: PageSeen
    nav: tuple[NavItem, ...]
    links: tuple[tuple[Page, SeenLink], ...]
    entries: Entries
    search: SearchRead


async def read_front(errand: Errand, arrival: Arrival) -> Front | Unseen:
    """The home page as it was reached, or why it could not be read."""
    page = arrival.page
    if arrival.unseen or page.doc is None:
        return arrival.unseen or Unseen(reason="unreadable")
    home = page.let_go()
    foot, nav = read_foot(page), page.read(read_nav)
    page.read(link_places)  # asked for at last where a link is bad, and the page lies open now
    return Front(
        page=home,
        home=await read_home(errand, page, nav),
        foot=foot,
        tags=read_tags(page),
        seen=home_seen(errand.today, page, foot.site_code),
        nav=nav,
        links=tuple((home, link) for link in page.read(seen_links)),
        entries=page.read(find_entries),
        search=page.read(read_search),
    )
