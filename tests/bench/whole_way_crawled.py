"""What both crawlers beside us do: look for days in a page, store it in SQLite, and tell of it.

That is what a crawler's author does with a page first. It judges nothing.
"""

import argparse
import json
import re
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench.fleet import site_url

_DAY = re.compile(r"(20\d\d)[-年/.](\d{1,2})[-月/.](\d{1,2})")
_BATCH = 100


def days(text: str) -> list[str]:
    """Every day that a page's text names, as it stands there."""
    return ["-".join(day) for day in _DAY.findall(text)]


class PageTable:
    """Pages and their days in SQLite, written in batches."""

    def __init__(self, file: Path) -> None:
        self.connection = sqlite3.connect(file)
        self.connection.execute("pragma journal_mode=wal")
        self.connection.execute("create table page (url text, title text, days text, body blob)")
        self.waiting: list[tuple[str, str, str, bytes]] = []
        self.pages = 0
        self.bytes = 0

    def add(self, url: str, title: str, days: list[str], body: bytes) -> None:
        self.waiting.append((url, title, " ".join(days), body))
        self.pages += 1
        self.bytes += len(body)
        if len(self.waiting) >= _BATCH:
            self.write()

    def write(self) -> None:
        with self.connection:
            self.connection.executemany("insert into page values (?, ?, ?, ?)", self.waiting)
        self.waiting.clear()


def told(words: str | None, crawl: Callable[[Sequence[str], PageTable], None]) -> None:
    """Crawls a fleet from its home pages and prints one line of JSON as our side does.

    The command's words are FOLDER SITES PORT; `words` say what it is.
    """
    parser = argparse.ArgumentParser(description=words)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sites", type=int)
    parser.add_argument("port", type=int)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-", dir=asked.folder) as folder:
        table = PageTable(Path(folder) / "pages.db")
        before, wall = time.process_time(), time.monotonic()
        crawl([site_url(number, asked.port) for number in range(asked.sites)], table)
        table.write()
        spent = {
            "start_cpu": before,
            "work_cpu": time.process_time() - before,
            "work_wall": time.monotonic() - wall,
        }
        counts = {"pages": table.pages, "bytes": table.bytes, "checks": 0}
        print(json.dumps({**counts, **spent}), flush=True)
