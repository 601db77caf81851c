"""The bulletin as .docx: the template filled with the draft, the attachments behind it.

The template may be an office's own file, so it is run in Jinja's sandbox, and every value is
escaped: a site's name is never markup. That the paper is a draft stands in its properties.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_BREAK
from docx.shared import Pt
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from checker.report.bulletin.arrangement import numbered
from checker.report.bulletin.draft import draft
from checker.report.bulletin.figures import Figures
from checker.report.bulletin.form import Attachment
from checker.report.bulletin.layout import (
    BODY,
    BODY_PT,
    HEADING,
    TITLE,
    TITLE_PT,
    add_line,
    add_run,
    lay,
    room_mm,
    stand_like,
)
from checker.report.bulletin.template import write_template
from checker.report.drawn_table import draw_table, paper_rows
from checker.report.tables import Cell, Table


class BadTemplate(Exception):
    """An office's template that cannot be filled: what is wrong in it."""


@dataclass(frozen=True, slots=True)
class Printed:
    """An attachment as it is printed: its number, how the office wants it, its table."""

    number: int
    wanted: Attachment
    table: Table

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """All of its rows at once."""
        return tuple(self.table.checked_rows())


def printed_attachments(figures: Figures) -> tuple[Printed, ...]:
    """The attachments that have rows, with theirs; ValueError for a column that no table has."""
    return tuple(Printed(*each) for each in numbered(figures))


def write_bulletin(
    figures: Figures, stream: BinaryIO, template: Path | None = None, *, note: str = ""
) -> None:
    """Writes the .docx to an open binary stream; BadTemplate, OSError, ValueError.

    `note` is kept in the paper's properties: who signed for what is not as it should be.
    """
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
    about.comments = "由检查数据自动起草的草稿，须由承办人核对、修改后印发。" + note
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
    """Heads and draws one table, on a new page unless it follows another of its attachment.

    A page lies on its long side where the columns would not fit otherwise.
    """
    rows = paper_rows(printed.table)
    upright, last = paper.sections[0], paper.sections[-1]
    lying = rows.wider_than(room_mm(upright))
    turns = lying != (last.orientation == WD_ORIENT.LANDSCAPE)
    if turns:
        last = paper.add_section(WD_SECTION.NEW_PAGE)
        if lying:
            lay(last)
        else:
            stand_like(last, upright)
    if follows and not turns:
        add_line(paper, "", align="left")
    elif not follows:
        first = add_line(paper, "", align="left")
        if not turns:
            first.runs[0].add_break(WD_BREAK.PAGE)
        add_run(first, f"附件{printed.number}", HEADING, BODY_PT)
    font, size = (HEADING, BODY_PT) if follows else (TITLE, TITLE_PT)
    title = add_line(paper, printed.wanted.title, font, size, align="center")
    title.paragraph_format.space_after = Pt(BODY_PT / 2)
    title.paragraph_format.keep_with_next = True
    draw_table(paper, rows, printed.wanted.merge, room=room_mm(last))
    if printed.wanted.note:
        add_line(paper, f"备注：{printed.wanted.note}", BODY, 12, align="left")
