"""Where durable pieces lie under the hex digits of their digest: a folder, or something like one."""

import os
from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

_AT_ONCE = 4


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

    def take(self, pieces: Mapping[str, str]) -> None:
        """Takes files in, each under its name; when it returns they are durable and the files gone.

        A file that is gone already was taken in before.
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

    def take(self, pieces: Mapping[str, str]) -> None:
        """As `Shelf.take`: files are flushed before they get their names."""
        # A sync that failed half-way, on a full disk, has named some pieces already.
        unnamed = {name: file for name, file in pieces.items() if os.path.exists(file)}
        self._flush(unnamed.values())
        folders = {os.path.dirname(self._place(name)) for name in pieces}
        missing = [folder for folder in folders if not os.path.isdir(folder)]
        for folder in missing:
            os.makedirs(folder, exist_ok=True)
        if missing:
            self._flush([self._folder])
        for name, file in unnamed.items():
            os.replace(file, self._place(name))
        self._flush(folders)

    def _flush(self, paths: Iterable[str]) -> None:
        """Waits until files, or the entries of folders, are on the disk."""
        # A share for each thread: to hand them over one by one costs as much as the flushing.
        left = list(paths)
        shares = [left[first::_AT_ONCE] for first in range(min(_AT_ONCE, len(left)))]
        list(self._flushers.map(_flush, shares))

    def _place(self, name: str) -> str:
        return f"{self._folder}/{name[:2]}/{name}.zst"


def _flush(paths: Iterable[str]) -> None:
    for path in paths:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
