"""The parts of the evidence on one website.

Each part is a field of `SiteEvidence` and is either seen or `Unseen`. An indicator names the
parts that it needs as parameters of its `check`.
"""

from datetime import date
from typing import Literal

from checker.core.evidence import Cost, Proof, Sighting, Statement, Unseen
from checker.core.fact import Fact, Moment
from checker.core.target import Site
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


class Opening(Fact):
    """One try to open the home page, as a visitor's wait: opened within the wait, or why not.

    `void` marks a try that our own side spoiled.
    """

    at: Moment
    opened: bool
    seconds: float
    reason: str = ""
    vantage: str = ""
    void: bool = False


class Probes(Fact):
    """Every try to open the home page in the week before `as_of`, oldest first."""

    tries: tuple[Opening, ...]
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
    no day that could be read.
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
    rendered: bool = False
    unseen: Unseen | None = None
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


LinkKind = Literal[
    "a", "img", "iframe", "option", "script-jump", "area", "frame", "meta-refresh", "attachment"
]
LinkCause = Literal[
    "",  # nothing to say: it works
    "slow",  # it worked after a long wait, or began to answer and did not end in time
    "not-found",  # 404, 410
    "soft-404",  # a page that says that nothing is here
    "moved-home",  # the home page answers in its place
    "redirect-loop",
    "no-such-host",
    "refused",
    "empty-page",
    "not-a-file",  # an attachment's address that answers with a page
    "moved-away",  # another host's home page answers
    "no-site",  # a server's own page: nobody lives there, or not just now
    "no-answer",  # the line broke or nobody answered
    "server-error",
    "refuses",  # 401, 403 and other statuses that may be meant for us
    "challenged",
    "blocked",
    "unreadable",
    "ours",  # robots.txt, our network policy, a crash of ours
    "budget",
]
LinkSuspicion = Literal["", "gambling", "pornography", "parked"]


class Link(Fact):
    """One address that home or column pages point to, and what it answered.

    `verdict` tells a working link, one that is dead as far as this visit saw, and one that could
    not be told (challenge, time out, robots, budget); `cause` says why in one word and `reason`
    in a sentence. `tries` counts how often this visit asked before it said so.
    `hidden` marks a link that nobody can see on its page. `suspect` is what a page that answers
    seems to be instead of what the link promises; `signs` are the words that say so.
    `selector` is where the link stands on `found_on`; `at` is what answered.
    """

    url: str
    text: str = ""
    found_on: str
    external: bool
    verdict: Literal["works", "dead", "cannot-tell"]
    status: int | None = None
    reason: str = ""
    kind: LinkKind = "a"
    hidden: bool = False
    cause: LinkCause = ""
    suspect: LinkSuspicion = ""
    signs: tuple[str, ...] = ()
    tries: int = 1
    selector: str = ""
    at: Proof | None = None


class Links(Fact):
    """The links of home and column pages. `unchecked` counts those the budget left out."""

    links: tuple[Link, ...] = ()
    unchecked: int = 0
    at: Proof


class Footer(Fact):
    """What identifies the site at the foot of its home page; empty strings where it is absent."""

    site_code: str = ""
    site_code_by_badge: str = ""
    icp: str = ""
    police: str = ""
    sponsor: str = ""
    contact: str = ""
    sitemap: str = ""
    party_gov_mark: bool = False
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
    feedback: Feedback | Unseen
    services: Services | Unseen
    links: Links | Unseen
    footer: Footer | Unseen
    tags: Tags | Unseen
    statements: tuple[Statement, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    cost: Cost = Cost()
