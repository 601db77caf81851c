"""隐藏链接 · Hidden links

Counts the links to other hosts that are not a government's and that stand where no visitor sees
them (暗链): off the screen, of no size, not shown. Menus, tabs and windows that scripts open are not
hidden in this sense. Hidden links prove nothing by themselves; they are how sites are abused.

Basis:        国办发〔2017〕47号: 不得有暗链 (regular checks of links). That they are counted here and
              judged by a person is ours.
Cannot tell:  never, once the home page was read.
"""

from checker.core.links import Link, Links, by_address
from checker.core.outcome import Outcome, breached, passed
from checker.core.web import is_government


def check(links: Links) -> Outcome:
    """One fault a link."""
    hidden = by_address(each for each in links.links if _is_dark(each))
    says = f"检查链接 {len(links.links)} 个，指向非政府网站的隐藏链接 {len(hidden)} 个"
    if not hidden:
        return passed(says, links.at)
    return breached(f"{says}（须由人工认定）", *(each.proof for each in hidden))


def _is_dark(link: Link) -> bool:
    clicked = link.kind in ("a", "area")
    return clicked and link.hidden and link.external and not is_government(link.url)
