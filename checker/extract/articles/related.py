"""Links between a policy and its interpretations (政策解读), as their pages write them."""

import re

from checker.extract.document import Document
from checker.extract.links import PageLink, all_links
from checker.extract.outline import Outline, outline

_POLICY_LABEL = re.compile(
    r"(?:政策|文件)(?:原文|全文|链接|正文)|原文(?:链接|地址|下载)?|(?:相关|关联|解读|所解读|对应|配套)(?:的)?(?:政策|文件)"
)
_POLICY_BEFORE = re.compile(r"(?:政策|文件)\s?[:：]$")
_POLICY_TITLE = re.compile(
    r"《[^《》]{6,}》|(?:关于|印发).{4,}(?:通知|意见|办法|方案|规定|细则|决定|通告|公告|规划)"
)
_READING_LABEL = re.compile(r"解读|图解|一图读懂|一图看懂|政策问答|政策简明")
_NEIGHBOUR = re.compile(r"[上下前后]一?[篇条]")
_REPRINT = re.compile(
    r"新华|人民(?:日报|网)|央视|中央广播|中国(?:政府网|新闻网|网|日报)|光明|经济日报|求是|学习强国|国务院|共产党员网"
    r"|转载|转自|参考消息|澎湃|光明网|法治日报|农民日报"
)
_LONGEST_LABEL = 24
_LOOKED_BACK = 3


def is_reprint(source: str) -> bool:
    """Whether the words behind 来源 name a central medium or body: the text came from there."""
    return _REPRINT.search(source) is not None


def policies_linked(doc: Document) -> tuple[str, ...]:
    """The addresses that an interpretation gives for the policy that it explains.

    A link counts by the words before it (政策原文, 相关文件) or by its own: such a label, or the
    title of a document.
    """
    page = outline(doc)
    found = (
        link.url
        for link in all_links(doc)
        if link.kind in ("a", "attachment") and _is_policy(page, link)
    )
    return tuple(dict.fromkeys(found))


def readings_linked(doc: Document, wanted: str = "") -> tuple[str, ...]:
    """The addresses that a policy's page gives for its interpretations, by the words there.

    `wanted` is the address of one that counts whatever its words. Names of columns (政策解读) stand on every page: whoever asks leaves those addresses out.
    """
    page = outline(doc)
    found = (
        link.url
        for link in all_links(doc)
        if link.url == wanted or (link.kind in ("a", "attachment") and _is_reading(page, link))
    )
    return tuple(dict.fromkeys(found))


def _is_reading(page: Outline, link: PageLink) -> bool:
    before = _before(page, link)
    named = _READING_LABEL.search(link.text) or _READING_LABEL.search(before)
    return named is not None and not _NEIGHBOUR.search(before)


def _is_policy(page: Outline, link: PageLink) -> bool:
    before = _before(page, link)
    if _NEIGHBOUR.search(before) or _NEIGHBOUR.search(link.text):
        return False
    short = link.text if len(link.text) <= _LONGEST_LABEL else ""
    labelled = _POLICY_LABEL.search(before) or _POLICY_LABEL.search(short)
    return bool(labelled or _POLICY_BEFORE.search(before) or _POLICY_TITLE.search(link.text))


def _before(page: Outline, link: PageLink) -> str:
    """The nearest short words before a link: its label."""
    at = link.place.texts_from
    for text in reversed(page.texts[max(0, at - _LOOKED_BACK) : at]):
        words = text.words.strip()
        if words and len(words) <= _LONGEST_LABEL:
            return words
        if words:
            return ""
    return ""
