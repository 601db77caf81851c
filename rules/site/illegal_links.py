"""链接违法内容 · Links to illegal content

Counts the links, seen or hidden, whose page advertises what the law forbids: an expired friend
link that somebody took over, a dark link that was planted, a page of the site itself. A hidden link
counts by its own words too. A machine only suspects: a person has to look.

Basis:        国办秘函〔2019〕19号, part 1, 安全、泄密事故等严重问题: 发布或链接反动、暴力、色情等内容.
              Which kinds a machine looks for is ours.
Cannot tell:  when every such page is another one in a browser; and when there were links and none
              of them could be told.
"""

from collections.abc import Mapping

from checker.core.fact import Fact
from checker.core.link_findings import FOR_SALE, FORBIDDEN, illegal_links
from checker.core.links import Links, LinkSuspicion
from checker.core.outcome import Outcome


class Params(Fact):
    """Whether a name that is for sale counts too; by itself it is a wrong link, and no illegal one."""

    names_for_sale: bool = False


def check(links: Links, p: Params) -> Outcome:
    """One fault a link."""
    kinds: Mapping[LinkSuspicion, str] = FORBIDDEN
    if p.names_for_sale:
        kinds = {**FORBIDDEN, **FOR_SALE}
    return illegal_links(links, kinds, f"检查链接 {len(links.links)} 个")
