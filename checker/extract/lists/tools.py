"""Links that are tools of a page, to print, share, close or turn it, and no items of a list."""

import re

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

_SIGN = re.compile("[印享扫关录册大中小一页返收设字]")
"""One of these stands in the name of every tool but those that begin with no letter."""


def is_tool(title: str) -> bool:
    """Whether the words of a link name a tool."""
    if title[:1].isalpha() and _SIGN.search(title) is None:
        return False
    return _TOOL.match(title) is not None or _TOOL_INSIDE.search(title) is not None
