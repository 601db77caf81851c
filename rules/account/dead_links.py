"""内容链接失效 · Dead links in posts

Counts the links in the texts of recent posts that lead to nothing. The address of a post itself, also
of one that is only passed on, is no link in it, and what stays on the post's own platform is not asked.
Where a visit hours before found some of them dead too, those count, and the ones that are new today
wait for the next visit. What a firewall answers, a wait that ended on our side and a server's error
are never held against a link.

Basis:        地方规定: bulletins name broken links in posts; the national text has no such line for accounts.
Cannot tell:  when no source gave a text, or there were links and none of them could be told.
"""

from datetime import datetime

from checker.core import link_findings
from checker.core.fact import Fact
from checker.core.links import Links
from checker.core.outcome import Outcome


class Params(Fact):
    """Hours between two visits that both found a link dead."""

    apart_hours: int = 20


def check(links: Links, as_of: datetime, p: Params) -> Outcome:
    """One fault a link."""
    looked = f"检查近期内容中的{link_findings.counted(links)}"
    return link_findings.dead_links(links, as_of, p.apart_hours, looked)
