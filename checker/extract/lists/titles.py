"""What a link of a list is called, and what it leads to."""

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
    if said:
        title = " ".join(said.split())
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


def _cut(words: str, title: str) -> bool:
    """Whether a title says more than the shown words: their beginning goes on in it."""
    shown = words.rstrip(".…· ")
    return len(title) > len(shown) and shown[:6] in title
