"""Links that are tools of a page, to print, share, close, turn it or see more, and no items."""

import re

from checker.extract.outline import Element, Outline
from checker.extract.phrases import by_first_sign

_TOOL = re.compile(
    r".{0,4}(?:打印|分享)(?:[到至给].{0,8}|(?:本|此|该)?[页文篇]面?章?|按钮)?\W{0,3}$|.{0,4}扫一扫"
    r"|.{0,3}关闭.{0,3}$|[【\[]?[上下]一[篇条页]|登录$|注册$|[大中小]$|\W*$|"
    r"\d{1,3}$|[首尾末]页$"
)
_TOOL_INSIDE = re.compile(
    r"返回(?:顶部|首页|列表)?$|加入?(?:本站|我的)?收藏\W{0,2}$|设为首页"
    r"|(?<![一-鿿])字[体号](?:大小)?\W{0,3}(?:$|[大中小加减缩放])"
)
"""Apart from what must stand first: a search for fixed beginnings skips what cannot match. A tool
is named whole: news of 老字号, 3D打印 or 经验分享会 is no tool."""
_MORE = re.compile(
    r"\W{0,2}(?:(?:查看|点击|进入)?更\s?多(?:信息|内容)?|more|MORE|More|进入(?:栏目)?(?=\W))\W{0,4}$"
    r"|\+$|[>＞»]{1,3}$"
)
_MORE_MARK = re.compile(r"\bmore|more\b|gengduo|更多", re.IGNORECASE)
_SIGN = re.compile(
    by_first_sign(
        *("打印", "分享", "扫一扫", "关闭", "返回", "收藏", "设为首页", "字[体号]", r"更\s?多"),
        *("more", "MORE", "More", "进入"),
    )
)
_SHORT = 3
_TURNS = "上下"
"""One of these signs stands in the name of every tool, but in short ones, in those that turn to
the page or the article before or behind, and in those that begin with no letter or figure."""


def is_tool(title: str) -> bool:
    """Whether the words of a link name a tool."""
    long = len(title) > _SHORT and title[-1] != "\n" and title[0].isalnum()
    if long and title[0] not in _TURNS and _SIGN.search(title) is None:
        return False
    found = _TOOL.match(title) or _TOOL_INSIDE.search(title) or _MORE.match(title)
    return found is not None


def leads_to_more(page: Outline, link: Element) -> bool:
    """Whether a link is a 更多: its words or, where it has none, its class, title or picture."""
    words = page.words(link)[:12]
    if words:
        return _MORE.match(words) is not None
    marks = f"{link.marks} {link.get('title')}"
    for part in page.below(link, 3):
        marks += f" {part.marks} {part.get('alt')} {part.get('src')}"
    return _MORE_MARK.search(marks) is not None
