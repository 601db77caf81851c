"""One account's evidence: the feed it is registered with, and what people observed of it.

No data is not no update. A source that fails or answers with nothing makes the posts `Unseen`,
unless another source shows some.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from checker.collect.look import Look, cost_of, unseen_of
from checker.core.account import AccountEvidence, Post, Posts, Source, end_of_day
from checker.core.evidence import Proof, Sighting, Statement, Unseen
from checker.core.target import Account
from checker.core.web import Exchange
from checker.extract.ledgers.observation import Observation
from checker.extract.posts import FeedError, FeedPost, read_feed

MANUAL = "manual"


async def survey_account(
    account: Account,
    observations: Sequence[Observation],
    look: Look,
    as_of: datetime,
    *,
    round_id: str,
    statements: tuple[Statement, ...] = (),
    sightings: tuple[Sighting, ...] = (),
) -> AccountEvidence:
    """Asks every source of the account and gathers its posts as of `as_of`."""
    found: list[Post] = []
    sources: list[Source] = []
    undated = 0
    if account.source.startswith(("http://", "https://")):
        source, posts, undated = await _from_feed(account.source, look)
        sources.append(source)
        found += posts
    if observations:
        posts = [_observed(each) for each in observations]
        sources.append(_file_source(posts))
        found += posts
    exchanges = look.exchanges()
    return AccountEvidence(
        target=account,
        round=round_id,
        as_of=as_of,
        finished=_finished(exchanges, as_of),
        posts=_posts(found, sources, undated, account, as_of),
        sources=tuple(sources),
        statements=statements,
        sightings=sightings,
        exchanges=exchanges,
        cost=cost_of(exchanges, 0),
    )


async def _from_feed(url: str, look: Look) -> tuple[Source, list[Post], int]:
    """The feed's answer, its dated posts, and how many items carried no time."""
    page = await look.open(url)
    unseen = unseen_of(page.exchange)
    if unseen:
        page = await look.again(url)
        unseen = unseen_of(page.exchange)
    if unseen:
        detail = f"{unseen.reason} {unseen.detail}".strip()
        return Source(name=url, kind="feed", state="unavailable", detail=detail), [], 0
    try:
        items = read_feed(page.body, page.exchange.header("content-type"))
    except FeedError as error:
        return Source(name=url, kind="feed", state="unavailable", detail=str(error)), [], 0
    posts = [_fed(item, item.moment, page.exchange) for item in items if item.moment]
    newest = max((post.moment for post in posts), default=None)
    state = "ok" if posts else "empty"
    source = Source(name=url, kind="feed", state=state, posts=len(posts), newest=newest)
    return source, posts, len(items) - len(posts)


def _fed(item: FeedPost, moment: datetime, exchange: Exchange) -> Post:
    return Post(
        title=item.title,
        url=item.url,
        moment=moment,
        date_only=item.date_only,
        at=Proof(
            url=item.url or exchange.final_url,
            quote=item.title,
            blob=exchange.blob,
            seen=exchange.started,
        ),
    )


def _observed(row: Observation) -> Post:
    moment = end_of_day(row.published.date()) if row.date_only else row.published
    return Post(
        title=row.title,
        url=row.url,
        moment=moment,
        date_only=row.date_only,
        original=row.original,
        at=Proof(url=row.url, quote=row.title, seen=row.observed_at),
    )


def _file_source(posts: list[Post]) -> Source:
    newest = max(post.moment for post in posts)
    return Source(name=MANUAL, kind="file", state="ok", posts=len(posts), newest=newest)


def _finished(exchanges: tuple[Exchange, ...], as_of: datetime) -> datetime:
    """When the last answer was in; `as_of` where nothing was asked."""
    ends = [each.started + timedelta(seconds=each.total_s) for each in exchanges]
    return max(ends, default=as_of)


def _posts(
    found: list[Post], sources: list[Source], undated: int, account: Account, as_of: datetime
) -> Posts | Unseen:
    """All posts up to `as_of`, newest first, one of each; or why there are none to judge by."""
    if not sources:
        return Unseen(reason="no-source", detail=account.source)
    if not found:
        failed = [each for each in sources if each.state == "unavailable"]
        if failed:
            return Unseen(reason="source-failed", detail=failed[0].detail)
        return Unseen(reason="empty-source", detail=sources[0].name)
    today = [_no_later(each, as_of) for each in found]
    past = {(each.url, each.title, each.moment): each for each in today if each.moment <= as_of}
    ordered = sorted(past.values(), key=lambda each: (each.moment, each.title), reverse=True)
    return Posts(
        posts=tuple(ordered),
        sources=tuple(sources),
        future=sum(each.moment > as_of for each in today),
        undated=undated,
        at=ordered[0].at if ordered else found[0].at,
    )


def _no_later(post: Post, as_of: datetime) -> Post:
    """A post that is dated by the day `as_of` falls on is not of the future."""
    if post.date_only and post.moment > as_of and post.moment.date() == as_of.date():
        return post.model_copy(update={"moment": as_of})
    return post
