"""What accounts owed in a period and did: updates and assigned reposts, for bulletins and lists."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, pairwise

from checker.core.account import Post, Posts, gaps_of
from checker.core.period import Period
from checker.core.reposts import Repost, RepostTask, answers_of
from checker.core.rulebook import Book
from checker.core.standing import AccountDuty
from checker.core.target import Account
from checker.report.bulletin.figures import Standings
from checker.run.office import Office
from checker.store.desk import repost_tasks
from checker.store.errors import StoreError
from checker.store.evidence import load_posts
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
    """The posts that the visits of a period showed; None where none of them showed any.

    A visit whose evidence is not whole any more showed nothing, and what it alone saw is missing.
    """
    start, end = period.start, period.end
    visits = chain(evidence_in(office.database, "account", account.code, start, end), (None,))
    found: dict[tuple[str, str, datetime], Post] = {}
    oldest: datetime | None = None
    until: datetime | None = None
    whole = True
    for visit, before in pairwise(visits):
        assert visit is not None
        as_of, digest = visit
        if oldest and oldest <= start:
            break  # nothing is left to see
        if oldest and before and before[0] >= oldest:
            continue  # the visit before it shows as much
        shown = _shown(office, digest)
        if not shown:
            continue
        whole = whole and (oldest is None or as_of >= oldest)
        oldest = min(post.moment for post in shown)
        until = until or as_of
        found |= {(each.url, each.title, each.moment): each for each in shown}
    if oldest is None or until is None:
        return None
    inside = [each for each in found.values() if start <= each.moment < end]
    ordered = sorted(inside, key=lambda each: (each.moment, each.title))
    return PeriodPosts(tuple(ordered), whole and oldest.date() <= period.first, until)


def _shown(office: Office, digest: str) -> tuple[Post, ...]:
    try:
        return load_posts(office.blobs, digest)
    except StoreError:
        return ()


def duties_in(office: Office, period: Period) -> Callable[[Account], AccountDuty]:
    """Tells what an account owed in a period and did."""
    tasks = tasks_in(office, period)
    return lambda account: _duty(office, account, period, tasks)


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
    office: Office, accounts: Standings, period: Period
) -> Iterator[tuple[Account, Repost]]:
    """How each account answered each task of a period; accounts that nobody saw are left out."""
    tasks = tasks_in(office, period)
    for standing in accounts:
        account = standing.target
        seen = period_posts(office, account, period) if isinstance(account, Account) else None
        if seen is not None and isinstance(account, Account):
            for answer in answers_of(tasks, seen.posts, account.type, period.end):
                yield account, answer
