"""A table drawn into a .docx: widths by what stands in it, a head on every page, whole rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt

from checker.report.bulletin.layout import BODY, HEADING, TABLE_PT, add_line, add_run, word_mark
from checker.report.tables import Column, ColumnKind, Lang, Table, text_of

PAPER_ROWS = 2000
"""A table with more rows stands in its spreadsheet only: a word processor stops at them."""

_CHARACTER_MM = TABLE_PT * 25.4 / 72
_SHORT, _LONGEST, _LEAST = 6.3, 28.0, 2.6
_READABLE = 7.0
"""Characters in a line, under which a long text becomes a ladder."""
_UNBROKEN: frozenset[ColumnKind] = frozenset(("code", "number", "date"))
"""What nobody reads in two lines."""
_MARGIN_TWIPS = "40"
_SAMPLE = 200


@dataclass(frozen=True, slots=True)
class PaperRows:
    """The rows of a table as words for a paper: none, and their number, where they are too many."""

    columns: tuple[Column, ...]
    heads: tuple[str, ...]
    texts: tuple[tuple[str, ...], ...]
    count: int
    lang: Lang

    @property
    def needs(self) -> list[float]:
        """How wide each column would like to be, in characters."""
        return [
            min(
                _LONGEST,
                max(_LEAST, _units(head) / 2, *(_units(row[p]) for row in self.texts[:_SAMPLE])),
            )
            for p, head in enumerate(self.heads)
        ]

    def wider_than(self, room_mm: float) -> bool:
        """Whether the columns do not fit, were each long text in lines of a few characters."""
        least = (
            need if column.kind in _UNBROKEN else min(need, _READABLE)
            for need, column in zip(self.needs, self.columns, strict=True)
        )  # fmt: skip
        return sum(least) * _CHARACTER_MM > room_mm

    def widths(self, room_mm: float) -> list[Mm]:
        """The line shared out: short columns get what they need, the long ones what is left."""
        needs = self.needs
        room = room_mm / _CHARACTER_MM
        short = [
            need <= _SHORT or column.kind in _UNBROKEN
            for need, column in zip(needs, self.columns, strict=True)
        ]
        fixed = sum(need for need, is_short in zip(needs, short, strict=True) if is_short)
        rest = sum(needs) - fixed
        if sum(needs) <= room or not rest or fixed >= room * 0.8:
            shares = [need * room / sum(needs) for need in needs]
        else:
            left = (room - fixed) / rest
            shares = [
                need if is_short else need * left
                for need, is_short in zip(needs, short, strict=True)
            ]
        return [Mm(share * _CHARACTER_MM) for share in shares]


def paper_rows(table: Table, lang: Lang = "zh") -> PaperRows:
    """The rows of a table for a paper; those that are too many for one are only counted."""
    rest = table.checked_rows()
    rows = list(islice(rest, PAPER_ROWS + 1))
    count = len(rows) + sum(1 for _ in rest)
    kept = rows if count <= PAPER_ROWS else []
    return PaperRows(
        columns=table.columns,
        heads=tuple(column.title(lang) for column in table.columns),
        texts=tuple(tuple(text_of(cell, lang) for cell in row) for row in kept),
        count=count,
        lang=lang,
    )


def draw_table(paper: Any, rows: PaperRows, merge: Sequence[str] = (), *, room: float) -> None:
    """Draws rows between margins of `room` millimetres.

    Neighbouring equal cells of the `merge` columns become one.
    """
    if rows.count > len(rows.texts):
        zh, en = f"共 {rows.count} 行，见电子表格。", f"{rows.count} rows: see the spreadsheet."
        add_line(paper, zh if rows.lang == "zh" else en)
        return
    drawn: Any = paper.add_table(rows=1, cols=len(rows.columns))
    drawn.style = "Table Grid"
    drawn.alignment, drawn.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _narrow_margins(drawn)
    widths = rows.widths(room)
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = width  # some word processors read this, others the cells'
    head = drawn.rows[0]
    _marked(head, "w:tblHeader")
    for cell, title, width in zip(head.cells, rows.heads, widths, strict=True):
        _write(cell, title, HEADING, width)
    for row in rows.texts:
        line = drawn.add_row()
        _marked(line, "w:cantSplit")
        for cell, text, column, width in zip(line.cells, row, rows.columns, widths, strict=True):
            _write(cell, text, BODY, width, left=column.kind == "sentence")
    for place, column in enumerate(rows.columns):
        if column.key in merge:
            _merge(drawn, place, [row[place] for row in rows.texts])


def _units(text: str) -> float:
    """How wide a text is in Chinese characters, with its margins."""
    return sum(1.0 if character > "\u2e80" else 0.65 for character in text) + 0.7


def _narrow_margins(drawn: Any) -> None:
    margins = word_mark("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(word_mark(f"w:{side}", w=_MARGIN_TWIPS, type="dxa"))
    drawn._tbl.tblPr.append(margins)


def _write(cell: Any, text: str, font: str, width: Mm, *, left: bool = False) -> None:
    cell.width = width
    paragraph = cell.paragraphs[0]
    spacing = paragraph.paragraph_format
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(16)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if left else WD_ALIGN_PARAGRAPH.CENTER
    cell.vertical_alignment = 1  # the middle
    add_run(paragraph, text, font, TABLE_PT)


def _marked(row: Any, tag: str) -> None:
    """w:tblHeader repeats a row on every page, w:cantSplit keeps it on one."""
    row._tr.get_or_add_trPr().append(word_mark(tag, val="true"))


def _merge(drawn: Any, place: int, texts: list[str]) -> None:
    """Joins neighbouring cells of one text, by the marks of Word and not by copying cells."""
    for number, text in enumerate(texts):
        again = number > 0 and text == texts[number - 1] and text != ""
        more = number + 1 < len(texts) and text == texts[number + 1] and text != ""
        if not again and not more:
            continue
        cell = drawn.rows[number + 1].cells[place]
        if again:
            for run in cell.paragraphs[0].runs:
                run.text = ""
        mark = word_mark("w:vMerge", val="continue" if again else "restart")
        cell._tc.get_or_add_tcPr().append(mark)
