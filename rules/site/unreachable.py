"""站点无法访问 · Site unreachable

Of the tries to open the home page in the week before the monitoring time, too large a share
waited as long as the book allows or longer, or failed outright.

Basis:        国办秘函〔2019〕19号, part 1: 监测1周,每天间隔性访问20次以上,超过(含)15秒打不开的次数
              累计占比超过(含)5%.
Cannot tell:  with fewer tries than the text asks for, once one of them failed. Tries that our own
              side spoiled are left out.
"""

from datetime import datetime, timedelta

from checker.core.fact import Fact
from checker.core.outcome import Outcome, breached, cannot_tell, passed
from checker.core.site import Probes


class Params(Fact):
    """The week's arithmetic: 20 tries a day make 140; 15.0 seconds are already too long."""

    window_days: int = 7
    min_probes: int = 140
    max_fail_share: float = 0.05
    max_wait_s: float = 15


def check(probes: Probes, as_of: datetime, p: Params) -> Outcome:
    """One fault at most: the share of the whole week."""
    start = as_of - timedelta(days=p.window_days)
    tries = [each for each in probes.tries if start <= each.at <= as_of and not each.void]
    failed = [each for each in tries if not each.opened or each.seconds >= p.max_wait_s]
    says = f"近 {p.window_days} 天监测 {len(tries)} 次，打不开 {len(failed)} 次"
    if tries and len(tries) >= p.min_probes:
        share = len(failed) / len(tries)
        says = f"{says}，占比 {share:.1%}（标准：{p.max_fail_share * 100:g}% 及以上）"
        return (breached if share >= p.max_fail_share else passed)(says, probes.at.quoting(says))
    says = f"{says}，未达到统计次数 {p.min_probes} 次"
    return cannot_tell(says) if failed or not tries else passed(says, probes.at.quoting(says))
