"""Where on the page a strip of rows stands, and what that says about it being the main list.

Words of class names and ids are weak evidence: they only lower a score. Headings say more.
"""

import re
from bisect import bisect_left
from operator import attrgetter

from ahocorasick_rs import AhoCorasick, MatchKind

from checker.extract.lists.rows import Strip
from checker.extract.outline import Element, Outline, Text
from checker.extract.phrases import by_first_sign, holds_any

_FOOT = "页脚或友情链接"
_NAMED = (
    (re.compile(r"crumb|dqwz|weizhi|wzdh|curpos|location|curloc|site_?path"), 0.05, "当前位置"),
    (re.compile(r"foot|copyright|\bbottom|yqlj|friend|link-?(?:box|list|s\b)"), 0.1, _FOOT),
    (re.compile(r"\bnav|nav\b|_nav|-nav|menu|daohang|header|top-?bar"), 0.15, "导航"),
    (re.compile(r"swiper|slide|banner|carousel|focus|flash|marquee|scroll|lunbo"), 0.3, "轮播图"),
    (re.compile(r"\bhot|hot\b|rank|recommend|tuijian|xgxx|xgyd|relat|paihang"), 0.2, "推荐或排行"),
    (re.compile(r"side(?:bar|r\b|\b|-)|aside|rightbar"), 0.5, "侧栏"),
    (
        re.compile(r"pag(?:er|ing|ination)|fenye|turnpage|page-?(?:num|bar|box)|\bpages\b"),
        0.2,
        "翻页",
    ),
)
_ANY_NAME = re.compile(
    by_first_sign(
        *("crumb", "dqwz", "weizhi", "wzdh", "curpos", "location", "curloc", "site", "foot"),
        *("copyright", "bottom", "yqlj", "friend", "link", "nav", "menu", "daohang", "header"),
        *("top", "swiper", "slide", "banner", "carousel", "focus", "flash", "marquee", "scroll"),
        *("lunbo", "hot", "rank", "recommend", "tuijian", "xgxx", "xgyd", "relat", "paihang"),
        *("side", "aside", "rightbar", "pag", "fenye", "turnpage"),
    )
)
"""What each of those patterns holds: most class names hold none of it, and are asked no more."""
_TAGS = {
    "nav": (0.15, "导航"),
    "footer": (0.1, _FOOT),
    "aside": (0.4, "侧栏"),
    "header": (0.3, "导航"),
    "marquee": (0.2, "滚动条"),
    "select": (0.05, "下拉框"),
}
_ASIDE = re.compile(
    r"热门|热点|推荐|相关|排行|点击|阅读量|猜你|友情|常用|快速|站群|专题|图片新闻|延伸|"
    r"^最新(?!.{0,4}(?:公开|目录))|网站导航|快捷|服务推荐|扫一扫|关注"
)
_MORE = re.compile(r"更多|more|MORE|^\s*[>＞»]{1,3}\s*$|查看全部")
_HEADING_LENGTH = 24
_LEAST_NAME = 3
_HEADING_LEVELS = 3
_MOST_BOXES = 10
_MORE_LENGTH = 12
_MOST_OF_PAGE = 0.6
_TURN = re.compile(
    r"^[上下]一?[页頁]$|^[尾末]页$|共\s?\d{1,6}\s?页|第\s?\d{1,6}\s?/?\s?\d{0,6}\s?页"
)
_DRAWN = AhoCorasick(
    ("createPage", "laypage", "pagination(", "jpage", "setPage"), matchkind=MatchKind.LeftmostFirst
)
"""What draws a pager. All are looked for at once: each by itself is one more way through a script."""
_TEXTS_FROM = attrgetter("texts_from")
_LONGEST_TURN = 24
_NEAR_PAGER = 8
_PAGER_LEVELS = 4
_MOST_PAGERS = 20
_MOST_SCRIPTS = 200


class Place:
    """How far a place lowers a score (1.0 not at all), and why, in words for a webmaster.

    `named`: the heading over it is what the page calls itself.
    """

    __slots__ = ("has_more", "heading", "named", "weight", "why")

    def __init__(
        self,
        weight: float,
        why: str,
        heading: str = "",
        has_more: bool = False,
        named: bool = False,
    ) -> None:
        self.weight, self.why, self.heading = weight, why, heading
        self.has_more, self.named = has_more, named


class Places:
    """Judges places of one page; what was said of an element is remembered for all below it.

    `names` are the page's own title and column name: a heading that says the same is no side list.
    """

    def __init__(self, page: Outline, names: str = "") -> None:
        self._page = page
        self._names = names
        self._turns: list[tuple[int, Element]] | None = None
        self._drawing: dict[int, bool] = {}
        self._known: dict[int, tuple[float, str]] = {}
        self._texts = max(1, len(page.texts))
        self._links = max(1, len(page.links))

    def of(self, strip: Strip) -> Place:
        """The place of a strip: marks of all that encloses it, and the heading before it."""
        weight, why = self.marked(strip.parent)
        heading, has_more = self._heading(strip)
        named = len(heading) >= _LEAST_NAME and heading in self._names
        if heading and _ASIDE.search(heading) and not named:
            weight, why = weight * 0.25, why or f"标题为“{heading}”的侧栏或附带列表"
        if strip.pane:
            weight, why = weight * 0.5, why or "隐藏的页签"
        return Place(weight, why, heading, has_more, named)

    def marked(self, element: Element) -> tuple[float, str]:
        """The weight that tags, classes and ids around an element leave, and the strongest why."""
        path: list[Element] = []
        node: Element | None = element
        while node is not None and node.order not in self._known:
            path.append(node)
            node = node.parent
        weight, why = self._known[node.order] if node is not None else (1.0, "")
        for node in reversed(path):
            own, said = self._own(node)
            if own < 1.0:
                weight, why = min(weight, own), said if own <= weight else why
            self._known[node.order] = weight, why
        return weight, why

    def _own(self, element: Element) -> tuple[float, str]:
        """What one element says by itself; a part that holds most of the page says nothing."""
        if element.tag in _TAGS:
            return _TAGS[element.tag]
        if not element.attributes:
            return 1.0, ""
        marks = element.marks
        if marks == " ":
            return 1.0, ""
        if not _ANY_NAME.search(marks):
            return 1.0, ""
        for pattern, weight, why in _NAMED:
            if pattern.search(marks):
                if self._holds_most(element) or (why == _FOOT and not self._late(element)):
                    return 1.0, ""
                return weight, why
        return 1.0, ""

    def _holds_most(self, element: Element) -> bool:
        texts = (element.texts_to - element.texts_from) / self._texts
        links = (element.links_to - element.links_from) / self._links
        return texts > _MOST_OF_PAGE or links > _MOST_OF_PAGE

    def pager_after(self, strip: Strip) -> int | None:
        """The pager that follows a strip closely in the same part of the page, by its place."""
        for place, at in self._turns_near(strip.texts_to):
            for above, _ in zip(at.ancestors(), range(_PAGER_LEVELS), strict=False):
                if above.tag != "body" and above.order < strip.parent.order < above.after:
                    return place
                if above is strip.parent:
                    return place
        return None

    def _turns_near(self, end: int) -> list[tuple[int, Element]]:
        """The pager words, and the scripts that draw a pager, closely behind a place."""
        near = [turn for turn in self._page_turns() if 0 <= turn[0] - end <= _NEAR_PAGER]
        scripts = self._page.tagged("script")
        first = bisect_left(scripts, end, key=_TEXTS_FROM)
        for script in scripts[first : first + _MOST_SCRIPTS]:
            if script.texts_from > end + _NEAR_PAGER:
                break
            if self._draws(script):
                near.append((script.texts_from, script))
        return near

    def _draws(self, script: Element) -> bool:
        """Whether a script draws a pager; each is searched once, and most never."""
        known = self._drawing.get(script.order)
        if known is None:
            drawn = self._page.raw.get(script.order, "")
            known = self._drawing[script.order] = holds_any(_DRAWN, drawn)
        return known

    def _page_turns(self) -> list[tuple[int, Element]]:
        """The first pager words after each gap in them."""
        if self._turns is None:
            turns = [
                (place, text.at)
                for place, text in self._page.saying("页")
                if len(text.words) <= _LONGEST_TURN and _TURN.search(text.words)
            ]
            self._turns = [
                turn
                for turn, before in zip(turns, [None, *turns], strict=False)
                if before is None or turn[0] - before[0] > _NEAR_PAGER
            ][:_MOST_PAGERS]
        return self._turns

    def _late(self, element: Element) -> bool:
        """Whether it stands in the lower half of the page, where feet are."""
        return element.texts_from * 2 >= self._texts

    def _heading(self, strip: Strip) -> tuple[str, bool]:
        """The short text before a strip in the same part of the page; whether 更多 stands by it.

        Boxes that hold nothing but the strip are no steps away from it.
        """
        texts = self._page.texts
        first = strip.texts_from
        near = texts[strip.texts_to : strip.texts_to + 1]
        node: Element | None = strip.parent
        levels, size = _HEADING_LEVELS, strip.texts_to - strip.texts_from
        for _ in range(_MOST_BOXES):
            if node is None or node.tag == "body" or not levels:
                break
            levels -= node.texts_to - node.texts_from > size
            if first > node.texts_from:
                before = texts[max(node.texts_from, first - 3) : first]
                near += before
                near += texts[strip.texts_to + 1 : min(node.texts_to, strip.texts_to + 2)]
                words = [text.words for text in before if len(text.words) <= _HEADING_LENGTH]
                named = [word for word in words if not _MORE.search(word)]
                return (named[-1] if named else ""), _any_more(near)
            node = node.parent
        return "", _any_more(near)


def _any_more(texts: list[Text]) -> bool:
    return any(len(text.words) < _MORE_LENGTH and _MORE.search(text.words) for text in texts)
