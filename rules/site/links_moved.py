"""链接已迁移 · Links that moved

Counts the links whose address sends every visitor to another host for good (301, 308). They work
today; the old address is what stops working first.

Basis:        none in the national text: ours, to be mended before the old address is given up.
Cannot tell:  when there were links and none of them could be told.
"""

from checker.core.links import Links, by_address
from checker.core.outcome import Outcome, breached, cannot_tell, passed


def check(links: Links) -> Outcome:
    """One fault a link."""
    moved = by_address(each for each in links.links if each.moved_to)
    says = f"检查链接 {len(links.links)} 个，永久迁移到其他域名的 {len(moved)} 个"
    if moved:
        proofs = [each.proof.quoting(f"{each.text}：已迁移到 {each.moved_to}") for each in moved]
        return breached(says, *proofs)
    if links.links and all(each.verdict == "cannot-tell" for each in links.links):
        return cannot_tell(f"{says}；均未能判定", links.at)
    return passed(says, links.at)
