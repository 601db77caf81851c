"""Tables for programs: one JSON array of objects, or one object a line (JSON Lines)."""

import json
import math
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from checker.report.tables import Cell, Table, printable


def write_json(table: Table, stream: BinaryIO) -> None:
    """Writes an array with one object a row, keyed by the columns' keys, in UTF-8."""
    start = b"[\n"
    for line in _objects(table):
        stream.write(start + line)
        start = b",\n"
    stream.write(b"[]\n" if start == b"[\n" else b"\n]\n")


def write_jsonl(table: Table, stream: BinaryIO) -> None:
    """Writes one object a line, in UTF-8."""
    for line in _objects(table):
        stream.write(line + b"\n")


def _objects(table: Table) -> Iterator[bytes]:
    keys = [column.key for column in table.columns]
    for row in table.checked_rows():
        record = {key: _value(cell) for key, cell in zip(keys, row, strict=True)}
        yield json.dumps(record, ensure_ascii=False, allow_nan=False).encode()


def _value(cell: Cell) -> str | int | float | bool | None:
    """Dates and moments in ISO; a number that JSON has no word for is null."""
    match cell:
        case str():
            return printable(cell)
        case float() if not math.isfinite(cell):
            return None
        case date():
            return cell.isoformat()
        case _:
            return cell
