"""One post as a source shows it, and the error of an answer that shows none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from checker.extract.document import fold, from_text

MOST_POSTS = 2000
_TITLE_LENGTH = 60
_LOOKED_AT = 20_000


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
    """The visible words of a post's text, be it markup or plain."""
    if "<" not in text and "&" not in text:
        return fold(text)
    return from_text(text, "").body_text


def _first_words(text: str) -> str:
    return words_of(text[:_LOOKED_AT])[:_TITLE_LENGTH]
