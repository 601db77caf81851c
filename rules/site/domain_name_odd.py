"""域名不规范 · The domain name keeps no rule

The home page of a portal answers under a name that does not end as government names do.

Basis:        国办秘函〔2019〕19号, part 2, 功能设计: 域名名称; 国办函〔2018〕55号: a portal is
              www.□□□ below the national suffix, or a Chinese name ending in 政务; no other suffix.
Cannot tell:  when the address names no host by name, and when the name has more parts than the
              rule's: whether it is a portal's of its own is for a person to say.
"""

from checker.core.domain import SUFFIXES, name_of
from checker.core.outcome import Outcome, breached, cannot_tell, not_applicable, passed
from checker.core.site import Home


def check(home: Home) -> Outcome:
    """One fault at most."""
    name = name_of(home.url)
    if name.reserved:
        return not_applicable(f"{name.host} 是供测试和演示保留的域名")
    if not name.labels:
        return cannot_tell(f"网址没有域名：{name.host}", home.at)
    under = name.under_national
    if under is None:
        return breached(f"域名 {name.host} 不以 {'、'.join(SUFFIXES)} 结尾", home.at)
    if len(under) > 1 and (len(under) > 2 or under[0] != "www"):
        return cannot_tell(f"域名 {name.host} 多于 www.□□□ 的形式，请人工核对", home.at)
    return passed(f"域名 {name.host}", home.at)
