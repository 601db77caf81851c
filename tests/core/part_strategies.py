"""Any part of the evidence: in order, at fault near the national thresholds, mixed, or not seen."""

from datetime import date, datetime, timedelta
from typing import Any, cast, get_args

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from checker.core.account import Condition, Post, Posts, Source, end_of_day
from checker.core.availability import Opening
from checker.core.evidence import Proof, Unseen, UnseenReason
from checker.core.fact import CHINA
from checker.core.observation import AccountState, Observation
from checker.core.site import (
    Channel,
    Column,
    ColumnClass,
    Columns,
    Feedback,
    Home,
    Probes,
    Services,
)
from checker.core.site import (
    Entry as Headline,
)

AS_OF = datetime(2026, 11, 22, 2, 0, tzinfo=CHINA)

proofs = st.builds(Proof, url=st.sampled_from(["http://a.example/", "http://b.example/x"]))
days = st.integers(-3, 420).map(lambda ago: AS_OF.date() - timedelta(days=ago))
moments = st.integers(-2000, 40_000).map(lambda ago: AS_OF - timedelta(minutes=ago))
unseen = st.builds(
    Unseen, reason=st.sampled_from(get_args(UnseenReason)), detail=st.sampled_from(["", "jsl"])
)


def part(good: Any, bad: SearchStrategy[Any], any: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """A part of the evidence: in order, at fault, mixed as it comes, or not seen."""
    return st.sampled_from(["good", "bad", "bad", "any", "any", "unseen"]).flatmap(
        {"good": st.just(good), "bad": bad, "any": any, "unseen": unseen}.__getitem__
    )


openings = st.builds(
    Opening,
    at=st.integers(0, 8 * 24 * 60).map(lambda ago: AS_OF - timedelta(minutes=ago)),
    opened=st.booleans(),
    seconds=st.sampled_from([0.4, 14.9, 15.0, 21.0]),
    void=st.booleans(),
)


HERE = Proof(url="http://a.example/")
_WEEK = [AS_OF - timedelta(minutes=72 * n) for n in range(140)]
_OPENED = tuple(Opening(at=at, opened=True, seconds=1.0) for at in _WEEK)
_FAILED = tuple(Opening(at=at, opened=False, seconds=15.0) for at in _WEEK)


def week_with(failed: int) -> Probes:
    """A whole week of tries, so many of which failed."""
    return Probes(tries=(*_FAILED[:failed], *_OPENED[failed:]), at=HERE)


probes = part(
    week_with(0),
    st.integers(5, 9).map(week_with),
    st.builds(Probes, tries=st.lists(openings, max_size=8).map(tuple), at=proofs),
)
headlines = st.builds(
    Headline,
    title=st.sampled_from(["甲", "乙", "丙"]),
    url=st.sampled_from(["http://a.example/1", "http://a.example/2"]),
    published=st.one_of(st.none(), days),
    at=proofs,
)
homes = st.builds(
    Home,
    url=st.sampled_from(["http://www.a.gov.cn/", "http://www.a.com/", "http://192.0.2.1/"]),
    entries=st.lists(headlines, max_size=6).map(tuple),
    unread=st.sampled_from([0, 0, 1]),
    portal_only=st.booleans(),
    at=proofs,
)


def home_idle_for(days: int) -> Home:
    """A home page whose newest entry is so many days old."""
    day = AS_OF.date() - timedelta(days=days)
    entry = Headline(title="甲", url="http://a.example/1", published=day, at=HERE)
    return Home(url="http://a.example/", entries=(entry,), at=HERE)


home = part(home_idle_for(1), st.integers(9, 30).map(home_idle_for), homes)


@st.composite
def columns(draw: st.DrawFn) -> Column:
    """One column; its newest day is never after the monitoring time."""
    items = draw(st.integers(0, 20))
    newest = draw(st.one_of(st.none(), st.integers(0, 420)))
    return Column(
        name=draw(st.sampled_from(["动态", "公告", "文件", "计划"])),
        url=f"http://a.example/{draw(st.integers(0, 30))}/",
        first_level=draw(st.booleans()),
        column_class=draw(st.sampled_from(cast(list[ColumnClass], get_args(ColumnClass)))),
        confidence=draw(st.sampled_from([0.2, 0.5, 0.9])),
        content=draw(
            st.sampled_from(["list", "list", "list", "nothing", "unread", "link", "document"])
        ),
        items=items,
        undated=draw(st.integers(0, items)),
        newest=None if newest is None else AS_OF.date() - timedelta(days=newest),
        at=draw(proofs),
    )


def alike(column: Column, count: int) -> tuple[Column, ...]:
    """So many columns like that one, each at its own address."""
    places = (f"http://a.example/{column.column_class}/{n}/" for n in range(count))
    return tuple(column.model_copy(update={"url": place}) for place in places)


def _old(column_class: ColumnClass, days: int) -> Column:
    return Column(
        name="旧",
        url="",
        column_class=column_class,
        confidence=0.9,
        content="list",
        items=9,
        newest=AS_OF.date() - timedelta(days=days),
        at=HERE,
    )


_FRESH = Columns(columns=alike(_old("news", 1), 4), at=HERE)
_BLANK = _old("other", 0).model_copy(update={"content": "nothing", "newest": None, "items": 0})


@st.composite
def neglected(draw: st.DrawFn) -> Columns:
    """Columns that were left alone, about as many as the national limits."""
    key = alike(_old("news", draw(st.sampled_from([15, 14, 60]))), draw(st.sampled_from([5, 4, 6])))
    other = alike(
        _old("plan", draw(st.sampled_from([365, 366]))), draw(st.sampled_from([0, 9, 10]))
    )
    blank = alike(_BLANK, draw(st.sampled_from([5, 4, 0])))
    some = draw(st.lists(columns(), max_size=2))
    return Columns(columns=(*key, *other, *blank, *some), at=HERE)


column_lists = part(
    _FRESH,
    neglected(),
    st.builds(
        Columns,
        columns=st.lists(columns(), max_size=12).map(tuple),
        unvisited=st.sampled_from([0, 0, 0, 2]),
        at=proofs,
    ),
)

channels = st.builds(
    Channel,
    name=st.sampled_from(["信箱", "咨询"]),
    url=st.just("http://a.example/mail/"),
    opened=st.sampled_from([True, False, None]),
    usable=st.sampled_from([True, False, None]),
    at=proofs,
)
_OPEN = Channel(name="信箱", url="http://a.example/mail/", opened=True, usable=True, at=HERE)
_SHUT = _OPEN.model_copy(update={"opened": False})


def entrances(kind: type[Feedback] | type[Services]) -> SearchStrategy[Any]:
    """A way in that stands open, that is shut or absent, or that is anything."""
    shut = kind(channels=(_SHUT,), thorough=True, at=HERE)
    absent = kind(thorough=True, at=HERE)
    found = st.lists(channels, max_size=2).map(tuple)
    anything = st.builds(kind, channels=found, thorough=st.booleans(), at=proofs)
    return part(kind(channels=(_OPEN,), at=HERE), st.sampled_from([shut, absent]), anything)


@st.composite
def posts(draw: st.DrawFn) -> Post:
    """A post of a minute, or of a day whose hour is not known."""
    date_only = draw(st.booleans())
    day: date = draw(days)
    return Post(
        title=draw(st.sampled_from(["一", "二"])),
        moment=end_of_day(day) if date_only else draw(moments),
        date_only=date_only,
        at=draw(proofs),
    )


sources = st.builds(
    Source,
    name=st.sampled_from(["feed", "file"]),
    kind=st.just("feed"),
    state=st.sampled_from(["ok", "empty", "unavailable"]),
)


def idle_for(hours: int) -> Posts:
    """An account whose newest post is so many hours old."""
    post = Post(title="一", moment=AS_OF - timedelta(hours=hours), at=HERE)
    return Posts(posts=(post,), sources=(), at=HERE)


def every(days: int) -> Posts:
    """An account that posted so many days apart, for a hundred days and more."""
    posts = (
        Post(title=f"{n}", moment=AS_OF - timedelta(days=days * n, hours=1), at=HERE)
        for n in range(100 // days + 2)
    )
    return Posts(posts=tuple(posts), sources=(), at=HERE)


conditions = st.builds(
    Condition,
    state=st.sampled_from(get_args(AccountState)),
    interaction=st.sampled_from([True, False, None]),
    usable=st.sampled_from([True, False, None]),
    contrary=st.sampled_from([(), (), ("state", "interaction", "usable")]),
    at=proofs,
)

observations = st.builds(
    Observation,
    title=st.sampled_from(["", "一"]),
    published=st.none() | moments,
    observed_at=moments,
    state=st.sampled_from(get_args(AccountState)),
)

any_posts = st.builds(
    Posts,
    posts=st.lists(posts(), max_size=6).map(tuple),
    sources=st.lists(sources, max_size=2).map(tuple),
    undated=st.sampled_from([0, 0, 4]),
    at=proofs,
)
