"""The readings that visits leave for the next one: one packed file for each target, written over.

A cache beside the books: a file that is missing, broken or written by other code is as good as none,
and nothing is ever cited from here. It may be deleted at any time.
"""

import logging
import os
from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4

from checker.core.fact import digest_of
from checker.store.packing import BadPacking, Packer, unpack

_log = logging.getLogger(__name__)


class EarlierReadings:
    """A folder of such files, all made by the code and the word lists that `stamp` names."""

    def __init__(self, folder: Path, stamp: str) -> None:
        self._folder = folder
        self._stamp = stamp.encode()
        self._packer = Packer()

    def lines(self, name: str) -> list[bytes]:
        """What the visit before left of a target; nothing where there is none to be used."""
        try:
            stamp, *lines = unpack(self._place(name).read_bytes()).split(b"\n")
        except (OSError, BadPacking):
            return []
        return lines if stamp == self._stamp else []

    def put(self, name: str, lines: Iterable[bytes]) -> None:
        """Leaves lines, none of which holds a line feed, for the next visit."""
        place = self._place(name)
        passing = place.with_suffix(f".{uuid4().hex}")
        try:
            packed = self._packer.pack(b"\n".join((self._stamp, *lines)))
            self._folder.mkdir(parents=True, exist_ok=True)
            passing.write_bytes(packed)
            os.replace(passing, place)
        except (OSError, ValueError) as error:
            _log.warning("readings of %s are not kept: %s", name, error)
            passing.unlink(missing_ok=True)

    def _place(self, name: str) -> Path:
        return self._folder / f"{digest_of(name.encode()).removeprefix('sha256:')}.zst"
