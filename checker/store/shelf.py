"""Where durable pieces lie under the hex digits of their digest: a folder, or something like one."""

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from checker.store.flushing import FileSystem, flush

_AT_ONCE = 4
_MANY = 16
"""From so many pieces on the whole file system is flushed instead of each of them."""


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
        self._file_system: FileSystem | None = None

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
        whole = self._whole() if len(pieces) >= _MANY else None
        if whole:
            whole.flush()
        else:
            self._in_shares(_flush_if_there, list(pieces.values()))
        folders = {os.path.dirname(self._place(name)) for name in pieces}
        missing = [folder for folder in folders if not os.path.isdir(folder)]
        for folder in missing:
            os.makedirs(folder, exist_ok=True)
        if missing:
            flush(self._folder)
        taken: set[str] = set()
        for name, file in pieces.items():
            try:
                os.replace(file, self._place(name))
            except FileNotFoundError:
                if os.path.exists(file):
                    raise
                continue  # a sync that failed half-way, on a full disk, has named it already
            taken.add(name)
        if whole:
            whole.flush()
        else:
            self._in_shares(flush, list(folders))
        return taken

    def _whole(self) -> FileSystem | None:
        """The file system of the folder where it is flushed in one call."""
        known = self._file_system
        if known is None or known.number != os.stat(self._folder).st_dev:
            known = self._file_system = FileSystem(self._folder)
        return known if known.can_flush else None

    def _in_shares(self, work: Callable[[str], None], paths: Sequence[str]) -> None:
        """Does this with each path, some threads at work; handed over one by one they would cost as
        much again."""

        def share(first: int) -> None:
            for path in paths[first : first + size]:
                work(path)

        size = len(paths) // _AT_ONCE + 1
        list(self._flushers.map(share, range(0, len(paths), size)))  # a fault is raised here

    def _place(self, name: str) -> str:
        return f"{self._folder}/{name[:2]}/{name}.zst"


def _flush_if_there(file: str) -> None:
    with suppress(FileNotFoundError):
        flush(file)
