"""站点无法访问 · Site unreachable

Of the tries to open the home page in the week before the monitoring time, too large a share
waited as long as the book allows or longer, or failed outright.

Basis:        国办秘函〔2019〕19号, part 1: 监测1周,每天间隔性访问20次以上,超过(含)15秒打不开的次数
              累计占比超过(含)5%.
Cannot tell:  with fewer tries than the text asks for, once one of them failed. Left out are tries
              that our own side spoiled, those in a stop that the unit announced, and failures that
              another vantage point did not meet.
"""

from datetime import datetime, timedelta

from checker.core.availability import Counted, counted
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
    week = counted(
        probes.tries,
        probes.outages,
        since=as_of - timedelta(days=p.window_days),
        until=as_of,
        max_wait_s=p.max_wait_s,
    )
    says = f"近 {p.window_days} 天监测 {week.counting} 次，打不开 {week.failed} 次"
    if week.counting and week.counting >= p.min_probes:
        share = week.failed / week.counting
        limit = f"标准：{p.max_fail_share * 100:g}% 及以上"
        says = f"{says}，占比 {share:.1%}（{limit}）{_left_out(week)}"
        return (breached if share >= p.max_fail_share else passed)(says, probes.at.quoting(says))
    says = f"{says}，未达到统计次数 {p.min_probes} 次{_left_out(week)}"
    if week.failed or not week.counting:
        return cannot_tell(says)
    return passed(says, probes.at.quoting(says))


def _left_out(week: Counted) -> str:
    """The tries that do not count, and why."""
    kinds = (
        (week.announced, "报备停机期间"),
        (week.one_sided, "仅一个监测点打不开"),
        (week.void, "监测方原因作废"),
    )
    said = "、".join(f"{why} {count} 次" for count, why in kinds if count)
    return f"；另有{said}，不计" if said else ""
