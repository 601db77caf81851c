"""The addresses that the text of a post sends its reader to.

Not links of a post: pictures and players (platforms guard them against strangers), the topics and
names that a platform makes of #words# and @names, and addresses that end in dots because they were
cut short for show.
"""

import re
from html import escape
from itertools import islice

from checker.extract.document import from_text
from checker.extract.links import SeenLink, seen_links

_KINDS = frozenset({"a", "area", "attachment", "script-jump"})
_ANCHOR = re.compile(r"<a\b", re.IGNORECASE)
_TAG = re.compile(r"(<[^<>]*>)")
_ADDRESS = re.compile(
    r"https?://(?:[\w\-.~:/?#\[\]@!$()*+,=%]|&amp;|&(?![a-z#]+\w*;)){3,1000}", re.ASCII
)
_CUT = ("...", "…")
_MOST = 200
"""Links that are read of one text: more are no post, but a trap."""


def links_in(text: str, url: str) -> tuple[SeenLink, ...]:
    """The links of a text, markup or plain, in its order; `url` is what relative ones stand on.

    Where a text marks no link at all, the addresses written in it are its links.
    """
    if "://" not in text and not _ANCHOR.search(text):
        return ()
    markup = text if "<" in text else escape(text)
    if not _ANCHOR.search(markup):
        markup = "".join(
            piece if piece.startswith("<") else _ADDRESS.sub(_marked, piece)
            for piece in _TAG.split(markup)
        )
    found = (
        each
        for each in seen_links(from_text(markup, url))
        if each.kind in _KINDS and not each.text.startswith(("#", "@"))
    )
    return tuple(islice(found, _MOST))


def _marked(found: re.Match[str]) -> str:
    """An address made a link, without the marks of the sentence that it ends."""
    if found[0].endswith(_CUT) or found.string.startswith(_CUT, found.end()):
        return found[0]
    address = found[0].rstrip(".,:!?)]*")
    return f'<a href="{address}">{address}</a>{found[0][len(address) :]}'
