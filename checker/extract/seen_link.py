"""One link of a page as a plain value, to be kept with the page and handed on.

A named tuple: of the hundred on a page a frozen data class would cost three times, to make and to
write down. It stands by itself because it is not compiled: mypyc forgets the types of its fields.
"""

from typing import Literal, NamedTuple

LinkKind = Literal[
    "a", "img", "iframe", "option", "script-jump", "area", "frame", "meta-refresh", "attachment"
]


class SeenLink(NamedTuple):
    """One address of a page. `hidden` says that no visitor gets to see it.

    `order` is its place in the page, for `link_places`.
    """

    url: str
    text: str
    kind: LinkKind
    hidden: bool
    order: int
