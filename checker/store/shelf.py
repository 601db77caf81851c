"""Where durable pieces lie under the hex digits of their digest: a folder, or something like one."""

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol, TypeVar

_AT_ONCE = 4
_Told = TypeVar("_Told")


class Shelf(Protocol):
    """A place for packed pieces, safe for threads. A name on it means that the piece is whole."""

    def knows(self, name: str) -> bool:
        """Whether the piece is surely there, as far as can be told without waiting."""
        ...

    def missing(self, names: Collection[str]) -> set[str]:
        """Those names that no piece bears."""
        ...

    def read(self, name: str) -> bytes:
        """The packed piece; FileNotFoundError when there is none of that name."""
        ...

    def take(self, pieces: Mapping[str, str]) -> set[str]:
        """Takes files in, each under its name; when it returns they are durable and the files gone.

        Returns the names that surely are there now. A file that is gone already was taken in
        before, if it was ever there.
        """
        ...


class FolderShelf:
    """A folder on a disk of this machine or one that several share; raises OSError."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._flushers = ThreadPoolExecutor(_AT_ONCE, "flusher")

    def knows(self, name: str) -> bool:
        """As `Shelf.knows`; a folder always can tell."""
        return os.path.exists(self._place(name))

    def missing(self, names: Collection[str]) -> set[str]:
        """As `Shelf.missing`."""
        return {name for name in names if not self.knows(name)}

    def read(self, name: str) -> bytes:
        """As `Shelf.read`."""
        return Path(self._place(name)).read_bytes()

    def take(self, pieces: Mapping[str, str]) -> set[str]:
        """As `Shelf.take`: files are flushed before they get their names."""
        # Few questions are asked of the disk: after each, a thread waits until it may go on in Python.
        flushed = zip(pieces, self._in_shares(_flush_if_there, list(pieces.values())), strict=True)
        # A sync that failed half-way, on a full disk, has named some pieces already.
        unnamed = {name for name, there in flushed if there}
        folders = {os.path.dirname(self._place(name)) for name in pieces}
        missing = [folder for folder in folders if not os.path.isdir(folder)]
        for folder in missing:
            os.makedirs(folder, exist_ok=True)
        if missing:
            flush(self._folder)
        for name in unnamed:
            os.replace(pieces[name], self._place(name))
        self._in_shares(flush, list(folders))
        return unnamed

    def _in_shares(self, work: Callable[[str], _Told], paths: Sequence[str]) -> list[_Told]:
        """What `work` tells of each path, some threads at work; handed over one by one they would
        cost as much again."""

        def share(first: int) -> list[_Told]:
            return [work(path) for path in paths[first : first + size]]

        size = len(paths) // _AT_ONCE + 1
        shares = self._flushers.map(share, range(0, len(paths), size))
        return [told for some in shares for told in some]

    def _place(self, name: str) -> str:
        return f"{self._folder}/{name[:2]}/{name}.zst"


def flush(path: str | Path) -> None:
    """Waits until a file, or the entries of a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _flush_if_there(file: str) -> bool:
    try:
        flush(file)
    except FileNotFoundError:
        return False
    return True
