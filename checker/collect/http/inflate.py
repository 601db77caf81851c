"""Unpacks a body while it arrives, in small steps, so that a bomb is cut at the cap.

By isal, which takes half of zlib's time for a page and says the same of broken bodies.
"""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false
# isal says of its functions what they return, and not all that they take.

from collections.abc import Iterator
from typing import cast

from isal import isal_zlib

from checker.collect.http.answer import FetchFailed

_STEP = 128 * 1024
_FOREIGN = frozenset({"br", "zstd", "compress", "x-compress"})
_PACKINGS = frozenset({"gzip", "x-gzip", "deflate"})
_GZIP_MAGIC = b"\x1f\x8b"
_BROKEN = cast("type[Exception]", isal_zlib.error)
_DEEPEST = 2


class _Stream:
    """One layer of gzip or deflate (also the raw one that old servers send)."""

    def __init__(self, packing: str, most: int) -> None:
        self._gzip = packing != "deflate"
        self._most = most
        self._size = 0
        self._head = b""
        self._inflater = isal_zlib.decompressobj(31) if self._gzip else None

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Unpacked pieces of at most one step each; raises _BROKEN and FetchFailed."""
        inflater = self._inflater
        if inflater is None:
            data = self._head = self._head + data
            if len(data) < 2:
                return
            inflater = self._inflater = isal_zlib.decompressobj(15 if _is_zlib(data) else -15)
        while True:
            if inflater.eof:
                if not self._gzip or not _is_next_member(data):
                    return  # bytes behind the end are ignored, as browsers do
                inflater = self._inflater = isal_zlib.decompressobj(31)
            piece = inflater.decompress(data, _STEP)
            if piece:
                self._size += len(piece)
                if self._size > self._most:
                    raise FetchFailed("too-large", f"unpacks to more than {self._most} bytes")
                yield piece
            data = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
            if not data and len(piece) < _STEP:
                return

    @property
    def whole(self) -> bool:
        """Whether the packed stream came to its own end."""
        return self._inflater is not None and self._inflater.eof


class Body:
    """Collects one body under a cap on its unpacked size."""

    def __init__(self, encoding: str, most: int) -> None:
        """`encoding` is the Content-Encoding header; a name no browser knows is ignored."""
        names = [name.strip() for name in encoding.lower().split(",")] if encoding else []
        self._foreign = next((name for name in names if name in _FOREIGN), "")
        self._streams = [_Stream(name, most) for name in reversed(names) if name in _PACKINGS]
        self._most = most
        self._size = 0
        self._pieces: list[bytes] = []

    def feed(self, data: bytes) -> None:
        """Takes the next bytes; raises FetchFailed with `decoding` or `too-large`."""
        if not self._streams and not self._foreign:
            self._size += len(data)
            if self._size > self._most:
                raise FetchFailed("too-large", f"more than {self._most} bytes")
            self._pieces.append(data)
            return
        if self._foreign:
            raise FetchFailed("decoding", f"packed as {self._foreign}, which was not asked for")
        if len(self._streams) > _DEEPEST:
            raise FetchFailed("decoding", "packed too often")
        try:
            self._unpack(data, 0)
        except _BROKEN as error:
            raise FetchFailed("decoding", str(error)) from error

    def whole(self) -> bytes:
        """The unpacked body; raises FetchFailed with `decoding` for a truncated one."""
        if self._size and not all(stream.whole for stream in self._streams):
            raise FetchFailed("decoding", "the packed body ends too early")
        return self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)

    def _unpack(self, data: bytes, depth: int) -> None:
        if depth == len(self._streams):
            self._pieces.append(data)
            return
        self._size += len(data)
        for piece in self._streams[depth].pieces(data):
            self._unpack(piece, depth + 1)


def _is_zlib(head: bytes) -> bool:
    """Whether deflate comes in its zlib coat (RFC 1950) rather than raw."""
    return head[0] & 0x0F == 8 and (head[0] << 8 | head[1]) % 31 == 0


def _is_next_member(data: bytes) -> bool:
    return data.startswith(_GZIP_MAGIC) or data == _GZIP_MAGIC[:1]
