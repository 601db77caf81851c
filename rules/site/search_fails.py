"""站内搜索搜不到 · The search does not find what is there

Counts the titles of the home page that the site's own search, asked for them, does not show on the
first page of its answer.

Basis:        国办秘函〔2019〕19号, part 2, 功能设计: 搜索功能. How many titles are asked for and what
              each costs is from memory.
Cannot tell:  when the search needs a script, a POST or a picture code, and when no answer was seen
              whole.
"""

from checker.core.fact import settled
from checker.core.outcome import Outcome, breached, cannot_tell, not_applicable, passed
from checker.core.search import SiteSearch


def check(search: SiteSearch) -> Outcome:
    """One fault a title."""
    if search.box == "none":
        return not_applicable("首页未见站内搜索")
    tries = settled(search.tries, lambda each: (each.title,))
    told = [each for each in tries if each.found is not None]
    lost = [each for each in told if not each.found]
    says = f"用站内标题搜索 {len(told)} 次，首屏结果中没有的 {len(lost)} 次"
    if lost:
        return breached(says, *(each.at.quoting(f"搜索“{each.title}”") for each in lost))
    if not told:
        silent = "首页没有可用来试搜的标题" if search.box == "form" else "搜索不能用网址直接提问"
        why = next((each.reason for each in tries if each.reason), silent)
        return cannot_tell(f"未能试用站内搜索：{why}", search.at)
    return passed(says, search.at)
