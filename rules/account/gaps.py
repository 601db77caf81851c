"""期内更新间隔超期 · Gaps over the limit in the period

How often in the last months the time between two posts was longer than the limit: an account that
posts on the day of the check is up to date, and was not.

Basis:        国办秘函〔2019〕19号 asks for a post in two weeks; bulletins count how often it was missed.
Cannot tell:  when no gap is over the limit and the known posts do not reach back over the period.
"""

from datetime import datetime, timedelta

from checker.core.account import Posts, gaps_of
from checker.core.fact import Fact
from checker.core.outcome import Outcome, breached, cannot_tell, passed

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


class Params(Fact):
    """Days between two posts, the days of the period, and how many gaps make a fault."""

    max_idle_days: int = 14
    window_days: int = 90
    at_least: int = 1
    original_only: bool = False


def check(posts: Posts, as_of: datetime, p: Params) -> Outcome:
    """One fault for each gap between two posts; the time since the newest one is another rule's."""
    begin = as_of - p.window_days * _DAY
    gaps = gaps_of(posts, begin, as_of, passed_on=not p.original_only)
    between = [gap for gap in gaps if gap.after and gap.end < as_of]
    over = [gap for gap in between if gap.length // _MINUTE * _MINUTE > p.max_idle_days * _DAY]
    longest = max((gap.length // _DAY for gap in between), default=0)
    says = f"近 {p.window_days} 天两次更新间隔超过 {p.max_idle_days} 天 {len(over)} 次，最长 {longest} 天"
    if len(over) >= p.at_least:
        return breached(says, *(gap.after.at for gap in over if gap.after))
    if not any(each.moment <= begin for each in posts.posts):
        return cannot_tell(f"{says}；已知内容未覆盖全期", posts.at)
    return passed(says, posts.at)
