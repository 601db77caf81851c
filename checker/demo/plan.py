"""What is planned for one demo site: its ledger row, its columns, how it is built and what is wrong.

Ages are whole days before `as_of`, counted by date in Asia/Shanghai.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from checker.demo.place import Office

Family = Literal["trs", "hanweb", "vsb", "gkmlpt", "xhr", "gbk", "ucap"]
Behaviour = Literal["open", "slow", "refused", "bad-gateway", "challenge", "blocked"]
Fill = Literal[
    "list", "blank", "script", "section", "text", "form", "letters", "guides", "out", "hollow"
]
FrontDoor = Literal["", "script", "moved"]
DateStyle = Literal["iso", "month-day", "bracket", "chinese", "slash", "block", "none"]
Today = Literal["script", "static", "none"]


@dataclass(frozen=True)
class Column:
    """One column. `fill` says what its page holds; only list, script and letters have articles.

    `section` shows its children's newest, `hollow` shows an empty list beside filled children,
    `script` fills a list that is empty in the HTML, `out` is a link to another system.
    """

    key: str
    name: str
    prose: str = ""
    tag: str = ""
    newest: int = 3
    every: int = 4
    count: int = 20
    fill: Fill = "list"
    children: tuple["Column", ...] = ()
    address: str = ""
    voices: Literal["own", "offices", "towns"] = "own"
    oldest_first: bool = False
    pinned: int = 0
    ahead: int = 0


@dataclass(frozen=True)
class SitePlan:
    """One site: what the ledger says of it, how it is built, and the fault planted in it."""

    key: str
    name: str
    office: Office
    code: str
    family: Family
    columns: tuple[Column, ...]
    host: str
    root: str = ""
    type: str = "部门网站"
    level: str = "县级"
    has_services: bool = True
    behaviour: Behaviour = "open"
    fault: str = ""
    theme: str = "#1c5fa8"
    home_dates: DateStyle = "month-day"
    list_dates: DateStyle = "iso"
    today: Today = "script"
    footer: int = 0
    front_door: FrontDoor = ""
    home_by_script: bool = False

    @property
    def url(self) -> str:
        """The registered address of the home page."""
        return f"http://{self.host}{self.root}/"


def every_column(columns: tuple[Column, ...]) -> Iterator[Column]:
    """All columns of a tree, each parent before its children."""
    for column in columns:
        yield column
        yield from every_column(column.children)


def aged(columns: tuple[Column, ...], newest: Mapping[str, int]) -> tuple[Column, ...]:
    """The tree with the age of the newest item of some columns changed, by key."""
    return tuple(
        replace(
            column,
            newest=newest.get(column.key, column.newest),
            children=aged(column.children, newest),
        )
        for column in columns
    )


def none_younger(columns: tuple[Column, ...], days: int) -> tuple[Column, ...]:
    """The tree with no item anywhere younger than so many days."""
    return aged(columns, {c.key: max(c.newest, days) for c in every_column(columns)})


def swapped(columns: tuple[Column, ...], *others: Column) -> tuple[Column, ...]:
    """The tree with the columns of these keys replaced."""
    by_key = {other.key: other for other in others}
    return tuple(
        by_key.get(column.key, replace(column, children=swapped(column.children, *others)))
        for column in columns
    )


def without(columns: tuple[Column, ...], *keys: str) -> tuple[Column, ...]:
    """The tree without the columns of these keys."""
    return tuple(
        replace(column, children=without(column.children, *keys))
        for column in columns
        if column.key not in keys
    )


def grown(columns: tuple[Column, ...], parent: str, *more: Column) -> tuple[Column, ...]:
    """The tree with more children under one column."""
    return tuple(
        replace(
            column,
            children=grown(column.children, parent, *more) + (more if column.key == parent else ()),
        )
        for column in columns
    )
