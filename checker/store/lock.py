"""Two rounds never run on one database at the same time, also not on two machines.

The lock belongs to the process: when it dies, the kernel (SQLite) or the server (PostgreSQL) takes
the lock back by itself, so there is never a stale one to remove by hand.
"""

import fcntl
import os
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import text

from checker.store.database import Database
from checker.store.errors import LockHeld, StoreError

_KEY = 0x636B0002
_SCHEDULER_KEY = 0x636B0003
_DELIVERY_KEY = 0x636B0004
_TRIES, _PAUSE_S = 20, 0.05
_HOLDER = text(
    "SELECT s.application_name || coalesce(' @ ' || host(s.client_addr), '') "
    "FROM pg_locks l JOIN pg_stat_activity s ON s.pid = l.pid "
    "JOIN pg_database d ON d.oid = l.database AND d.datname = current_database() "
    "WHERE l.locktype = 'advisory' AND l.granted AND l.objid = :key"
)


@contextmanager
def round_lock(database: Database, *, at: datetime) -> Generator[None]:
    """Holds the round lock of this database; LockHeld, with who holds it, when another does.

    `at` is when this process began, for the message that another one will print.
    """
    with _lock(database, ".lock", _KEY, at, _TRIES):
        yield


@contextmanager
def scheduler_lock(database: Database, *, at: datetime) -> Generator[None]:
    """Holds the place of the one scheduler of this database; as `round_lock`."""
    with _lock(database, ".scheduler", _SCHEDULER_KEY, at, _TRIES):
        yield


@contextmanager
def delivery_lock(database: Database, *, at: datetime) -> Generator[None]:
    """Holds the place of the one who sends what waits; LockHeld at once when another does."""
    with _lock(database, ".delivery", _DELIVERY_KEY, at, tries=1):
        yield


def scheduler_runs(database: Database, *, at: datetime) -> bool:
    """Whether a scheduler lives: its lock is held, and a dead process holds none."""
    try:
        with _lock(database, ".scheduler", _SCHEDULER_KEY, at, tries=1):
            return False
    except LockHeld:
        return True


def round_runs(database: Database, *, at: datetime) -> bool:
    """Whether a round is being worked on right now."""
    try:
        with _lock(database, ".lock", _KEY, at, tries=1):
            return False
    except LockHeld:
        return True


@contextmanager
def _lock(database: Database, suffix: str, key: int, at: datetime, tries: int) -> Generator[None]:
    who = f"pid {os.getpid()}, {at.isoformat(timespec='seconds')}"
    if database.path:
        lock = _file_lock(database.path.with_name(database.path.name + suffix), who, tries)
    else:
        lock = _server_lock(database, who, key, tries)
    with lock:
        yield


@contextmanager
def _file_lock(file: Path, who: str, tries: int) -> Generator[None]:
    try:
        handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StoreError(
            f"无法建立锁文件 {file}:{error.strerror} · cannot make the lock file {file}: "
            f"{error.strerror}"
        ) from error
    try:
        if not _soon(lambda: _taken(handle), tries):
            raise LockHeld(os.pread(handle, 200, 0).decode("utf-8", "replace"))
        os.ftruncate(handle, 0)
        os.pwrite(handle, who.encode(), 0)
        yield
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _soon(taken: Callable[[], bool], tries: int) -> bool:
    """Whether a lock is to be had in so many tries, a moment apart.

    One who only looks whether a round runs holds the lock for the blink of an eye; a round that
    begins in that instant must not be sent away.
    """
    for _ in range(tries - 1):
        if taken():
            return True
        time.sleep(_PAUSE_S)
    return taken()


@contextmanager
def _server_lock(database: Database, who: str, key: int, tries: int) -> Generator[None]:
    with database.session() as connection:
        taken = text("SELECT pg_try_advisory_lock(:key)")
        if not _soon(lambda: bool(connection.execute(taken, {"key": key}).scalar()), tries):
            holder = connection.execute(_HOLDER, {"key": key}).scalar()
            raise LockHeld(holder or "?")
        name = text("SELECT set_config('application_name', :who, false)")
        connection.execute(name, {"who": f"checker {who}"})
        yield
