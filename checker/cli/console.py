"""How commands speak: words to people in their language, JSON to programs, logs to stderr."""

import json
import logging
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.logging import RichHandler
from rich.table import Table as RichTable

from checker.core.fact import CHINA
from checker.report.tables import Cell, Lang
from checker.run.events import FIELDS

_FILE_WIDTH = 140


@dataclass(frozen=True)
class Voice:
    """The screen of one command. With `json_only` nothing but JSON goes to stdout."""

    lang: Lang
    json_only: bool = False
    quiet: bool = False
    out: Console = field(default_factory=lambda: _console(stderr=False))
    err: Console = field(default_factory=lambda: _console(stderr=True))

    def say(self, zh: str, en: str) -> None:
        """One line for a person; on stderr where stdout is for a program."""
        if not self.quiet:
            (self.err if self.json_only else self.out).print(self.word(zh, en), markup=False)

    def complain(self, zh: str, en: str) -> None:
        """One line on stderr, also when quiet."""
        self.err.print(self.word(zh, en), markup=False, style="bold red")

    def fault(self, error: Exception) -> None:
        """An error's own words; those of the package hold both languages."""
        self.err.print(str(error), markup=False, style="bold red")

    def word(self, zh: str, en: str) -> str:
        """The words in the command's language."""
        return zh if self.lang == "zh" else en

    def json(self, value: Any) -> None:
        """One JSON object on one line of stdout."""
        sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
        sys.stdout.flush()

    def table(self, heads: Iterable[str], rows: Iterable[Iterable[Cell]], title: str = "") -> None:
        """A table for a person, not when quiet."""
        if self.quiet or self.json_only:
            return
        drawn = RichTable(title=title or None, title_justify="left", header_style="bold")
        for head in heads:
            drawn.add_column(head, overflow="fold")
        for row in rows:
            drawn.add_row(*("" if cell is None else _plain(str(cell)) for cell in row))
        self.out.print(drawn)


def _console(*, stderr: bool) -> Console:
    """A console as wide as the terminal; in a file or a pipe wide enough for a table."""
    console = Console(stderr=stderr, highlight=False, soft_wrap=True)
    if not console.is_terminal:
        console.width = _FILE_WIDTH
    return console


def _plain(text: str) -> str:
    """Text from outside with nothing in it that a terminal or the markup would obey."""
    clean = "".join(mark if mark.isprintable() else " " for mark in text)
    return clean.replace("[", r"\[")


def language(wanted: str | None) -> Lang:
    """`--lang`, else CHECKER_LANG, else the locale; Chinese where nothing says English."""
    said = wanted or os.environ.get("CHECKER_LANG") or ""
    if not said:
        said = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG")
                     if os.environ.get(name)), "zh")  # fmt: skip
    return "en" if said.lower().startswith("en") else "zh"


def log_to_stderr(*, verbose: bool) -> None:
    """Warnings (or everything) of our own modules as plain lines on stderr."""
    handler = RichHandler(
        console=Console(stderr=True), show_path=False, show_time=verbose, markup=False
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler], format="%(message)s", force=True)
    logging.getLogger("checker").setLevel(logging.DEBUG if verbose else logging.WARNING)


class JsonLines(logging.Formatter):
    """A record as one JSON object on one line: `at`, `level`, `log`, and its fields or its message."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        fields: dict[str, Any] = getattr(record, FIELDS, None) or {"message": record.getMessage()}
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, CHINA).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "log": record.name,
            **fields,
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def log_as_json() -> None:
    """Events and warnings of our own modules as JSON lines on stderr, for a collector of logs."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("checker").setLevel(logging.INFO)
