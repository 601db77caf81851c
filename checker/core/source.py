"""Where the posts of accounts come from: what a ledger's 数据源 names, and how each is read.

A word of the ledger is an address of a feed, `manual`, or NAME:ARGUMENT, where NAME is defined in
the config's `sources`. `{id}` in a definition is the argument. `${WORD}` is a secret: it is filled
in at the moment of asking, and only its name is written down anywhere.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Literal
from urllib.parse import quote

from pydantic import Field, field_validator

from checker.core.fact import Fact

MANUAL = "manual"
SOURCE_NAME = re.compile(r"[^\W\d][\w-]{0,39}")
_WORDS = re.compile(r"[\s；]+")
NAMED_SOURCE = re.compile(rf"({SOURCE_NAME.pattern})(?::(?!//)(\S*))?")
_EXPORTED = {
    *("account_code", "account_name", "published", "title", "url", "original"),
    *("observed_at", "observer", "state", "note"),
}
_SECRET = re.compile(r"\$\{\w{1,100}\}")
_SAFE = "/?&=:@,.-_~%"


class RssHub(Fact):
    """An RSSHub server of the office; the argument is the route, such as /weibo/user/123.

    `key` is its ACCESS_KEY. `private` allows an address of the office's own network. `delay_s` is the
    pause between two questions to it, where it is not that of the network.
    """

    kind: Literal["rsshub"]
    base: str
    key: str = ""
    private: bool = False
    delay_s: float | None = Field(default=None, ge=0, le=60)

    @field_validator("key")
    @classmethod
    def _named(cls, key: str) -> str:
        if key and not _SECRET.fullmatch(key):
            raise ValueError("请写成 ${名称}，值放在环境变量或 secrets 文件 · write ${NAME}")
        return key


class JsonSource(Fact):
    """A JSON interface: its address, and where in an answer the posts are (JMESPath).

    `time_kind` is auto, s, ms or a pattern of strptime. `error` is an expression that gives
    something where the answer is a failure. `next` gives what `{next}` is on the following page;
    at most `pages` are read. `delay_s` is the pause between two questions, where it is not that of the
    network. A preset fills whatever is left out.
    """

    kind: Literal["json"]
    preset: str = ""
    base: str = ""
    url: str = ""
    method: Literal["GET", "POST"] = "GET"
    body: str = ""
    headers: dict[str, str] = {}
    items: str = ""
    title: str = ""
    link: str = ""
    time: str = ""
    time_kind: str = "auto"
    text: str = ""
    pinned: str = ""
    error: str = ""
    next: str = ""
    first: str = ""
    pages: int = Field(default=1, ge=1, le=10)
    private: bool = False
    delay_s: float | None = Field(default=None, ge=0, le=60)


class PageSource(Fact):
    """A public page, read by CSS selectors; `date_pattern` cuts the date out of the date's text.

    `browser` opens it in Chromium; else plainly.
    """

    kind: Literal["page"]
    url: str
    list: str
    title: str = "a"
    link: str = "a"
    date: str = ""
    date_pattern: str = ""
    browser: bool = False
    private: bool = False

    @field_validator("date_pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"{pattern}: {error}") from None
        return pattern


class FileSource(Fact):
    """The saved column mapping of an export: our field of an observation to the export's header.

    An imported file whose header row has all of these headers is read by it.
    """

    kind: Literal["file"]
    columns: dict[str, str]

    @field_validator("columns")
    @classmethod
    def _known(cls, columns: dict[str, str]) -> dict[str, str]:
        strange = sorted(columns.keys() - _EXPORTED)
        if strange:
            raise ValueError(
                f"{', '.join(strange)}: 没有这个字段，可用 · no such field: {', '.join(sorted(_EXPORTED))}"
            )
        return columns


SourceDefinition = Annotated[
    RssHub | JsonSource | PageSource | FileSource, Field(discriminator="kind")
]
Sources = Mapping[str, SourceDefinition]


class SourceWord(Fact):
    """One word of a ledger's 数据源, split: a feed has an address, a named source an argument."""

    word: str
    address: str = ""
    name: str = ""
    argument: str = ""


def source_words(text: str) -> tuple[SourceWord, ...]:
    """The sources that a ledger's cell names, in order; `manual` asks nobody and is left out."""
    return tuple(_split(word) for word in _WORDS.split(text.strip()) if word and word != MANUAL)


def _split(word: str) -> SourceWord:
    if word.lower().startswith(("http://", "https://")):
        return SourceWord(word=word, address=word)
    named = NAMED_SOURCE.fullmatch(word)
    if named is None:
        return SourceWord(word=word)
    return SourceWord(word=word, name=named[1], argument=named[2] or "")


def filled(template: str, argument: str, more: Mapping[str, str] | None = None) -> str:
    """A template with `{id}` and the words of `more` put in, quoted so that none is a secret."""
    for name, value in {"id": argument, **(more or {})}.items():
        template = template.replace("{" + name + "}", quote(value, safe=_SAFE))
    return template
