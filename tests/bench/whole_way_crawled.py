"""What a crawler's author does with a page first: looks for days in it, and stores it in SQLite."""

import re
import sqlite3
from pathlib import Path

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
