"""What a link of a list is called, and what it leads to."""

import re

from checker.extract.outline import Element, Outline

_PLACEHOLDERS = frozenset(("", "#", "javascript:;", "javascript:void(0)", "javascript:void(0);"))
_LONGEST_PLACEHOLDER = 20


def link_key(link: Element) -> str:
    """What a link leads to, as written: its address, or the script that opens it."""
    href = link.get("href").strip()
    if len(href) <= _LONGEST_PLACEHOLDER and href.lower() in _PLACEHOLDERS:
        return link.get("onclick") or link.get("data-href") or link.get("data-url")
    return href


def title_of(page: Outline, link: Element) -> str:
    """The words of a link: its text, or its title where the text is cut short or missing."""
    words = page.inline(link)
    said = link.attributes.get("title")
    if said and said != words:
        title = without_facts(said)
        if title and (not words or _cut(words, title)):
            return title
    if words:
        return words
    return next(
        (
            shown
            for image in page.below(link, 8)
            if image.tag == "img" and (shown := image.get("alt") or image.get("title"))
        ),
        "",
    )


_HEADED = re.compile(r"\s{0,4}(?:文章|信息|新闻)?\s?标\s{0,6}题\s?[:：]\s{0,4}")
_FACT = re.compile(
    r"(?:作\s{0,6}者|(?:发布|更新|添加|录入|发表)?(?:时\s?间|日\s?期)|点击|浏览|来\s?源|栏\s?目)[^:：\s]{0,4}\s?[:：]"
)


def without_facts(said: str) -> str:
    """The title in a link's `title`, where some CMSs also put author, day and counter."""
    headed = _HEADED.match(said) if "题" in said else None
    if headed is not None or "\n" in said:
        said = said[headed.end() if headed else 0 :]
        fact = _FACT.search(said)
        said = said[: fact.start()] if fact and fact.start() else said
    return " ".join(said.split())


def _cut(words: str, title: str) -> bool:
    """Whether a title says more than the shown words: their beginning goes on in it."""
    shown = words.rstrip(".…· ")
    return len(title) > len(shown) and shown[:6] in title
