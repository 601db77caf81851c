"""The parts of the evidence on one new-media account."""

from datetime import date, datetime, time, timedelta
from typing import Literal

from checker.core.evidence import Cost, Proof, Sighting, Statement, Unseen
from checker.core.fact import CHINA, Fact, Moment
from checker.core.target import Account
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


class Source(Fact):
    """One place that was asked for posts, and how it answered."""

    name: str
    kind: Literal["feed", "file"]
    state: Literal["ok", "empty", "unavailable"]
    posts: int = 0
    newest: Moment | None = None
    detail: str = ""


class Posts(Fact):
    """The posts that all sources showed, newest first, those after `as_of` left out."""

    posts: tuple[Post, ...]
    sources: tuple[Source, ...]
    future: int = 0
    undated: int = 0
    at: Proof


class AccountEvidence(Fact):
    """Everything that is known of one account at `as_of`."""

    schema_name: Literal["checker.account-evidence/1"] = "checker.account-evidence/1"
    target: Account
    round: str
    as_of: Moment
    finished: Moment
    posts: Posts | Unseen
    sources: tuple[Source, ...] = ()
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


def idle_time(newest: Post, as_of: datetime) -> timedelta:
    """The time from a post to `as_of`; nothing for one of later today."""
    return max(as_of - newest.moment, timedelta(0))
