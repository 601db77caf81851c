"""错误链接 · Links that lead somewhere else

Counts the links whose address answers, but not with what was promised: a name that is for sale, a
server that holds no site, one document's address that lands on another site's home page. A machine
only suspects: what was meant is for a person to say.

Basis:        国办秘函〔2019〕19号, part 2, 功能设计: 可用性 (链接错误). The kinds are ours.
Cannot tell:  when there were links and none of them could be told.
"""

from checker.core.links import Link, Links, by_address
from checker.core.outcome import Outcome, breached, cannot_tell, passed

_ELSEWHERE = ("moved-away", "no-site", "not-a-file")


def check(links: Links) -> Outcome:
    """One fault a link."""
    wrong = by_address(each for each in links.links if _leads_elsewhere(each))
    says = f"检查链接 {len(links.links)} 个，疑似错误链接 {len(wrong)} 个"
    if wrong:
        return breached(f"{says}（须由人工认定）", *(each.proof for each in wrong))
    if links.links and all(each.verdict == "cannot-tell" for each in links.links):
        return cannot_tell(f"{says}；均未能判定", links.at)
    return passed(says, links.at)


def _leads_elsewhere(link: Link) -> bool:
    if link.suspect == "parked":
        return link.verdict == "works" and link.second != "differs"
    return link.verdict == "cannot-tell" and link.cause in _ELSEWHERE
