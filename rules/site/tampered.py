"""网页疑似被篡改 · Pages that look tampered with

Counts what looks planted in the pages of the site: a page that advertises what the law forbids, a
title or keywords that do while the text is about something else, words for search engines that no
visitor sees, a script that sends those who come from a search engine elsewhere. A machine only
suspects; scripts of strange hosts alone are no sign (`foreign-scripts`).

Basis:        国办秘函〔2019〕19号, part 1, 安全、泄密事故等严重问题: 对安全攻击（如页面被挂马、内容被篡改
              等）没有及时有效处置造成严重安全事故. The signs that a machine looks for are ours.
Cannot tell:  when no page was read.
"""

from checker.core.fact import settled
from checker.core.outcome import Outcome, breached, cannot_tell, passed
from checker.core.safety import Injection, InjectionKind, Safety

_WORDS: dict[InjectionKind, str] = {
    "page": "页面内容疑似违法广告",
    "head": "标题或关键词疑似被植入违法广告",
    "hidden-text": "隐藏文字疑似违法广告",
    "search-engine-jump": "脚本把来自搜索引擎的访问者转到其他网站",
}
_NAMED = 3


def check(safety: Safety) -> Outcome:
    """One fault for each thing planted, however many pages carry the same."""
    if not safety.pages:
        return cannot_tell("没有读到任何页面", safety.at)
    found = settled(safety.injections, lambda each: (each.at.url,))
    read = f"查看页面 {safety.pages} 个"
    if not found:
        return passed(f"{read}，未见疑似篡改", safety.at)
    named = "；".join(_said(each) for each in found[:_NAMED])
    return breached(
        f"{read}，疑似篡改 {len(found)} 处（须由人工认定）：{named}",
        *(each.at.quoting(_said(each)) for each in found),
    )


def _said(each: Injection) -> str:
    return f"{_WORDS[each.kind]}（{'、'.join(sorted(each.signs)[:6])}）"
