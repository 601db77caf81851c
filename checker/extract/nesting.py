"""Markup made to cost: nested without end, or styled so that a parser copies it again and again.

HTML parsing looks up the stack of open elements for each tag, and opens style elements (`b`,
`font`) that were left open once more in every paragraph. So 32 KB of hostile markup can become
millions of elements, and 3 MB take hours. Browsers bound both; the parser used here does not. Tags
beyond the bounds are left out before it sees them. Their words stay, and no honest page has them.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

_DEEPEST = 1_000
_MOST_STYLES = 100
_MOST_COPIES = 200_000
"""Style elements left open, times the tags of the page: as many elements a parser may make."""
_FEW_TAGS = 1_000
"""So few tags cost little, however they are arranged."""
_MANY_TAGS = 5_000
"""From here on depth alone may cost a tenth of a second."""

_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_STYLE_OPENED = re.compile(
    r"<[bcefinstuBCEFINSTU](?:(?![a-zA-Z0-9])|(?:[iI][gG]|[oO][dD][eE]|[mM]|[oO][nN][tT]"
    r"|[oO][bB][rR]|[mM][aA][lL][lL]|[tT][rR](?:[iI][kK][eE]|[oO][nN][gG])|[tT])(?![a-zA-Z0-9]))"
)
"""Finds at least each opening tag of a style: most pages have fewer than may be open at once."""
_STYLE = re.compile(
    r"<(/?)([bB](?:[iI][gG])?|[cC][oO][dD][eE]|[eE][mM]|[fF][oO][nN][tT]|[iIuU]|[nN][oO][bB][rR]"
    r"|[sS](?:[mM][aA][lL][lL]|[tT][rR](?:[iI][kK][eE]|[oO][nN][gG]))?|[tT][tT])(?![a-zA-Z0-9])"
)
_STYLES = frozenset(
    ("b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
)
_NEVER_DEEP = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr", "a", "p", "li", "dd", "dt", "option", "td", "th", "tr"),
        *("tbody", "thead", "tfoot", "rp", "rt"),
    )
)
"""Empty elements, and those that end where the next of their kind begins."""


def flattened(text: str) -> str:
    """The same markup without the tags that nest too deep; the text itself for honest pages."""
    tags = text.count("<")
    if tags < _FEW_TAGS:
        return text
    most_styles = min(_MOST_STYLES, _MOST_COPIES // tags)
    if tags < _MANY_TAGS and not (
        len(_STYLE_OPENED.findall(text)) > most_styles and _styled_without_end(text, most_styles)
    ):
        return text
    pieces: list[str] = []
    kept = 0
    for start, end in _beyond(text, most_styles):
        pieces.append(text[kept:start])
        closed = text.find(">", end)
        kept = closed + 1 if closed >= 0 else len(text)
    return "".join([*pieces, text[kept:]]) if pieces else text


def _styled_without_end(text: str, most: int) -> bool:
    """Whether more than so many style elements are open at some place."""
    opened = 0
    for found in _STYLE.finditer(text):
        opened = max(0, opened - 1) if found[1] else opened + 1
        if opened > most:
            return True
    return False


def _beyond(text: str, most_styles: int) -> Iterator[tuple[int, int]]:
    """Where each opening tag begins, and its name ends, that goes beyond one of the bounds."""
    opened: defaultdict[str, int] = defaultdict(int)
    depth = styles = 0
    for found in _NAME.finditer(text):
        name = found[2].lower()
        if name in _NEVER_DEEP:
            continue
        style = name in _STYLES
        if found[1]:
            if opened[name]:
                opened[name] -= 1
                depth -= 1
                styles -= style
        elif depth >= _DEEPEST or (style and styles >= most_styles):
            yield found.start(), found.end()
        else:
            opened[name] += 1
            depth += 1
            styles += style
