"""What was read in the pages of one target, kept for the rest of the visit and for the next one.

A page whose bytes are the same is not read again: each reader's answer is filed as JSON under the
page's bytes and address, the reader's name and what it was asked with. What a reader made of today
holds for as long as `AskedDay` says. This is a cache and no evidence: it may be thrown away at any
time, and making evidence again from stored bytes never looks at it.
"""

from binascii import Error, a2b_base64, b2a_base64
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from functools import cache, lru_cache
from threading import Lock
from typing import Any, TypeVar

import zstandard
from pydantic import TypeAdapter, ValidationError

from checker.collect.reader_types import returned
from checker.core.web import Exchange
from checker.extract.asked_day import AskedDay
from checker.extract.document import Document

_Read = TypeVar("_Read")
_Answer = tuple[bytes, bytes, bytes]
"""The days from and to which an answer holds, empty where it always does, and its JSON."""

_NONE: _Answer = (b"", b"", b"")
_TAB = b"\t"
_FIELDS = 4
"""Of an answer: its name, the days from and to which it holds, its JSON. Those that are packed stand
in place of the JSON of one without a name."""
_LARGE = 1_000
"""Answers of more bytes than this are packed while they wait."""
_MOST_UNPACKED = 64 * 1024 * 1024


class _Packing:
    """Makes readings small while they wait for the end of a visit: JSON of lists shrinks to a fifth.

    One for all visits, for its own tables are larger than what it saves in one. Thread-safe.
    """

    def __init__(self) -> None:
        self._compressor = zstandard.ZstdCompressor(level=1)
        self._unpacker = zstandard.ZstdDecompressor()
        self._one = Lock()

    def packed(self, said: bytes) -> bytes:
        """Fewer bytes for these."""
        with self._one:
            packed = self._compressor.compress(said)
        return bytes(memoryview(packed))  # a copy: the first one still holds the room for the worst

    def unpacked(self, packed: bytes) -> bytes:
        """What was packed; ZstdError for what is broken or says to be endless."""
        if not 0 <= zstandard.frame_content_size(packed) <= _MOST_UNPACKED:
            raise zstandard.ZstdError("size out of bounds")
        with self._one:
            return self._unpacker.decompress(packed)


_PACKING = _Packing()


class Readings:
    """What readers found in one page's bytes: each is asked once with the same words.

    `close` packs the long answers together, for the page is put away; one is unpacked with all
    that lie beside it when it is asked for again. What nobody asks again is kept as it was packed.
    """

    __slots__ = ("_before", "_day", "_earlier", "_packed", "_today", "_used")

    def __init__(self, today: date, earlier: bytes = b"") -> None:
        """`earlier` is what the visit before kept of the page."""
        self._today = today.isoformat().encode()
        self._day = AskedDay(today)
        self._before = earlier
        self._earlier: dict[bytes, _Answer] | None = None
        self._used: dict[bytes, _Answer] = {}
        self._packed: dict[bytes, bytes] = {}

    def answer(
        self, reader: Callable[..., _Read], doc: Document, said: tuple[object, ...]
    ) -> _Read:
        """What `reader` answers when it is asked with these words: known, or found in `doc` now.

        A word that is a day is today; a lexicon and the like is the same for all pages of a run.
        TypeError for collections, which no key tells apart.
        """
        key, dated = _key(reader, said)
        known = self._known(key)
        if known is not None and self._holds(known):
            try:
                found = _form(reader).validator.validate_json(known[2])
            except ValidationError:
                pass  # broken on the disk: read anew
            else:
                self._used[key] = known
                return found
        found = reader(doc, *(self._day if type(word) is date else word for word in said))
        told = _form(reader).serializer.to_json(found)
        self._used[key] = (self._today if dated else b"", b"", told)
        return found

    def knows(self, reader: Callable[..., Any]) -> bool:
        """Whether the visit before asked this reader, whatever with, and not about its day."""
        asked = _key(reader, ())[0][:-1]
        return any(
            key.startswith(asked) and not on for key, (on, _, _) in self._kept_before().items()
        )

    def kept(self) -> bytes:
        """The answers that this visit asked for, in one line: of each its name, the days for which
        it holds, and its JSON. The line of the visit before where it says the same."""
        before = self._kept_before()
        used, packed = self._used, self._packed
        known = not packed and len(used) == len(before)
        if known and all(answer is before.get(key) for key, answer in used.items()):
            return self._before
        fields = self._fields(sorted(used))
        if packed:
            frames = {b2a_base64(frame, newline=False) for frame in packed.values()}
            fields += (b"", b"", b"", b",".join(sorted(frames)))
        return _TAB.join(fields)

    def close(self) -> None:
        """The page is put away: few of its answers are asked for again."""
        before = self._kept_before()
        large = [
            key
            for key, answer in self._used.items()
            if len(answer[2]) > _LARGE and answer is not before.get(key)
        ]
        if large:
            frame = _PACKING.packed(_TAB.join(self._fields(large)))
            for key in large:
                del self._used[key]
                self._packed[key] = frame

    def _known(self, key: bytes) -> _Answer | None:
        if key not in self._used and (frame := self._packed.get(key)):
            for name, answer in _plain(_PACKING.unpacked(frame)).items():
                self._used[name] = answer
                del self._packed[name]
        return self._used.get(key) or self._kept_before().get(key)

    def _kept_before(self) -> dict[bytes, _Answer]:
        if self._earlier is None:
            self._earlier = _answers(self._before)
        return self._earlier

    def _fields(self, keys: Iterable[bytes]) -> list[bytes]:
        until = self._day.until.isoformat().encode()
        fields: list[bytes] = []
        for key in keys:
            on, to, told = self._used[key]
            fields += (key, on, to or (until if on else b""), told)
        return fields

    def _holds(self, answer: _Answer) -> bool:
        """Whether it would be the same today."""
        on, until, _ = answer
        return not on or not until or on <= self._today <= until


class KeptReadings:
    """The readings of one target's pages, by what a page is: its bytes and its address."""

    def __init__(self, today: date, lines: Iterable[bytes] = ()) -> None:
        """`lines` are those of the visit before; what is broken in one is read anew."""
        self._today = today
        self._earlier: dict[bytes, bytes] = {}
        self._pages: dict[bytes, Readings] = {}
        for line in lines:
            page, _, kept = line.partition(_TAB)
            self._earlier[page] = kept

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
            earlier = self._earlier.pop(name, b"")
            known = self._pages[name] = Readings(self._today, earlier)
        return known

    def lines(self) -> list[bytes]:
        """What is to be kept for the next visit, a line for each page, in a fixed order."""
        kept = ((page, readings.kept()) for page, readings in self._pages.items())
        return sorted(_TAB.join(line) for line in kept if line[1])


def _answers(line: bytes) -> dict[bytes, _Answer]:
    """The answers on a line, also those that are packed on it; what is broken is left out."""
    found = _plain(line)
    _, _, packed = found.pop(b"", _NONE)
    for frame in packed.split(b",") if packed else ():
        with suppress(Error, zstandard.ZstdError):
            found |= _plain(_PACKING.unpacked(a2b_base64(frame)))
    return found


def _plain(line: bytes) -> dict[bytes, _Answer]:
    """The answers on a line."""
    if not line:
        return {}
    fields = line.split(_TAB)
    columns = (fields[start::_FIELDS] for start in range(_FIELDS))
    return {key: (on, until, said) for key, on, until, said in zip(*columns, strict=False)}


def _key(reader: Callable[..., Any], said: tuple[object, ...]) -> tuple[bytes, bool]:
    """The name of an answer, and whether its reader was asked about the day."""
    words: list[object] = []
    dated = False
    for word in said:
        if word is None or isinstance(word, (str, int)):
            words.append(word)
        elif type(word) is date:
            dated = True
        elif isinstance(word, (set, frozenset, list, tuple, dict)):
            raise TypeError(f"{reader.__qualname__} is asked with a collection")
    return _name(reader, *words), dated


@lru_cache(maxsize=10_000, typed=True)  # one text for all pages of all visits
def _name(reader: Callable[..., Any], *words: object) -> bytes:
    said = ",".join(map(repr, words))
    return f"{reader.__module__}.{reader.__qualname__}({said})".encode()


@cache
def _form(reader: Callable[..., object]) -> TypeAdapter[Any]:
    """How a reader's answers are written, by the type that it says to return. Its core is asked:
    ten times for each page, the adapter's own call would cost as much again."""
    return TypeAdapter(returned(reader))
