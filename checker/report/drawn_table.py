"""A table drawn into a .docx: widths by what stands in it, a head on every page, whole rows."""

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt

from checker.report.bulletin.layout import BODY, HEADING, TABLE_PT, add_line, add_run, word_mark
from checker.report.tables import Cell, Lang, Table, text_of

PAPER_ROWS = 2000
"""A table with more rows stands in its spreadsheet only: a word processor stops at them."""

UPRIGHT_MM = 210 - 28 - 26
"""The width between the margins of an upright page."""
_CHARACTER_MM = TABLE_PT * 25.4 / 72
_SHORT, _LONGEST, _LEAST = 6.3, 28.0, 2.6
_MARGIN_TWIPS = "40"


def draw_table(
    paper: Any,
    table: Table,
    rows: Sequence[tuple[Cell, ...]],
    merge: Sequence[str] = (),
    *,
    room_mm: float = UPRIGHT_MM,
    lang: Lang = "zh",
) -> None:
    """Draws the rows; neighbouring equal cells of the `merge` columns become one.

    `room_mm` is the width between the margins.
    """
    if len(rows) > PAPER_ROWS:
        words = {
            "zh": f"共 {len(rows)} 行，见电子表格。",
            "en": f"{len(rows)} rows: see the spreadsheet.",
        }
        add_line(paper, words[lang])
        return
    columns = table.columns
    texts = [[text_of(cell, lang) for cell in row] for row in rows]
    drawn: Any = paper.add_table(rows=1, cols=len(columns))
    drawn.style = "Table Grid"
    drawn.alignment, drawn.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _narrow_margins(drawn)
    widths = _widths([column.title(lang) for column in columns], texts, room_mm)
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = width  # some word processors read this, others the cells'
    head = drawn.rows[0]
    _marked(head, "w:tblHeader")
    for cell, column, width in zip(head.cells, columns, widths, strict=True):
        _write(cell, column.title(lang), HEADING, width)
    for row in texts:
        line = drawn.add_row()
        _marked(line, "w:cantSplit")
        for cell, text, column, width in zip(line.cells, row, columns, widths, strict=True):
            _write(cell, text, BODY, width, left=column.kind == "sentence")
    for place, column in enumerate(columns):
        if column.key in merge:
            _merge(drawn, place, [row[place] for row in texts])


def _widths(heads: Sequence[str], texts: Sequence[Sequence[str]], room_mm: float) -> list[Mm]:
    """The line shared out: short columns get what they need, the long ones what is left."""
    needs = [
        min(_LONGEST, max(_LEAST, _units(head) / 2, *(_units(row[place]) for row in texts[:200])))
        for place, head in enumerate(heads)
    ]
    room = room_mm / _CHARACTER_MM
    fixed = sum(need for need in needs if need <= _SHORT)
    rest = sum(needs) - fixed
    if sum(needs) <= room or not rest or fixed >= room * 0.8:
        shares = [need * room / sum(needs) for need in needs]
    else:
        shares = [need if need <= _SHORT else need * (room - fixed) / rest for need in needs]
    return [Mm(share * _CHARACTER_MM) for share in shares]


def _units(text: str) -> float:
    """How wide a text is in Chinese characters, with its margins."""
    return sum(1.0 if character > "\u2e80" else 0.6 for character in text) + 0.6


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
