"""办事服务入口打不开 · Dead service entries

Counts the entries to services that were seen failing twice, the second time by a browser, though
others may open.

Basis:        国办秘函〔2019〕19号, part 2, 办事服务. The text fails a site without any service
              (`services-missing`); single entries are counted here.
Cannot tell:  when none was seen failing, and none was seen open either.
"""

from checker.core.channels import names_of
from checker.core.evidence import Unseen
from checker.core.fact import settled
from checker.core.outcome import Outcome, breached, cannot_tell, not_applicable, not_seen, passed
from checker.core.site import Services
from checker.core.target import Site


def check(target: Site, services: Services | Unseen) -> Outcome:
    """One fault an entry."""
    if target.has_services is False:
        return not_applicable("该单位没有对外服务职能")
    if isinstance(services, Unseen):
        return not_seen(services)
    shut = [each for each in services.channels if each.opened is False]
    dead = settled(shut, lambda each: (each.url,))
    if dead:
        says = f"打不开的办事服务入口 {len(dead)} 个：{names_of(dead)}"
        return breached(says, *(each.at.quoting(f"{each.name}：{each.reason}") for each in dead))
    if not services.channels:
        return not_applicable("未见办事服务入口")
    if any(each.opened for each in services.channels):
        return passed("打开过的办事服务入口均可用", services.at)
    return cannot_tell(f"办事服务入口未能判定：{names_of(services.channels)}", services.at)
