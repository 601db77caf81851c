"""登记栏目未按频次更新 · Registered columns behind their own frequency

Counts the columns of the ledger that show fewer new items than their registered frequency promises
(1条/2周, 1条/月, 1条/季度, 实时更新), each with the unit that keeps it.

Basis:        local: an office's own table of columns, frequencies and keepers; the national text
              names no frequency for single columns.
Cannot tell:  when late columns and those that could not be found or read could make up the number.
"""

from datetime import datetime

from checker.core.fact import Fact, settled
from checker.core.frequency import rhythm_of
from checker.core.outcome import Outcome, breached, cannot_tell, not_applicable, passed
from checker.core.promises import LIVE_DAYS, is_kept
from checker.core.site import Promised, PromisedColumns


class Params(Fact):
    """How many columns make a breach, and the days that 实时更新 leaves at most."""

    at_least: int = 1
    live_days: int = LIVE_DAYS


def check(promised: PromisedColumns, as_of: datetime, p: Params) -> Outcome:
    """One fault a column."""
    judged = [
        (each, rhythm)
        for each in settled(promised.columns, lambda one: (one.registered.name,))
        if (rhythm := rhythm_of(each.registered.frequency, p.live_days))
    ]
    if not judged:
        return not_applicable("没有登记更新频次的栏目")
    kept = [(each, is_kept(each.seen, rhythm, as_of)) for each, rhythm in judged]
    late = [each for each, told in kept if told is False]
    unknown = sum(told is None for _, told in kept)
    proofs = [each.seen.at.quoting(_words(each)) for each in late if each.seen]
    says = f"登记栏目 {len(judged)} 个，未按频次更新 {len(late)} 个（标准：{p.at_least} 个及以上）"
    if len(late) >= p.at_least:
        return breached(says, *proofs)
    if len(late) + unknown >= p.at_least:
        return cannot_tell(f"{says}；未能判定 {unknown} 个", *proofs)
    return passed(says, *proofs)


def _words(each: Promised) -> str:
    ledger, seen = each.registered, each.seen
    keeper = f"，{ledger.unit}" if ledger.unit else ""
    newest = seen.newest if seen and seen.newest else "无内容"
    return f"{ledger.name}（{ledger.frequency}{keeper}）：最新信息 {newest}"
