"""链接失效 · Dead links

Counts the links of the home page and of the columns (pages, pictures, attachments, inner frames,
drop-down choices, script jumps) that lead to nothing. Where a visit hours before found some of them
dead too, those count, and the ones that are new today wait for the next visit. What a firewall
answers, a wait that ended on our side and a server's error are never held against a link.

Basis:        国办秘函〔2019〕19号, part 2, 功能设计: 可用性. The text names no way of checking; that one
              visit does not make a link dead is ours.
Cannot tell:  when there were links and none of them could be told.
"""

from datetime import datetime, timedelta

from checker.core.fact import Fact
from checker.core.links import Link, Links, by_address
from checker.core.outcome import Outcome, breached, cannot_tell, passed


class Params(Fact):
    """Hours between two visits that both found a link dead."""

    apart_hours: int = 20


def check(links: Links, as_of: datetime, p: Params) -> Outcome:
    """One fault a link."""
    dead = by_address(each for each in links.links if each.verdict == "dead")
    again = [each for each in dead if _was_dead(each, as_of, p)]
    untold = sum(each.verdict == "cannot-tell" for each in links.links)
    looked = f"检查链接 {len(links.links)} 个，未能判定 {untold} 个、未检查 {links.unchecked} 个"
    if again:
        new = len(dead) - len(again)
        says = f"{looked}；隔时复查仍失效 {len(again)} 个，本次新见 {new} 个待复查"
        return breached(says, *(each.proof for each in again))
    if dead:
        says = f"{looked}；疑似失效 {len(dead)} 个（须隔 {p.apart_hours} 小时以上复查）"
        return breached(says, *(each.proof for each in dead))
    if untold and untold == len(links.links):
        return cannot_tell(looked, links.at)
    return passed(f"{looked}；未见失效链接", links.at)


def _was_dead(link: Link, as_of: datetime, p: Params) -> bool:
    if link.dead_before is None:
        return False
    return as_of - link.dead_before >= timedelta(hours=p.apart_hours)
