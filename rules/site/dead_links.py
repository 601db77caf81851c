"""链接失效 · Dead links

Counts the links of the home page and of the columns (pages, pictures, attachments, inner frames,
drop-down choices, script jumps) that lead to nothing. Where a visit hours before found some of them
dead too, those count, and the ones that are new today wait for the next visit. What a firewall
answers, a wait that ended on our side and a server's error are never held against a link.

Basis:        国办秘函〔2019〕19号, part 2, 功能设计: 可用性. The text names no way of checking; that one
              visit does not make a link dead is ours.
Cannot tell:  when there were links and none of them could be told.
"""

from datetime import datetime

from checker.core import link_findings
from checker.core.fact import Fact
from checker.core.links import Links
from checker.core.outcome import Outcome


class Params(Fact):
    """Hours between two visits that both found a link dead."""

    apart_hours: int = 20


def check(links: Links, as_of: datetime, p: Params) -> Outcome:
    """One fault a link."""
    looked = f"检查{link_findings.counted(links)}"
    return link_findings.dead_links(links, as_of, p.apart_hours, looked)
