"""Tables as .docx in the look of an official paper, lying where a table is wide."""

from typing import Any, BinaryIO

from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from checker.report.bulletin.layout import TITLE, TITLE_PT, add_line, blank_paper
from checker.report.drawn_table import UPRIGHT_MM, draw_table
from checker.report.tables import Lang, Table

_WIDE = 8
_LYING_MM = 297 - 28 - 26


def write_docx(table: Table, stream: BinaryIO, lang: Lang = "zh") -> None:
    """Writes one table with its title; above `drawn_table.PAPER_ROWS` only how many rows it has."""
    paper = blank_paper()
    room = UPRIGHT_MM
    if len(table.columns) > _WIDE:
        room = _LYING_MM
        _lay(paper.sections[0])
    add_line(paper, table.title(lang), TITLE, TITLE_PT, align="center")
    draw_table(paper, table, tuple(table.checked_rows()), room_mm=room, lang=lang)
    paper.core_properties.title = table.title(lang)
    paper.core_properties.author = "checker"
    paper.save(stream)


def _lay(section: Any) -> None:
    """The page on its long side, with the same margins turned."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(15)
