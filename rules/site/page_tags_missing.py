"""页面标签缺失 · Page tags missing

Looks for the required tags of each kind of page (website, column and content tags) on the home
page, on columns and on articles, and whether the values of the site's domain, its code and the day
of publication are true.

Basis:        国办秘函〔2019〕19号, part 2, 功能设计: 页面标签; 国办发〔2017〕47号,
              《政府网站网页设计规范》: 网站标签, 栏目标签, 内容页标签 are required.
Cannot tell:  when nothing lacks on the pages that were seen, and no article was among them.
"""

from checker.core.fact import settled
from checker.core.outcome import Outcome, breached, cannot_tell, passed
from checker.core.site import Pages, PageSeen

_GROUPS = {"Site": "网站标签", "Column": "栏目标签"}


def check(pages: Pages) -> Outcome:
    """One fault a group of tags that lacks on any page, and one for values that are not true."""
    ordered = settled(pages.pages, lambda each: (each.url,))
    lacking: dict[str, list[PageSeen]] = {}
    for page in ordered:
        for group in dict.fromkeys(_group(name) for name in page.missing_tags):
            lacking.setdefault(group, []).append(page)
    wrong = [page for page in ordered if page.tag_faults]
    if not lacking and not wrong:
        seen = f"查看页面 {len(ordered)} 个"
        if not any(page.kind == "article" for page in ordered):
            return cannot_tell(f"{seen}，没有内容页，未见标签缺失", pages.at)
        return passed(f"{seen}，必选标签齐全", pages.at)
    says = [f"{group}缺失（{len(found)} 个页面）" for group, found in sorted(lacking.items())]
    proofs = [
        found[0].at.quoting(
            f"缺少{'、'.join(n for n in found[0].missing_tags if _group(n) == group)}"
        )
        for group, found in sorted(lacking.items())
    ]
    if wrong:
        says.append(f"标签取值不符（{len(wrong)} 个页面）")
        proofs.append(wrong[0].at.quoting("；".join(wrong[0].tag_faults)))
    return breached("，".join(says), *proofs)


def _group(name: str) -> str:
    return next((group for start, group in _GROUPS.items() if name.startswith(start)), "内容页标签")
