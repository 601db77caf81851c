"""One account's evidence: every source that the ledger names, and what people observed of it.

No data is not no update. A source that fails or answers with nothing makes the posts `Unseen`,
unless another source shows some.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from checker.collect.accounts.ask import ask
from checker.collect.accounts.observed import condition_of, observed
from checker.collect.accounts.reply import Asker, Earlier, Reply
from checker.collect.look import Look, cost_of
from checker.collect.survey.errand import Reach
from checker.collect.survey.links import LinkErrand
from checker.collect.survey.noted import Noted
from checker.collect.survey.post_links import survey_post_links
from checker.collect.survey.texts import TextsGatherer
from checker.core.account import AccountEvidence, Post, Posts, Source
from checker.core.evidence import Proof, Sighting, Statement, Unseen
from checker.core.links import Links, dead_before
from checker.core.observation import Observation
from checker.core.source import Sources, source_words
from checker.core.target import Account
from checker.core.texts import Texts
from checker.core.web import Exchange
from checker.extract.posts.item import words_of
from checker.extract.signs import Signs
from checker.extract.wording.lexicon import Lexicon


async def survey_account(
    account: Account,
    observations: Sequence[Observation],
    look: Look,
    as_of: datetime,
    *,
    round_id: str,
    reach: Reach,
    lexicon: Lexicon,
    signs: Signs,
    sources: Sources | None = None,
    earlier: Earlier | None = None,
    statements: tuple[Statement, ...] = (),
    sightings: tuple[Sighting, ...] = (),
) -> AccountEvidence:
    """Asks every source of the account and gathers its posts as of `as_of`.

    `sources` are the config's definitions, `earlier` what the visit before knew of the sources and
    of the links in the posts; at most `reach.post_links` of them are asked.
    """
    before = earlier or Earlier()
    asker = Asker(look, as_of, before)
    replies: list[Reply] = []
    for word in source_words(account.source):
        reply = await ask(word, sources or {}, asker)
        if reply is not None:
            replies.append(reply)
    replies += observed(observations, as_of)
    told = tuple(each.source for each in replies)
    errand = LinkErrand(look, signs.illegal, reach.post_links, "", dead_before(sightings))
    links = await survey_post_links(errand, account, replies, before, as_of)
    exchanges = look.exchanges()
    return AccountEvidence(
        target=account,
        round=round_id,
        as_of=as_of,
        finished=_finished(exchanges, as_of),
        posts=_posts(replies, told, account, as_of),
        condition=condition_of(observations, as_of),
        texts=_texts(replies, account, as_of, lexicon),
        links=links,
        sources=told,
        observations=tuple(observations),
        statements=statements,
        sightings=sightings,
        exchanges=exchanges,
        cost=cost_of(exchanges, len(links.links) if isinstance(links, Links) else 0),
    )


def earlier_of(evidence: AccountEvidence) -> Earlier:
    """What a visit knew when it was made, and the links that it asked: for making its evidence
    again."""
    links = evidence.links
    asked = links.links if isinstance(links, Links) else ()
    return Earlier(
        newest={each.name: each.before for each in evidence.sources if each.before},
        visited=evidence.as_of,
        doubted=frozenset(each.url for each in asked),
    )


def _finished(exchanges: tuple[Exchange, ...], as_of: datetime) -> datetime:
    """When the last answer was in; `as_of` where nothing was asked."""
    ends = [each.started + timedelta(seconds=each.total_s) for each in exchanges]
    return max(ends, default=as_of)


def _posts(
    replies: Sequence[Reply], told: tuple[Source, ...], account: Account, as_of: datetime
) -> Posts | Unseen:
    """All posts up to `as_of`, newest first, one of each; or why there are none to judge by."""
    if not told:
        return Unseen(reason="no-source", detail=account.source)
    found = [post for reply in replies for post in reply.posts]
    if not found:
        silent = [each for each in told if each.state == "unavailable"]
        if silent:
            return Unseen(reason="source-failed", detail=silent[0].detail)
        return Unseen(reason="empty-source", detail=told[0].name)
    today = [_no_later(each, as_of) for each in found]
    past = {(each.url, each.title, each.moment): each for each in today if each.moment <= as_of}
    ordered = sorted(past.values(), key=lambda each: (each.moment, each.title), reverse=True)
    return Posts(
        posts=tuple(ordered),
        sources=told,
        future=sum(each.moment > as_of for each in today),
        undated=sum(reply.undated for reply in replies),
        at=ordered[0].at if ordered else found[0].at,
    )


def _texts(
    replies: Sequence[Reply], account: Account, as_of: datetime, lexicon: Lexicon
) -> Texts | Unseen:
    """What the titles and texts of the posts say that they should not."""
    gatherer = TextsGatherer(Noted(""), account.code, as_of.date(), lexicon, attachments=0)
    first: Proof | None = None
    for reply in replies:
        for post, text in reply.told:
            if not post.title and not text:
                continue
            first = first or post.at
            gatherer.note_post((("标题", post.title), ("正文", words_of(text))), post.at)
    return gatherer.part(first) if first else Unseen(reason="not-collected")


def _no_later(post: Post, as_of: datetime) -> Post:
    """A post that is dated by the day `as_of` falls on is not of the future."""
    if post.date_only and post.moment > as_of and post.moment.date() == as_of.date():
        return post.model_copy(update={"moment": as_of})
    return post
