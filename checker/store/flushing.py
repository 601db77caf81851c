"""How what was written gets onto the disk: a path for itself, or all of a file system at a stroke.

Hundreds of pieces flushed one by one are hundreds of waits, after each of which a thread has to be
let into Python again. Where Linux has one call for all of them (`syncfs`) and is known to wait for
every byte and to tell of every one that was lost, a shelf uses that. What others write on the same
disk is waited for too.
"""

import ctypes
import os
import re
import sys
import weakref
from pathlib import Path

_TELLS_OF_LOSSES = (5, 8)
"""Before this Linux the call said nothing of a write that failed."""
_KINDS = frozenset(("ext4", "xfs"))
"""On others it may not wait for a server (FUSE), or the folder's number is not the file system's."""
_MOUNTS = Path("/proc/self/mountinfo")


class FileSystem:
    """The file system of a folder, to be flushed as a whole.

    One handle stays open: Linux tells each handle once of whatever was lost since it was opened.
    """

    def __init__(self, folder: str) -> None:
        """OSError where there is no such folder."""
        self._handle = os.open(folder, os.O_RDONLY)
        weakref.finalize(self, os.close, self._handle)
        self.number = os.fstat(self._handle).st_dev
        self._call = (
            ctypes.CDLL(None, use_errno=True).syncfs if _waits_for_all(self.number) else None
        )

    @property
    def can_flush(self) -> bool:
        """Whether one call makes everything on it durable."""
        return self._call is not None

    def flush(self) -> None:
        """Waits until all that was written on it is on the disk; OSError when some was lost."""
        if self._call is None:
            raise OSError("this file system is flushed file by file")
        if self._call(self._handle):
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code))


def flush(path: str | Path) -> None:
    """Waits until a file, or the entries of a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _waits_for_all(number: int) -> bool:
    """Whether the file system of this number is flushed as a whole by one call that can be trusted."""
    release = re.match(r"(\d+)\.(\d+)", os.uname().release) if sys.platform == "linux" else None
    if release is None or (int(release[1]), int(release[2])) < _TELLS_OF_LOSSES:
        return False
    try:
        mounts = _MOUNTS.read_text("utf-8", "replace")
    except OSError:
        return False
    return kind_of((os.major(number), os.minor(number)), mounts) in _KINDS


def kind_of(number: tuple[int, int], mounts: str) -> str:
    """The kind of the file system with this device number, major and minor, by Linux' list of what
    is mounted; empty when it is not there."""
    device = "{}:{}".format(*number)
    for line in mounts.splitlines():
        mounted, _, kind = line.partition(" - ")
        if mounted.split(" ", 3)[2:3] == [device]:
            return kind.split(" ", 1)[0]
    return ""
