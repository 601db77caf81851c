"""办事统计数据未更新 · Service statistics not updated

The newest statistics of services handled (办件统计) are older than the book allows.

Basis:        国办秘函〔2019〕19号, part 2, 办事服务: 办事统计数据, 3 个月内未更新的扣 2 分.
Cannot tell:  when no column of such statistics is known (they may stand on another system), and
              when one is known whose newest day could not be read.
"""

from datetime import datetime

from checker.core.calendar import months_before
from checker.core.fact import Fact
from checker.core.outcome import Outcome, breached, cannot_tell, passed
from checker.core.site import Columns
from checker.core.topics import columns_on


class Params(Fact):
    """Calendar months from the newest statistics to the monitoring time."""

    max_months: int = 3


def check(columns: Columns, as_of: datetime, p: Params) -> Outcome:
    """One fault at most."""
    found = columns_on("service-statistics", columns.columns)
    if not found:
        return cannot_tell("站内栏目中未见办事统计数据", columns.at)
    dated = [(each.newest, each) for each in found if each.newest and each.newest <= as_of.date()]
    if dated:
        day, newest = max(dated, key=lambda pair: (pair[0], pair[1].url))
        says = f"办事统计数据“{newest.name}”最新发布于 {day}（标准：{p.max_months} 个月）"
        if day >= months_before(as_of.date(), p.max_months):
            return passed(says, newest.at)
        if len(dated) == len(found):
            return breached(says, newest.at)
    if all(each.content == "nothing" for each in found):
        return breached(f"办事统计数据栏目“{found[0].name}”没有内容", found[0].at)
    return cannot_tell("办事统计数据的日期未能读出", found[0].at)
