"""Tables as csv that a spreadsheet program opens by a double click: UTF-8 with its mark.

Fetched text may look like a formula; such a cell gets an apostrophe, which the ledger reader
takes away again. Numbers are written as numbers.
"""

import csv
import io
from typing import BinaryIO

from checker.extract.ledgers.text import disarmed
from checker.report.tables import Cell, Lang, Table, text_of


def write_csv(table: Table, stream: BinaryIO, lang: Lang = "zh") -> None:
    """Writes the table to an open binary stream and leaves the stream open."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=False)
    try:
        writer = csv.writer(text)
        writer.writerow([disarmed(column.title(lang)) for column in table.columns])
        for row in table.checked_rows():
            writer.writerow([_cell(cell, lang) for cell in row])
    finally:
        text.detach()


def _cell(cell: Cell, lang: Lang) -> str:
    shown = text_of(cell, lang)
    return disarmed(shown) if isinstance(cell, str) else shown
