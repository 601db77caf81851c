"""The bulletin as .docx: the template filled with the draft, the attachments behind it.

The template may be an office's own file, so it is run in Jinja's sandbox, and every value is
escaped: a site's name is never markup. That the paper is a draft stands in its properties.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from checker.report.bulletin.attachments import arranged
from checker.report.bulletin.draft import draft
from checker.report.bulletin.figures import Figures
from checker.report.bulletin.form import Attachment
from checker.report.bulletin.layout import (
    BODY,
    BODY_PT,
    HEADING,
    TABLE_PT,
    TITLE,
    TITLE_PT,
    add_line,
    add_run,
    word_mark,
)
from checker.report.bulletin.template import write_template
from checker.report.tables import Cell, ColumnKind, Table, text_of

PAPER_ROWS = 2000
"""An attachment with more rows stands in its spreadsheet only: a word processor stops at them."""

_WEIGHTS: dict[ColumnKind, float] = {
    "code": 2.2, "name": 2.6, "word": 1.5, "url": 3, "date": 1.6, "moment": 2, "number": 1, "sentence": 4,
}  # fmt: skip
_TEXT_MM = 210 - 28 - 26


class BadTemplate(Exception):
    """An office's template that cannot be filled: what is wrong in it."""


@dataclass(frozen=True, slots=True)
class Printed:
    """An attachment as it is printed: its number, how the office wants it, its rows."""

    number: int
    wanted: Attachment
    table: Table
    rows: tuple[tuple[Cell, ...], ...]


def printed_attachments(figures: Figures) -> tuple[Printed, ...]:
    """The attachments that have rows, numbered; ValueError for a column that no table has."""
    printed: list[Printed] = []
    number = 0
    for wanted in figures.form.attachments:
        table = arranged(figures, wanted)
        rows = tuple(table.checked_rows())
        if rows:
            number = wanted.number or number + 1
            printed.append(Printed(number, wanted, table, rows))
    return tuple(printed)


def write_bulletin(figures: Figures, stream: BinaryIO, template: Path | None = None) -> None:
    """Writes the .docx to an open binary stream; BadTemplate, OSError, ValueError."""
    attached = printed_attachments(figures)
    paper: Any = _filled(figures, attached, template)
    before = 0
    for each in attached:
        _attach(paper, each, follows=each.number == before)
        before = each.number
    about = paper.core_properties
    about.title = draft(figures).title
    about.author = figures.form.office
    about.category = "草稿"
    about.content_status = "草稿，待人工核定"
    about.comments = "由检查数据自动起草的草稿，须由承办人核对、修改后印发。"
    paper.save(stream)


def _filled(figures: Figures, attached: Sequence[Printed], template: Path | None) -> Any:
    text = draft(figures)
    source = io.BytesIO(template.read_bytes()) if template else io.BytesIO()
    if template is None:
        write_template(source)
        source.seek(0)
    listed = _list_of(attached)
    context = {
        "title": text.title, "number": text.number, "to": text.to, "opening": text.opening,
        "overview": text.overview, "problems": text.problems, "requirements": text.requirements,
        "office": text.office, "day": text.day, "attachments": listed,
        "period": figures.period.words,
    }  # fmt: skip
    try:
        paper = DocxTemplate(source)
        paper.render(context, SandboxedEnvironment(autoescape=True), autoescape=True)
    except (TemplateError, ValueError, KeyError) as error:
        raise BadTemplate(str(error)) from error
    return paper


def _list_of(attached: Sequence[Printed]) -> list[str]:
    """附件：1. …: as they are listed before the signature."""
    titles = {each.number: each.wanted.title for each in reversed(attached)}
    numbered = [f"{number}.{title}" for number, title in sorted(titles.items())]
    if len(numbered) < 2:
        return [f"附件：{title.partition('.')[2]}" for title in numbered]
    return [("附件：" if place == 0 else "　　　") + each for place, each in enumerate(numbered)]


def _attach(paper: Any, printed: Printed, *, follows: bool) -> None:
    """Heads and draws one table, on a new page unless it follows another of its attachment."""
    if follows:
        add_line(paper, "", align="left")
        title = add_line(paper, printed.wanted.title, HEADING, BODY_PT, align="center")
    else:
        first = add_line(paper, "", align="left")
        first.runs[0].add_break(WD_BREAK.PAGE)
        add_run(first, f"附件{printed.number}", HEADING, BODY_PT)
        title = add_line(paper, printed.wanted.title, TITLE, TITLE_PT, align="center")
    title.paragraph_format.space_after = Pt(BODY_PT / 2)
    title.paragraph_format.keep_with_next = True
    if len(printed.rows) > PAPER_ROWS:
        add_line(paper, f"共 {len(printed.rows)} 行，见电子表格。")
        return
    _draw(paper, printed)
    if printed.wanted.note:
        add_line(paper, f"备注：{printed.wanted.note}", BODY, 12, align="left")


def _draw(paper: Any, printed: Printed) -> None:
    columns = printed.table.columns
    drawn: Any = paper.add_table(rows=1, cols=len(columns))
    drawn.style = "Table Grid"
    drawn.alignment, drawn.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    widths = _widths(printed)
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = width  # some word processors read this, others the cells'
    head = drawn.rows[0]
    _repeat(head)
    for cell, column, width in zip(head.cells, columns, widths, strict=True):
        _write(cell, column.zh, HEADING, width)
    for row in printed.rows:
        cells = drawn.add_row().cells
        for cell, value, column, width in zip(cells, row, columns, widths, strict=True):
            _write(cell, text_of(value, "zh"), BODY, width, left=column.kind == "sentence")
    for place, column in enumerate(columns):
        if column.key in printed.wanted.merge:
            _merge(drawn, place, [text_of(row[place], "zh") for row in printed.rows])


def _widths(printed: Printed) -> list[Mm]:
    """Columns share the line by their longest text, none narrower than its head can bear."""
    needs: list[float] = []
    for place, column in enumerate(printed.table.columns):
        texts = [column.zh, *(text_of(row[place], "zh") for row in printed.rows[:200])]
        longest = max(_units(text) for text in texts)
        needs.append(max(3.0, min(longest, 6 * _WEIGHTS[column.kind] + 4)))
    return [Mm(_TEXT_MM * need / sum(needs)) for need in needs]


def _units(text: str) -> float:
    """How wide a text is in Chinese characters, with a margin."""
    return sum(1.0 if character > "\u2e80" else 0.55 for character in text) + 0.8


def _write(cell: Any, text: str, font: str, width: Mm, *, left: bool = False) -> None:
    cell.width = width
    paragraph = cell.paragraphs[0]
    spacing = paragraph.paragraph_format
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(16)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if left else WD_ALIGN_PARAGRAPH.CENTER
    cell.vertical_alignment = 1  # the middle
    add_run(paragraph, text, font, TABLE_PT)


def _repeat(row: Any) -> None:
    """The head stands on every page of the table."""
    row._tr.get_or_add_trPr().append(word_mark("w:tblHeader", val="true"))


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
