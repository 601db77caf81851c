"""The class of a column (动态, 通知公告, 政策文件 …) and whether it is one of the first level."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from checker.core.site import ColumnClass
from checker.extract.columns.class_words import (
    EXACT,
    FIRST_LEVEL_NOTICE,
    FIRST_LEVEL_POLICY,
    NAMES,
    TOKENS,
    TYPES,
)

_MARKS = re.compile(r"[\s·•>＞»|▪◆■【】\[\]()（）“”\"]+")
_TOKEN = re.compile(r"[a-z]{2,12}")
_CONTAINERS = frozenset(
    (
        "政务公开",
        "信息公开",
        "政府信息公开",
        "法定主动公开内容",
        "公开",
        "首页",
        "网站首页",
        "公开目录",
    )
)
_AGREE_BONUS = 0.08


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """A class with a confidence from 0 to 1 and what it was told by, in words for people."""

    column_class: ColumnClass
    confidence: float
    because: str


def column_class(
    name: str, url: str = "", column_type: str = "", path: Sequence[str] = ()
) -> ColumnGuess:
    """The class of a column by its type tag, its name, its address, the names above it.

    What the column calls itself outweighs what stands above it; sources that agree add up.
    """
    guesses = [
        guess
        for guess in (
            _by_type(column_type),
            _by_name(name),
            _by_address(url),
            _by_path(name, path),
        )
        if guess is not None
    ]
    if not guesses:
        return ColumnGuess("other", 0.2, "名称、网址和标签都没有线索")
    best = max(guesses, key=lambda guess: guess.confidence)
    agreeing = sum(1 for guess in guesses if guess.column_class == best.column_class) - 1
    confidence = min(0.99, best.confidence + _AGREE_BONUS * agreeing)
    return ColumnGuess(best.column_class, round(confidence, 2), best.because)


def is_first_level(path: Sequence[str], name: str = "", depth: int = 0) -> bool:
    """Whether a column is of the first level: in the main navigation, or the top one of its kind.

    The official text has no definition. Taken here: depth 1, or a column of notices or of policy
    documents that stands directly below 政务公开 (or what a site calls it).
    """
    names = [one for one in (_plain(part) for part in path) if one not in ("首页", "网站首页")]
    own = _plain(name) or (names[-1] if names else "")
    level = depth or len(names)
    if level <= 1:
        return True
    top_of_kind = FIRST_LEVEL_NOTICE.match(own) or FIRST_LEVEL_POLICY.match(own)
    above = names[:-1] if names and names[-1] == own else names
    return bool(top_of_kind) and all(one in _CONTAINERS for one in above)


def _plain(name: str) -> str:
    return _MARKS.sub("", name)


def _by_type(column_type: str) -> ColumnGuess | None:
    said = _plain(column_type)
    if not said or said in ("首页", "栏目", "其他"):
        return None
    known = TYPES.get(said)
    if known is not None:
        return ColumnGuess(known, 0.95 if known != "other" else 0.6, f"ColumnType“{said}”")
    guess = _named(said)
    if guess is None:
        return None
    return ColumnGuess(guess[0], guess[1] - 0.1, f"ColumnType“{said}”")


def _by_name(name: str) -> ColumnGuess | None:
    guess = _named(_plain(name))
    return ColumnGuess(guess[0], guess[1], f"栏目名称“{name.strip()[:20]}”") if guess else None


def _named(name: str) -> tuple[ColumnClass, float] | None:
    if not name:
        return None
    exact = EXACT.get(name) or TYPES.get(name)
    if exact is not None:
        return exact, 0.96 if exact != "other" else 0.7
    for pattern, known, confidence in NAMES:
        if pattern.search(name):
            return known, confidence
    return None


def _by_address(url: str) -> ColumnGuess | None:
    """By the last directory of an address that says something; those above it say less."""
    try:
        path = urlsplit(url).path.lower()
    except ValueError:
        return None
    tokens: list[str] = [token for part in path.split("/") for token in _TOKEN.findall(part)]
    confidence = 0.72
    for token in reversed(tokens[-8:]):
        known = TOKENS.get(token)
        if known is not None:
            told = confidence if known != "other" else 0.3
            return ColumnGuess(known, told, f"网址中的目录“{token}”")
        if token not in (
            "index",
            "html",
            "htm",
            "shtml",
            "jsp",
            "list",
            "common",
            "col",
            "default",
        ):
            confidence -= 0.12
    return None


def _by_path(name: str, path: Sequence[str]) -> ColumnGuess | None:
    own = _plain(name)
    above = [plain for one in path if (plain := _plain(one)) != own]
    for step, one in enumerate(reversed(above[-3:])):
        if one in _CONTAINERS:
            continue
        guess = _named(one)
        if guess is not None and guess[0] != "other":
            return ColumnGuess(guess[0], round(0.55 - 0.1 * step, 2), f"上级栏目“{one}”")
    return None
