"""Lists that run from old to new: their newest items stand on the last page, not on the first."""

from checker.collect.look import unseen_of
from checker.collect.page import Page
from checker.collect.survey.errand import Errand
from checker.extract.lists.items import ItemList
from checker.extract.lists.pager import furthest_page
from checker.extract.lists.reading import main_list

_MOST_TURNS = 4


async def last_page(errand: Errand, url: str) -> tuple[Page, ItemList] | None:
    """The last page of the list that begins at an address, with its items.

    The first page itself where it is the only one; None where the last could not be reached.
    """
    page, seen = await errand.look.open(url), {url}
    for _ in range(_MOST_TURNS):
        if page.doc is None or unseen_of(page.exchange):
            return None
        further = furthest_page(page.doc, seen)
        if further is None:
            items = page.read(main_list, errand.today)
            return (page, items) if items and items.items else None
        if not further or not errand.is_own(further, page.url):
            return None
        seen |= {page.url, further}
        page = await errand.look.open(further)
    return None
