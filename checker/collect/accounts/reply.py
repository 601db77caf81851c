"""What one source of an account answered, in the one form that all kinds of sources have."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from checker.collect.look import Call, Look, unseen_of, worth_another_try
from checker.collect.page import Page
from checker.collect.visit_before import NOT_MODIFIED
from checker.core.account import Post, Source, SourceKind, SourceState
from checker.core.evidence import Proof
from checker.core.web import Exchange
from checker.extract.document import host_of
from checker.extract.posts.feed import error_in
from checker.extract.posts.item import FoundPost, SourceError


@dataclass(frozen=True, slots=True)
class Reply:
    """A source as the evidence names it, its dated posts, and how many carried no date.

    `texts` are the words that the source gave beside the titles, by post; markup or plain.
    """

    source: Source
    posts: tuple[Post, ...] = ()
    undated: int = 0
    texts: tuple[str, ...] = ()

    @property
    def told(self) -> Iterator[tuple[Post, str]]:
        """Each post with the text that the source gave beside its title, empty where it gave none."""
        for at, post in enumerate(self.posts):
            yield post, self.texts[at] if at < len(self.texts) else ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the visit before knew: the newest post of each source, and the answers by address.

    `visited` is when it asked the links of the posts, `doubted` are those that did not plainly work.
    """

    newest: Mapping[str, datetime] = field(default_factory=dict[str, datetime])
    answers: Mapping[str, Exchange] = field(default_factory=dict[str, Exchange])
    visited: datetime | None = None
    doubted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Asker:
    """What an adapter asks with: a look at the world, the moment, and the visit before."""

    look: Look
    as_of: datetime
    earlier: Earlier

    async def answer(self, call: Call) -> Page:
        """The good answer of a source, tried twice; raises SourceError saying how it failed."""
        page = await self.look.call(call)
        if worth_another_try(page.exchange):
            page = await self.look.call(call, later=True)
        unchanged = page.exchange.status == NOT_MODIFIED and page.body
        unseen = None if unchanged else unseen_of(page.exchange)
        if unseen is None:
            return page
        said = error_in(page.body) or page.exchange.detail
        detail = unseen.detail or unseen.reason
        raise SourceError(f"{detail}：{said}" if said and said not in detail else detail)


def replied(
    name: str, kind: SourceKind, found: Iterable[FoundPost], exchange: Exchange, asker: Asker
) -> Reply:
    """The reply of an answer that was read: its dated posts, or that it was empty.

    A source whose newest post is older than the one it showed at the visit before has lost some.
    """
    items = list(found)
    dated = [item for item in items if item.moment]
    posts = tuple(_post(item, item.moment, exchange) for item in dated if item.moment)
    newest = max((post.moment for post in posts), default=None)
    before = asker.earlier.newest.get(name)
    state: SourceState = "ok" if posts else "empty"
    if newest and before and newest < before <= asker.as_of:
        state = "shrunk"
    source = Source(
        name=name,
        kind=kind,
        state=state,
        posts=len(posts),
        newest=newest,
        before=before,
        origin=host_of(exchange.url),
    )
    texts = tuple(item.text for item in dated)
    return Reply(source, posts, len(items) - len(posts), texts)


def failed(name: str, kind: SourceKind, why: object, asker: Asker) -> Reply:
    """The reply of a source that gave nothing to read."""
    before = asker.earlier.newest.get(name)
    return Reply(Source(name=name, kind=kind, state="unavailable", before=before, detail=str(why)))


def _post(item: FoundPost, moment: datetime, exchange: Exchange) -> Post:
    return Post(
        title=item.title,
        url=item.url,
        moment=moment,
        date_only=item.date_only,
        pinned=item.pinned,
        original=item.original,
        at=Proof(
            url=item.url or exchange.final_url,
            quote=item.title,
            blob=exchange.blob,
            seen=exchange.started,
        ),
    )
