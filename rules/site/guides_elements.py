"""办事指南要素不全 · Service guides lack an element

Counts the service guides that were opened and lack at least one of the eight groups of elements.

Basis:        国办秘函〔2019〕19号, part 2, 办事服务: 办事指南要素齐全.
Cannot tell:  when no guide lacks anything for certain, and one may.
"""

from checker.core.fact import settled
from checker.core.guides import Guides
from checker.core.outcome import Outcome, breached, cannot_tell, not_applicable, passed


def check(guides: Guides) -> Outcome:
    """One fault a guide."""
    if not guides.guides:
        return not_applicable("网站自身未见办事指南（可能在政务服务网）")
    ordered = settled(guides.guides, lambda each: (each.name, each.url))
    bad = [each.at for each in ordered if each.missing]
    says = f"查看办事指南 {len(ordered)} 个，要素不全的 {len(bad)} 个"
    if bad:
        return breached(says, *bad)
    if any(each.unclear for each in ordered):
        return cannot_tell(f"{says}；有的要素未能判定", guides.at)
    return passed(says, guides.at)
