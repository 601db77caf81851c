"""What a visit's links say of a site or an account: dead ones, and ones to what the law forbids.

The rules of both call these; `looked` is how the rule names what was looked at.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from checker.core.links import Link, Links, LinkSuspicion, by_address
from checker.core.outcome import Outcome, breached, cannot_tell, passed

FORBIDDEN: Mapping[LinkSuspicion, str] = {"gambling": "赌博", "pornography": "色情"}
"""What the law forbids to link to, as far as a machine looks for it."""

FOR_SALE: Mapping[LinkSuspicion, str] = {"parked": "域名停放"}
"""A name that is for sale: by itself a wrong link, and no illegal one."""

_NAMED = 3


def dead_links(links: Links, as_of: datetime, apart_hours: int, looked: str) -> Outcome:
    """One fault a dead link. Those that a visit `apart_hours` before saw dead too count alone,
    where there are any: the ones that are new in this visit wait for the next."""
    dead = by_address(each for each in links.links if each.verdict == "dead")
    apart = timedelta(hours=apart_hours)
    again = [each for each in dead if each.dead_before and as_of - each.dead_before >= apart]
    if again:
        new = len(dead) - len(again)
        says = f"{looked}；隔时复查仍失效 {len(again)} 个，本次新见 {new} 个待复查"
        return breached(says, *(each.proof for each in again))
    if dead:
        says = f"{looked}；疑似失效 {len(dead)} 个（须隔 {apart_hours} 小时以上复查）"
        return breached(says, *(each.proof for each in dead))
    if links.links and _untold(links) == len(links.links):
        return cannot_tell(looked, links.at)
    return passed(f"{looked}；未见失效链接", links.at)


def counted(links: Links) -> str:
    """How many links were asked, and of how many nothing can be told."""
    return f"链接 {len(links.links)} 个，未能判定 {_untold(links)} 个、未检查 {links.unchecked} 个"


def illegal_links(links: Links, kinds: Mapping[LinkSuspicion, str], looked: str) -> Outcome:
    """One fault a link that seems to lead to one of these kinds; a person has to look.

    Cannot be told where a browser shows every such page as another one.
    """
    suspects = by_address(each for each in links.links if each.suspect in kinds)
    sure = [each for each in suspects if each.second != "differs"]
    if sure:
        named = "；".join(_named(each, kinds) for each in sure[:_NAMED])
        says = f"{looked}，疑似违法链接 {len(sure)} 个（须由人工认定）：{named}"
        return breached(says, *(each.proof for each in sure))
    if suspects:
        says = f"{looked}，{len(suspects)} 个直接读取时疑似违法、浏览器打开后不是，须由人工核实"
        return cannot_tell(says, *(each.proof for each in suspects))
    if links.links and _untold(links) == len(links.links):
        return cannot_tell(f"{looked}，均未能判定", links.at)
    return passed(f"{looked}，未见疑似违法链接", links.at)


def _untold(links: Links) -> int:
    return sum(each.verdict == "cannot-tell" for each in links.links)


def _named(link: Link, kinds: Mapping[LinkSuspicion, str]) -> str:
    hidden = "隐藏链接" if link.hidden else "链接"
    signs = "、".join(sorted(link.signs)[:4])
    return f"{hidden}“{link.text[:20]}”疑似{kinds[link.suspect]}（{signs}）"
