"""The attachments as the office prints them: its titles, its columns under its headers, its rows."""

from collections.abc import Iterator
from dataclasses import replace

from checker.report.bulletin.attachments import BUILDERS
from checker.report.bulletin.figures import Figures
from checker.report.bulletin.form import Attachment
from checker.report.packed import Packed
from checker.report.tables import Cell, Column, Table


def numbered(figures: Figures) -> Iterator[tuple[int, Attachment, Table]]:
    """The attachments of the office's form that have rows, with their numbers and their tables.

    Raises ValueError for a column that no table has.
    """
    number = 0
    for wanted in figures.form.attachments:
        table, count = with_rows(figures, wanted)
        if count:
            number = wanted.number or number + 1
            yield number, wanted, table


def with_rows(figures: Figures, wanted: Attachment) -> tuple[Table, int]:
    """The table as the office prints it, to be gone through again and again, and its length.

    Its rows are made once, one by one, and packed.
    """
    table = arranged(figures, wanted)
    rows = Packed(table.checked_rows())
    return replace(table, rows=rows), len(rows)


def arranged(figures: Figures, wanted: Attachment) -> Table:
    """The table as the office prints it; ValueError names a column that the table does not have.

    Row numbers count the rows that are kept.
    """
    whole = BUILDERS[wanted.table](figures)
    keys = [column.key for column in whole.columns]
    chosen = list(wanted.headers) or keys
    unknown = [key for key in (*chosen, *wanted.where, *wanted.merge) if key not in keys]
    if unknown:
        raise ValueError(f"{wanted.title}: {'、'.join(unknown)} ({'、'.join(keys)})")
    kept = {keys.index(key): texts.split("|") for key, texts in wanted.where.items()}
    places_ = [keys.index(key) for key in chosen]

    def rows() -> Iterator[tuple[Cell, ...]]:
        number = 0
        for row in whole.checked_rows():
            if all(row[place] in texts for place, texts in kept.items()):
                number += 1
                yield tuple(number if keys[p] == "number" else row[p] for p in places_)

    heads = tuple(
        Column(key, wanted.headers.get(key, whole.columns[p].zh), whole.columns[p].en, whole.columns[p].kind)
        for key, p in zip(chosen, places_, strict=True)
    )  # fmt: skip
    return Table(wanted.table, wanted.title, heads, rows())
