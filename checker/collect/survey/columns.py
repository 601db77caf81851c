"""The columns part: which columns a site has, and what the first page of each one shows.

A column is believed blank only when a browser saw it too. A list without days is dated by its
newest articles. What could not be read is `unread` with its reason. A page is read and let go
at once: only facts are kept while the survey goes on.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from checker.collect.page import Page
from checker.collect.survey.arrival import arrive
from checker.collect.survey.column_dates import dated
from checker.collect.survey.early import EarlyReader
from checker.collect.survey.errand import Errand, proof_at
from checker.collect.survey.list_page import see_list
from checker.collect.survey.second_look import SecondLooks
from checker.collect.survey.side_by_side import side_by_side
from checker.core.evidence import Proof, Unseen
from checker.core.site import Column, Columns, Footer
from checker.extract.channels.entries import Entries, find_entries
from checker.extract.columns.classes import column_class, is_first_level
from checker.extract.columns.nav import NavItem, column_links, sitemap_columns
from checker.extract.dates.written import date_in_address
from checker.extract.document import tag_of
from checker.extract.links import SeenLink, seen_links
from checker.extract.lists.items import Item, ItemList
from checker.extract.page.kinds import page_kind

_WITH_DUTY = ("news", "notice", "policy")
_WITH_CHANNELS = ("interaction", "service")
_FIRST_ITEMS = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A column as links name it; `path` ends with its own name."""

    name: str
    url: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColumnsSeen:
    """The part itself, and what other parts want from the column pages: `newest` are the first
    items of each list."""

    columns: Columns
    links: tuple[tuple[Page, SeenLink], ...] = ()
    entries: tuple[tuple[str, Entries], ...] = ()
    newest: tuple[tuple[Column, tuple[Item, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class _Listed:
    """A column whose page showed a list, to be dated; the page is without its document."""

    column: Column
    page: Page
    items: ItemList


@dataclass(slots=True)
class _Tour:
    """What a tour of the columns has gathered so far."""

    errand: Errand
    home: str
    foot: Footer
    early: EarlyReader
    parents: frozenset[tuple[str, ...]]
    named: set[str]
    links: dict[str, tuple[Page, SeenLink]] = field(
        default_factory=dict[str, tuple[Page, SeenLink]]
    )
    entries: list[tuple[str, Entries]] = field(default_factory=list[tuple[str, Entries]])
    children: list[Candidate] = field(default_factory=list[Candidate])
    newest: list[tuple[Column, tuple[Item, ...]]] = field(
        default_factory=list[tuple[Column, tuple[Item, ...]]]
    )
    second_looks: SecondLooks = field(default_factory=SecondLooks)

    def note_list(self, column: Column, items: ItemList) -> None:
        """Keeps the first items of a list."""
        first = items.items[:_FIRST_ITEMS]
        self.newest.append((column, first))
        self.early.expect(self.errand, self.home, self.foot, column, first)

    def note_links(self, page: Page) -> None:
        """Keeps what a page links to, each address once, with the first page that names it."""
        bare = page.let_go()
        for link in page.read(seen_links):
            self.links.setdefault(link.url, (bare, link))


async def survey_columns(
    errand: Errand, home: Page, nav: Sequence[NavItem], foot: Footer, early: EarlyReader
) -> ColumnsSeen:
    """Opens every column that the navigation, the site map of the foot and column pages name."""
    start, sitemap = home.url, foot.sitemap
    first = _candidates(start, nav)
    if sitemap and errand.is_own(sitemap, start):
        first = _merged(first, await _from_sitemap(errand, start, sitemap))
    first = _merged(first, _registered(errand, start))
    room = errand.reach.columns
    parents = frozenset(each.path[:-1] for each in _candidates(start, nav, every=True))
    tour = _Tour(errand, start, foot, early, parents, {same_address(each.url) for each in first})
    columns = await side_by_side(partial(_column, tour), first[:room])
    new = _merged(first, tour.children)[len(first) :]
    room = max(0, room - len(first))
    below = await side_by_side(partial(_column, tour), new[:room])
    unvisited = max(0, len(first) - errand.reach.columns) + len(new[room:])
    everything = _rolled_up([each for each in (*columns, *below) if each])
    part = Columns(
        columns=tuple(everything),
        unvisited=unvisited,
        at=proof_at(home, f"栏目 {len(everything)} 个"),
    )
    return ColumnsSeen(part, tuple(tour.links.values()), tuple(tour.entries), tuple(tour.newest))


def _registered(errand: Errand, home: str) -> list[Candidate]:
    """The columns of the ledger that lie on the site itself, which no menu may lead to."""
    return [
        Candidate(each.name, each.url, (each.name,))
        for each in errand.registered
        if each.url
        and errand.is_own(each.url, home)
        and same_address(each.url) != same_address(home)
    ]


def _candidates(home: str, nav: Iterable[NavItem], *, every: bool = False) -> list[Candidate]:
    """The columns that links name; with `every`, also those that share one address."""
    named = (Candidate(each.name, each.url, each.path) for each in nav if each.url)
    others = [each for each in named if same_address(each.url) != same_address(home)]
    return others if every else _merged([], others)


def _merged(old: Iterable[Candidate], new: Iterable[Candidate]) -> list[Candidate]:
    """Both in order, one of each address: the one whose name and path tell more."""
    by_url: dict[str, Candidate] = {}
    for each in (*old, *new):
        key = same_address(each.url)
        known = by_url.get(key)
        by_url[key] = each if known is None else _telling(known, each)
    return list(by_url.values())


def _telling(known: Candidate, other: Candidate) -> Candidate:
    """Of two names of one address, the better one.

    A heading of the navigation often leads to the page of its first part: 政务公开 to 政策解读.
    The part is the column then, unless the heading itself names a class that has a duty.
    """
    if other.name == known.name:
        return other if len(other.path) > len(known.path) else known
    if other.path[: len(known.path)] != known.path:
        return known
    with_duty = column_class(known.name).column_class in _WITH_DUTY
    return known if with_duty else other


def same_address(url: str) -> str:
    """One form for addresses that differ in nothing that matters: the same one is the same page."""
    bare = url.split("://", 1)[-1].removeprefix("www.")
    for ending in ("index.html", "index.htm", "index.shtml", "index.jsp"):
        bare = bare.removesuffix(ending)
    return bare.rstrip("/")


async def _from_sitemap(errand: Errand, home: str, sitemap: str) -> list[Candidate]:
    arrival = await arrive(errand.look, sitemap)
    if arrival.unseen or arrival.page.doc is None:
        return []
    return _candidates(home, arrival.page.read(sitemap_columns))


async def _column(tour: _Tour, candidate: Candidate) -> Column | None:
    """One column as its first page shows it; None for what is no column after all.

    The page is let go before its articles are waited for: many columns wait at the same time.
    """
    first = await _first_page(tour, candidate)
    if isinstance(first, _Listed):
        tour.note_list(first.column, first.items)
        column = await dated(tour.errand, first.column, first.page, first.items)
        return await tour.second_looks.at(tour.errand, column, first.page, first.items)
    return first


async def _first_page(tour: _Tour, candidate: Candidate) -> "Column | _Listed | None":
    """What the first page of a column shows; one on another system is left alone.

    None for an address that only a column page names and that turns out to be an article.
    """
    errand = tour.errand
    if not errand.is_own(candidate.url, tour.home):
        return _named(candidate, Proof(url=candidate.url, quote=candidate.name), "")
    arrival = await arrive(errand.look, candidate.url, patient=True)
    page = arrival.page
    if arrival.unseen or page.doc is None:
        column = _named(candidate, proof_at(page, candidate.name), "")
        return _unread(column, arrival.unseen or Unseen(reason="unreadable"))
    column = _named(candidate, proof_at(page, candidate.name), page.read(tag_of, "ColumnType"))
    children = _children(tour, page, candidate)
    tour.children += children
    tour.note_links(page)
    if column.column_class in _WITH_CHANNELS:
        tour.entries.append((page.url, page.read(find_entries)))
    tour.early.note_column(errand, tour.foot, column, page)
    if same_address(candidate.url) not in tour.named and _is_article(errand, page):
        return None  # a headline beside the list, no column
    is_parent = bool(children) or candidate.path in tour.parents
    seen = await see_list(errand, page, has_children=is_parent)
    if seen.content == "list" and seen.items:
        return _Listed(column, seen.page.let_go(), seen.items)
    if is_parent and seen.content in ("unread", "nothing"):
        return column.model_copy(update={"content": "parent"})
    if seen.unseen:
        return _unread(column, seen.unseen)
    proof = proof_at(seen.page, seen.quote or candidate.name)
    change = {"content": seen.content, "rendered": seen.page.rendered, "at": proof}
    return column.model_copy(update=change)


def _named(candidate: Candidate, at: Proof, column_type: str) -> Column:
    """What the name, the address, the path and the page's own tag tell of a column."""
    guess = column_class(candidate.name, candidate.url, column_type, candidate.path[:-1])
    return Column(
        name=candidate.name,
        url=candidate.url,
        path=candidate.path,
        first_level=is_first_level(candidate.path),
        column_class=guess.column_class,
        confidence=guess.confidence,
        class_from=guess.because,
        content="link",
        at=at,
    )


def _unread(column: Column, unseen: Unseen) -> Column:
    return column.model_copy(update={"content": "unread", "unseen": unseen})


def _children(tour: _Tour, page: Page, parent: Candidate) -> list[Candidate]:
    """The sub-columns that a column page of the first level names beside its list."""
    if len(parent.path) > 1 or page.doc is None:
        return []
    return [
        Candidate(each.name, each.url, (*parent.path, each.name))
        for each in page.read(column_links)
        if tour.errand.is_own(each.url, tour.home)
        and same_address(each.url) not in tour.named
        and each.name != parent.name
        and date_in_address(each.url, tour.errand.today) is None
    ]


def _is_article(errand: Errand, page: Page) -> bool:
    return page.read(page_kind, page.url, errand.today) == "article"


def _rolled_up(columns: Sequence[Column]) -> list[Column]:
    """Each column with what lies below it taken into account, so that no fault counts twice."""
    lists_below: defaultdict[tuple[str, ...], list[Column]] = defaultdict(list)
    for each in columns:
        if each.content == "list":
            for depth in range(len(each.path)):
                lists_below[each.path[:depth]].append(each)
    return [_with_children(each, lists_below[each.path]) for each in columns]


def _with_children(column: Column, lists_below: Iterable[Column]) -> Column:
    """A column whose page shows what its children hold.

    通知公告 and 政策文件 of the first level count as a whole: they are as new as their newest
    part. Any other column with children of its own class is only their parent: they are judged.
    """
    below = [each for each in lists_below if each.column_class == column.column_class]
    if not below or column.content not in ("list", "parent"):
        return column
    if not (column.first_level and column.column_class in ("notice", "policy")):
        return column.model_copy(update={"content": "parent"})
    newest = max(below, key=lambda each: each.newest or date.min)
    if newest.newest is None or (column.newest and newest.newest <= column.newest):
        return column
    change = {
        "newest": newest.newest,
        "newest_from": f"下级栏目“{newest.name}”",
        "content": "list",
    }
    return column.model_copy(update=change)
