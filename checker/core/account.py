"""The parts of the evidence on one new-media account."""

from datetime import date, datetime, time, timedelta
from typing import Literal

from checker.core.evidence import Cost, Proof, Sighting, Statement, Unseen
from checker.core.fact import CHINA, Fact, Moment
from checker.core.links import Links
from checker.core.observation import AccountState, Observation
from checker.core.target import Account
from checker.core.texts import Texts
from checker.core.web import Exchange


class Post(Fact):
    """One published post. Where only the day is known, `moment` is that day's last second.

    `original` is False for what is only passed on (转载); None where nobody said.
    """

    title: str
    url: str = ""
    moment: Moment
    date_only: bool = False
    pinned: bool = False
    original: bool | None = None
    at: Proof


SourceKind = Literal["feed", "rsshub", "json", "page", "file", "manual"]
SourceState = Literal["ok", "empty", "unavailable", "shrunk"]


class Source(Fact):
    """One place that was asked for posts, and how it answered.

    `shrunk` is one that shows less than it showed before: its newest post, `before`, is gone.
    `until` is up to when it can know, None for one that was asked now. `origin` is the host that
    answered, `people` for what was written down: two of one origin are not independent.
    """

    name: str
    kind: SourceKind
    state: SourceState
    posts: int = 0
    newest: Moment | None = None
    before: Moment | None = None
    until: Moment | None = None
    origin: str = ""
    detail: str = ""


class Posts(Fact):
    """The posts that all sources showed, newest first, those after `as_of` left out."""

    posts: tuple[Post, ...]
    sources: tuple[Source, ...]
    future: int = 0
    undated: int = 0
    at: Proof


class Condition(Fact):
    """What people said of the account itself, each word from the newest observation that has it.

    `interaction` is whether visitors can speak to it, `usable` whether an app can be installed and
    used. `contrary` names the words on which two observations of one day differ.
    """

    state: AccountState = ""
    interaction: bool | None = None
    usable: bool | None = None
    contrary: tuple[Literal["state", "interaction", "usable"], ...] = ()
    observer: str = ""
    at: Proof


class AccountEvidence(Fact):
    """Everything that is known of one account at `as_of`.

    `observations` are what people and exports told, as the register had it then; None in evidence
    of the versions that did not keep it.
    """

    schema_name: Literal["checker.account-evidence/1"] = "checker.account-evidence/1"
    target: Account
    round: str
    as_of: Moment
    finished: Moment
    posts: Posts | Unseen
    condition: Condition | Unseen = Unseen(reason="not-collected")
    texts: Texts | Unseen = Unseen(reason="not-collected")
    links: Links | Unseen = Unseen(reason="not-collected")
    sources: tuple[Source, ...] = ()
    observations: tuple[Observation, ...] | None = None
    statements: tuple[Statement, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    cost: Cost = Cost()


def end_of_day(day: date) -> datetime:
    """The last second of a day in China: how a date without a time is read."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=CHINA)


def newest_post(posts: Posts, as_of: datetime, *, passed_on: bool = True) -> Post | None:
    """The newest post up to `as_of`, or None where none is known.

    A post that is dated later is no update yet, save one of that very day whose hour is not known.
    Without `passed_on`, posts that are known to be only passed on are left out.
    """
    today = as_of.astimezone(CHINA).date()
    known = [
        post
        for post in posts.posts
        if (passed_on or post.original is not False)
        and (post.moment <= as_of or (post.date_only and post.moment.date() == today))
    ]
    return max(known, key=lambda post: (post.moment, post.title, post.url), default=None)


class Gap(Fact):
    """A time without a post: from one post (None: the window's begin) to the next one or its end."""

    begin: Moment
    end: Moment
    after: Post | None = None

    @property
    def length(self) -> timedelta:
        """How long nothing was posted."""
        return self.end - self.begin


def gaps_of(
    posts: Posts, begin: datetime | None, end: datetime, *, passed_on: bool = True
) -> tuple[Gap, ...]:
    """The times between neighbouring posts inside a window, and from the newest to its end.

    Without `begin` the window starts at the oldest known post. What was before a source's oldest
    post nobody knows, so the time before it is no gap, unless a post from before `begin` is known.
    """
    known = sorted(
        (p for p in posts.posts if (passed_on or p.original is not False) and p.moment <= end),
        key=lambda post: (post.moment, post.title, post.url),
    )
    ends = [*(post.moment for post in known[1:]), end]
    found = (
        Gap(begin=max(post.moment, begin) if begin else post.moment, end=until, after=post)
        for post, until in zip(known, ends, strict=False)
    )
    return tuple(gap for gap in found if gap.end > gap.begin or gap.end == end)


def idle_time(newest: Post, as_of: datetime) -> timedelta:
    """The time from a post to `as_of`; nothing for one of later today."""
    return max(as_of - newest.moment, timedelta(0))


STILL_TELLS = timedelta(days=2)
"""How old an observation may be to stand behind a finding of today."""


def doubt_of(posts: Posts, as_of: datetime, unwatched: timedelta, limit: timedelta) -> str:
    """Why an account whose known posts are all older than `limit` may have newer ones; empty where it
    has not.

    No data is no proof: a source that did not answer or that shows less than before, dates that
    cannot be read, and observations that are older than `unwatched` leave it open.
    """
    silent = sorted(each.name for each in posts.sources if each.state == "unavailable")
    if silent:
        return f"数据源未应答：{'、'.join(silent)}"
    fewer = [each for each in posts.sources if _has_lost(each, posts, as_of, unwatched, limit)]
    if fewer:
        lost = (f"{each.name}{_shown_before(each)}" for each in fewer)
        return f"数据源比上次少了内容，须人工核实：{'、'.join(sorted(lost))}"
    if posts.undated > len(posts.posts):
        return "半数以上内容没有可辨认的日期"
    told = [each.until or as_of for each in posts.sources if each.state == "ok"]
    if told and as_of - max(told) > unwatched:
        return f"最近一次观察是 {max(told):%Y-%m-%d %H:%M}，此后情况未知"
    return ""


def _has_lost(
    source: Source, posts: Posts, as_of: datetime, unwatched: timedelta, limit: timedelta
) -> bool:
    """Whether what a source no longer shows leaves its account in doubt.

    Not for ever: once the lost post itself would be older than `limit`, it could not help the account
    if it came back; and a person who looked later than it was made has seen what there is.
    """
    if source.state != "shrunk":
        return False
    lost = source.before
    if lost is None:
        return True
    looked = any(
        each.kind == "manual" and each.state == "ok" and each.until
        and each.until > lost and as_of - each.until <= unwatched
        for each in posts.sources
    )  # fmt: skip
    return as_of - lost <= limit and not looked


def _shown_before(source: Source) -> str:
    return f"（曾显示 {source.before:%Y-%m-%d} 的内容）" if source.before else ""


def told_by_two(evidence: AccountEvidence) -> bool:
    """Whether two independent sources, or a person who looked, stand behind what is known.

    One feed may be well formed and lack the newest posts, and it will lack them tomorrow too.
    What tells nothing of the last days stands behind nothing.
    """
    good = [
        each
        for each in evidence.sources
        if each.state == "ok" and evidence.as_of - (each.until or evidence.as_of) <= STILL_TELLS
    ]
    looked = any(each.kind == "manual" for each in good)
    return looked or len({each.origin or each.name for each in good}) > 1
