"""长期未更新（僵尸账号） · Account dormant

The newest post is so old that the account is dormant: offices list it for clearing up, apart from
those that are merely late.

Basis:        国办发〔2018〕123号: 对功能相近、用户关注度和利用率低的政务新媒体要清理整合, 对不再更新的要关停.
              The text names no number of days; offices name three months or half a year.
Cannot tell:  when no post is known; and when all known posts are old, but a source did not answer
              or lost a post that would still count, more posts have no date than have one, or nobody
              has looked for longer than the book allows.
"""

from datetime import datetime, timedelta

from checker.core.account import Posts, doubt_of, idle_time, newest_post
from checker.core.fact import Fact
from checker.core.outcome import Outcome, breached, cannot_tell, passed

_DAY = timedelta(days=1)


class Params(Fact):
    """Whole days from the newest post to the monitoring time."""

    max_idle_days: int = 90
    max_unwatched_days: int = 2


def check(posts: Posts, as_of: datetime, p: Params) -> Outcome:
    """One fault at most: the time since the newest post."""
    newest = newest_post(posts, as_of)
    if newest is None:
        return cannot_tell("没有读到可辨认日期的内容", posts.at)
    idle = idle_time(newest, as_of) // _DAY
    says = f"最近一次更新于 {newest.moment:%Y-%m-%d}，距监测时间点 {idle} 天"
    if idle <= p.max_idle_days:
        return passed(says, newest.at)
    doubt = doubt_of(posts, as_of, p.max_unwatched_days * _DAY, p.max_idle_days * _DAY)
    if doubt:
        return cannot_tell(f"{says}；{doubt}", newest.at)
    return breached(f"长期未更新：{says}", newest.at)
