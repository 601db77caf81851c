"""未提供办事服务 · No government services

No entry to services: none stands on the pages that were looked through, or none of those that
stand there can be opened.

Basis:        国办秘函〔2019〕19号, part 1: 未提供办事服务的. A body without services for the public is
              not checked (general notes).
Cannot tell:  when it is not known whether the body has services for the public and no entry was
              seen working; when an entry was found that could not be tried; and when pages that
              need a browser were looked through without one.
"""

from checker.core.channels import names_of, way_in
from checker.core.evidence import Unseen
from checker.core.outcome import Outcome, breached, cannot_tell, not_applicable, not_seen, passed
from checker.core.site import Services
from checker.core.target import Site


def check(target: Site, services: Services | Unseen) -> Outcome:
    """One fault at most: that there is no way in. A portal always has the duty."""
    if target.has_services is False:
        return not_applicable("该单位没有对外服务职能")
    if isinstance(services, Unseen):
        return not_seen(services)
    channels, at = services.channels, services.at
    way = way_in(channels, services.thorough)
    if way == "open":
        return passed("办事服务入口可用", at)
    found = names_of(channels) or "未找到入口"
    if way == "unknown":
        return cannot_tell(f"未能确认办事服务是否可用：{found}", at)
    if target.has_services is None and not target.is_portal:
        return cannot_tell(f"未登记该单位有无对外服务职能，办事服务入口不可用：{found}", at)
    if way == "shut":
        return breached(f"办事服务入口打不开：{found}", at)
    return breached(f"查看 {len(services.searched)} 个页面，未找到办事服务", at)
