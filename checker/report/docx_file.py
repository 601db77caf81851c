"""Tables as .docx in the look of an official paper, lying where a table is too wide to stand."""

from typing import BinaryIO

from checker.report.bulletin.layout import TITLE, TITLE_PT, add_line, blank_paper, lay, room_mm
from checker.report.drawn_table import draw_table, paper_rows
from checker.report.tables import Lang, Table


def write_docx(table: Table, stream: BinaryIO, lang: Lang = "zh") -> None:
    """Writes one table with its title; above `drawn_table.PAPER_ROWS` only how many rows it has."""
    paper = blank_paper()
    section = paper.sections[0]
    rows = paper_rows(table, lang)
    if rows.wider_than(room_mm(section)):
        lay(section)
    add_line(paper, table.title(lang), TITLE, TITLE_PT, align="center")
    draw_table(paper, rows, room=room_mm(section))
    paper.core_properties.title = table.title(lang)
    paper.core_properties.author = "checker"
    paper.save(stream)
