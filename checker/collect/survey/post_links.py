"""The links part of an account: where the texts of its recent posts lead, and what answered.

Each link is asked when its post is new and not again once it worked: a hundred thousand accounts
whose every link is asked every night would knock at the few short-address services of the platforms
all night. What did not plainly work is asked at every visit, as long as the text shows it. Links
that stay on the host of their post are the platform's own pages, which it guards: not asked.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from checker.collect.accounts.reply import Earlier, Reply
from checker.collect.survey.links import LinkErrand, asked_links
from checker.core.account import Post
from checker.core.evidence import Unseen
from checker.core.links import Links
from checker.core.target import Account
from checker.extract.document import host_of
from checker.extract.links import SeenLink
from checker.extract.posts.links import links_in

RECENT = timedelta(days=14)
"""How old a post may be whose links a first visit asks: the norm's two weeks."""

_OVERLAP = timedelta(days=1)


async def survey_post_links(
    errand: LinkErrand,
    account: Account,
    replies: Sequence[Reply],
    earlier: Earlier,
    as_of: datetime,
) -> Links | Unseen:
    """The links of recent posts, those in doubt first and then the newest; unseen without texts."""
    texts = [(post, text) for reply in replies for post, text in reply.told if text]
    if not texts:
        return Unseen(reason="not-collected", detail="数据源没有给出正文")
    texts.sort(key=lambda pair: (pair[0].moment, pair[0].url), reverse=True)
    posts = [post.url for reply in replies for post in reply.posts]
    own = {each.rstrip("/") for each in (*posts, account.url)}
    since = as_of - RECENT
    if earlier.visited:
        since = max(since, earlier.visited - _OVERLAP)
    doubted: list[tuple[str, SeenLink]] = []
    recent: list[tuple[str, SeenLink]] = []
    for post, text in texts:
        if post.moment < since and not earlier.doubted:
            break
        page = post.url or post.at.url
        for link in _leading_away(post, text, own):
            if link.url in earlier.doubted:
                doubted.append((page, link))
            elif post.moment >= since:
                recent.append((page, link))
    return await asked_links(errand, texts[0][0].at, [*doubted, *recent])


def doubted_in(links: Links | Unseen) -> frozenset[str]:
    """The addresses that a visit could not plainly call working: for the next one to ask again."""
    if isinstance(links, Unseen):
        return frozenset()
    return frozenset(each.url for each in links.links if each.verdict != "works" or each.suspect)


def _leading_away(post: Post, text: str, own: set[str]) -> Iterator[SeenLink]:
    """The links of a text but the posts' own addresses and what stays on the host of its post."""
    for link in links_in(text, post.url):
        if link.url.rstrip("/") not in own and host_of(link.url) != host_of(post.url):
            yield link
