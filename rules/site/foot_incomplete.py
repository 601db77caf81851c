"""网站标识要素不全 · The foot lacks marks of the site

Counts the marks that the foot of the home page lacks (党政机关标识, 网站标识码, 主办单位, 联系方式, ICP
备案, 公安备案, 网站地图), and those that inner pages lack though the home page shows them.

Basis:        国办秘函〔2019〕19号, part 2, 功能设计: 网站标识; 《政府网站网页设计规范》, 底部功能区.
Cannot tell:  when the home page lacks one and no browser saw that it does: scripts write feet.
"""

from checker.core.evidence import Unseen
from checker.core.foot import lacking
from checker.core.outcome import Outcome, breached, cannot_tell, passed
from checker.core.site import Footer, Pages


def check(footer: Footer, pages: Pages | Unseen) -> Outcome:
    """One fault a mark, wherever it lacks."""
    missing = lacking(footer)
    inner = [] if isinstance(pages, Unseen) else sorted(pages.pages, key=lambda each: each.url)
    by_mark = {name: each.at for each in reversed(inner) for name in each.foot_missing}
    if missing and not footer.rendered:
        return cannot_tell(f"首页底部未见{'、'.join(missing)}，须由浏览器复核", footer.at)
    by_mark = {name: at for name, at in by_mark.items() if name not in missing}
    if not missing and not by_mark:
        return passed("页面底部标识要素齐全", footer.at)
    says: list[str] = [f"首页底部缺少{'、'.join(missing)}"] if missing else []
    if by_mark:
        says.append(f"有的内页底部缺少{'、'.join(sorted(by_mark))}")
    return breached(
        "；".join(says),
        *(footer.at.quoting(f"缺少{name}") for name in missing),
        *(by_mark[name].quoting(f"内页缺少{name}") for name in sorted(by_mark)),
    )
