"""The headline of an article: the same words in a tag, in `<title>` and on the page."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from checker.extract.document import Document, fold
from checker.extract.flow import Flow, flow
from checker.extract.outline import Element, Outline, outline

_SITE_TAIL = re.compile(
    r"\s*(?:[-_|—–·,、>＞»]+|\s-\s)\s*[^-_|—–·>＞»]{0,40}"
    r"(?:政府|网|网站|门户|委员会|管理局|[厅局委办院署部](?:官网)?|平台|中心|频道|首页|官方)[^-_|—–·>＞»]{0,12}$"
)
_TITLE_MARKS = re.compile(
    r"(?:^|[\s_-])(?:\w{0,12}(?:title|biaoti|headline)|tit|bt)(?:$|[\s_\-\d])"
)
_TITLE_SIGNS = ("tit", "bt", "biaoti", "headline")
_BYLINE = re.compile(
    r"\s.{0,30}?(?:发布|来源|日期|时间|发表|作者|浏览|字号|字体|(?:19|20)[0-9]{2}[-年/.][0-9]{1,2}[-月/.])"
)
"""What follows a headline: the line with the date and the source."""
_SITE_NAME = re.compile(
    r"^[一-鿿]{2,16}(?:人民政府|政府网|政务网|门户网站|网站|委员会|管理局|[厅局委办院署部网])"
    r"(?:[（(]?[一-鿿]{0,6}门?户?网站?[）)]?)?$"
)
"""A `<title>` that only says whose site it is."""
_DAY = re.compile(r"(?:19|20)[0-9]{2}\s?[-年/.]\s?[0-9]{1,2}\s?[-月/.]\s?[0-9]{1,2}日?")
_LINE = re.compile(
    r"发\s?布|来\s?源|日\s?期|时\s?间|发表|作者|浏览|字\s?号|字体|点击|阅读|更新|访问|^\W*$|^[0-9]+$"
)
_SPOKEN = re.compile(r"[^\W\d_]")
_BANNER = re.compile(r"今\s?天|今\s?日|现在|星期|版权|[Cc]opyright|©")
_HEADLINE = re.compile(
    r"(?![（(]?[0-9一二三四五六七八九十]{1,3}[、.．)）])(?!.{0,12}位置)(?!.{0,30}(?:版权|[主承]\s?办|备案|ICP|©|[Cc]opyright))[^。；!！|｜]{6,120}[^。；!！|｜:：]"
)
_HEADINGS = ("h1", "h2", "h3")
_FIRST_PARTS = 6
_LEAST_ALONE = 7
_LINE_PIECES = 8
_LONGEST_LINE = 120
_LONGEST = 400
_MOST_DAYS = 30
_MOST_LINKS = 8
_TAG = re.compile(r"<[^<>]{0,400}>")


@dataclass(frozen=True, slots=True)
class Headline:
    """`text`, where it was read, and where it stands in the flow (-1: nowhere to be seen)."""

    text: str
    found_in: str
    place: int
    places: tuple[int, ...] = ()


def headline_of(doc: Document) -> Headline:
    """The headline; the page's own words are believed before its tags, for what a person sees."""
    words = flow(doc)
    tagged = plain_title(doc.tag("ArticleTitle"))
    titled = plain_title(doc.title)
    if tagged and (places := _places(words, tagged)):
        return Headline(tagged, "meta ArticleTitle", places[0], places)
    shown = _shown(doc, words, titled)
    if shown is not None:
        return shown
    for part in title_parts(titled):
        if len(part) > 7 and not _SITE_NAME.search(part) and (places := _places(words, part)):
            return Headline(part, "title", places[0], places)
    if above := _above_byline(words, outline(doc)):
        return above
    if tagged:
        return Headline(tagged, "meta ArticleTitle", -1)
    return Headline(without_site(titled), "title", -1)


def plain_title(text: str) -> str:
    """A title without markup that some CMSs leave in it."""
    return fold(_TAG.sub(" ", text)) if "<" in text else fold(text)


def without_site(title: str) -> str:
    """A page's title without the site's and the column's name behind it."""
    for _ in range(3):
        shorter = _SITE_TAIL.sub("", title)
        if shorter == title or len(shorter) < 4:
            break
        title = shorter
    return title


def title_parts(title: str) -> list[str]:
    """What a `<title>` may hold as a headline, the likeliest first."""
    parts = [title, without_site(title)]
    parts += sorted(
        re.split(r"\s*[_|>＞»—–]+\s*|\s+-+\s*|-+\s+|(?<=\w)-(?=[^\W\d])", title), key=len
    )[::-1][:3]
    return [part for part in dict.fromkeys(parts) if part]


def _places(words: Flow, needle: str) -> tuple[int, ...]:
    """Where these words stand in the flow; a first look as written, a second without blanks."""
    found: list[int] = []
    at = words.text.find(needle)
    while at >= 0 and len(found) < 12:
        found.append(at)
        at = words.text.find(needle, at + len(needle))
    if found or len(needle) < 8:
        return tuple(found)
    head = needle[:60]
    loose = re.compile(r"\s?".join(re.escape(sign) for sign in head if not sign.isspace()))
    return tuple(
        match.start() for match, _ in zip(loose.finditer(words.text), range(12), strict=False)
    )


def _shown(doc: Document, words: Flow, titled: str) -> Headline | None:
    """A heading or a block named as a title, whose words are in `<title>` or stand alone."""
    page = outline(doc)
    named: list[tuple[Element, str]] = []
    for element in page.tagged(*_HEADINGS, "div", "p", "td", "span", "strong"):
        heading = element.tag in _HEADINGS
        if not heading and not (element.attributes and _is_title(element.marks)):
            continue
        size = element.texts_to - element.texts_from
        if element.hidden or not 0 < size <= 6:
            continue
        if _leading(page, element) > (2 if heading else 0):
            continue
        text = page.words(element)
        whole = heading and text == titled
        if not (whole or 5 < len(text) <= 200) or (size > 1 and _DAY.search(text)):
            continue
        if size > 1 and any(part.tag in _HEADINGS for part in page.below(element, _FIRST_PARTS)):
            continue
        if text in titled or (titled and titled in text):
            return Headline(text, _where(element), words.start_of(element), ())
        named.append((element, text))
    for element, text in named:
        place = words.start_of(element)
        if len(text) > 7 and place >= 0:
            end = place + len(text)
            if element.tag == "h1" or _BYLINE.match(words.text, end):
                return Headline(text, _where(element), place)
    return None


def _is_title(marks: str) -> bool:
    """Whether class and id name a title; most hold no sign of one, and are searched no further."""
    for sign in _TITLE_SIGNS:
        if sign in marks:
            return _TITLE_MARKS.search(marks) is not None
    return False


def _leading(page: Outline, element: Element) -> int:
    """The links below an element that lead somewhere: a headline may be one that leads nowhere."""
    links = page.links_in(element)
    if len(links) > _MOST_LINKS:
        return len(links)
    return sum(1 for link in links if page.url(link.get("href")))


def _above_byline(words: Flow, page: Outline) -> Headline | None:
    """The words right above the line with the date: where no tag and no mark names a headline."""
    for found, _ in zip(_DAY.finditer(words.text), range(_MOST_DAYS), strict=False):
        at = bisect_right(words.starts, found.start()) - 1
        if "。" in words.text[max(0, found.start() - _LONGEST) : found.start()]:
            return None
        if not _in_line(words, at, found):
            continue
        for piece, start in zip(
            reversed(words.pieces[max(0, at - _LINE_PIECES) : at]),
            reversed(words.starts[max(0, at - _LINE_PIECES) : at]),
            strict=True,
        ):
            bare = _DAY.sub("", piece.words)
            if _LINE.search(bare) or len(bare) < _LEAST_ALONE:
                continue
            leads = piece.link is not None and page.url(piece.link.get("href"))
            if leads or not _HEADLINE.fullmatch(piece.words):
                break
            return Headline(piece.words, "日期行上方的文字", start)
    return None


def _in_line(words: Flow, at: int, found: re.Match[str]) -> bool:
    """Whether a day stands alone, or in a line that names it or its source."""
    piece = words.pieces[at]
    if piece.link is not None or _BANNER.search(piece.words):
        return False
    rest = piece.words.replace(found[0], "", 1)
    if not _SPOKEN.search(rest):
        return True
    if len(piece.words) > _LONGEST_LINE:
        return False
    before = words.text[max(0, found.start() - 12) : found.start()]
    return _LINE.search(piece.words) is not None or _LINE.search(before) is not None


def _where(element: Element) -> str:
    if element.tag in _HEADINGS:
        return element.tag
    name = element.get("class").partition(" ")[0] or element.get("id")
    return f"{element.tag}.{name}" if name else element.tag
