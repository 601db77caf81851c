"""The file and manual sources: what exports tell, and what people looked at and wrote down."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from checker.collect.accounts.reply import Reply
from checker.core.account import Condition, Post, Source, SourceKind, end_of_day
from checker.core.evidence import Proof, Unseen
from checker.core.observation import Observation
from checker.core.source import MANUAL

PEOPLE = "people"
FILE = "file"


def observed(rows: Sequence[Observation], as_of: datetime) -> list[Reply]:
    """At most two replies: of the rows that a named person observed, and of all other rows.

    What somebody wrote down holds up to the moment of the observation: an export of last month
    tells nothing of today. One that was made after `as_of` tells what stood there then as well.
    """
    looked = [each for each in rows if each.observer]
    told = [each for each in rows if not each.observer]
    pairs: tuple[tuple[str, SourceKind, list[Observation]], ...] = (
        (MANUAL, "manual", looked),
        (FILE, "file", told),
    )
    return [_reply(name, kind, some, as_of) for name, kind, some in pairs if some]


def _reply(name: str, kind: SourceKind, rows: Sequence[Observation], as_of: datetime) -> Reply:
    posts = tuple(_post(row, row.published) for row in rows if row.published)
    moments = [row.observed_at for row in rows if row.observed_at]
    source = Source(
        name=name,
        kind=kind,
        state="ok" if posts else "empty",
        posts=len(posts),
        newest=max((post.moment for post in posts), default=None),
        until=min(as_of, max(moments)) if moments else None,
        origin=PEOPLE if kind == "manual" else FILE,
    )
    return Reply(source, posts)


def _post(row: Observation, published: datetime) -> Post:
    return Post(
        title=row.title,
        url=row.url,
        moment=end_of_day(published.date()) if row.date_only else published,
        date_only=row.date_only,
        original=row.original,
        at=Proof(
            url=row.url, quote=row.title, screenshot=row.picture or None, seen=row.observed_at
        ),
    )


_WORDS: tuple[Literal["state", "interaction", "usable"], ...] = ("state", "interaction", "usable")


def condition_of(rows: Sequence[Observation], as_of: datetime) -> Condition | Unseen:
    """What people said of the account itself up to the end of that day, the newest word of each."""
    said = sorted(
        (each for each in rows if each.observed_at and each.observed_at.date() <= as_of.date()),
        key=lambda each: (each.observed_at or as_of, each.observer),
    )
    told = {name: [each for each in said if _word(each, name)] for name in _WORDS}
    newest = [some[-1] for some in told.values() if some]
    if not newest:
        return Unseen(reason="not-collected")
    last = max(newest, key=lambda each: each.observed_at or as_of)
    values = {name: getattr(some[-1], name) for name, some in told.items() if some}
    return Condition(
        **values,
        contrary=tuple(name for name in _WORDS if _differ(told[name], name)),
        observer=last.observer,
        at=_seen(last),
    )


def _word(row: Observation, name: str) -> bool:
    return getattr(row, name) not in ("", None)


def _differ(rows: Sequence[Observation], name: str) -> bool:
    """Whether two observations of the newest day say different things."""
    days = [row.observed_at.date() for row in rows if row.observed_at]
    newest = max(days, default=None)
    words = {getattr(r, name) for r in rows if r.observed_at and r.observed_at.date() == newest}
    return len(words) > 1


def _seen(row: Observation) -> Proof:
    words = "；".join(filter(None, (row.state, row.note)))
    return Proof(url=row.url, quote=words, screenshot=row.picture or None, seen=row.observed_at)
