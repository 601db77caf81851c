"""链接违法内容 · Links to illegal content

Counts the links, seen or hidden, whose page advertises what the law forbids: an expired friend
link that somebody took over, a dark link that was planted, a page of the site itself. A hidden link
counts by its own words too. A machine only suspects: a person has to look.

Basis:        国办秘函〔2019〕19号, part 1, 安全、泄密事故等严重问题: 发布或链接反动、暴力、色情等内容.
              Which kinds a machine looks for is ours.
Cannot tell:  when every such page is another one in a browser; and when there were links and none
              of them could be told.
"""

from checker.core.fact import Fact
from checker.core.links import Link, Links, LinkSuspicion, by_address
from checker.core.outcome import Outcome, breached, cannot_tell, passed

_FORBIDDEN: dict[LinkSuspicion, str] = {"gambling": "赌博", "pornography": "色情"}
_KINDS = {**_FORBIDDEN, "parked": "域名停放"}
_NAMED = 3


class Params(Fact):
    """Whether a name that is for sale counts too; by itself it is a wrong link, and no illegal one."""

    names_for_sale: bool = False


def check(links: Links, p: Params) -> Outcome:
    """One fault a link."""
    kinds = _KINDS if p.names_for_sale else _FORBIDDEN
    suspects = by_address(each for each in links.links if each.suspect in kinds)
    looked = f"检查链接 {len(links.links)} 个"
    sure = [each for each in suspects if each.second != "differs"]
    if sure:
        named = "；".join(_named(each) for each in sure[:_NAMED])
        says = f"{looked}，疑似违法链接 {len(sure)} 个（须由人工认定）：{named}"
        return breached(says, *(each.proof for each in sure))
    if suspects:
        says = f"{looked}，{len(suspects)} 个直接读取时疑似违法、浏览器打开后不是，须由人工核实"
        return cannot_tell(says, *(each.proof for each in suspects))
    if links.links and all(each.verdict == "cannot-tell" for each in links.links):
        return cannot_tell(f"{looked}，均未能判定", links.at)
    return passed(f"{looked}，未见疑似违法链接", links.at)


def _named(link: Link) -> str:
    hidden = "隐藏链接" if link.hidden else "链接"
    return f"{hidden}“{link.text[:20]}”疑似{_KINDS[link.suspect]}（{'、'.join(sorted(link.signs)[:4])}）"
