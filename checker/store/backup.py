"""A copy of everything, taken while a round runs: first the rows, then the bytes they cite.

Bytes are durable before a row cites them and are not taken away, so that whatever the copied rows
cite is there when the bytes are copied after them.
"""

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from checker.store.database import Database
from checker.store.errors import StoreError
from checker.store.flushing import flush

DATABASE_NAME, BLOBS_NAME = "checker.db", "blobs"
_PAGES_A_STEP = 2_000
_PAUSE_S = 0.01


@dataclass(frozen=True)
class Copied:
    """What a backup wrote: the database's file, and how many pieces were new there."""

    database: Path
    pieces: int
    standing: int


def backup(database: Database, blobs: Path | None, folder: Path) -> Copied:
    """Copies database and blobs into a folder; run again, it adds what is new.

    Without `blobs` they lie in a bucket, which is copied by its own means.

    A copy of the database that was begun is never taken for a whole one: it bears its name at the
    end. StoreError for PostgreSQL, which has its own tool, and where the disk refuses.
    """
    if database.path is None:
        raise StoreError(
            "PostgreSQL 请用 pg_dump 备份数据库，再用 rsync 备份 blobs 文件夹（先库后文件）· "
            "back up PostgreSQL with pg_dump, and after it the blobs folder with rsync"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = _rows(database.path, folder)
        new, standing = _bytes(blobs, folder / BLOBS_NAME) if blobs else (0, 0)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            f"备份未完成（{error}），请检查 {folder} 的空间与权限后重试 · the backup is not whole "
            f"({error}); see to room and permissions of {folder} and run it again"
        ) from error
    return Copied(file, new, standing)


def _rows(source: Path, folder: Path) -> Path:
    """One consistent copy of the database; writers go on meanwhile."""
    begun, whole = folder / f"{DATABASE_NAME}.begun", folder / DATABASE_NAME
    begun.unlink(missing_ok=True)
    with closing(sqlite3.connect(source, timeout=30)) as live:
        # One snapshot: without it every write of the round would begin the copy anew.
        live.execute("BEGIN")
        live.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        with closing(sqlite3.connect(begun)) as copy:
            live.backup(copy, pages=_PAGES_A_STEP, sleep=_PAUSE_S)
            damage = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
            if damage != "ok":
                raise sqlite3.DatabaseError(damage)
            copy.execute("PRAGMA journal_mode=DELETE")
    flush(begun)
    os.replace(begun, whole)
    flush(folder)
    return whole


def _bytes(source: Path, target: Path) -> tuple[int, int]:
    """Copies the named pieces that are not there yet; how many, and how many stood there."""
    new = standing = 0
    for shelf in sorted(each for each in source.iterdir() if len(each.name) == 2):
        here = target / shelf.name
        here.mkdir(parents=True, exist_ok=True)
        known = set(os.listdir(here))
        for piece in os.listdir(shelf):
            if piece in known:
                standing += 1
                continue
            begun = here / f".{piece}"
            shutil.copyfile(shelf / piece, begun)
            flush(begun)
            os.replace(begun, here / piece)
            new += 1
        flush(here)
    return new, standing
