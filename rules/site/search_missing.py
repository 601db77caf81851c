"""没有站内搜索 · No search

The home page has neither a box nor a link for searching the site.

Basis:        国办秘函〔2019〕19号, part 2, 功能设计: 搜索功能.
Cannot tell:  when none was seen and no browser looked.
"""

from checker.core.outcome import Outcome, breached, cannot_tell, passed
from checker.core.search import SiteSearch


def check(search: SiteSearch) -> Outcome:
    """One fault at most."""
    if search.box != "none":
        return passed("首页有站内搜索", search.at)
    if not search.rendered:
        return cannot_tell("首页未见站内搜索，须由浏览器复核", search.at)
    return breached("首页没有站内搜索", search.at)
