"""Markup made to cost: a tag with so many attributes that the parser compares them for minutes.

The parser looks each new attribute up among all before it: 100,000 of them take half a minute. No
honest tag has thousands; what goes beyond is left out before the parser sees it.
"""

import re

_LONGEST = 32_768
"""No honest run of markup without an end of a tag is longer, but for scripts and plain words."""
_KEPT = 8_192
_MANY = 1_500
_OPEN = re.compile(r"<[a-zA-Z/!]")
_RAW = re.compile(r"<(?:script|style|textarea|title|xmp|iframe|noframes)[^<]*\Z", re.IGNORECASE)
_QUOTES = ("'", '"')
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_APART = (" ", "\n", "\t", "\f", "/", "=")


def narrowed(text: str) -> str:
    """The same markup with its overlong tags cut short; the text itself for honest pages."""
    if not _has_long_run(text):
        return text
    pieces = text.split(">")
    before = ["", *pieces[:-1]]
    return ">".join(
        [
            _cut(each, last) if len(each) >= _LONGEST else each
            for each, last in zip(pieces, before, strict=True)
        ]
    )


def _has_long_run(text: str) -> bool:
    """Whether so much text stands without an end of a tag: asked once in each `_LONGEST` signs."""
    start = 0
    while start + _LONGEST <= len(text):
        closed = text.rfind(">", start, start + _LONGEST)
        if closed < 0:
            return True
        start = closed + 1
    return False


def _cut(piece: str, before: str) -> str:
    """A piece between two ends of tags without the attributes beyond what a tag may have.

    `before` tells what it belongs to: in a script only the end tag at last is markup. A value in
    quotes may hold an end of a tag, so that the rest of its tag begins with no sign of one: a long
    run that begins inside quotes counts as a tag too.
    """
    if _RAW.search(before[-_KEPT:]):
        start = piece.rfind("</")
    elif found := _OPEN.search(piece):
        start = found.start()
    else:
        start = 0 if any(quote in piece[:1_000] for quote in _QUOTES) else -1
    if start < 0 or len(piece) - start < _LONGEST:
        return piece
    bare = _QUOTED.sub("", piece[start:])
    parts = sum(bare.count(sign) for sign in _APART)
    return piece[: start + _KEPT] if parts > _MANY else piece
