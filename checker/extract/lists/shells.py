"""Pages that plain HTTP cannot read: script shells, empty containers, unfilled templates, frames.

Said only in the sense of "somebody with a browser may see more". Whether a column is blank is
believed only where nothing on the page could fill it.
"""

import re
from dataclasses import dataclass

from checker.extract.document import Document
from checker.extract.lists.leftovers import shows_content
from checker.extract.lists.places import Places
from checker.extract.outline import Element, Outline, outline

_PLACEHOLDER = re.compile(r"\{\{[^{}]{1,120}\}\}|<\?=|\$\{[^{}]{1,80}\}|<%=?|#\{[\w.]{1,60}\}")
_TEMPLATE_TYPES = re.compile(
    r"template|x-tmpl|handlebars|mustache|text/html|x-dot|ng-template|jsrender|text/tpl", re.I
)
_FETCHES = re.compile(
    r"\$\s*\.\s*(?:ajax|get|post|getJSON)\b|XMLHttpRequest|f(?<!\w.)etch\s*\(|a(?<!\w.)xios\b|"
    r"new\s+Vue\b|createApp\s*\(|\.\s*load\s*\(\s*['\"]|ng-app|layui\.use|template\s*\(\s*['\"]|Mustache\.|"
    r"dataproxy|jsonp|loadList|getList|initList|queryList|loadData|getData"
)
_HARMLESS = re.compile(
    r"jquery|jiucuo|conac|hm\.baidu|tongji|cnzz|stat|share|wza|jweixin|qrcode|swiper|slide|banner|"
    r"respond|html5shiv|modernizr|bootstrap|font|search|gray|pop|top|page\.js|scroll|accessib|"
    r"analytics|trs_|superslide|tab|nav|menu|head|foot|lazyload|es5|polyfill|/wx",
    re.IGNORECASE,
)
_BUILDERS = re.compile(
    r"vue|react|angular|mustache|template-web|art-?template|handlebars|layui|chunk-|webBuilder|"
    r"umi\.|app\.[0-9a-f]{6,}|unitbuild|list|data|ajax|api",
    re.IGNORECASE,
)
_ROOTS = frozenset(("app", "root", "__next", "__nuxt", "main-app", "appvue", "vue-app"))
_CONTAINER = re.compile(r"list|news|tbody|table-?body|datas?\b|items?\b|result|toview|content")
_NOT_CONTAINER = re.compile(
    r"pag(?:e|er|ing|ination)|search|nav|menu|crumb|foot|head|banner|swiper|slide|clear|line|"
    r"share|layer|modal|dialog|tab-?t|bg\b|icon|img|video|qr|map"
)
_CONTAINERS = frozenset(("ul", "ol", "tbody", "dl"))
_SAID_BLANK = re.compile(
    r"暂无(?:相关)?(?:数据|内容|信息|记录|资料|文章|公告|文件|更新)|暂时没有|"
    r"(?:没有|无|未找到|未查询到|没有找到|查无)(?:任何|相关|符合条件的|可显示的)?(?:数据|记录|内容|信息)|"
    r"(?:栏目|页面|内容|网页)?(?:正在|尚在)?建设中|正在建设|敬请期待|内容更新中|尚未发布"
)
_BLANK_SIGNS = ("无", "没有", "未", "建设", "敬请", "更新中")
"""One of these stands in everything that `_SAID_BLANK` finds."""
_LONGEST_SAYING = 40
_ALMOST_NOTHING = 60
_LITTLE = 220
_LEAST_FRAME = 200
_FOREIGN_FRAME = re.compile(r"weather|tianqi|share|map|video|player|login|wza|counter|kefu|robot")


@dataclass(frozen=True, slots=True)
class Emptiness:
    """What a page without a list looks like.

    `needs_browser`: why plain HTTP cannot tell, or None. `blank`: True, or None for not known.
    """

    needs_browser: str | None
    blank: bool | None
    quote: str
    selector: str


def emptiness(page: Outline, names: str = "") -> Emptiness | None:
    """Why a page shows no list: a shell, a frame, or plainly nothing; None when it cannot say."""
    reason = shell_reason(page)
    if reason is not None:
        return Emptiness(reason, None, "", "")
    said = _said_blank(page)
    places = Places(page, names)
    container = empty_container(page, places)
    if said is None and container is None:
        return None
    could_fill = _could_fill(page)
    if said is not None and could_fill != "sure":
        return Emptiness(None, True, said[0], said[1])
    if container is not None:
        if could_fill:
            return Emptiness("列表容器是空的，由页面脚本填充", None, "", container.selector)
        if shows_content(page, places):
            return None
        return Emptiness(None, True, "", container.selector)
    if said is not None:  # and a script plainly loads the list
        return Emptiness("页面写着“" + said[0] + "”，但列表由脚本加载", None, said[0], said[1])
    return None


def why_shell(doc: Document) -> str | None:
    """Why a browser may show more than the plain page, or None; see `shell_reason`."""
    return shell_reason(outline(doc))


def shell_reason(page: Outline) -> str | None:
    """Why the page as sent cannot be read without a browser; None when it can be."""
    words = page.size(page.elements[0]) if page.elements else 0
    scripts = page.tagged("script")
    if words < _ALMOST_NOTHING and (scripts or page.tagged("iframe", "frame")):
        if page.tagged("frame", "iframe"):
            return "页面内容在框架里"
        return "页面几乎没有文字，由脚本生成"
    for element in page.elements:
        if element.texts_to == element.texts_from and element.attributes.get("id") in _ROOTS:
            return "单页应用：内容由脚本生成"
    if words < _LITTLE and any(
        "JavaScript" in _inside(page, one) for one in page.tagged("noscript")
    ):
        return "页面要求启用 JavaScript"
    for _, text in page.saying("{", "<"):
        found = _PLACEHOLDER.search(text.words)
        if found:
            return f"页面里是未填充的模板占位符 {found.group()[:40]}"
    for script in scripts:
        kind = script.get("type")
        if kind and _TEMPLATE_TYPES.search(kind):
            raw = page.raw.get(script.order, "")
            if _PLACEHOLDER.search(raw) or "<%" in raw:
                return "列表由页面模板和脚本生成"
    return None


def _inside(page: Outline, element: Element) -> str:
    return page.raw.get(element.order, "")


def _could_fill(page: Outline) -> str:
    """`sure` when a script plainly loads data, `maybe` for a script we cannot see, else empty."""
    maybe = ""
    for script in page.tagged("script"):
        source = script.get("src")
        if source:
            name = source.rpartition("/")[2] or source
            if _HARMLESS.search(name):
                continue
            if _BUILDERS.search(name):
                return "sure"
            maybe = "maybe"
        elif _FETCHES.search(page.raw.get(script.order, "")[:200_000]):
            return "sure"
    return maybe


def empty_container(page: Outline, places: Places) -> Element | None:
    """A part of the page that is made to hold a list and holds nothing."""
    for element in page.tagged("div", "section", "ul", "ol", "tbody", "dl"):
        if element.texts_to > element.texts_from or element.links_to > element.links_from:
            continue
        if element.silent:
            continue
        marks = element.marks
        if _NOT_CONTAINER.search(marks) or not (
            _CONTAINER.search(marks) or element.tag in _CONTAINERS
        ):
            continue
        if any(part.tag in ("img", "iframe", "input", "video") for part in page.below(element, 20)):
            continue
        if element.tag == "tbody" and element.after == element.order + 1:
            pass
        elif element.hidden and element.tag in _CONTAINERS and not _CONTAINER.search(marks):
            continue
        if places.marked(element)[0] >= _LEAST_PLACE:
            return element
    return None


_LEAST_PLACE = 0.5


def _said_blank(page: Outline) -> tuple[str, str] | None:
    for _, text in page.saying(*_BLANK_SIGNS):
        words = text.words
        if len(words) > _LONGEST_SAYING or text.at.hidden or text.link is not None:
            continue
        found = _SAID_BLANK.search(words)
        if found:
            return words, text.at.selector
    return None


def list_frames(page: Outline) -> list[Element]:
    """Frames large enough to hold the content of a page, others' widgets left out."""
    found = list(page.tagged("frame"))
    for frame in page.tagged("iframe"):
        source = frame.get("src")
        if not source or frame.hidden or _FOREIGN_FRAME.search(source):
            continue
        if _small(frame.get("height")) or _small(frame.get("width")):
            continue
        found.append(frame)
    return [frame for frame in found if page.url(frame.get("src"))]


def _small(size: str) -> bool:
    figure = re.match(r"\s*(\d{1,5})\s*(%?)", size)
    return figure is not None and not figure[2] and int(figure[1]) < _LEAST_FRAME


def nothing_shown(page: Outline, names: str = "") -> tuple[str, str] | None:
    """For a page after its scripts ran: the words or the place that show that nothing is there."""
    said = _said_blank(page)
    if said is not None:
        return said
    places = Places(page, names)
    container = empty_container(page, places)
    if container is None or shows_content(page, places):
        return None
    return "", container.selector
