"""Assigned reposts (转载任务): what accounts were told to pass on by when, and whether they did.

A post answers a task by its address or by its title, as people compare titles: marks, blanks and
words such as 转载 do not count, and most of the rest has to be the same.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Literal

from checker.core.account import Post
from checker.core.fact import Fact, Moment

RepostState = Literal["in-time", "late", "missing", "open"]
"""Passed on by the deadline, after it, not at all, or not yet with time left."""

ALIKE = 0.8
"""The least share of pairs of neighbouring signs that two titles of one text have in common."""

_SHORTEST = 6
_MARKED = re.compile(
    r"[【\[（(](?:转载|转发|转|权威发布|扩散|关注|视频)[】\])）]|^(?:转载|转发)[:： |丨]?"
)
_ADDRESS = re.compile(r"^https?://(?:www\.)?", re.I)


class RepostTask(Fact):
    """One text to pass on. `deadline` is the last moment; `excepted` are account types without it."""

    title: str
    url: str = ""
    assigned: Moment | None = None
    deadline: Moment
    excepted: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


class Repost(Fact):
    """How one account answered one task, and with which post."""

    task: RepostTask
    state: RepostState
    post: Post | None = None


def concerns(task: RepostTask, account_type: str) -> bool:
    """Whether accounts of a type have to answer a task."""
    return not any(each and each in account_type for each in task.excepted)


def answers_of(
    tasks: Sequence[RepostTask], posts: Sequence[Post], account_type: str, as_of: datetime
) -> tuple[Repost, ...]:
    """How an account of a type answered each task that concerns it, up to a moment.

    A post answers one task only, the one that it is most like: titles of a series differ in one
    word. The earliest post counts; one of the deadline's day without an hour is in time.
    """
    owed = [task for task in tasks if concerns(task, account_type)]
    found: list[list[Post]] = [[] for _ in owed]
    for post in posts:
        scores = [_score(task, post) for task in owed]
        best = max(scores, default=0.0)
        if best >= ALIKE:
            found[scores.index(best)].append(post)
    return tuple(_repost(task, some, as_of) for task, some in zip(owed, found, strict=True))


def _repost(task: RepostTask, found: Sequence[Post], as_of: datetime) -> Repost:
    if not found:
        return Repost(task=task, state="missing" if as_of > task.deadline else "open")
    first = min(found, key=lambda post: (post.moment, post.title, post.url))
    same_day = first.date_only and first.moment.date() == task.deadline.date()
    state: RepostState = "in-time" if first.moment <= task.deadline or same_day else "late"
    return Repost(task=task, state=state, post=first)


def _score(task: RepostTask, post: Post) -> float:
    if task.url and post.url and _bare(task.url) == _bare(post.url):
        return 2.0
    return likeness(task.title, post.title)


def likeness(one: str, other: str) -> float:
    """How alike two titles are, 0 to 1; a long one that holds the other whole is the same."""
    first, second = _plain(one), _plain(other)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    short, long = sorted((first, second), key=len)
    if len(short) < _SHORTEST:
        return 0.0
    if short in long:
        return 1.0
    pairs, others = _pairs(first), _pairs(second)
    return 2 * len(pairs & others) / (len(pairs) + len(others))


@lru_cache(maxsize=65_536)
def _plain(title: str) -> str:
    folded = unicodedata.normalize("NFKC", _MARKED.sub("", title[:300])).casefold()
    return "".join(sign for sign in folded if sign.isalnum())


@lru_cache(maxsize=65_536)
def _pairs(title: str) -> frozenset[str]:
    return frozenset(title[at : at + 2] for at in range(len(title) - 1))


def _bare(url: str) -> str:
    return _ADDRESS.sub("", url).rstrip("/#")
