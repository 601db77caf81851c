"""外部脚本 · Scripts from other hosts

Counts the hosts whose scripts or frames stand in the pages and that are neither the site's own, nor
a government's, nor a known public service (statistics, maps, libraries, accessibility). They may be
quite in order; who owns such a host can change what every visitor sees.

Basis:        none in the national text: ours, for the operator to go through.
Cannot tell:  when no page was read.
"""

from checker.core.fact import settled
from checker.core.outcome import Outcome, breached, cannot_tell, passed
from checker.core.safety import Safety


def check(safety: Safety) -> Outcome:
    """One fault a host."""
    if not safety.pages:
        return cannot_tell("没有读到任何页面", safety.at)
    foreign = settled(safety.foreign, lambda each: (each.host, each.kind))
    hosts = dict.fromkeys(each.host for each in foreign)
    read = f"查看页面 {safety.pages} 个，来源不明的外部脚本或内嵌页面来自 {len(hosts)} 个域名"
    if not hosts:
        return passed(read, safety.at)
    first = {each.host: each for each in reversed(foreign)}
    return breached(
        f"{read}：{'、'.join(list(hosts)[:5])}",
        *(
            first[host].at.quoting(f"{first[host].url}（{first[host].pages} 个页面）")
            for host in hosts
        ),
    )
