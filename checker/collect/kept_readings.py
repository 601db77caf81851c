"""What was read in the pages of one target, kept for the rest of the visit and for the next one.

A page whose bytes are the same is not read again: each reader's answer is filed as JSON under the
page's bytes and address, the reader's name and what it was asked with. What a reader made of today
holds for as long as `AskedDay` says. This is a cache and no evidence: it may be thrown away at any
time, and making evidence again from stored bytes never looks at it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from sys import intern
from threading import Lock
from typing import Any, TypeVar

import zstandard
from pydantic import TypeAdapter, ValidationError

from checker.collect.reader_types import returned
from checker.core.web import Exchange
from checker.extract.asked_day import AskedDay
from checker.extract.document import Document

_Read = TypeVar("_Read")
_TAB = b"\t"
_FIELDS = 5
_WORTH_PACKING = 1_000


class _Packing:
    """Makes answers small while they wait for the end of a visit: JSON of lists shrinks to a fifth.

    One for all visits, for its own tables are larger than what it saves in one. Thread-safe.
    """

    def __init__(self) -> None:
        self._compressor = zstandard.ZstdCompressor(level=1)
        self._one = Lock()

    def packed(self, said: bytes) -> bytes:
        """The same bytes or fewer."""
        if len(said) <= _WORTH_PACKING:
            return said
        with self._one:
            packed = self._compressor.compress(said)
        return bytes(memoryview(packed))  # a copy: the first one still holds the room for the worst


_PACKING = _Packing()


def _unpacked(packed: bytes) -> bytes:
    """What was packed; no JSON begins as a packed piece does."""
    return zstandard.decompress(packed) if packed.startswith(zstandard.FRAME_HEADER) else packed


@dataclass(frozen=True, slots=True)
class _Answer:
    """A reader's answer as JSON; it holds from `on` to `until`, always where those are None."""

    packed: bytes
    on: date | None = None
    until: date | None = None

    @property
    def said(self) -> bytes:
        """The answer itself."""
        return _unpacked(self.packed)

    def holds(self, today: date) -> bool:
        """Whether it would be the same today."""
        return self.on is None or self.until is None or self.on <= today <= self.until


class Readings:
    """What readers found in one page's bytes: each is asked once with the same words."""

    __slots__ = ("_day", "_earlier", "_today", "_used")

    def __init__(self, today: date, earlier: dict[str, _Answer] | None = None) -> None:
        """`earlier` are the answers of the visit before, by reader and words."""
        self._today = today
        self._day = AskedDay(today)
        self._earlier = earlier or {}
        self._used: dict[str, _Answer] = {}

    def answer(
        self, reader: Callable[..., _Read], doc: Document, said: tuple[object, ...]
    ) -> _Read:
        """What `reader` answers when it is asked with these words: known, or found in `doc` now.

        A word that is a day is today; a lexicon and the like is the same for all pages of a run.
        TypeError for collections, which no key tells apart.
        """
        key = _key(reader, said)
        known = self._used.get(key) or self._earlier.get(key)
        if known is not None and known.holds(self._today):
            try:
                found = _form(reader).validate_json(known.said)
            except ValidationError:
                pass  # broken on the disk: read anew
            else:
                self._used[key] = known
                return found
        found = reader(doc, *(self._day if type(word) is date else word for word in said))
        on = self._today if any(type(word) is date for word in said) else None
        self._used[key] = _Answer(_PACKING.packed(_form(reader).dump_json(found)), on)
        return found

    def knows(self, reader: Callable[..., Any]) -> bool:
        """Whether the visit before asked this reader, whatever with, and not about its day."""
        asked = _key(reader, ())[:-1]
        return any(key.startswith(asked) and not each.on for key, each in self._earlier.items())

    def kept(self) -> dict[str, _Answer]:
        """The answers that this visit asked for, with the day to which they hold."""
        return {
            key: each if each.until or not each.on else replace(each, until=self._day.until)
            for key, each in self._used.items()
        }


class KeptReadings:
    """The readings of one target's pages, by what a page is: its bytes and its address."""

    def __init__(self, today: date, lines: Iterable[bytes] = ()) -> None:
        """`lines` are those of the visit before; one that is broken is left out."""
        self._today = today
        self._earlier: dict[bytes, dict[str, _Answer]] = {}
        self._pages: dict[bytes, Readings] = {}
        for line in lines:
            try:
                page, key, on, until, said = line.split(_TAB, _FIELDS - 1)
                answer = _Answer(_PACKING.packed(said), _day(on), _day(until))
                self._earlier.setdefault(page, {})[key.decode()] = answer
            except ValueError:
                continue

    def of(self, exchange: Exchange, digest: str | None = None) -> Readings | None:
        """The readings of one answer's bytes; None where it has none.

        `digest` names the bytes of an answer that is not kept.
        """
        bytes_read = digest or exchange.blob
        if bytes_read is None:
            return None
        page = f"{bytes_read} {exchange.header('content-type')} {exchange.final_url}"
        name = page.replace("\t", " ").replace("\n", " ").encode("utf-8", "replace")
        known = self._pages.get(name)
        if known is None:
            known = self._pages[name] = Readings(self._today, self._earlier.get(name))
        return known

    def lines(self) -> list[bytes]:
        """What is to be kept for the next visit, in a fixed order."""
        return sorted(
            _TAB.join((page, key.encode(), _said(each.on), _said(each.until), each.said))
            for page, readings in self._pages.items()
            for key, each in readings.kept().items()
        )


def _key(reader: Callable[..., Any], said: tuple[object, ...]) -> str:
    if any(isinstance(word, (set, frozenset, list, tuple, dict)) for word in said):
        raise TypeError(f"{reader.__qualname__} is asked with a collection")
    words = (repr(word) for word in said if word is None or isinstance(word, (str, int)))
    # One text for all pages of all visits: there are a thousand answers in each.
    return intern(f"{reader.__module__}.{reader.__qualname__}({','.join(words)})")


@cache
def _form(reader: Callable[..., object]) -> TypeAdapter[Any]:
    """How a reader's answers are written, by the type that it says to return."""
    return TypeAdapter(returned(reader))


def _said(day: date | None) -> bytes:
    return day.isoformat().encode() if day else b""


def _day(text: bytes) -> date | None:
    return date.fromisoformat(text.decode()) if text else None
