"""动态要闻、通知公告、政策文件类栏目不更新 · Key columns not updated

Counts the news columns of any level, and the first-level columns for notices and policies, whose
newest entry is older than the book's limit for their class.

Basis:        国办秘函〔2019〕19号, part 1: 监测时间点前2周内的动态、要闻类栏目,以及前6个月内的通知公告、
              政策文件类一级栏目,累计超过(含)5个未更新的.
Cannot tell:  when fewer are seen stale than the book asks for, but columns of these classes that
              could not be read, or columns that were not visited, could make up the number.
"""

from datetime import datetime

from checker.core.columns import is_key, standings
from checker.core.fact import Fact
from checker.core.indicator import Limits
from checker.core.outcome import Outcome, breached, cannot_tell, passed
from checker.core.site import Columns


class Params(Fact):
    """How many columns make a breach: this number or more."""

    at_least: int = 5


def check(columns: Columns, as_of: datetime, limits: Limits, p: Params) -> Outcome:
    """One fault a column."""
    stood = standings(columns.columns, as_of.date(), limits)
    stale = [column for column, stands in stood if stands == "key-stale"]
    unknown = sum(stands == "unknown" and is_key(column) for column, stands in stood)
    proofs = [c.at.quoting(f"{c.name}：最新信息 {c.newest}") for c in stale]
    says = f"未按期更新的动态要闻、通知公告、政策文件类栏目 {len(stale)} 个（标准：{p.at_least} 个及以上）"
    if len(stale) >= p.at_least:
        return breached(says, *proofs)
    if len(stale) + unknown + columns.unvisited >= p.at_least:
        unseen = f"未能判定 {unknown} 个、未访问 {columns.unvisited} 个"
        return cannot_tell(f"{says};{unseen}", *proofs)
    return passed(says, *proofs)
