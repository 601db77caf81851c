"""One column that a page names, as a plain value: see `seen_link` for why it stands by itself."""

from typing import NamedTuple


class NavItem(NamedTuple):
    """One column that a page names: depth from 1, names from the top, where it stands.

    `found_in` says by what it was found: 导航, 首页栏目块, 目录树, 网站地图, 侧栏菜单, 当前位置.
    """

    name: str
    url: str
    depth: int
    path: tuple[str, ...]
    selector: str
    found_in: str = "导航"
