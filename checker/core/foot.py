"""What the foot of every page must show, and what a home page's foot lacks of it."""

from collections.abc import Mapping

from checker.core.site import Footer

MARKS: Mapping[str, str] = {
    "party_gov_mark": "党政机关网站标识",
    "site_code": "网站标识码",
    "sponsor": "主办单位",
    "contact": "联系方式",
    "icp": "ICP备案编号",
    "police": "公安机关备案标识",
    "sitemap": "网站地图",
}
"""What 《政府网站网页设计规范》 asks of a foot, by the fields of `Footer`."""


def lacking(foot: Footer) -> tuple[str, ...]:
    """The names of the marks that a foot does not show."""
    return tuple(title for name, title in MARKS.items() if not getattr(foot, name))
