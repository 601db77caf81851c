"""首页打开慢 · The home page opens slowly

The home page took longer to come than the standard asks for, at most of the tries that opened it.

Basis:        国办发〔2017〕47号, 《政府网站网页设计规范》: 页面加载时长不宜超过 3 秒. What is measured is the
              page itself without its pictures and scripts: a visitor waits longer.
Cannot tell:  when no try opened the page.
"""

from statistics import median

from checker.core.fact import Fact
from checker.core.outcome import Outcome, breached, cannot_tell, passed
from checker.core.site import Probes


class Params(Fact):
    """Seconds until the page is whole."""

    max_seconds: float = 3.0


def check(probes: Probes, p: Params) -> Outcome:
    """One fault at most."""
    waits = [each.seconds for each in probes.tries if each.opened and not each.void]
    if not waits:
        return cannot_tell("没有打开首页的记录", probes.at)
    usual = median(waits)
    says = f"打开首页 {len(waits)} 次，用时中位数 {usual:.1f} 秒（标准：{p.max_seconds:g} 秒）"
    outcome = breached if usual > p.max_seconds else passed
    return outcome(says, probes.at)
