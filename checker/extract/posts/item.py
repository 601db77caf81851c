"""One post as a source shows it, and the error of an answer that shows none."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from checker.extract.document import fold, from_text
from checker.extract.flow import body_text

MOST_POSTS = 2000
_TITLE_LENGTH = 60
_LOOKED_AT = 20_000
_PARAGRAPH_TAG = re.compile(
    r"</?(?:p|br|div|span|section|b|strong|em|i|u|font|a|img|h[1-6]|ul|ol|li|blockquote)"
    r"(?:[ \n/][^<>]*)?>",
    re.IGNORECASE,
)
_NEEDS_PARSER = re.compile(
    r"style|hidden|script|title|option|template|\0|&(?!(?:amp|lt|gt|quot|nbsp|#39);)", re.IGNORECASE
)
"""What may hide words, or be read otherwise than it looks."""


class SourceError(Exception):
    """What came cannot be read as posts, or says that the source failed; the message says why.

    It proves nothing of the account.
    """


@dataclass(frozen=True, slots=True)
class FoundPost:
    """One item of a source; `moment` is None where it carries no time that can be read.

    `original` is None where the source does not say. `text` is markup or plain, empty if none.
    """

    title: str
    url: str
    moment: datetime | None
    date_only: bool = False
    pinned: bool = False
    original: bool | None = None
    text: str = ""


def titled(title: object, text: str) -> str:
    """The title, or the first words of the text: short posts and videos have no title."""
    return fold(plain(title)) or _first_words(text)


def plain(value: object) -> str:
    """A scalar of JSON as text; nothing for None, truth values, lists and mappings."""
    if value is None or isinstance(value, bool | list | tuple | Mapping):
        return ""
    return str(value)


def words_of(text: str) -> str:
    """The visible words of a post's text, be it markup or plain.

    Most posts are a few paragraphs: what is markup of that kind alone is read without a parser, ten
    times as fast, and as the parser would but for a blank at an end tag that ends nothing.
    """
    if "<" not in text and "&" not in text and "\0" not in text:
        return fold(text)
    if not _NEEDS_PARSER.search(text):
        words = _PARAGRAPH_TAG.sub(" ", text)
        if "<" not in words and ">" not in words:
            return fold(unescape(words))
    return body_text(from_text(text, ""))


def _first_words(text: str) -> str:
    return words_of(text[:_LOOKED_AT])[:_TITLE_LENGTH]
