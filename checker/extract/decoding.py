"""The text of a page out of its bytes, in the order that old government pages need.

Byte order mark, strict UTF-8, the declared charset (gb2312 and gbk read as gb18030, which holds all
their characters), gb18030 if it is clean, and at last UTF-8 with replacement marks. Bytes are
decoded here and nowhere else.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import NamedTuple

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,20})", re.IGNORECASE)
_HEAD_BYTES = 4096
_CHINESE = dict.fromkeys(
    ("gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "gb18030", "csgb2312"), "gb18030"
)
_KNOWN = _CHINESE | {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "big5": "big5",
    "big5-hkscs": "big5hkscs",
    "euc-tw": "big5",
    "shift_jis": "shift_jis",
    "euc-jp": "euc_jp",
    "euc-kr": "euc_kr",
    "windows-1251": "cp1251",
    "koi8-r": "koi8_r",
}
"""What a page may name as its charset. Latin-1 is not among them: any bytes pass as Latin-1, and
servers claim it for pages that are not; nor is UTF-16, which only a mark or its bytes prove."""


class Decoded(NamedTuple):
    """The text of a page and the name of the encoding that was used.

    `utf8` are the bytes of exactly this text where it was sent in UTF-8: the parser reads those, and
    to make them again would be a sixth of its work.
    """

    text: str
    encoding: str
    utf8: bytes | None = None


def decode(body: bytes, content_type: str = "") -> Decoded:
    """The text that these bytes are; anything is one, however broken."""
    for mark, name in ((BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be")):
        if body.startswith(mark):
            return Decoded(body[len(mark) :].decode(name, "replace"), name)
    body = body.removeprefix(BOM_UTF8)
    if wide := _unmarked_utf16(body):
        return Decoded(body.decode(wide, "replace"), wide)
    try:
        return Decoded(body.decode("utf-8"), "utf-8", body)
    except UnicodeDecodeError as fault:
        if 0 < len(body) - 4 <= fault.start:
            whole = body[: fault.start]  # cut in its last character
            return Decoded(whole.decode("utf-8"), "utf-8", whole)
    for declared in _declared(body, content_type):
        try:
            return Decoded(body.decode(declared), declared)
        except UnicodeDecodeError:
            continue
    return _best_guess(body)


def _unmarked_utf16(body: bytes) -> str | None:
    """UTF-16 without a mark shows as every second byte of the markup being zero."""
    head = body[:200]
    if head.count(b"\x00") <= len(head) // 4:
        return None
    return "utf-16-le" if head[1:2] == b"\x00" else "utf-16-be"


def _declared(body: bytes, content_type: str) -> list[str]:
    """Charsets that the header and the page name, as Python codecs, the header first."""
    found = [*_DECLARED.findall(content_type.encode("ascii", "ignore"))]
    found += _DECLARED.findall(body[:_HEAD_BYTES])
    names = [_KNOWN.get(raw.decode("ascii").lower(), "") for raw in found]
    return [name for name in dict.fromkeys(names) if name]


def _best_guess(body: bytes) -> Decoded:
    """UTF-8 with some spoilt bytes in it, or gb18030: read as UTF-8 a page in gb18030 has more
    faults than characters."""
    unicode = body.decode("utf-8", "replace")
    faults = unicode.count("\ufffd")
    if 4 * faults < len(unicode) - len(unicode.encode("ascii", "ignore")):
        return Decoded(unicode, "utf-8")
    return Decoded(body.decode("gb18030", "replace"), "gb18030")
