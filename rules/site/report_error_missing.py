"""没有“我为政府网站找错”入口 · No entry for reporting errors

The foot of the home page has no entry 我为政府网站找错, or one that bears the code of another site.

Basis:        国办秘函〔2019〕19号, part 2, 功能设计: “我为政府网站找错”网民留言入口.
Cannot tell:  when none was seen and no browser looked: scripts write it.
"""

from checker.core.outcome import Outcome, breached, cannot_tell, passed
from checker.core.site import Footer
from checker.core.target import SITE_CODE, Site


def check(footer: Footer, target: Site) -> Outcome:
    """One fault at most."""
    if not footer.report_error:
        if not footer.rendered:
            return cannot_tell("首页未见“我为政府网站找错”入口，须由浏览器复核", footer.at)
        return breached("首页没有“我为政府网站找错”入口", footer.at)
    own = target.code or footer.site_code
    code = footer.report_error_code
    if code and SITE_CODE.fullmatch(own) and code.lower() != own.lower():
        says = f"“我为政府网站找错”入口的标识码 {code} 与网站标识码 {own} 不一致"
        return breached(says, footer.at.quoting(says))
    return passed("有“我为政府网站找错”入口", footer.at)
