"""Who runs a site, as its footer says: 标识码, ICP, 公安, sponsor, contact, site map, the mark.

Footers are often written by scripts, so the page's source is searched where its visible words
say nothing; a mark found there stands in the page, seen or not.
"""

import re
from dataclasses import dataclass

from checker.extract.document import Document
from checker.extract.flow import Flow, flow
from checker.extract.outline import Element, Outline, outline
from checker.extract.phrases import PlainSigns, by_first_sign


@dataclass(frozen=True, slots=True)
class Found:
    """A value, the words or markup it was read from, and where: a selector, or 源代码."""

    value: str
    quote: str
    place: str


@dataclass(frozen=True, slots=True)
class FooterRead:
    """What a footer names; None for what it does not. `badge_code` is the 找错 badge's own."""

    site_code: Found | None
    badge_code: Found | None
    icp: Found | None
    police: Found | None
    sponsor: Found | None
    contact: Found | None
    sitemap: Found | None
    party_gov_mark: Found | None


_CODE = r"([bB][mM][0-9]{8}|[0-9０-９]{10}|[0-9]{6} [0-9]{4})(?![0-9])"
_SITE_CODE = re.compile(
    r"(?:标\s?识|识\s?别)\s?(?:编\s?)?[码号]\s{0,2}[:：是为]?\s{0,3}[（(【\[]?\s?" + _CODE
)
_SITE_CODE_SOURCE = re.compile(
    r"网站(?:标识|识别)(?:编)?[码号](?:\s|&nbsp;|[:：]|</?[a-z]{1,6}[^<>]{0,80}>){0,8}" + _CODE
)
_BADGE = re.compile(
    r"(?:site_?code[\"']?\s{0,3}(?:=|:|,|%3D)|\bLink\(|jiucuo[a-z_]{0,8}\()\s{0,3}\\?[\"']?\s{0,2}"
    + _CODE,
    re.IGNORECASE,
)
_BADGE_HOSTS = ("jiucuo", "zfwzgl", "zfwzzc", "pucha.kaipuyun", "/exposure/")
_ICP = re.compile(
    r"[京津沪渝冀豫云滇辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵黔粤青藏川蜀宁琼国]\s{0,2}(?:ICP|icp|Icp)\s{0,2}[备证]\s{0,2}(?:案\s?)?"
    r"(?:编?号\s?)?(?:字\s?)?(?:第\s?)?[:：]?\s{0,2}[0-9]{6,12}\s{0,2}(?:号)?(?:\s?[-－—–]\s?[0-9]{1,4})?"
)
_POLICE_SIGN = re.compile(r"公\s?(?:网\s?安|安(?:机关)?)?\s?备")
_POLICE = re.compile(
    r"公\s?(?:网\s?安|安(?:机关)?)?\s?备\s{0,2}(?:案\s?)?(?:编?号)?\s?[:：]?\s{0,2}([0-9](?:\s?[0-9]){10,13})(?![0-9])"
)
_RECORD = re.compile(r"recordcode=([0-9]{11,14})")
_SPONSOR = re.compile(
    r"主\s{0,4}办\s{0,2}(?:单\s?位|机\s?构|方)?\s{0,2}[:：]\s{0,3}([^\s:：|｜,，;；。]{3,40})"
    r"|主办单位\s{1,3}([^\s:：|｜,，;；。]{4,40})"
)
_OWNER_AFTER = re.compile(
    r"(?:版权所有\s{0,2}(?:归|为)?|(?:Copyright|COPYRIGHT|copyright)\s?(?:©|\(c\)|&copy;)?\s?[0-9\-–—~ ]{0,12})"
    r"\s{0,2}[:：©]?\s{0,3}([一-鿿（）()]{4,40}+)(?!\s?[:：])"
)
"""An owner's name is no label: words with a colon behind them name what comes next."""
_BEFORE = re.compile(r"(?:主\s?办(?=[\s,，。|｜]|$)|版权所有)")
_NAME_BEFORE = re.compile(r"[一-鿿（）()]{4,40}$")
_NO_OWNER = re.compile(r"网站地图|联系我们|网站声明|关于|设为首页|加入收藏|未经|不得|隐私|法律")
_SPONSOR_END = re.compile(
    r"(?:承\s?办|协\s?办|主\s?管|技术支持|维护|运维|版权|地址|电话|联系|邮编|网站标识码|备案|ICP|网站建设).*$"
)
_CLOSED = re.compile(r"[^()（）][(（][^()（）]{1,30}[)）]$")
"""A name that ends with words in brackets, which belong to it."""
_PHONE_LABEL = re.compile(
    r"(?:电\s{0,4}话|热\s?线|联系方式|联系我们|咨询|技术支持|值班|传真)[^0-9+（(]{0,16}"
    r"([（(]?0[0-9]{2,3}[)）]?\s?[-－—–]?\s?[0-9]{7,8}|1[3-9][0-9]{9}|400[-\s]?[0-9]{3,4}[-\s]?[0-9]{3,4}|12[0-9]{3})"
    r"(?![0-9])"
)
_PHONE = re.compile(r"0(?<![0-9].)[0-9]{2,3}[)）]?\s?[-－—–]\s?[0-9]{7,8}(?![0-9])")
_SITEMAP = re.compile(
    by_first_sign(
        ("网站|站点|网页|本站", r"\s?地图"), ("S|s", r"ite\s?[Mm]ap"), "SITEMAP", "站点导航"
    )
)
_ANCHORS = re.compile(
    r"ICP\s?[备证]|公\s?网\s?安\s?备|标\s?识\s?[码号]|版权所有|C(?:opyright|OPYRIGHT)|copyright"
)
_MARKS = (
    ("conac.cn", re.compile(r"(?:bszs|dcs|biaozhi)\.conac\.cn[^\"'\s<>]{0,120}")),
    ("_ideConac", re.compile(r"_ideConac")),
    ("党政机关", re.compile(r"(?:alt|title)\s?=\s?[\"']党政机关(?:网站)?(?:标识)?[\"']")),
)
_SIGNS = PlainSigns(
    *("标识", "ICP", "安备", "recordcode=", "地图"),
    *_BADGE_HOSTS,
    *(sign for sign, _ in _MARKS),
)
"""What stands in a page's source wherever one of these patterns finds something in it."""
_PLAIN_FIGURES = {ord("０") + figure: str(figure) for figure in range(10)}
_AROUND = 300
_MOST_PLACES = 40


def read_footer(doc: Document) -> FooterRead:
    """Reads the identity of a site from one page; what is not there is None."""
    words = flow(doc)
    feet = _feet(words)
    source = _Source(doc.text)
    return FooterRead(
        site_code=_seen(words, _SITE_CODE) or source.code("标识", _SITE_CODE_SOURCE),
        badge_code=_badge(source),
        icp=_seen(words, _ICP, whole=True, first=True) or source.code("ICP", _ICP, whole=True),
        police=_seen_police(words)
        or source.code("安备", _POLICE)
        or source.code("recordcode=", _RECORD),
        sponsor=_sponsor(words, feet),
        contact=_contact(words, feet),
        sitemap=_sitemap(doc, words, source),
        party_gov_mark=_mark(source),
    )


def _seen(
    words: Flow, pattern: re.Pattern[str], whole: bool = False, first: bool = False, start: int = 0
) -> Found | None:
    """A match in the visible words, by default the last one: footers stand at the end."""
    chosen = None
    for match in pattern.finditer(words.text, start):
        chosen = match
        if first:
            break
    if chosen is None:
        return None
    value = chosen.group(0) if whole else chosen.group(1)
    return Found(_tight(value), chosen.group(0), _where(words, chosen.start()))


def _seen_police(words: Flow) -> Found | None:
    """As `_seen`, but looked for from the first sign of one: it may begin with any character."""
    sign = _POLICE_SIGN.search(words.text)
    return _seen(words, _POLICE, start=max(0, sign.start() - 2)) if sign else None


def _where(words: Flow, place: int) -> str:
    element = words.element_at(place)
    return element.selector if element else "body"


def _tight(value: str) -> str:
    """A code without blanks inside and in plain figures; a ministry's two letters in lower case."""
    value = re.sub(r"\s+", "", value).translate(_PLAIN_FIGURES)
    return "bm" + value[2:] if value[:2].lower() == "bm" else value


class _Source:
    """A page's source, and where the signs stand in it without which nothing is to be found."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places = _SIGNS.places(text, _MOST_PLACES)

    def holds(self, sign: str) -> bool:
        """Whether a sign stands anywhere."""
        return bool(self._places[sign])

    def first(self, sign: str, pattern: re.Pattern[str], reach: int) -> re.Match[str] | None:
        """The first match near a place where a sign stands: a source is long, such places few."""
        for at in self._places[sign]:
            if found := pattern.search(self._text, max(0, at - reach), at + reach):
                return found
        return None

    def code(self, sign: str, pattern: re.Pattern[str], whole: bool = False) -> Found | None:
        """A code near a sign: all of the match, or what its group holds."""
        found = self.first(sign, pattern, 120)
        if found is None:
            return None
        return Found(_tight(found.group(0 if whole else 1)), found.group(0), "源代码")


def _badge(source: _Source) -> Found | None:
    """The code that the 找错 badge carries, near the badge's own address or name."""
    for host in _BADGE_HOSTS:
        if found := source.first(host, _BADGE, 400):
            return Found(_tight(found.group(1)), found.group(0), "源代码")
    return None


def _feet(words: Flow) -> list[int]:
    """The places of the marks that only footers have: the last ones, close together."""
    places = [found.start() for found in _ANCHORS.finditer(words.text)][-12:]
    feet: list[int] = []
    for place in reversed(places):
        if feet and feet[-1] - place > _AROUND:
            break
        feet.append(place)
    return feet


def _nearest(words: Flow, feet: list[int], pattern: re.Pattern[str]) -> list[re.Match[str]]:
    """Matches around the marks of a footer, the nearest to one of them first."""
    if not feet:
        return []
    start, end = max(0, min(feet) - _AROUND), max(feet) + _AROUND
    found = pattern.finditer(words.text, start, min(end, len(words.text)))
    return sorted(found, key=lambda match: min(abs(match.start() - foot) for foot in feet))


def _sponsor(words: Flow, feet: list[int]) -> Found | None:
    for pattern in (_SPONSOR, _OWNER_AFTER):
        for match in _nearest(words, feet, pattern):
            name = next(group for group in match.groups() if group)
            if found := _office(words, name, match.start(), match.group(0)):
                return found
    for match in _nearest(words, feet, _BEFORE):
        before = _NAME_BEFORE.search(
            words.text[max(0, match.start() - 41) : match.start()].rstrip()
        )
        if before is None:
            continue
        quote = f"{before.group(0)} {match.group(0)}"
        if found := _office(words, before.group(0), match.start(), quote):
            return found
    return None


def _office(words: Flow, name: str, place: int, quote: str) -> Found | None:
    """An office's name out of what stands beside 主办; None for words that are no name."""
    name = re.sub(r"^(?:本?网?站?由|由)", "", _SPONSOR_END.sub("", name)).strip("-_·")
    name = name.lstrip("(（)）") if _CLOSED.search(name) else name.strip("(（)）")
    if len(name) < 4 or _NO_OWNER.search(name):
        return None
    return Found(name, quote, _where(words, place))


def _contact(words: Flow, feet: list[int]) -> Found | None:
    for pattern in (_PHONE_LABEL, _PHONE):
        for match in _nearest(words, feet, pattern)[:1]:
            number = match.group(1) if pattern is _PHONE_LABEL else match.group(0)
            return Found(_tight(number), match.group(0), _where(words, match.start()))
    return None


def _sitemap(doc: Document, words: Flow, source: _Source) -> Found | None:
    page = outline(doc)
    for match in _SITEMAP.finditer(words.text):
        piece = words.piece_at(match.start())
        link = piece.link if piece else None
        url = page.url(link.get("href")) if link else ""
        if link and url and len(page.words(link)) < 16:
            return Found(url, match.group(0), link.selector)
    if source.holds("地图"):
        for link in page.links[-400:]:
            title = link.get("title")
            title = title or _pictured(page, link)
            if title and len(title) < 16 and _SITEMAP.search(title):
                return Found(page.url(link.get("href")), title, link.selector)
    return None


def _pictured(page: Outline, link: Element) -> str:
    """The words of a picture that a link without words shows."""
    if link.texts_to > link.texts_from:
        return ""
    return next((part.get("alt") for part in page.below(link, 4) if part.tag == "img"), "")


def _mark(source: _Source) -> Found | None:
    """The 党政机关 mark: a link to its register, its script (also one written by unescape)."""
    for sign, pattern in _MARKS:
        if found := source.first(sign, pattern, 120):
            return Found("conac", found.group(0), "源代码")
    return None
