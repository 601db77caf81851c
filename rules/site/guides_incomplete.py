"""办事指南重点要素缺失 · Service guides lack main elements

Counts the service guides that lack four or more of the eight groups of elements. Where the site has
fewer guides than the book's number, each of them has to.

Basis:        国办秘函〔2019〕19号, part 1: 办事指南重点要素类别缺失4类及以上的事项数量超过(含)5个;
              事项总数不足5个的, 每个事项均缺失4类及以上.
Cannot tell:  when guides whose elements could not be told could make up the number.
"""

from checker.core.evidence import Unseen
from checker.core.fact import Fact, settled
from checker.core.guides import Guides
from checker.core.outcome import Outcome, breached, cannot_tell, not_applicable, not_seen, passed
from checker.core.target import Site


class Params(Fact):
    """How many groups of a guide, and how many guides, make a breach: these numbers or more."""

    min_missing: int = 4
    at_least: int = 5


def check(target: Site, guides: Guides | Unseen, p: Params) -> Outcome:
    """One fault a guide. Guides on another system are not the site's own."""
    if target.has_services is False:
        return not_applicable("该单位没有对外服务职能")
    if isinstance(guides, Unseen):
        return not_seen(guides)
    if not guides.guides:
        return not_applicable("网站自身未见办事指南（可能在政务服务网）")
    ordered = settled(guides.guides, lambda each: (each.name, each.url))
    bad = [each for each in ordered if len(each.missing) >= p.min_missing]
    doubtful = sum(
        len(each.missing) < p.min_missing <= len(each.missing) + len(each.unclear)
        for each in ordered
    )
    proofs = [each.at for each in bad]
    seen = f"查看办事指南 {len(ordered)} 个，缺少 {p.min_missing} 类及以上要素的 {len(bad)} 个"
    all_seen = len(ordered) if guides.unopened == 0 else p.at_least
    needed = min(p.at_least, all_seen)
    says = f"{seen}（标准：{p.at_least} 个及以上，总数不足时为全部）"
    if len(bad) >= needed:
        return breached(says, *proofs)
    if len(bad) + doubtful >= needed:
        return cannot_tell(f"{says}；未能判定 {doubtful} 个", *proofs)
    return passed(says, *proofs)
