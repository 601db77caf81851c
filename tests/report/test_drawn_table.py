"""Tables in a .docx: widths that hold their texts, whole rows, a head on every page."""

import io
from collections.abc import Sequence
from typing import Any

import docx
import pytest

from checker.report.docx_file import write_docx
from checker.report.drawn_table import PAPER_ROWS
from checker.report.tables import Cell, Column, Table


def drawn(columns: Sequence[Column], *rows: tuple[Cell, ...]) -> Any:
    stream = io.BytesIO()
    write_docx(Table("t", "表", tuple(columns), rows), stream)
    return docx.Document(io.BytesIO(stream.getvalue()))


NUMBER = Column("number", "序号", "no", "number")
WORDS = Column("says", "存在的突出问题", "says", "sentence")


def test_a_long_sentence_does_not_squeeze_a_number() -> None:
    (table,) = drawn([NUMBER, WORDS], (12, "长" * 300)).tables
    first, second = (column.width.mm for column in table.columns)
    assert first > 8
    assert second > 100
    assert first + second == pytest.approx(156, abs=1)


def test_a_wide_table_lies_on_its_side_and_fills_the_line() -> None:
    columns = [Column(f"c{n}", f"第{n}列", f"c{n}") for n in range(12)]
    paper = drawn(columns, tuple("示例市人民政府办公室" for _ in columns))
    assert paper.sections[0].page_width > paper.sections[0].page_height
    (table,) = paper.tables
    assert sum(column.width.mm for column in table.columns) == pytest.approx(243, abs=1)


def test_many_narrow_columns_stand_upright() -> None:
    columns = [Column(f"c{n}", f"{n}月", f"c{n}", "number") for n in range(12)]
    section = drawn(columns, tuple(range(12))).sections[0]
    assert section.page_width < section.page_height


def test_a_code_stands_in_one_line() -> None:
    code = Column("code", "新媒体标识码", "code", "code")
    (table,) = drawn([NUMBER, code, WORDS], (1, "6108000001MP0011", "长" * 300)).tables
    assert table.columns[1].width.mm > 16 * 0.6 * 10.5 * 25.4 / 72


def test_rows_stay_whole_and_the_head_comes_again() -> None:
    (table,) = drawn([NUMBER], (1,), (2,)).tables
    marks = [[str(mark.tag).rpartition("}")[2] for mark in row._tr.trPr] for row in table.rows]
    assert marks == [["tblHeader"], ["cantSplit"], ["cantSplit"]]


def test_more_rows_than_a_paper_bears_are_told_as_a_number() -> None:
    paper = drawn([NUMBER], *((n,) for n in range(PAPER_ROWS + 1)))
    assert paper.tables == []
    assert any("2001 行" in each.text for each in paper.paragraphs)


def test_what_no_document_can_hold_is_left_out() -> None:
    (table,) = drawn([WORDS], ("暂\x00无\x0b数据<w:p/>&",)).tables
    assert table.cell(1, 0).text == "暂无数据<w:p/>&"
