"""发布数量不足 · Too few posts

Fewer posts in the last days than a local book asks for.

Basis:        local rules (每周至少3条 and the like); the national text asks for no number.
Cannot tell:  when the known posts do not reach back over the days, a source did not answer or lost a post
              of these days, more posts have no date than have one, or nobody has looked lately.
"""

from datetime import datetime, timedelta

from checker.core.account import Posts, doubt_of
from checker.core.fact import Fact
from checker.core.outcome import Outcome, breached, cannot_tell, passed

_DAY = timedelta(days=1)


class Params(Fact):
    """The least posts in so many days; with `original_only`, what is passed on does not count."""

    min_posts: int = 2
    window_days: int = 14
    original_only: bool = False
    max_unwatched_days: int = 2


def check(posts: Posts, as_of: datetime, p: Params) -> Outcome:
    """One fault at most: the number of posts."""
    since = as_of - p.window_days * _DAY
    counted = [each for each in posts.posts if not (p.original_only and each.original is False)]
    count = sum(since <= each.moment <= as_of for each in counted)
    kind = "原创信息" if p.original_only else "信息"
    says = f"近 {p.window_days} 天发布{kind} {count} 条（标准：{p.min_posts} 条）"
    if count >= p.min_posts:
        return passed(says, posts.at)
    doubt = doubt_of(posts, as_of, p.max_unwatched_days * _DAY, p.window_days * _DAY)
    if doubt:
        return cannot_tell(f"{says}；{doubt}", posts.at)
    if not any(each.moment < since for each in posts.posts):
        return cannot_tell(f"{says}；数据源只能看到这几天以内的内容", posts.at)
    return breached(says, posts.at)
