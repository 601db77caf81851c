"""应更新但长期未更新的栏目 · Columns long not updated

Counts the columns with a duty to be updated whose newest entry is older than the book's limit for
their class. Columns that already count among the key columns or the blank ones are left out.

Basis:        国办秘函〔2019〕19号, part 1: 应更新但长期未更新的栏目数量超过(含)10个的. The text names
              no number of days for 长期: the book's `columns` do.
Cannot tell:  when fewer are seen stale than the book asks for, but columns with such a duty that
              could not be read, or columns that were not visited, could make up the number.
"""

from datetime import datetime

from checker.core.columns import is_key, limit_of, standings
from checker.core.fact import Fact
from checker.core.indicator import Limits
from checker.core.outcome import Outcome, breached, cannot_tell, passed
from checker.core.site import Column, Columns


class Params(Fact):
    """How many columns make a breach: this number or more."""

    at_least: int = 10


def check(columns: Columns, as_of: datetime, limits: Limits, p: Params) -> Outcome:
    """One fault a column."""

    def counts_here(column: Column) -> bool:
        return limit_of(column, limits) is not None and not is_key(column)

    stood = standings(columns.columns, as_of.date(), limits)
    stale = [column for column, stands in stood if stands == "stale"]
    unknown = sum(stands == "unknown" and counts_here(column) for column, stands in stood)
    proofs = [c.at.quoting(f"{c.name}：最新信息 {c.newest}") for c in stale]
    says = f"应更新但长期未更新的栏目 {len(stale)} 个（标准：{p.at_least} 个及以上）"
    if len(stale) >= p.at_least:
        return breached(says, *proofs)
    if len(stale) + unknown + columns.unvisited >= p.at_least:
        unseen = f"未能判定 {unknown} 个、未访问 {columns.unvisited} 个"
        return cannot_tell(f"{says};{unseen}", *proofs)
    return passed(says, *proofs)
