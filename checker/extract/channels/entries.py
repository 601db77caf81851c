"""Entries that a citizen looks for: advice and letters, services, error reports, search, site map.

Also links that nobody is meant to see (暗链). An entry may be a word, a picture, an option or a
script; a placeholder without an address still counts as seen, with an empty `url`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.extract.document import Document, host_of
from checker.extract.links import link_text, script_target
from checker.extract.outline import Element, Outline, outline
from checker.extract.phrases import by_first_sign

_LONGEST_NAME = 14
_LONGEST_KEPT = 60
_AROUND = 4
_FEEDBACK = re.compile(
    by_first_sign(
        *("信箱", "咨询", "留言", "建言", "写信", "来信", "问政", "互动", "投诉", "意见建议"),
        *("建议意见", "意见反馈", "反馈意见", "在线反馈", "提(?:意见|建议)", "建议献策"),
        *(
            "我要(?:建议|提问|反映|问|说)",
            "献计献策",
            "公众参与",
            "网民",
            "诉求",
            "12345",
            "民意(?:直)?通",
        ),
        *(
            r"建(?<!.建)议$",
            "在线提问",
            "有问必答",
            "民情(?:通道|直通)",
            "便民热线",
            "长(?:热线|专线)",
        ),
        *("民声", "百姓(?:心声|呼声)", "市民热线", "有话(?:要)?说", "政民(?:直通|交流)"),
        *(
            "直通车",
            "办不成事",
            "接诉即办",
            ("您|你", "问我答"),
            "网络理政",
            "局长在线",
            "在线问答",
            "意见箱",
        ),
    )
)
_NOT_FEEDBACK = re.compile(
    r"信访|举报|纪检|纪委|监察|1238[0-9]|12348|扫黑|廉政|征集|征求|调查|访谈|提案|人大建议|电子邮[箱件]|工作邮箱|邮箱|"
    r"招聘|工程咨询|咨询(?:公司|机构|企业|单位|委员|服务业|电话)|心理|法律咨询|电话|选登|统计|结果|公开$|通报|关于|办法|通知|"
    r"报告|投诉(?:处理|举报)|市场监管|环境|消费|旅游投诉|互动(?:平台)?(?:百科|游戏)|知识|流程|须知|规定|指南|热点"
)
_FEEDBACK_FOLDER = re.compile(
    r"/(?:[sqxjz]zxx|szxinxiang|ldxx|mailbox|wlwz|hdjl|zmhd|wyxx|zxzx|zxts|zxly|jzxinxiang|lyb|xinxiang)(?:[/.?]|$)"
)
_SPECIAL_FOLDER = re.compile(r"1238\d|xinfang|xfjb|jubao|jbts|wsxf|jiwei|ccdi", re.IGNORECASE)
_SERVICE = re.compile(
    by_first_sign(
        *("办事", "政务服务", "网上(?:服务|大厅|申报|审批|办理)", "在线(?:服务|办理|申报|审批)"),
        *("服务大厅", "一网通办", "公共服务", "便民服务", "我要办", "服务事项", "一件事"),
        *("服务指南", "掌上办", "一次办", "跑一次", "行政许可", "行政审批", "审批服务"),
        *(r"服(?<!.服)务(?:中心|平台|频道)?$", "证照", "场景式?服务", "政务大厅", "行政服务中心"),
        *(("个人|法人|企业|部门|公民|主题|特色", "服务$"), "网上申请", "全程网办", "跨省通办"),
        *("省内通办", "办件(?:查询|进度)", "便民查询", "业务办理", "惠企服务", "一窗(?:受理|通办)"),
    )
)
_NOT_SERVICE = re.compile(
    r"数据服务|社会服务业|信息服务业|均等化|办事处|关于|通知|公告|公示|报告|方案|办法|纪检|结果|招标|新闻|动态"
)
_SERVICE_HOST_SIGN = re.compile(
    by_first_sign("zwfw", "zwdt", "bsdt", "banshi", "wsbs", "bsfw", "ywtb", "fuwu", "xzsp", "tzxm")
)
"""One of these stands in everything that `_SERVICE_HOST` finds."""
_SERVICE_HOST = re.compile(r"zwfw|(?:^|\.)(?:zwdt|bsdt|banshi|wsbs|bsfw|ywtb|fuwu|xzsp)\b|tzxm")
_SERVICE_FOLDER = re.compile(r"/(?:bsfw|wsbs|zwfw|bszn|wsfw|bsdt|bmfw|zxbs)(?:[/.?]|$)")
_LOGIN = re.compile(r"login|登录|注册|register|更多", re.IGNORECASE)
_BADGE_NAME = "我为政府网站找错"
_ERROR = re.compile(r"找错|纠错|报错")
_ERROR_ADDRESS = re.compile(
    r"jiucuo|zhaocuo|pucha\.kaipuyun|zfwzgl\.www\.gov\.cn|zfwzzc\.www\.gov\.cn"
)
_SEARCH_FOLDER = re.compile(
    r"/(?:j?search\d?|fullsearch|sousuo|jiansuo|was5/web)(?:[/.?]|$)", re.IGNORECASE
)
_SEARCH = re.compile(r"^(?:站内|全站|智能|高级|全文)?(?:搜\s?索|检\s?索)$")
_SEARCH_MARK = re.compile(r"search|souso|jiansuo|keyword|\bq\b|\bkw\b|sousuo|\bwd\b|searchword")
_SITEMAP = re.compile(r"^(?:网站地图|站点地图|本站地图|网站导航图?|sitemap)$", re.IGNORECASE)
_SITEMAP_ENDS = frozenset("图航pP")
_OFF_SCREEN = re.compile(
    r"(?:left|top|right|text-indent|margin(?:-(?:left|top))?)\s*:\s*-\s*\d{3,6}\s*(?:px|em)?|"
    r"(?:^|;)\s*(?:width|height|font-size)\s*:\s*[01](?:px|pt|em)?\s*(?:;|$|!)|"
    r"opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)|clip\s*:\s*rect\s*\(\s*0|display\s*:\s*none|visibility\s*:\s*hidden",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: what a visitor reads, where it leads (empty for a placeholder), where it stands."""

    name: str
    url: str
    selector: str


@dataclass(frozen=True, slots=True)
class Entries:
    """What was found of each kind, in document order, each address once."""

    feedback: tuple[Entry, ...] = ()
    services: tuple[Entry, ...] = ()
    report_error: tuple[Entry, ...] = ()
    search: tuple[Entry, ...] = ()
    sitemap: tuple[Entry, ...] = ()
    hidden: tuple[Entry, ...] = ()


def find_entries(doc: Document) -> Entries:
    """All entries of a page."""
    page = outline(doc)
    kinds: dict[str, dict[tuple[str, str], Entry]] = {}
    own = host_of(doc.url)
    unseen: dict[int, bool] = {}
    for name, url, element in _candidates(page):
        host = _host(url)
        found = _kinds(name, url, host if host != own else "")
        if host and not _akin(host, own) and _is_within(element, unseen):
            found.append("hidden")
        if found:
            entry = Entry(name[:_LONGEST_KEPT], url, element.selector)
            for kind in found:
                kinds.setdefault(kind, {}).setdefault(_key(entry), entry)
    for kind, entry in (*_badges(page), *_search_boxes(page)):
        kinds.setdefault(kind, {}).setdefault(_key(entry), entry)
    return Entries(**{kind: tuple(found.values()) for kind, found in kinds.items()})


def _key(entry: Entry) -> tuple[str, str]:
    return entry.url, "" if entry.url else entry.name


def _host(url: str) -> str:
    """The host of an absolute address with its port, by the shortest way."""
    return url.split("/", 3)[2].lower() if "//" in url else ""


def _akin(host: str, own: str) -> bool:
    """Whether two hosts belong to one owner, as far as their last three labels say."""
    return host == own or host.partition(":")[0].split(".")[-3:] == own.split(".")[-3:]


def _kinds(name: str, url: str, elsewhere: str) -> list[str]:
    """What a candidate is an entry of; `elsewhere` is its host when that is not the page's own."""
    short = len(name) <= _LONGEST_NAME
    if (short and "错" in name and _ERROR.search(name)) or _is_error_address(url):
        return ["report_error"]
    kinds: list[str] = []
    if _is_feedback(name, url, short):
        kinds.append("feedback")
    if _is_service(name, url, short, elsewhere):
        kinds.append("services")
    named = short and "索" in name and _SEARCH.match(name)
    if named or (not name and _SEARCH_FOLDER.search(url)):  # a picture says it by where it leads
        kinds.append("search")
    if short and name[-1:] in _SITEMAP_ENDS and _SITEMAP.match(name):
        kinds.append("sitemap")
    return kinds


def _is_error_address(url: str) -> bool:
    """Whether an address is one of the services that take reports of errors."""
    may_be = "cuo" in url or "zfwz" in url or "pucha" in url
    return may_be and _ERROR_ADDRESS.search(url) is not None


def _is_feedback(name: str, url: str, short: bool) -> bool:
    if name:
        if not short or not _FEEDBACK.search(name) or _NOT_FEEDBACK.search(name):
            return False
    elif not _FEEDBACK_FOLDER.search(url):
        return False
    return not _SPECIAL_FOLDER.search(url)


def _is_service(name: str, url: str, short: bool, elsewhere: str) -> bool:
    if short and _SERVICE.search(name):
        return not _NOT_SERVICE.search(name)
    hall = elsewhere and _SERVICE_HOST_SIGN.search(elsewhere) and _SERVICE_HOST.search(elsewhere)
    if hall and not _LOGIN.search(url + name):
        return len(name) <= 2 * _LONGEST_NAME and not _NOT_SERVICE.search(name)
    return not name and bool(_SERVICE_FOLDER.search(url))


def _candidates(page: Outline) -> Iterator[tuple[str, str, Element]]:
    """Whatever may be an entry: what a visitor reads, where it leads, where it stands."""
    for link in page.links:
        href = link.get("href")
        url = page.url(href)
        if not url and (link.get("onclick") or href.lstrip()[:11].lower() == "javascript:"):
            url = page.url(script_target(href + " " + link.get("onclick")))
        name = link_text(page, link).replace(" ", "")
        if name or url:
            yield name, url, link
    for area in page.tagged("area"):
        name = area.get("alt") or area.get("title")
        yield name.strip(), page.url(area.get("href")), area
    for option in page.tagged("option"):
        url = page.url(option.get("value")) if "/" in option.get("value") else ""
        if url:
            yield "".join(page.raw.get(option.order, "").split()), url, option
    for element in page.clickable:
        if element.tag != "a" and element.links_to == element.links_from:
            url = page.url(script_target(element.get("onclick")) or element.get("data-href"))
            name = (link_text(page, element) or element.get("value")).replace(" ", "")
            if url and len(name) <= _LONGEST_NAME:
                yield name, url, element


def _is_within(element: Element, known: dict[int, bool]) -> bool:
    """Whether an element or one of the three around it is out of sight."""
    node: Element | None = element
    for _ in range(_AROUND):
        if node is None:
            return False
        if node.order not in known:
            known[node.order] = _out_of_sight(node)
        if known[node.order]:
            return True
        node = node.parent
    return False


def _out_of_sight(element: Element) -> bool:
    """Whether an element is put off the screen, has no size, or is not shown.

    What scripts open (a menu, a tab, a window) is hidden too, and harmless; it is left out.
    """
    style = element.attributes.get("style")
    if style and _OFF_SCREEN.search(style):
        return not (element.hidden and _opened_by_script(element))
    no_size = element.get("height") in ("0", "1") or element.get("width") in ("0", "1")
    return element.tag == "marquee" and no_size


_OPENED = re.compile(
    r"menu|nav|sub|layer|drop|tab|pop|modal|dialog|win|layui|swiper|show|hide|share|con|list|more|select|box|panel"
)


def _opened_by_script(node: Element) -> bool:
    """Whether a hidden part is one that scripts open: a menu, a tab, a window."""
    return any(_OPENED.search(above.marks) for above in (node, *_two_above(node)))


def _two_above(node: Element) -> list[Element]:
    first = node.parent
    return [] if first is None else [first] if first.parent is None else [first, first.parent]


def _badges(page: Outline) -> Iterator[tuple[str, Entry]]:
    """The 找错 badge where it is a script or a picture rather than a link."""
    for script in page.tagged("script"):
        code = script.get("sitecode")
        if script.get("id") == "_jiucuo_" or (code and "jiucuo" in script.get("src")):
            url = page.url(script.get("src"))
            yield "report_error", Entry(_BADGE_NAME, url, script.selector)
        elif "_jiucuo_" in page.raw.get(script.order, ""):
            yield "report_error", Entry(_BADGE_NAME, "", script.selector)
    for frame in page.tagged("iframe"):
        if _is_error_address(frame.get("src")):
            yield "report_error", Entry(_BADGE_NAME, page.url(frame.get("src")), frame.selector)
    for image in page.tagged("img"):
        said = image.get("alt") + image.get("title")
        if _ERROR.search(said) or _is_error_address(image.get("src")):
            url = page.url(script_target(image.get("onclick")))
            yield "report_error", Entry(said or _BADGE_NAME, url, image.selector)


def _search_boxes(page: Outline) -> Iterator[tuple[str, Entry]]:
    """Search boxes: an input that names itself so, with the address of its form."""
    for field in page.tagged("input"):
        kind = field.get("type").lower()
        if kind not in ("", "text", "search"):
            continue
        form = next((one for one in field.ancestors() if one.tag == "form"), None)
        action = page.url(form.get("action")) if form is not None else ""
        marks = f"{field.marks} {field.get('name').lower()}"
        shown = field.get("placeholder") + field.get("value")
        named = "搜" in shown or "关键" in shown or _SEARCH_FOLDER.search(action)
        if kind == "search" or named or _SEARCH_MARK.search(marks):
            yield "search", Entry(shown[:30] or "搜索框", action, field.selector)
            return
