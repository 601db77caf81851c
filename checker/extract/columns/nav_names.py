"""The names of columns: which links may be one, and what stands over them."""

import re
from dataclasses import dataclass

from checker.extract.links import link_text
from checker.extract.outline import Element, Outline

NOT_COLUMN = re.compile(
    r"^(?:(?:网站|本站|返回|回到)?首\s?页|主页|home|登录|注册|登录/注册|用户登录|注销|退出|en|english|"
    r"[\w\s]{0,12}version|日本語|한국어|français|繁體?(?:版|中文)?|简体?(?:版|中文)?|繁|简|更多|more|"
    r"rss(?:订阅)?|手机版|移动版|wap版?|电脑版|微信|微博|客户端|app|头条|抖音|快手|公众号|官方微[信博]|"
    r"设为首页|加入?收藏|收藏本站|联系我们|关于我们|网站声明|网站地图|站点地图|网站导航|隐私声明|"
    r"高级搜索|搜索|检索|智能(?:问答|机器人|搜索)|个人(?:中心|主页)|邮箱|工作邮箱|邮件系统|内网入口|"
    r"无障碍.{0,6}|适老.{0,4}|长者.{0,4}|关怀.{0,4}|老年.{0,4}|ipv6.{0,8}|打印|关闭|上一[页篇]|下一[页篇]|"
    r"尾页|末页|跳转|确定|[\d\s<>«»|/.…·>-]+)$",
    re.IGNORECASE,
)
MORE = re.compile(r"^\W{0,3}(?:更\s?多|more|查看更多|全部|MORE)\W{0,4}$|^[>＞»]{1,3}$|^\+$", re.I)
LONGEST_NAME = 16
BULLETS = "·•>＞»|-.▪◆■【】[]:： "
DATED = re.compile(r"\d{2,4}\s?[-./年]\s?\d|^\d+$")
_MOST_IN_BAR = 2
_MOST_STEPS = 12
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "dt", "strong", "b", "th", "caption"))


@dataclass(frozen=True, slots=True)
class Heading:
    """The first words of a part: `headed` when marked as a heading, else how deep they stand."""

    words: str
    headed: bool
    steps: int


def short_name(page: Outline, link: Element) -> str:
    """The name of a link when it is short, without blanks; else empty."""
    if link.texts_to - link.texts_from > 4:
        return ""
    words = link_text(page, link).replace(" ", "")
    if link.texts_to - link.texts_from == 2 and page.texts[link.texts_from + 1].words.isascii():
        words = page.texts[link.texts_from].words.replace(" ", "") or words  # 政务公开 OPEN
    return words if len(words) <= LONGEST_NAME else ""


def column_name(page: Outline, link: Element) -> str:
    """The name of a link that may be a column; empty for what is none."""
    name = short_name(page, link).strip(BULLETS)
    if len(name) < 2 or NOT_COLUMN.match(name) or MORE.match(name):
        return ""
    return name


def names_above(
    page: Outline, link: Element, part: Element, name: str, known: dict[int, Heading | None]
) -> list[str]:
    """The names over a link, from the top; at most three."""
    names: list[str] = []
    steps = 0
    for above in link.ancestors():
        steps += 1
        if above is part or len(names) == 3 or steps > _MOST_STEPS:
            break
        if above.texts_to - above.texts_from < 2:
            continue
        if above.order not in known:
            known[above.order] = _heading_of(page, above)
        said = known[above.order]
        if said is None or said.words == name or (names and said.words == names[-1]):
            continue
        if said.headed or said.steps < steps:
            names.append(said.words)
    return names[::-1]


def _heading_of(page: Outline, part: Element) -> Heading | None:
    """The name that an item or a block gives itself by its first words; None when it has none."""
    first = page.texts[part.texts_from]
    words = first.words.strip(BULLETS)
    if not 2 <= len(words) <= LONGEST_NAME or NOT_COLUMN.match(words) or DATED.search(words):
        return None
    if part.tag == "tr":
        return Heading(words, True, 0) if _names_its_row(page, part) else None
    steps, link_steps = 0, 0
    for above in (first.at, *first.at.ancestors()):
        if above is part:
            break
        steps += 1
        link_steps = steps if above is first.link else link_steps
        if above.tag in _HEADINGS or "tit" in above.marks:
            return Heading(words, True, 0) if _heads(above, part) else None
        if above.tag in ("li", "dd", "td", "ul"):
            return None
    if part.tag not in ("li", "dl"):
        return None
    within = part.links_to - part.links_from
    if within <= (1 if first.link is not None else 0):
        return None
    return Heading(words, False, steps - link_steps + 1 if link_steps else 0)


def _names_its_row(page: Outline, row: Element) -> bool:
    """Whether the first of two cells is one name, and the other holds several links."""
    if row.after - row.order < 4:
        return False
    first = page.elements[row.order + 1]
    if first.after >= row.after or first.texts_to - first.texts_from != 1:
        return False
    second = page.elements[first.after]
    return second.after == row.after and second.links_to - second.links_from > 1


def _heads(heading: Element, part: Element) -> bool:
    """Whether a heading is that of a part: right inside it, or inside a bar of its own."""
    holder = heading.parent
    if holder is part:
        return True
    if holder is None or heading.tag == "dt":
        return False
    return holder.parent is part and holder.links_to - holder.links_from <= _MOST_IN_BAR
