"""Whether a page without a list shows anything else: a text, a picture, a file, a film.

Templates leave empty lists beside the body of a document; such a page is no blank column.
"""

import re

from checker.extract.links import is_attachment
from checker.extract.lists.places import Places
from checker.extract.outline import Element, Outline

_PATH = re.compile(r"位\s?置|您(?:现在|当前)?在")
_FOOT = re.compile(r"ICP\s?备|公网安备|标识码|版权所有|主\s?办\s?(?:单位)?[:：]|[Cc]opyright|©")
_FRAME = re.compile(
    r"今天是|欢迎|星期[一二三四五六日天]|扫一扫|公众号|二维码|无障碍|分辨率|浏览器|技术支持|邮\s?编|"
    r"[共第]\s?\d+\s?[条页篇个]|位\s?置[:：]|首页\s?[>＞»/]"
)
"""Words of what stands around the content of every page of a site."""
_POINTS = re.compile(r"请.{0,6}(?:点击|查看|参见|访问)|详见|请点|点击.{0,6}(?:查看|下载|进入)")
_SHOWN = ("img", "embed", "object", "video", "audio")
_SMALL = re.compile(
    r"logo|icon|ico\b|arrow|dot|line|btn|button|search|bg\b|banner|ewm|qr", re.IGNORECASE
)
_LEAST_WORDS = 10
_LEAST_PLACE = 0.5


def shows_content(page: Outline, places: Places) -> bool:
    """Whether anything stands between the page's path and its foot that is no list and no menu."""
    first, last = _between(page)
    for text in page.texts[first:last]:
        if text.link is not None or text.at.hidden or _FRAME.search(text.words):
            continue
        told = len(text.words) >= _LEAST_WORDS or _POINTS.search(text.words)
        if told and places.marked(text.at)[0] >= _LEAST_PLACE:
            return True
    for link in page.links:
        if first <= link.texts_from < last and is_attachment(link.get("href")):
            return True
    return any(
        first <= part.texts_from <= last and _is_shown(part, places)
        for part in page.tagged(*_SHOWN)
    )


def _is_shown(part: Element, places: Places) -> bool:
    """Whether a picture, a film or a file is content: no ornament, no link, no banner."""
    if part.hidden or places.marked(part)[0] < _LEAST_PLACE:
        return False
    if part.tag == "img":
        ornament = _SMALL.search(f"{part.marks} {part.get('src')}")
        return not ornament and all(above.tag != "a" for above in part.ancestors())
    return True


def _between(page: Outline) -> tuple[int, int]:
    """The texts behind the page's path, up to the first words of its foot behind that."""
    first = next(
        (place + 1 for place, text in page.saying("位置", "您") if _PATH.search(text.words)), 0
    )
    feet = page.saying("备", "标识", "版权", "主办", "©", "opyright")
    last = next(
        (place for place, text in feet if place >= first and _FOOT.search(text.words)),
        len(page.texts),
    )
    return first, last
