"""不支持 IPv6 · Not to be reached over IPv6

The home page's host has no IPv6 address, or one that refuses or answers with an error.

Basis:        国办秘函〔2019〕19号, part 2, 功能设计: IPv6 改造.
Cannot tell:  when the machine that looks has no way over IPv6, or nothing answered in time.
"""

from checker.core.access import Access
from checker.core.outcome import Outcome, breached, cannot_tell, passed


def check(access: Access) -> Outcome:
    """One fault at most."""
    match access.ipv6:
        case "opened":
            return passed(f"{access.host} 可以用 IPv6 访问", access.at)
        case "no-address":
            return breached(f"{access.host} 没有 IPv6 地址（AAAA 记录）", access.at)
        case "failed":
            return breached(f"{access.host} 用 IPv6 打不开：{access.ipv6_detail}", access.at)
        case "unknown":
            return cannot_tell(
                f"本机未能用 IPv6 访问 {access.host}：{access.ipv6_detail}", access.at
            )
