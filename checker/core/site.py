"""The parts of the evidence on one website.

Each part is a field of `SiteEvidence` and is either seen or `Unseen`. An indicator names the
parts that it needs as parameters of its `check`.
"""

from datetime import date
from typing import Literal

from checker.core.access import Access
from checker.core.availability import Opening, Outage
from checker.core.evidence import Cost, Proof, Sighting, Statement, Unseen
from checker.core.fact import Fact, Moment
from checker.core.guides import Guides
from checker.core.letters import Letters
from checker.core.links import Links
from checker.core.safety import Safety
from checker.core.search import SiteSearch
from checker.core.target import RegisteredColumn, Site
from checker.core.texts import Texts
from checker.core.web import Exchange

ColumnClass = Literal[
    "news",  # 动态、要闻
    "notice",  # 通知公告
    "policy",  # 政策文件
    "interpretation",  # 政策解读
    "plan",  # 规划计划
    "personnel",  # 人事信息
    "statistics",  # 统计数据
    "interaction",  # 互动交流
    "service",  # 办事服务
    "static",  # 概况、机构职能、领导信息、指南
    "special-topic",  # 专题专栏
    "other",
]


class Entry(Fact):
    """One item of a list: its title and address, and the day that was read for it, if any."""

    title: str
    url: str
    published: date | None = None
    published_from: str = ""
    pinned: bool = False
    at: Proof


class Probes(Fact):
    """Every try to open the home page in the week before `as_of`, oldest first.

    Where nobody probed, this visit is the only one, made at `as_of`. `outages` are the stops that the unit announced in that time.
    """

    tries: tuple[Opening, ...]
    outages: tuple[Outage, ...] = ()
    at: Proof


class Home(Fact):
    """The home page: what its lists show.

    `unread` counts lists that stand there but could not be read. `rendered` says that a browser
    saw the page too. `portal_only` is a page with links to columns and no items of its own.
    """

    url: str
    title: str = ""
    entries: tuple[Entry, ...] = ()
    unread: int = 0
    rendered: bool = False
    portal_only: bool = False
    at: Proof


class Column(Fact):
    """One column (栏目) of the site, by its first page.

    `content` says what the page holds: a `list`; only children (`parent`); one `document`; a
    `link` to another system; `nothing` (no item and no text, and a browser saw the same); or
    `unread` with the reason in `unseen`.
    `newest` is the newest day not after `as_of`; `future` counts later ones; `undated` items had
    no day that could be read. `days` are the days of the first page's items, newest first.
    """

    name: str
    url: str
    path: tuple[str, ...] = ()
    first_level: bool = False
    column_class: ColumnClass = "other"
    confidence: float = 0.0
    class_from: str = ""
    content: Literal["list", "parent", "document", "link", "nothing", "unread"]
    items: int = 0
    undated: int = 0
    future: int = 0
    newest: date | None = None
    newest_from: str = ""
    days: tuple[date, ...] = ()
    rendered: bool = False
    unseen: Unseen | None = None
    at: Proof


class Promised(Fact):
    """A column of the ledger of columns, and the column of the site that it was found to be."""

    registered: RegisteredColumn
    seen: Column | None = None


class PromisedColumns(Fact):
    """The columns that the ledger promises for this site; none where it names none."""

    columns: tuple[Promised, ...] = ()
    at: Proof


class Columns(Fact):
    """All columns that were found. `unvisited` counts those the budget left out."""

    columns: tuple[Column, ...] = ()
    unvisited: int = 0
    at: Proof


class Channel(Fact):
    """An entry that a citizen would use: where it leads and whether it opened.

    `opened` is None when it could not be told (a challenge, a browser that was not there).
    """

    name: str
    url: str
    opened: bool | None
    usable: bool | None = None
    reason: str = ""
    at: Proof


class Feedback(Fact):
    """Entries for advice and suggestions (咨询建言), petition and report channels left out.

    `searched` are the pages that were looked through; `thorough` says that a browser looked too
    or that nothing on them needed one, so that finding none means there is none.
    """

    channels: tuple[Channel, ...] = ()
    searched: tuple[str, ...] = ()
    thorough: bool = False
    at: Proof


class Services(Fact):
    """Entries for government services (办事服务); fields as in `Feedback`."""

    channels: tuple[Channel, ...] = ()
    searched: tuple[str, ...] = ()
    thorough: bool = False
    at: Proof


class DayNamed(Fact):
    """A day of publication, and the place of a page that names it."""

    place: str
    day: date


class PageSeen(Fact):
    """What one visited page carries beside its content.

    `missing_tags` are required tags (页面标签) of its kind that are absent or empty, `tag_faults`
    say what is wrong with the values of others. `reprint` says that an
    article comes from a central medium or body. `shown` is the day that it shows; `claims` are the days that other places name for it (meta, address), each with its place;
    `future` are those after `as_of`. `interprets` are the policies that an interpretation links
    to, `interpreted_by` the interpretations that a policy links to; `links_seen` says that
    nothing of the page was left to a script that we did not run. `foot_missing` are marks of the
    home page's foot that this page's foot lacks.
    """

    url: str
    title: str = ""
    kind: Literal["home", "column", "article"]
    column: str = ""
    column_class: ColumnClass = "other"
    missing_tags: tuple[str, ...] = ()
    tag_faults: tuple[str, ...] = ()
    source: str = ""
    reprint: bool = False
    shown: date | None = None
    claims: tuple[DayNamed, ...] = ()
    interprets: tuple[str, ...] = ()
    interpreted_by: tuple[str, ...] = ()
    links_seen: bool = False
    foot_missing: tuple[str, ...] = ()
    at: Proof


class Pages(Fact):
    """The home page, columns and some articles: those that were opened and could be read."""

    pages: tuple[PageSeen, ...] = ()
    at: Proof


class Footer(Fact):
    """What identifies the site at the foot of its home page; empty strings where it is absent.

    `report_error` is the entry 我为政府网站找错 and `report_error_code` the site code in it;
    `rendered` says that a browser saw the foot too, so that what is absent is absent.
    """

    site_code: str = ""
    site_code_by_badge: str = ""
    icp: str = ""
    police: str = ""
    sponsor: str = ""
    contact: str = ""
    sitemap: str = ""
    party_gov_mark: bool = False
    report_error: str = ""
    report_error_code: str = ""
    rendered: bool = False
    at: Proof


class Tags(Fact):
    """The page tags (页面标签) of the home page: name and content as written."""

    tags: tuple[tuple[str, str], ...] = ()
    at: Proof


class SiteEvidence(Fact):
    """Everything that is known of one site at `as_of`, and everything a rule may know."""

    schema_name: Literal["checker.site-evidence/1"] = "checker.site-evidence/1"
    target: Site
    round: str
    as_of: Moment
    finished: Moment
    probes: Probes | Unseen
    home: Home | Unseen
    columns: Columns | Unseen
    promised: PromisedColumns | Unseen = Unseen(reason="not-collected")
    feedback: Feedback | Unseen
    services: Services | Unseen
    links: Links | Unseen
    footer: Footer | Unseen
    tags: Tags | Unseen
    letters: Letters | Unseen = Unseen(reason="not-collected")
    guides: Guides | Unseen = Unseen(reason="not-collected")
    texts: Texts | Unseen = Unseen(reason="not-collected")
    safety: Safety | Unseen = Unseen(reason="not-collected")
    pages: Pages | Unseen = Unseen(reason="not-collected")
    search: SiteSearch | Unseen = Unseen(reason="not-collected")
    access: Access | Unseen = Unseen(reason="not-collected")
    statements: tuple[Statement, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    cost: Cost = Cost()
