"""发布或链接违法内容 · Illegal content published or linked

Counts the links in the texts of recent posts whose page advertises what the law forbids: most often a
name that expired and that somebody took over. A machine only suspects, and it looks at links alone:
what a post itself says and shows is for a person to judge.

Basis:        国办秘函〔2019〕19号, part 1 for new media: 发布或链接反动、暴力、色情等内容.
              Which kinds a machine looks for is ours.
Cannot tell:  when every such page is another one in a browser; and when no source gave a text, or there
              were links and none of them could be told.
"""

from checker.core.link_findings import FORBIDDEN, illegal_links
from checker.core.links import Links
from checker.core.outcome import Outcome


def check(links: Links) -> Outcome:
    """One fault a link."""
    return illegal_links(links, FORBIDDEN, f"检查近期内容中的链接 {len(links.links)} 个")
