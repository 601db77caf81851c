"""One element and one run of words of a page, as the outline keeps them."""

import re
from collections.abc import Iterator
from functools import lru_cache

_PLAIN_ID = re.compile(r"[A-Za-z_][\w\-]{0,40}", re.ASCII)
_LONGEST_ID = 41


class Element:
    """One element: `order` is its place among elements, `after` that of the first one past it.

    `texts_from`/`texts_to` and `links_from`/`links_to` bound its slices of `Outline.texts` and
    `Outline.links`. `position` counts from 1 among the children of its parent. `silent`: its words
    are not for reading. `hidden_by` is the order of the outermost element that hides it, or -1.

    It has no constructor: one call of fifteen values for each element was a tenth of reading a
    page. The walk in `outline` fills each in.
    """

    __slots__ = (
        "after",
        "attributes",
        "hidden",
        "hidden_by",
        "links_from",
        "links_to",
        "order",
        "parent",
        "position",
        "selector_above",
        "silent",
        "tag",
        "texts_from",
        "texts_to",
    )

    tag: str
    attributes: dict[str, str | None]
    parent: "Element | None"
    position: int
    order: int
    after: int
    texts_from: int
    texts_to: int
    links_from: int
    links_to: int
    silent: bool
    hidden: bool
    hidden_by: int
    selector_above: str

    def get(self, name: str) -> str:
        """An attribute's text; empty when absent."""
        return self.attributes.get(name) or ""

    @property
    def marks(self) -> str:
        """Class and id in lower case, for looking words up in them."""
        attributes = self.attributes
        named, known = attributes.get("class"), attributes.get("id")
        if not known:
            return (named + " ").lower() if named else " "
        return f"{named or ''} {known}".lower()

    def ancestors(self) -> Iterator["Element"]:
        """What encloses it, innermost first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    @property
    def selector(self) -> str:
        """A short CSS path: from the nearest id, or the last four steps."""
        above = self.parent
        step = self._step()
        if "#" in step or above is None:
            return step
        if not above.selector_above:
            above.selector_above = above._path()
        return f"{above.selector_above} > {step}"

    def _path(self) -> str:
        """The path of what encloses a part: from the nearest id, or the last three steps."""
        steps: list[str] = []
        node: Element | None = self
        while node is not None and len(steps) < 3:
            steps.append(node._step())
            if "#" in steps[-1]:
                break
            node = node.parent
        return " > ".join(reversed(steps))

    def _step(self) -> str:
        attributes = self.attributes
        nth = "" if self.tag in ("html", "body") else f":nth-child({self.position})"
        if not attributes:
            return self.tag + nth
        name = attributes.get("id")
        if name and _PLAIN_ID.fullmatch(name):
            return f"{self.tag}#{name}"
        name = (attributes.get("class") or "").partition(" ")[0]
        mark = _mark(name) if name and len(name) <= _LONGEST_ID else ""
        return self.tag + mark + nth


@lru_cache(maxsize=1024)
def _mark(name: str) -> str:
    """A class as a step of a path has it; remembered, for the elements of a site are alike."""
    return f".{name}" if _PLAIN_ID.fullmatch(name) else ""


class Text:
    """One run of visible words: as written, folded, the element it stands in, and the `a` around
    it if it stands in one. Filled in by the walk too."""

    __slots__ = ("at", "link", "raw", "words")

    raw: str
    words: str
    at: Element
    link: Element | None
