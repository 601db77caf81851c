"""政策与解读未双向关联 · Policies and interpretations not linked both ways

Counts the newest interpretations whose page links to no policy, and the policies that such a page
leads to and whose own page links to no interpretation. Reprints are left out.

Basis:        国办秘函〔2019〕19号, part 2, 发布解读: 政策解读; 国办发〔2017〕47号: 政策文件与解读相关联.
Cannot tell:  when no interpretation of the site's own was opened, and when a page without such a
              link was not seen whole by a browser.
"""

from checker.core.fact import settled
from checker.core.outcome import Outcome, breached, cannot_tell, passed
from checker.core.site import Pages, PageSeen


def check(pages: Pages) -> Outcome:
    """One fault a page."""
    ordered = settled(pages.pages, lambda each: (each.url,))
    read = [each for each in ordered if each.kind == "article" and not each.reprint]
    readings = [each for each in read if each.column_class == "interpretation"]
    if not readings:
        return cannot_tell("未打开本站的政策解读文章", pages.at)
    explained = {url for each in readings for url in each.interprets}
    policies = [each for each in read if each.column_class == "policy" and each.url in explained]
    alone = [each for each in readings if not each.interprets]
    alone += [each for each in policies if not each.interpreted_by]
    certain = [each for each in alone if each.links_seen]
    says = f"查看政策解读 {len(readings)} 篇、对应政策文件 {len(policies)} 个"
    if certain:
        return breached(
            f"{says}，未关联的 {len(certain)} 个",
            *(each.at.quoting(_words(each)) for each in certain),
        )
    if alone:
        return cannot_tell(f"{says}，有 {len(alone)} 个未见关联链接，须由浏览器复核", pages.at)
    return passed(f"{says}，已相互关联", pages.at)


def _words(page: PageSeen) -> str:
    way = "未链接到政策文件" if page.column_class == "interpretation" else "未链接到政策解读"
    return f"{page.title}：{way}"
