"""What kind of page a page is: home, column, article, feedback form, letters, guide, services …

Tags of the standard are believed first, then the address, then what the page is made of. Every
answer carries its reason.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from checker.extract.answers.wrong_page import is_home_path
from checker.extract.articles.article import Article, read_article
from checker.extract.columns.breadcrumbs import breadcrumbs
from checker.extract.document import Document
from checker.extract.flow import Flow, flow
from checker.extract.lists.reading import ItemList, main_list
from checker.extract.lists.tools import leads_to_more
from checker.extract.outline import outline
from checker.extract.phrases import by_first_sign

PageKind = Literal[
    "home",
    "column",
    "article",
    "feedback",
    "letters",
    "guide",
    "services",
    "search",
    "error",
    "challenge",
    "other",
]


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind, where in the page it shows, and why."""

    kind: PageKind
    place: str
    why: str


def page_kind(doc: Document, url: str, as_of: date) -> PageKind:
    """The kind of a page that is a page (no challenge, no error), seen by itself."""
    return kind_of(doc, url, read_article(doc, as_of), main_list(doc, as_of)).kind


def kind_of(doc: Document, url: str, article: Article, listed: ItemList | None) -> Kind:
    """The kind of a page whose article and main list were read already."""
    words = flow(doc)
    name = _names(doc)
    items = len(listed.items) if listed else 0
    return (
        _by_tags(doc, url, article)
        or _home(doc, url, words)
        or _search(doc, url, name)
        or _guide(words, article)
        or _letters(words, name)
        or _feedback(doc, words, name, article)
        or _services(doc, name, items)
        or _article(article, listed)
        or _column(doc, listed)
        or _text(words, article)
        or Kind("other", "", "没有列表、没有文章特征，也不是已知的功能页")
    )


def _names(doc: Document) -> str:
    """What the page calls itself: its title, its column, its last breadcrumb's neighbourhood."""
    return " ".join((doc.title[:60], doc.tag("ColumnName"), doc.tag("ColumnType")))


def _by_tags(doc: Document, url: str, article: Article) -> Kind | None:
    title, published = doc.tag("ArticleTitle"), doc.tag("PubDate")
    if published and (title or article.published_from.startswith("label")):
        return Kind("article", "meta ArticleTitle, PubDate", "有文章标题和发布日期标签")
    if title and article.published_from.startswith(("label", "text")):
        return Kind("article", "meta ArticleTitle", "有文章标题标签，标题下有日期")
    if doc.tag("ColumnType") == "首页" and not title:
        return Kind("home", "meta ColumnType", "栏目类别标签为首页")
    return None


_CRUMBS = re.compile(r"(?:当前|所在|您的|现在)的?位置|^首页\s?(?:>|＞|»|/)|\s首页\s?(?:>|＞|»|->)")
_HOME_TITLE = re.compile(
    r"^(?:网站)?首页$|首页\s?[-_|]|[-_|]\s?首页$|^[一-鿿]{2,20}(?:人民政府|门户网站|政府网|政务网|委员会|[局厅])"
    r"(?:门户网站|网站|官网)?$"
)


def _home(doc: Document, url: str, words: Flow) -> Kind | None:
    crumbs = _CRUMBS.search(words.text)
    if is_home_path(url) and not (crumbs and breadcrumbs(doc)):
        return Kind("home", url, "网址是网站根目录，页面没有上级栏目")
    if not _HOME_TITLE.search(doc.title) or (crumbs and breadcrumbs(doc)):
        return None
    page = outline(doc)
    more = sum(1 for link in page.links[:3000] if leads_to_more(page, link))
    if more >= 3 or doc.title.strip() in ("首页", "网站首页"):
        return Kind("home", "title", f"标题是网站名称或首页，有 {more} 处“更多”，没有“当前位置”")
    return None


_SEARCH = re.compile(r"搜索结果|检索结果|全文检索|站内(?:搜索|检索)|高级(?:搜索|检索)|智能搜索")
_SEARCH_PATH = re.compile(
    r"/(?:search|so|jsearch\w*|sousuo|fullsearch|s)(?:[/.?]|$)", re.IGNORECASE
)


def _search(doc: Document, url: str, name: str) -> Kind | None:
    if found := _SEARCH.search(doc.title):
        return Kind("search", "title", f"标题含“{found.group(0)}”")
    if _SEARCH_PATH.search(url) and not doc.tag("ColumnName") and "搜索" in name:
        return Kind("search", url, "网址和标题是搜索页")
    return None


_ELEMENTS = re.compile(
    by_first_sign(
        ("受理|申请|办理|审批", "条件"),
        ("设定|办理|法律|实施", "依据"),
        ("申请|办理|申报|提交", "材料"),
        ("办理|审批|申请|受理", "流程"),
        "办事流程",
        ("办理|受理", "地点"),
        ("办理|办公|受理|工作", "时间"),
        "收费(?:标准|依据|情况)",
        "是否收费",
        ("法定|承诺|办理|办结", "(?:时限|期限|时间)"),
        ("咨询|监督投诉|投诉|监督", "(?:电话|方式|渠道)"),
        ("办理|审批", "结果"),
        "结果(?:送达|名称)",
        "服务对象",
        "办件类型",
        "事项(?:类型|编码|名称)",
        ("受理|实施|办理", "(?:机构|主体|部门|单位)"),
    )
)
_ENOUGH_ELEMENTS = 5


def _guide(words: Flow, article: Article) -> Kind | None:
    """A service guide has the names of its elements as headings of their own."""
    found: set[str] = set()
    for element in _ELEMENTS.finditer(words.text[:60_000]):
        piece = words.piece_at(element.start())
        if piece is not None and len(piece.words) < 14:
            found.add(element.group(0))
    if len(found) < _ENOUGH_ELEMENTS:
        return None
    if len(found) < _ENOUGH_ELEMENTS + 2 and not re.search(
        r"指南|办理|事项|申领|登记|许可", article.title
    ):
        return None
    return Kind("guide", "body", "办事指南要素：" + "、".join(sorted(found)[:6]))


_LETTER_HEADS = re.compile(
    by_first_sign(
        (
            "来信|写信|留言|咨询|提问|提交|发起|信件",
            "(?:时间|日期|标题|编号|主题|类型|状态|内容)",
        ),
        (
            "回复|答复|办理|处理|受理|办结",
            "(?:时间|日期|状态|单位|部门|情况|内容|结果|机构)",
        ),
        "处理部门",
        r"流\s?水\s?号",
        "信件",
        "来信人",
        "写信人",
    )
)
_LETTER_STATES = re.compile(
    by_first_sign(
        "已(?:回复|答复|办结|处理|受理|转办|办理)",
        "未(?:处理|回复|受理|答复)",
        ("办理|处理|受理", "中"),
        "待(?:受理|处理|回复|审查|审核|办理)",
    )
)
_LETTER_NAMES = re.compile(
    r"(?:信件|信箱|来信|留言|咨询|问答|信访)(?:选登|列表|公开|查询|展示|公示|反馈|回复|选编|回音)|回复选登|选登"
)


def _letters(words: Flow, name: str) -> Kind | None:
    heads = {found.group(0) for found in _LETTER_HEADS.finditer(words.text[:60_000])}
    if len(heads) < 2:
        return None
    states = sum(1 for _ in _LETTER_STATES.finditer(words.text[:60_000]))
    if states >= 3:
        return Kind(
            "letters", "body", f"有信件表头（{'、'.join(sorted(heads)[:4])}）和 {states} 个办理状态"
        )
    if found := _LETTER_NAMES.search(name):
        return Kind("letters", "title", f"栏目名含“{found.group(0)}”，有信件表头")
    if len(heads) >= 4 and re.search(r"信件内容|来信内容|留言内容|咨询内容|问题内容", words.text):
        return Kind("letters", "body", "一封信件及其答复：" + "、".join(sorted(heads)[:4]))
    return None


_FEEDBACK = re.compile(
    r"写信|信箱|留言|我要(?:咨询|投诉|建议|提问|反映|举报|写信|留言)|在线(?:咨询|投诉|提问)|咨询投诉|建言|意见(?:征集|建议|反馈)"
    r"|投诉|政民互动|互动交流|民意"
)
_APPLY = re.compile(r"依申请公开|我要申请|申请公开")
_APPLIED_FOR = re.compile(
    r"所需(?:政府)?信息|信息的?用途|获取(?:政府)?信息的?方式|提供(?:政府)?信息的?(?:指定)?方式|信息公开申请表"
)
"""Fields that only the form for information on request has."""
_FIELDS = re.compile(
    r"姓\s?名|标\s?题|主\s?题|手\s?机|电\s?话|邮\s?箱|内\s?容|验证码|写信目的|诉求"
)


def _feedback(doc: Document, words: Flow, name: str, article: Article) -> Kind | None:
    """A form with room for a text and the fields of a letter; not the one of 依申请公开."""
    page = outline(doc)
    rooms = [area for area in page.tagged("textarea") if not area.hidden]
    if not rooms:
        return None
    fields = {re.sub(r"\s", "", found.group(0)) for found in _FIELDS.finditer(words.text)}
    if len(fields) < 3:
        return None
    if found := _APPLY.search(name) or _APPLIED_FOR.search(words.text):
        return Kind("other", "title", f"“{found.group(0)}”是依申请公开的表单，不是咨询投诉渠道")
    named = _FEEDBACK.search(name) is not None
    if not article.published and (_FEEDBACK.search(words.text[:2_000]) or len(fields) >= 4):
        named = True
    if named:
        return Kind(
            "feedback", rooms[0].selector, "有可填写正文的表单：" + "、".join(sorted(fields))
        )
    return None


_SERVICES = re.compile(
    r"办事服务|政务服务|网上办事|在线办事|在线服务|办事大厅|服务大厅|网上服务|便民服务|公共服务|办事指南|一网通办|服务平台"
)


def _services(doc: Document, name: str, items: int) -> Kind | None:
    found = _SERVICES.search(name)
    if found is None or items >= 5 or "公开" in found.group(0):
        return None
    return Kind("services", "title", f"标题或栏目标签含“{found.group(0)}”")


_OTHER_DAY = re.compile("成文|更新|修改")
"""Labels of days that pages of every kind may show."""


def _article(article: Article, listed: ItemList | None) -> Kind | None:
    dated = sum(1 for item in listed.items if item.day) if listed else 0
    place = article.published_from
    if dated >= 3 and article.label_repeats:
        return None
    if place.startswith("label") and article.published_quote and not _OTHER_DAY.search(place):
        if dated < 8 or article.body_chars > 1_500:
            return Kind("article", place, f"标题附近有“{article.published_quote}”")
    elif place.startswith(("text", "label")) and "成文" not in place and dated < 5:
        return Kind("article", place, f"标题下有日期 {article.published_quote}")
    elif place.startswith("meta") and dated < 5 and _shown(article):
        return Kind("article", place, f"有发布日期标签 {article.published_quote}")
    elif place.startswith(("script", "address")) and dated < 3 and article.title_from != "title":
        return Kind("article", place, f"网址或脚本里有日期 {article.published_quote}，页面上有标题")
    return None


def _shown(article: Article) -> bool:
    """Whether the page itself shows a headline, or a date beside what the tag says."""
    seen = any(claim.place.startswith(("text", "label")) for claim in article.claims)
    return seen or article.title_from != "title"


def _column(doc: Document, listed: ItemList | None) -> Kind | None:
    if listed is not None and len(listed.items) >= 3:
        return Kind("column", listed.selector, f"有 {len(listed.items)} 条信息的列表")
    if doc.tag("ColumnName"):
        return Kind("column", "meta ColumnName", "有栏目名称标签，没有文章标签")
    if listed is not None and (listed.blank or listed.needs_browser or listed.items):
        why = "列表区为空" if not listed.items else f"有 {len(listed.items)} 条信息的列表"
        return Kind("column", listed.selector, listed.needs_browser or why)
    return None


_LONG = 40


def _text(words: Flow, article: Article) -> Kind | None:
    """A page whose words are mostly sentences under a headline is an article without a date."""
    long = sum(len(piece.words) for piece in words.pieces if len(piece.words) >= _LONG)
    if long > 300 and article.title and article.title_from != "title":
        return Kind("article", article.title_from, f"标题下有 {long} 字正文，没有读到日期")
    return None
