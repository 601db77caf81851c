"""An answer that is a page, but not the page asked for: an error shown with 200, the home page
in its place, a parked domain, a mere jump to somewhere else."""

import re
from urllib.parse import urlsplit

from checker.extract.document import Document, host_of, join
from checker.extract.flow import body_text, flow
from checker.extract.once import once
from checker.extract.outline import outline

_MISSING = re.compile(
    r"(?:页面|网页|文章|信息|内容|资源|文件|地址|栏目|稿件|数据)\s?(?:已经?|可能|暂时|也许)?\s?(?:不存在|找不到|未找到|没有找到"
    r"|走丢|丢失|被?删除|被?移除|被?移动|已?下线|失效|已?过期)"
    r"|(?:不存在|找不到|未找到|没有找到|无法找到|无法访问)(?:您|你)?(?:所?要?)?(?:访问|查看|查找|浏览|请求|打开)?的?"
    r"(?:页面|网页|信息|内容|文件|资源|地址)"
    r"|(?:页面|系统|程序|服务器)(?:出错|错误|发生错误|异常)|出错(?:了|啦)|您访问的页面(?:出|不)"
    r"|\b404\b.{0,20}(?:not found|error|错误|页面|找不到|不存在)|page not found|file not found"
    r"|error\s?404|HTTP\s?404|文件或目录未找到|参数错误|非法参数|该信息(?:已|不)",
    re.IGNORECASE,
)
_MISSING_TITLE = re.compile(
    r"^\s?(?:(?:HTTP\s?)?404|error|出错|错误|not found|提示信息|错误提示|系统提示|页面不存在)"
    r"|\b404\b|页面不存在|找不到(?:页面|网页)|无法找到|页面出错|not found",
    re.IGNORECASE,
)
_SIGNS = (
    "存在",
    "找",
    "删除",
    "移",
    "丢",
    "错",
    "失效",
    "过期",
    "下线",
    "无法",
    "提示",
    "参数",
    "404",
    "ot found",
    "rror",
    "ot Found",
    "OT FOUND",
)
"""One of these stands in every page that says that nothing is here."""
_PUBLISHED = re.compile(
    r"(?:发\s?布|发\s?表|发\s?文|印\s?发|成\s?文)\s?(?:时\s?间|日\s?期)?\s{0,2}[:：]\s{0,2}(?:19|20)[0-9]{2}\s?[-/.年]\s?[0-9]"
)
_FROM = re.compile(
    r"(?:(?<![一-鿿A-Za-z])|信息|文章|稿件|新闻|内容|资料)来\s?源\s?[:：]\s{0,3}[一-鿿]"
)
"""Of an article: a firewall tells where an attack or a request came from, mostly by its number."""
_DAY = re.compile(r"(?:19|20)[0-9]{2}\s?[-/.年]\s?[0-9]{1,2}\s?[-/.月]\s?[0-9]")
_LITTLE = 500
_MOST_OWN = 3 * _LITTLE
_FEW_LINKS = 5
_MANY_LINKS = 400


@once
def soft_404(doc: Document, status: int) -> bool:
    """An error page that answers 200: its title or its few own words say that nothing is here."""
    if not 200 <= status < 300:
        return False
    by_title = _MISSING_TITLE.search(doc.title) is not None
    own = _own_words(doc)
    if len(own) > (_MOST_OWN if by_title else _LITTLE):
        return False
    if by_title:
        return not is_published(doc)
    if not any(sign in own for sign in _SIGNS):
        return False
    found = _MISSING.search(own)
    return found is not None and not _in_sentence(own, found) and not is_published(doc)


def is_published(doc: Document) -> bool:
    """Whether a page says when it was published or, beside a day, where it comes from.

    Short notices speak of files out of force and of firewalls; no error or block page says so.
    """
    words = body_text(doc)
    if doc.tag("PubDate") or _PUBLISHED.search(words):
        return True
    return _FROM.search(words) is not None and _DAY.search(words) is not None


def _own_words(doc: Document) -> str:
    """The visible words outside links: an error page inside a site's frame says little itself.

    Of those that say more than such a page not all.
    """
    links = len(outline(doc).links)
    if links > _MANY_LINKS or (links < _FEW_LINKS and len(body_text(doc)) <= _LITTLE):
        # A page that leads to so much is no error page; the few words of one may be a link back.
        return body_text(doc)
    own: list[str] = []
    size = 0
    for piece in flow(doc).pieces:
        if piece.link is None:
            own.append(piece.words)
            size += len(piece.words)
            if size > _MOST_OWN:
                break
    return " ".join(own)


def _in_sentence(text: str, found: re.Match[str]) -> bool:
    """Whether the words stand inside a long passage, as in an article about missing pages."""
    start = max(text.rfind(sign, 0, found.start()) for sign in " 。!！,，")
    end = text.find("。", found.end())
    return (end if end >= 0 else len(text)) - start > 200 and len(text) > _LITTLE - 50


_HOME_PATH = re.compile(
    r"/?(?:index|default|home|main|sy|shouye)?(?:\.(?:html?|shtml|jsp|aspx?|php|do|jhtml))?/?",
    re.IGNORECASE,
)


def is_home_path(url: str) -> bool:
    """Whether an address is that of a site's home page by its path alone."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return _HOME_PATH.fullmatch(parts.path) is not None and len(parts.query) < 20


def moved_home(requested: str, final: str, onward: str | None = None) -> bool:
    """Whether a page below the home page was asked for and the home page answered.

    Also true for a page of its own that does nothing but jump to the home page: `onward` is where a
    page sends its reader at once.
    """
    if is_home_path(requested):
        return False
    if requested != final and is_home_path(final):
        return True
    if not onward:
        return False
    return is_home_path(onward) and host_of(onward) == host_of(final)


_PARKED = re.compile(
    r"(?:该|此|本|您访问的)?域名(?:已|正在|可)?(?:出售|转让|过期|到期|未绑定|待售|停放|暂停解析)"
    r"|(?:buy|purchase) this domain|domain (?:name )?(?:is )?(?:for sale|parked|expired)|sedoparking"
    r"|未(?:取得|办理)?(?:ICP)?备案.{0,30}(?:无法访问|拦截|阻断|关闭)|虚拟主机.{0,12}(?:到期|过期|停用|开通成功)"
    r"|(?:网站|站点|空间)(?:已|被)?(?:暂停|到期|过期|欠费)|没有找到站点|welcome to nginx"
    r"|it works!|apache2? (?:ubuntu|debian|test) |IIS (?:Windows|7|8)|恭喜.{0,10}站点创建成功",
    re.IGNORECASE,
)


def parked(doc: Document) -> str | None:
    """The words by which a page says that no site lives here, or None."""
    if len(body_text(doc)) > _MOST_OWN or doc.tag("SiteName"):
        return None
    found = _PARKED.search(f"{doc.title} {_own_words(doc)}")
    return found.group(0) if found else None


_REFRESH = re.compile(
    r"^\s*([0-9]{1,4})(?:\.[0-9]*)?\s*[;,]\s*(?:url\s*=)?\s*['\"]?([^'\"]+)", re.I
)
_JUMP = re.compile(
    r"location(?:\s?\.\s?href)?\s?"
    r"(?:=\s?|\.(?:replace|assign)\s?\(\s?)\\?[\"']([^\"'\\]{1,500})\\?[\"']"
)
_OF_WINDOW = re.compile(r"(?:(?:window|self|top|parent|document)\s?\.\s?){1,2}\Z")
"""What may stand before `location`: looked for there, and not at each place of a source."""
_LONGEST_OWNER = 24
_MOBILE = re.compile(r"mobile|android|iphone|ipad|micromessenger|phone", re.IGNORECASE)
_JUMP_TEXT = 100


def redirect_of(doc: Document) -> str | None:
    """Where a page sends its reader at once: by `<meta http-equiv=refresh>`, or by script when
    there is next to nothing to read. A page that only reloads itself sends nobody anywhere."""
    for meta in outline(doc).tagged("meta"):
        if meta.get("http-equiv").strip().lower() != "refresh":
            continue
        found = _REFRESH.match(meta.get("content"))
        if found and (int(found.group(1)) <= 5 or len(body_text(doc)) < 3 * _JUMP_TEXT):
            target = join(doc.base, found.group(2).strip())
            if target and target != doc.url:
                return target
    if len(doc.text) > 60_000 or len(body_text(doc)) > _JUMP_TEXT:
        return None
    jumps = list(_JUMP.finditer(doc.text))
    jumps.sort(key=lambda jump: _is_for_telephones(doc.text, jump.start()))
    targets = [join(doc.base, jump.group(1)) for jump in jumps[:20]]
    return next((target for target in targets if target and target != doc.url), None)


def _is_for_telephones(source: str, start: int) -> bool:
    """Whether a jump stands behind words about mobile devices."""
    if owner := _OF_WINDOW.search(source, max(0, start - _LONGEST_OWNER), start):
        start = owner.start()
    return _MOBILE.search(source, max(0, start - 160), start) is not None
