"""内容不更新 · Account not updated

The newest post is older than the book allows, to the minute. A post of which only the day is known
counts as made in that day's last second.

Basis:        国办秘函〔2019〕19号, part 1 for new media: 监测时间点前2周内无更新的.
Cannot tell:  when no post is known: a source that shows nothing proves nothing; and when all known
              posts are old, but a source did not answer, it lost a post that would still count, more
              posts have no date than have one, or nobody has looked for longer than the book allows.
"""

from datetime import datetime, timedelta

from checker.core.account import Posts, doubt_of, idle_time, newest_post
from checker.core.fact import Fact
from checker.core.outcome import Outcome, breached, cannot_tell, passed

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


class Params(Fact):
    """Days from the newest post to the monitoring time.

    With `original_only`, posts that a source calls passed on (转载) are no update. `max_unwatched_days` is how old
    the last observation may be for an account that only people look at.
    """

    max_idle_days: int = 14
    original_only: bool = False
    max_unwatched_days: int = 2


def check(posts: Posts, as_of: datetime, p: Params) -> Outcome:
    """One fault at most: the time since the newest post."""
    newest = newest_post(posts, as_of, passed_on=not p.original_only)
    if newest is None:
        return cannot_tell("没有读到可辨认日期的内容", posts.at)
    idle = idle_time(newest, as_of)
    when = f"{newest.moment:%Y-%m-%d}" if newest.date_only else f"{newest.moment:%Y-%m-%d %H:%M}"
    update = "原创更新" if p.original_only else "更新"
    says = f"最近一次{update}于 {when}，距监测时间点 {_words(idle)}（标准：{p.max_idle_days} 天）"
    left = p.max_idle_days * _DAY - idle // _MINUTE * _MINUTE
    if left >= timedelta(0):
        return passed(says, newest.at, days_left=left // _DAY)
    doubt = doubt_of(posts, as_of, p.max_unwatched_days * _DAY, p.max_idle_days * _DAY)
    if doubt:
        return cannot_tell(f"{says}；{doubt}", newest.at)
    return breached(says, newest.at)


def _words(idle: timedelta) -> str:
    """Days, and the hours and minutes over them: 14 天 is within 14 days, 14 天 1 分钟 is not."""
    hours, minutes = divmod(idle % _DAY // _MINUTE, 60)
    over = f" {hours} 小时" if hours else f" {minutes} 分钟" if minutes else ""
    return f"{idle // _DAY} 天{over}"
