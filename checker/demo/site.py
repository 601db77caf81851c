"""One demo site at one moment: its articles with their dates, and where everything lies."""

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from checker.core.fact import CHINA
from checker.demo.lot import Lot
from checker.demo.place import OFFICE_BY_KEY, TOWNS, Office
from checker.demo.plan import Column, SitePlan, every_column
from checker.demo.prose import headline, paragraphs

LISTED = frozenset({"list", "script"})


@dataclass(frozen=True)
class Page:
    """One answer: the bytes before any content coding, and how they are sent."""

    body: bytes
    type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    modified: datetime | None = None
    delay_s: float = 0.0


Query = Mapping[str, str]
Render = Callable[[Query], Page]


@dataclass(frozen=True)
class Article:
    """One article of a column; `serial` 0 is the newest that the plan asks for."""

    column: Column
    serial: int
    number: int
    title: str
    published: datetime
    office: Office
    seed: str
    pinned: bool = False

    @property
    def day(self) -> date:
        """The day of publishing in Asia/Shanghai."""
        return self.published.date()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text, drawn afresh from the article's own seed."""
        return paragraphs(self.column.prose, self.office, self.day, self.seed, self.title)


@dataclass(frozen=True)
class Words:
    """The class names of one family of templates."""

    top: str
    banner: str
    nav: str
    box: str
    head: str
    list: str
    date: str
    crumbs: str
    side: str
    article: str
    foot: str
    focus: str


@dataclass(frozen=True)
class Dialect:
    """How one family of content management systems writes addresses and pages."""

    words: Words
    home: str
    column: Callable[["Site", Column], str]
    article: Callable[["Site", Article], str]
    list_pages: Callable[["Site", Column], dict[str, Render]]
    metas: Callable[["Site", Column | None, Article | None], str]
    text_box: str
    before_html: str = ""
    scripts: str = ""
    relative: bool = False


@dataclass(frozen=True)
class Site:
    """A plan, a moment and a family's dialect."""

    plan: SitePlan
    as_of: datetime
    dialect: Dialect

    @cached_property
    def today(self) -> date:
        """The day of `as_of` in Asia/Shanghai."""
        return self.as_of.astimezone(CHINA).date()

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Every column, each parent before its children."""
        return tuple(every_column(self.plan.columns))

    @cached_property
    def by_key(self) -> Mapping[str, Column]:
        """The columns by their keys."""
        return {column.key: column for column in self.columns}

    @cached_property
    def parent(self) -> Mapping[str, Column]:
        """The parent of each column that has one, by the child's key."""
        return {child.key: column for column in self.columns for child in column.children}

    @cached_property
    def _articles(self) -> Mapping[str, tuple[Article, ...]]:
        return {
            column.key: tuple(self._written(column, at))
            for at, column in enumerate(self.columns, 1)
            if column.fill in LISTED and column.prose
        }

    def articles(self, column: Column) -> tuple[Article, ...]:
        """The articles of a column as its list shows them."""
        return self._articles.get(column.key, ())

    def latest(self, column: Column, count: int) -> tuple[Article, ...]:
        """The first few as the home page shows them: pinned, then newest first."""
        shown = sorted(self.articles(column), key=lambda a: (a.pinned, a.published), reverse=True)
        return tuple(shown[:count])

    def number(self, column: Column) -> int:
        """A number for the column that no other column of the site has."""
        return 1000 + self.columns.index(column) * 7

    def column_path(self, column: Column) -> str:
        """Where the column's page lies, or the other system's address."""
        return column.address if column.fill == "out" else self.dialect.column(self, column)

    def article_path(self, article: Article) -> str:
        """Where the article's page lies."""
        return self.dialect.article(self, article)

    @property
    def home_path(self) -> str:
        """Where the home page lies when the front door does not show it."""
        return self.plan.root + self.dialect.home

    def href(self, here: str, target: str) -> str:
        """A link from the page at `here`, relative where the family writes it so."""
        if not self.dialect.relative or not target.startswith("/"):
            return target
        path = posixpath.relpath(target, posixpath.dirname(here))
        path = path + "/" if target.endswith("/") else path
        return path if path.startswith("..") else "./" + path

    def _written(self, column: Column, at: int) -> list[Article]:
        days = self._days(column)
        found = [self._article(column, at, serial, day) for serial, day in enumerate(days)]
        found.sort(key=lambda article: article.published, reverse=not column.oldest_first)
        if column.pinned:
            day = self.today - timedelta(days=column.pinned)
            found.insert(0, self._article(column, at, len(days), day, pinned=True))
        return found

    def _days(self, column: Column) -> list[date]:
        lot = Lot("day", self.plan.key, column.key)
        days = [self.today + timedelta(days=column.ahead)] if column.ahead else []
        age = column.newest
        while len(days) < column.count:
            day = self.today - timedelta(days=age)
            weekend = max(0, day.weekday() - 4) if age > column.newest else 0
            days.append(day - timedelta(days=weekend))
            age += weekend + lot.number(0, 2 * column.every)
        return days

    def _article(
        self, column: Column, at: int, serial: int, day: date, *, pinned: bool = False
    ) -> Article:
        seed = f"{self.plan.key}/{column.key}/{serial}"
        lot = Lot("time", seed)
        office = self._voice(column, Lot("voice", seed))
        moment = datetime(
            day.year, day.month, day.day, lot.number(8, 17), lot.number(3, 57), tzinfo=CHINA
        )
        number = 100000 + at * 1000 + (column.count - serial)
        title = headline(column.prose, office, day, serial, f"{self.plan.key}/{column.key}")
        return Article(column, serial, number, title, moment, office, seed, pinned)

    def _voice(self, column: Column, lot: Lot) -> Office:
        own = self.plan.office
        if column.voices == "offices":
            return lot.pick([o for k, o in OFFICE_BY_KEY.items() if k not in NOT_OFFICES])
        if column.voices == "towns":
            town = lot.pick(TOWNS)
            return Office(f"青溪县{town}人民政府", town, own.mark, own.topics, own.guides)
        return own


NOT_OFFICES = frozenset({"www", "gxq", "yuntaishan", "liuxi", "bailuzhou", "shiqiaopu"})
