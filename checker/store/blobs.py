"""The bytes behind the evidence: pages, screenshots and evidence itself, filed under their sha256.

A piece that is kept waits in `incoming/` until `sync` has made it durable on the shelf; only then it
gets its name. So a piece that bears a digest is whole, also after a power cut, and a half-written one
can never be read. The shelf is the folder itself or a bucket; any number of processes may share it.

256 folders by the first two digits: a second level measured a third more CPU for each new piece
(its own folder has to be made durable too) and an empty block on the disk for each of 65,536.
"""

import errno
import os
from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from uuid import uuid4

from checker.core.fact import digest_of
from checker.store.errors import BlobBroken, BlobMissing, StoreFull, StoreUnavailable
from checker.store.packing import BadPacking, Packer, unpack
from checker.store.shelf import FolderShelf, Shelf
from checker.store.values import raw_digest

FORGOTTEN_S = 2 * 24 * 3600
"""How long an unfinished piece may lie before it counts as left by a process that died."""

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Blobs:
    """Packed pieces on a shelf, by default the folder that they wait in.

    Safe for threads; StoreError where the disk or the bucket refuses.
    """

    def __init__(self, folder: Path, shelf: Shelf | None = None) -> None:
        self._folder = str(folder)
        self._shelf = shelf or FolderShelf(folder)
        self._incoming = folder / "incoming"
        self._packer = Packer()
        self._waiting: dict[str, str] = {}
        self._guard = Lock()
        self._one_sync = Lock()
        try:
            self._incoming.mkdir(parents=True, exist_ok=True)
            self._drop_forgotten()
        except OSError as error:
            raise self._refused(error) from error

    def keep(self, data: bytes) -> str:
        """Stores the bytes and returns their digest; bytes that are there already cost a hash.

        They are readable here at once, and for others and for good after `sync`. ValueError
        above `packing.LARGEST`.
        """
        digest = digest_of(data)
        if digest in self._waiting or self._shelf.knows(_name(digest)):
            return digest
        packed = self._packer.pack(data)
        file = f"{self._incoming}/{uuid4().hex}"
        try:
            with open(file, "xb", buffering=0) as target:
                whole = target.write(packed) == len(packed)
        except OSError as error:
            Path(file).unlink(missing_ok=True)
            raise self._refused(error) from error
        if not whole:
            Path(file).unlink(missing_ok=True)
            raise self._refused(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
        with self._guard:
            first = self._waiting.setdefault(digest, file)
        if first is not file:
            os.unlink(file)
        return digest

    def holds(self, digest: str) -> bool:
        """Whether these bytes are here; False for what is no digest."""
        try:
            return digest in self._waiting or not self._shelf.missing({_name(digest)})
        except ValueError:
            return False

    def read(self, digest: str) -> bytes:
        """The bytes, checked against their digest; BlobMissing or BlobBroken."""
        try:
            packed = self._packed(digest)
        except (FileNotFoundError, ValueError):
            raise BlobMissing(digest) from None
        except OSError as error:
            raise self._refused(error) from error
        try:
            data = unpack(packed)
        except BadPacking as error:
            raise BlobBroken(digest, str(error)) from error
        if digest_of(data) != digest:
            raise BlobBroken(digest, "内容不符 · other content")
        return data

    def sync(self, digests: Iterable[str]) -> None:
        """Makes these pieces durable, to be called before a row cites them.

        Raises BlobMissing when one of them was never kept.
        """
        wanted = {digest: _name(digest) for digest in set(digests)}
        with self._one_sync:
            with self._guard:
                waiting = {each: self._waiting[each] for each in wanted if each in self._waiting}
            try:
                pieces = {wanted[digest]: file for digest, file in waiting.items()}
                taken = self._shelf.take(pieces) if pieces else set[str]()
            except OSError as error:
                raise self._refused(error) from error
            with self._guard:
                for digest in waiting:
                    del self._waiting[digest]
        missing = self._shelf.missing({name for name in wanted.values() if name not in taken})
        for digest, name in sorted(wanted.items()):
            if name in missing and digest not in self._waiting:
                raise BlobMissing(digest)

    def _packed(self, digest: str) -> bytes:
        with self._guard:
            file = self._waiting.get(digest)
        if file is not None:
            try:
                return Path(file).read_bytes()
            except FileNotFoundError:
                pass  # a sync in another thread has just given it its name
        return self._shelf.read(_name(digest))

    def _drop_forgotten(self) -> None:
        # Compared with the folder's own clock: a shared folder may have another one than we.
        mark = self._incoming / uuid4().hex
        mark.touch()
        now = mark.stat().st_mtime
        mark.unlink()
        for file in self._incoming.iterdir():
            try:
                if now - file.stat().st_mtime > FORGOTTEN_S:
                    file.unlink()
            except FileNotFoundError:
                continue

    def _refused(self, error: OSError) -> StoreUnavailable:
        kind = StoreFull if error.errno in _NO_ROOM else StoreUnavailable
        return kind(
            f"原件库 {self._folder} 无法读写：{error.strerror}。请检查路径、权限与磁盘空间 · "
            f"the blob store {self._folder} cannot be used: {error.strerror}; "
            "check path, permissions and room on the disk"
        )


def _name(digest: str) -> str:
    """What a piece is called on its shelf; ValueError for what is no digest, so that no path comes in."""
    return raw_digest(digest).hex()
