"""The columns that a page leads to: main navigation, 更多 links of blocks, sitemap, side menu.

Names are judged by shape and place: short words, many of them together, nested as they are read.
Not columns: home, log-in, search, other languages, accessibility, friend links, new media.
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from checker.extract.columns.breadcrumbs import breadcrumbs, crumb_part
from checker.extract.columns.nav_item import NavItem
from checker.extract.columns.nav_names import (
    BULLETS,
    DATED,
    LONGEST_NAME,
    MORE,
    NOT_COLUMN,
    Heading,
    column_name,
    names_above,
    short_name,
)
from checker.extract.document import Document
from checker.extract.links import script_target
from checker.extract.lists.embedded_gkmlpt import catalogue_columns
from checker.extract.lists.places import Places
from checker.extract.outline import Element, Outline, outline

__all__ = ["NavItem", "breadcrumbs", "column_links", "named_columns", "read_nav", "sitemap_columns"]

_NAV_WORD = re.compile(
    r"^(?:首\s?页|网站首页|.{0,4}(?:政务|信息|政府信息)公开|.{0,4}(?:动态|要闻|新闻)(?:中心|资讯)?|新闻.{0,4}|"
    r".{0,2}互动(?:交流)?|政民互动|公众参与|交流互动|.{0,4}(?:政务|办事|公共|便民|网上)服务|网上办事|办事大厅|"
    r"走进.{1,5}|魅力.{1,4}|.{0,4}概况|.{0,4}简介|机构(?:设置|职能|概况)?|专题(?:专栏|栏目)?|通知公告|"
    r"数据(?:开放|发布)?|政策(?:法规|文件|解读)?|解读回应|法规(?:标准|文件)?|业务(?:工作|频道)?|党建(?:工作)?|"
    r"公开|服务|互动|资讯|动态|公告|统计(?:信息|数据)?)$"
)
_MOST_NAV_LINKS = 400
_LEAST_NAV_WORDS = 3
_MOST_PARTS = 3
_MOST_COLUMNS = 3000


def read_nav(doc: Document) -> tuple[NavItem, ...]:
    """The columns that `named_columns` gives an address for, the page itself left out."""
    home = doc.url.rstrip("/")
    return tuple(one for one in named_columns(doc) if one.url and one.url.rstrip("/") != home)


def named_columns(doc: Document) -> tuple[NavItem, ...]:
    """The main navigation, a catalogue's tree, and the columns that blocks lead to by 更多.

    Also those that lead nowhere (a placeholder, a script that hides the address): `url` is empty.
    """
    page = outline(doc)
    found = [
        NavItem(one.name, one.url, one.depth, one.path, "script", "目录树")
        for one in catalogue_columns(page)
    ]
    bars = _navigations(page)
    for part in bars:
        found += _nested(page, page.links_in(part)[:_MOST_NAV_LINKS], part, "导航")
    if not bars:
        found += _drawn(page)
    found += _block_columns(page)
    return tuple({(item.url, item.name): item for item in reversed(found)}.values())[::-1]


def sitemap_columns(doc: Document) -> tuple[NavItem, ...]:
    """The columns of a site map page, nested by their headings; head and foot left out."""
    page = outline(doc)
    places = Places(page)
    links = [link for link in page.links if places.marked(link)[0] > 0.15 and not link.hidden]
    body = page.tagged("body")
    if not body:
        return ()
    return _once(_nested(page, links[:_MOST_COLUMNS], body[0], "网站地图"), doc)


def column_links(doc: Document) -> tuple[NavItem, ...]:
    """The columns beside or below the one shown: the side menu, else the tabs over the list."""
    page = outline(doc)
    places = Places(page)
    navigation = {id(link) for part in _navigations(page) for link in page.links_in(part)}
    crumb = crumb_part(page)
    here = _folder(doc.url)
    groups: dict[int, list[Element]] = {}
    for link in page.links:
        if id(link) in navigation or link.hidden or places.marked(link)[0] <= 0.1:
            continue
        if crumb is not None and crumb.order <= link.order < crumb.after:
            continue
        holder = _holder(link)
        if holder is not None:
            groups.setdefault(holder.order, []).append(link)
    best: list[Element] = []
    for links in groups.values():
        named = [link for link in links if column_name(page, link)]
        if len(named) < 2 or len(named) * 4 < len(links) * 3:
            continue
        if _kin(page, named, here) and len(named) > len(best):
            best = named
    above = tuple(one.name for one in breadcrumbs(doc))
    found = [
        NavItem(
            name, page.url(link.get("href")), len(above) + 1, (*above, name),
            link.selector, "侧栏菜单",
        )
        for link in best
        if (name := column_name(page, link))
    ]  # fmt: skip
    return _once(found, doc)


def _once(found: Iterable[NavItem], doc: Document) -> tuple[NavItem, ...]:
    """Each name of an address once, the first place it was named at; the page itself left out.

    A heading and its first part often share an address: both are kept, who reads them decides.
    """
    kept: dict[tuple[str, str], NavItem] = {}
    home = doc.url.rstrip("/")
    for item in found:
        if not item.url or item.url.rstrip("/") == home or item.found_in == "当前位置":
            continue
        kept.setdefault((item.url, item.name), item)
    return tuple(kept.values())


def _navigations(page: Outline) -> list[Element]:
    """The main navigation: the first part where several words of one stand together."""
    for link in page.links[:_MOST_NAV_LINKS]:
        if link.silent or not _NAV_WORD.match(short_name(page, link)):
            continue
        part = _around(page, link)
        if part is not None:
            return [part]
    return []


def _drawn(page: Outline) -> list[NavItem]:
    """A navigation of no links: the areas of a picture, cells that a click opens."""
    parts = [*page.tagged("area"), *(one for one in page.clickable if one.tag != "a")]
    named = [
        NavItem(name, url, 1, (name,), part.selector)
        for part in parts[:_MOST_NAV_LINKS]
        if part.texts_to - part.texts_from <= _MOST_PARTS
        and (name := "".join((page.words(part) or part.get("alt") or part.get("title")).split()))
        and len(name) <= LONGEST_NAME
        and not NOT_COLUMN.match(name)
        and (url := page.url(part.get("href") or script_target(part.get("onclick"))))
    ]
    words = sum(1 for item in named if _NAV_WORD.match(item.name))
    return named if words >= _LEAST_NAV_WORDS else []


def _around(page: Outline, link: Element) -> Element | None:
    """The smallest part around a link that holds enough navigation words, grown to the whole bar."""
    node = link.parent
    while node is not None and node.tag not in ("body", "html"):
        if node.links_to - node.links_from > _MOST_NAV_LINKS:
            return None
        links = page.links_in(node)
        words = sum(1 for other in links if _NAV_WORD.match(short_name(page, other)))
        if words >= _LEAST_NAV_WORDS:
            if words * 8 < len(links) and len(links) > 40:
                return None
            return node
        node = node.parent
    return None


def _nested(
    page: Outline, links: Iterable[Element], part: Element, found_in: str
) -> Iterator[NavItem]:
    """Columns with the names that enclose them: an item's own words, the heading over it."""
    known: dict[int, Heading | None] = {}
    for link in links:
        name = column_name(page, link)
        if not name:
            continue
        href = link.get("href")
        url = page.url(href) or page.url(script_target(href + " " + link.get("onclick")))
        path = (*names_above(page, link, part, name, known), name)
        yield NavItem(name, url, len(path), path, link.selector, found_in)


def _block_columns(page: Outline) -> Iterator[NavItem]:
    """Columns of blocks: the heading beside each 更多."""
    for link in page.links:
        words = short_name(page, link)
        if not (words and MORE.match(words)) and "more" not in link.marks:
            continue
        name = _heading_beside(page, link)
        url = page.url(link.get("href"))
        if name and url:
            yield NavItem(name, url, 1, (name,), link.selector, "首页栏目块")


def _heading_beside(page: Outline, link: Element) -> str:
    """The short words just before a 更多 in the same block, or the title it carries."""
    node = link.parent
    for _ in range(4):
        if node is None or node.tag in ("body", "html"):
            break
        for text in reversed(page.texts[node.texts_from : link.texts_from][-3:]):
            words = text.words.strip(BULLETS)
            if DATED.search(words):
                continue
            if 2 <= len(words) <= LONGEST_NAME and not MORE.match(words):
                return "" if NOT_COLUMN.match(words) else words
        node = node.parent
    said = " ".join(link.get("title").split())
    return said if 2 <= len(said) <= LONGEST_NAME and not MORE.match(said) else ""


def _holder(link: Element) -> Element | None:
    """What groups a link with its like: two steps above its item."""
    for steps, above in enumerate(link.ancestors()):
        if above.tag in ("ul", "ol", "dl", "tbody", "nav") or steps == 2:
            return above
    return None


def _kin(page: Outline, links: list[Element], here: str) -> bool:
    """Whether links lead to columns near the one shown: half of them share its folder's parent."""
    above = here.rstrip("/").rpartition("/")[0] + "/"
    if above.count("/") <= 2:
        return False
    near = sum(1 for link in links if page.url(link.get("href")).startswith(above))
    return near * 2 >= len(links)


def _folder(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rpartition('/')[0]}/"
