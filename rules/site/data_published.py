"""数据发布及时 · Data published in time

Whether a column of data and statistics has a release as new as the book asks for: a bonus.

Basis:        国办秘函〔2019〕19号, part 3: 数据发布.
Cannot tell:  when no such column was recognised, or none of them shows a day.
"""

from datetime import datetime

from checker.core.calendar import months_before
from checker.core.fact import Fact
from checker.core.outcome import Outcome, breached, cannot_tell, passed
from checker.core.site import Columns


class Params(Fact):
    """Calendar months from the newest release to the monitoring time."""

    max_months: int = 3


def check(columns: Columns, as_of: datetime, p: Params) -> Outcome:
    """Earned, or not."""
    today = as_of.date()
    dated = [
        (each.newest, each.url, each)
        for each in columns.columns
        if each.column_class == "statistics" and each.newest and each.newest <= today
    ]
    if not dated:
        return cannot_tell("未能认出数据发布类栏目或其日期", columns.at)
    day, _, newest = max(dated, key=lambda each: each[:2])
    says = f"数据发布栏目“{newest.name}”最新发布于 {day}（标准：{p.max_months} 个月）"
    outcome = passed if day >= months_before(today, p.max_months) else breached
    return outcome(says, newest.at)
