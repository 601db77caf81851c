"""A second look by the browser at a column whose list seems too old.

A page that its server called unchanged is fetched whole. A list that a script renews after loading shows its old items over HTTP, and one that runs from old
to new shows its newest on its last page. Of two readings the milder one stands; where no browser
can look, the first reading stays as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from checker.collect.look import unseen_of
from checker.collect.page import Page
from checker.collect.survey.column_dates import dated
from checker.collect.survey.errand import Errand
from checker.collect.survey.upward import last_page
from checker.core.evidence import Unseen
from checker.core.site import Column, ColumnClass
from checker.extract.lists.items import ItemList
from checker.extract.lists.pager import is_upward
from checker.extract.lists.reading import main_list

# How old a list must be to be worth a browser: the mildest that any office asks of its class.
# Whether it is too old is for the book to say.
_WORTH_A_LOOK: Mapping[ColumnClass, int] = {
    "news": 10,
    "notice": 90,
    "policy": 90,
    "interpretation": 90,
    "plan": 300,
    "personnel": 300,
    "statistics": 300,
}
_MOST_LOOKS = 30


@dataclass(slots=True)
class SecondLooks:
    """How many more columns of this site the browser may look at again."""

    left: int = _MOST_LOOKS

    async def at(self, errand: Errand, column: Column, page: Page, items: ItemList) -> Column:
        """The column as the browser shows it where that is newer, else as it was, seen twice."""
        if page.rendered or not _seems_old(errand, column):
            return column
        if page.exchange.unchanged:
            column = await _whole(errand, column, page)
        if is_upward(items):
            column = await _at_its_end(errand, column, page)
        if not self.left or not _seems_old(errand, column):
            return column
        self.left -= 1
        rendered = await errand.look.render(page.exchange.url)
        if rendered is None or rendered.doc is None or unseen_of(rendered.exchange):
            return column
        read = rendered.read(main_list, errand.today)
        whole = not rendered.exchange.lost
        if read is None or not read.items:
            return _at_odds(column) if whole else column
        again = await dated(errand, column, rendered.let_go(), read)
        if again.newest and column.newest and again.newest > column.newest:
            return again
        return column.model_copy(update={"rendered": whole})


async def _whole(errand: Errand, column: Column, page: Page) -> Column:
    """The column as its page shows it when it is sent whole: a server may be wrong about itself."""
    again = await errand.look.again(page.exchange.url)
    if again.doc is None or unseen_of(again.exchange):
        return column
    read = again.read(main_list, errand.today)
    if read is None or not read.items:
        return _at_odds(column)
    return await dated(errand, column, again.let_go(), read)


async def _at_its_end(errand: Errand, column: Column, page: Page) -> Column:
    """The column as the last page of its list dates it."""
    found = await last_page(errand, page.exchange.url)
    if found is None:
        detail = "列表由旧到新排列，未能翻到最后一页"
        unseen = Unseen(reason="unreadable", detail=detail)
        return column.model_copy(update={"content": "unread", "unseen": unseen})
    last, items = found
    again = await dated(errand, column, last.let_go(), items)
    newer = again.newest and (column.newest is None or again.newest > column.newest)
    return again if newer else column


def _at_odds(column: Column) -> Column:
    """Two readings that do not agree tell nothing."""
    detail = f"先前见到最新信息 {column.newest}，再次查看没有可识别的列表"
    unseen = Unseen(reason="unreadable", detail=detail)
    return column.model_copy(update={"content": "unread", "unseen": unseen})


def _seems_old(errand: Errand, column: Column) -> bool:
    days = _WORTH_A_LOOK.get(column.column_class)
    if days is None or column.content != "list" or column.newest is None:
        return False
    return (errand.today - column.newest).days > days
