"""Whether a link stands where no visitor sees it: off the screen, of no size, not shown (暗链).

Menus, tabs and windows that a script opens are hidden too, and harmless; they are left out.
"""

import re
from functools import lru_cache

from checker.extract.outline import Element

_OFF_SCREEN = re.compile(
    r"(?:left|top|right|text-indent|margin(?:-(?:left|top))?)\s{0,3}:\s{0,3}-\s{0,3}\d{3,6}"
    r"|(?:^|;)\s{0,3}(?:width|height|font-size)\s{0,3}:\s{0,3}[01](?:px|pt|em)?\s{0,3}(?:;|$|!)"
    r"|opacity\s{0,3}:\s{0,3}0(?:\.0{1,3})?\s{0,3}(?:;|$)|clip\s{0,3}:\s{0,3}rect\s{0,3}\(\s{0,3}0"
    r"|display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden",
    re.IGNORECASE,
)
_OPENED = re.compile(
    r"menu|nav|sub|layer|drop|tab|pop|modal|dialog|win|layui|swiper|show|hide|share|con|list|more"
    r"|select|box|panel"
)
_AROUND = 4
_LONGEST_KEPT = 200


def out_of_sight(place: Element) -> bool:
    """Whether an element or one of the three around it is put where nobody looks."""
    node: Element | None = place
    for _ in range(_AROUND):
        if node is None:
            return False
        if node.tag == "marquee" and _is_sizeless(node):
            return True
        style = node.attributes.get("style")
        if style and _puts_away(style) and not (node.hidden and is_opened(node)):
            return True
        node = node.parent
    return False


def _puts_away(style: str) -> bool:
    """Whether a style puts its element off the screen, shrinks or hides it."""
    return _moves(style) if len(style) <= _LONGEST_KEPT else _OFF_SCREEN.search(style) is not None


@lru_cache(maxsize=512)
def _moves(style: str) -> bool:
    """The same, remembered: the parts of a site's pages have a few styles among them."""
    return _OFF_SCREEN.search(style) is not None


def _is_sizeless(node: Element) -> bool:
    return not {"0", "1"}.isdisjoint((node.get("height"), node.get("width")))


def is_opened(node: Element) -> bool:
    """Whether a hidden part is one that scripts open."""
    near: Element | None = node
    for _ in range(3):
        if near is None:
            return False
        if _OPENED.search(near.marks):
            return True
        near = near.parent
    return False
