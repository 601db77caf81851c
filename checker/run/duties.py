"""What accounts owed in a period and did: updates and assigned reposts, for bulletins and lists."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest

from checker.core.account import AccountEvidence, Post, Posts, gaps_of
from checker.core.period import Period
from checker.core.reposts import Repost, RepostTask, answers_of
from checker.core.rulebook import Book
from checker.core.standing import Standing
from checker.core.target import Account
from checker.report.bulletin.figures import AccountDuty
from checker.run.office import Office
from checker.store.desk import repost_tasks
from checker.store.evidence import load_evidence
from checker.store.periods import evidence_in

_DAY = timedelta(days=1)
NOT_PASSED_ON = "未转发上级指定的内容"


@dataclass(frozen=True, slots=True)
class PeriodPosts:
    """An account's posts in a period, put together from as few visits as show all of it.

    `whole` says that nothing of the period lies before, between or after what the visits showed.
    """

    posts: tuple[Post, ...]
    whole: bool
    until: datetime


def period_posts(office: Office, account: Account, period: Period) -> PeriodPosts | None:
    """The posts that the visits of a period showed; None where none of them showed any."""
    visits = evidence_in(office.database, "account", account.code, period.start, period.end)
    found: dict[tuple[str, str, datetime], Post] = {}
    oldest: datetime | None = None
    until: datetime | None = None
    whole = True
    for (as_of, digest), before in zip_longest(visits, visits[1:]):
        if oldest and (oldest <= period.start or (before and before[0] >= oldest)):
            continue  # nothing is left to see, or the visit before it shows as much
        shown = _shown(office, digest)
        if not shown:
            continue
        whole = whole and (oldest is None or as_of >= oldest)
        oldest = min(post.moment for post in shown)
        until = until or as_of
        found |= {(each.url, each.title, each.moment): each for each in shown}
    if oldest is None or until is None:
        return None
    inside = [each for each in found.values() if period.start <= each.moment < period.end]
    ordered = sorted(inside, key=lambda each: (each.moment, each.title))
    return PeriodPosts(tuple(ordered), whole and oldest.date() <= period.first, until)


def _shown(office: Office, digest: str) -> tuple[Post, ...]:
    evidence = load_evidence(office.blobs, digest)
    if not isinstance(evidence, AccountEvidence) or not isinstance(evidence.posts, Posts):
        return ()
    return evidence.posts.posts


def duties_of(
    office: Office, accounts: Sequence[Standing], period: Period
) -> Mapping[str, AccountDuty]:
    """The duties of the accounts by code."""
    tasks = tasks_in(office, period)
    duties: dict[str, AccountDuty] = {}
    for standing in accounts:
        if isinstance(standing.target, Account):
            duties[standing.target.code] = _duty(office, standing.target, period, tasks)
    return duties


def tasks_in(office: Office, period: Period) -> tuple[RepostTask, ...]:
    """The tasks whose deadline lies in a period."""
    every = repost_tasks(office.database)
    return tuple(each for each in every if period.start <= each.deadline < period.end)


def _duty(
    office: Office, account: Account, period: Period, tasks: Sequence[RepostTask]
) -> AccountDuty:
    book = office.book_for(account)
    due, recommended = updates_due(book, period), len(tasks) or None
    seen = period_posts(office, account, period)
    if seen is None:
        return AccountDuty(due=due, recommended=recommended)
    originals = _asks_for_originals(book)
    own = [each for each in seen.posts if not (originals and each.original is False)]
    answers = answers_of(tasks, seen.posts, account.type, period.end)
    passed_on = sum(each.post is not None for each in answers) if answers else None
    return AccountDuty(
        due=due,
        done=len(own),
        recommended=recommended,
        reposted=passed_on,
        longest_gap_days=_longest_gap(seen, period, originals=originals),
        whole=seen.whole,
        noted=NOT_PASSED_ON if passed_on == 0 and seen.whole else "",
    )


def updates_due(book: Book, period: Period) -> int | None:
    """应更新数: what the book's least number of posts comes to over a period, rounded down."""
    entry = book.entry("account.posts-too-few")
    least, days = (entry.params.get(k) if entry else None for k in ("min_posts", "window_days"))
    if not isinstance(least, int) or not isinstance(days, int) or not days:
        return None
    length = (period.end - period.start) // _DAY
    return least * length // days


def _asks_for_originals(book: Book) -> bool:
    entry = book.entry("account.idle")
    return bool(entry and entry.params.get("original_only"))


def _longest_gap(seen: PeriodPosts, period: Period, *, originals: bool) -> int | None:
    if not seen.posts:
        return None
    posts = Posts(posts=seen.posts, sources=(), at=seen.posts[0].at)
    gaps = gaps_of(posts, period.start, min(seen.until, period.end), passed_on=not originals)
    return max((gap.length // _DAY for gap in gaps), default=None)


def repost_answers(
    office: Office, accounts: Sequence[Standing], period: Period
) -> Iterator[tuple[Account, Repost]]:
    """How each account answered each task of a period; accounts that nobody saw are left out."""
    tasks = tasks_in(office, period)
    for standing in accounts:
        account = standing.target
        seen = period_posts(office, account, period) if isinstance(account, Account) else None
        if seen is not None and isinstance(account, Account):
            for answer in answers_of(tasks, seen.posts, account.type, period.end):
                yield account, answer
