"""Ledgers of every usual make are read, and what cannot be taken says its line and its reason."""

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from checker.extract.ledgers.bounds import COLUMNS, ROWS, LedgerError
from checker.extract.ledgers.headers import LedgerKind, fields_of, titles_of
from checker.extract.ledgers.rows import FORMULA_ERRORS, read_sites
from checker.extract.ledgers.sheet import Sheet, kind_of, sheet
from checker.extract.ledgers.text import disarmed
from checker.extract.ledgers.words import cleaned

SITES = ("网站标识码", "网站名称", "首页网址", "主办单位", "层级", "有无办事服务", "状态")
GOOD = (
    "6108000001",
    "清河县人民政府",
    "http://www.qinghe.gov.cn/",
    "县政府办",
    "县级",
    "有",
    "正常",
)
ACCOUNTS = ("新媒体标识码", "账号名称", "账号类型", "开设主体", "数据源", "主页地址", "状态")

Rows = Sequence[Sequence[object]]


def csv_bytes(rows: Rows, encoding: str = "utf-8", separator: str = ",") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_bytes(*tabs: Rows) -> bytes:
    stream = io.BytesIO()
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    book.remove(book.active)
    for rows in tabs:
        tab = book.create_sheet()
        for row in rows:
            tab.append(list(row))
    book.save(stream)
    return stream.getvalue()


def drawn(draw: Callable[[Any, Any], None], **options: bool) -> bytes:
    """A workbook of one worksheet, drawn by a function of both; the library has few types."""
    stream = io.BytesIO()
    book: Any = xlsxwriter.Workbook(stream, options)
    draw(book, book.add_worksheet())
    book.close()
    return stream.getvalue()


def sites(rows: Rows, headers: Sequence[str] = SITES) -> Sheet:
    return sheet(csv_bytes([headers, *rows]), "sites.csv")


def changed(**cells: str) -> tuple[str, ...]:
    """The good row with some cells changed, by header."""
    return tuple(cells.get(header, cell) for header, cell in zip(SITES, GOOD, strict=True))


# --- files ---------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("gb18030", b""),
        ("gbk", b""),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
    ],
)
def test_a_csv_is_read_in_every_usual_encoding_and_with_every_separator(
    encoding: str, mark: bytes, separator: str
) -> None:
    read = sheet(mark + csv_bytes([SITES, GOOD], encoding, separator), "a.csv")
    assert read.headers == SITES
    assert read.rows == ((2, GOOD),)
    assert read.encoding == encoding.replace("gbk", "gb18030")


def test_a_line_break_inside_quotes_begins_no_row_and_an_empty_line_is_one() -> None:
    rows: Rows = [
        SITES,
        (),
        changed(网站名称="清河县\n人民政府"),
        (),
        changed(网站标识码="6108000002"),
    ]
    read = sheet(csv_bytes(rows), "a.csv")
    assert [row.line for row in read.rows] == [3, 5]
    assert [site.name for site in read_sites(read).rows] == ["清河县 人民政府", "清河县人民政府"]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_break_is_one(line_break: str) -> None:
    data = csv_bytes([SITES, GOOD, GOOD]).replace(b"\r\n", line_break.encode())
    assert [row.line for row in sheet(data, "a.csv").rows] == [2, 3]


def test_stray_nul_bytes_are_cleaned_away() -> None:
    data = csv_bytes([SITES, *[GOOD] * 20]).replace("清河县".encode(), "清\0河县".encode(), 1)
    assert read_sites(sheet(data, "a.csv")).rows[0].name == "清河县人民政府"


def test_titles_and_notes_above_the_header_are_skipped_and_lines_stay_those_of_the_file() -> None:
    data = csv_bytes([["2026年政府网站台账"], [], ["填报单位:县政府办"], SITES, GOOD, ["", " "]])
    read = sheet(data, "a.csv")
    assert (read.header_line, [row.line for row in read.rows]) == (4, [5])


def test_a_header_of_two_merged_rows_is_one_header() -> None:
    upper = ["网站标识码", "网站", "", "单位信息", ""]
    lower = ["", "网站名称", "首页网址", "主办单位", "层级"]
    read = sheet(xlsx_bytes([["台账"], upper, lower, GOOD[:5]]), "a.xlsx")
    assert read.headers == SITES[:5]
    assert [row.line for row in read.rows] == [4]


def test_the_first_worksheet_with_a_known_header_is_taken_whatever_stands_before_it() -> None:
    read = sheet(xlsx_bytes([["说明"], ["填表须知"]], [], [SITES, GOOD]), "a.xlsx")
    assert (read.tab, len(read.rows)) == ("Sheet2", 1)


def test_cells_of_a_workbook_are_what_a_person_sees() -> None:
    def draw(book: Any, tab: Any) -> None:
        day = book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
        tab.write_row(0, 0, [*SITES, "日期", "时间", "金额", "开关", "公式", "富文本", "转义"])
        tab.write_row(1, 0, [6108000001, *GOOD[1:]])
        tab.write_number(1, 7, 46082, day)
        tab.write_number(1, 8, 46082 + 8.5 / 24, book.add_format({"num_format": 22}))
        tab.write_number(1, 9, 0.1, book.add_format({"num_format": '#,##0.00 "元 (day)"'}))
        tab.write_boolean(1, 10, True)
        tab.write_formula(1, 11, "=1+1", None, 2)
        tab.write_rich_string(1, 12, "清", day, "河")
        tab.write_string(1, 13, "_x0041_")

    shown = ("2026-03-01", "2026-03-01 08:30:00", "0.1", "TRUE", "2", "清河", "_x0041_")
    assert sheet(drawn(draw), "a.xlsx").rows == ((2, (*GOOD, *shown)),)


def test_dates_of_a_workbook_count_from_1904_where_it_says_so() -> None:
    def draw(book: Any, tab: Any) -> None:
        tab.write_row(0, 0, [*SITES, "开通日期"])
        tab.write_row(1, 0, GOOD)
        tab.write_number(1, len(SITES), 46082 - 1462, book.add_format({"num_format": 14}))

    assert sheet(drawn(draw, date_1904=True), "a.xlsx").rows[0].cells[-1] == "2026-03-01"


def test_a_workbook_with_rows_formatted_to_the_very_end_reads_as_if_they_were_not_there() -> None:
    def draw(book: Any, tab: Any) -> None:
        tab.write_row(0, 0, SITES)
        tab.write_row(1, 0, GOOD)
        tab.write_blank("XFD1048576", None, book.add_format({"bold": True}))

    assert sheet(drawn(draw), "a.xlsx").rows == ((2, GOOD),)


def altered(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with one piece of one part replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", 8) as target:
        for name in source.namelist():
            body = source.read(name)
            assert name != part or old in body
            target.writestr(name, body.replace(old, new) if name == part else body)
    return stream.getvalue()


def bomb() -> bytes:
    stream = io.BytesIO(xlsx_bytes([SITES, GOOD]))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/a.bin", bytes(60 * 1024 * 1024))
    return stream.getvalue()


def draw_sites(_: Any, tab: Any) -> None:
    tab.write_row(0, 0, SITES)
    tab.write_row(1, 0, GOOD)


WORKBOOK = drawn(draw_sites)
TAB = "xl/worksheets/sheet1.xml"
UNREADABLE = {
    "empty": (b"", "编码|表头"),
    "blank": (b" \r\n\r\n", "表头"),
    "no header": (csv_bytes([["甲", "乙"], ["1", "2"]]), "表头"),
    "header too far down": (csv_bytes([*[["说明", "x"]] * 10, SITES, GOOD]), "表头"),
    "binary": (bytes(range(256)) * 20, "编码"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "另存为 .xlsx"),
    "a web page called xls": (b"\xef\xbb\xbf<html><table><tr><td>", "网页"),
    "a pdf": (b"%PDF-1.7", "不是表格"),
    "an open quote": (
        csv_bytes([SITES, GOOD]) + b'6108000002,"abc\r\nx,y\r\n',
        "第 3 行有一个引号",
    ),
    "an endless cell": (csv_bytes([SITES, ["x" * 40_000]]), "第 2 行"),
    "a cell beyond the reader": (csv_bytes([SITES, ["x" * 200_000]]), "第 2 行"),
    "too many columns": (csv_bytes([SITES, ["x"] * (COLUMNS + 1)]), f"超过 {COLUMNS} 列"),
    "too many rows": (csv_bytes([SITES, *[["x"]] * (ROWS + 1)]), "表格太大"),
    "a file too large": (bytes(33 * 1024 * 1024), "MB"),
    "a zip that is no workbook": (b"PK\x03\x04" + bytes(100), "损坏"),
    "a cut workbook": (WORKBOOK[: len(WORKBOOK) // 2], "损坏"),
    "a zip bomb": (bomb(), "压缩炸弹"),
    "a workbook without header": (xlsx_bytes([["甲"], ["乙"]]), "表头"),
    "a cell at the far end": (altered(WORKBOOK, TAB, b'r="G2"', b'r="XFD1048576"'), "列"),
    "broken xml": (altered(WORKBOOK, TAB, b"</sheetData>", b"<sheetData>"), "损坏"),
    "an entity bomb": (
        altered(WORKBOOK, TAB, b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet'),
        "损坏",
    ),
    "a shared text that is not there": (altered(WORKBOOK, TAB, b"<v>13</v>", b"<v>99</v>"), "损坏"),
}


@pytest.mark.parametrize(("data", "says"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_file_that_cannot_be_read_says_what_to_do_in_both_languages(
    data: bytes, says: str
) -> None:
    with pytest.raises(LedgerError, match=says) as caught:
        sheet(data, "a")
    assert caught.value.zh
    assert caught.value.en.isascii() or "网站" in caught.value.en


def test_a_shared_text_shown_very_often_is_held_once() -> None:
    """60,000 cells that show one text of 30,000 characters: 3.6 GB if each held its own."""
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(3, 60_003)
    ).encode()
    data = altered(WORKBOOK, TAB, b"</sheetData>", rows + b"</sheetData>")
    long = b"<si><t>" + b"x" * 30_000 + b"</t></si>"
    head = b"<si><t>" + SITES[0].encode() + b"</t></si>"
    data = altered(data, "xl/sharedStrings.xml", head, long)
    data = altered(data, TAB, b'<c r="A1" t="s"><v>0</v></c>', b"")
    assert len({id(row.cells[0]) for row in sheet(data, "a").rows[1:]}) == 1


@given(st.binary(max_size=400))
def test_any_bytes_are_a_sheet_or_a_ledger_error(data: bytes) -> None:
    for start in (b"", csv_bytes([SITES]), b"PK\x03\x04"):
        try:
            read = sheet(start + data, "a")
        except LedgerError:
            continue
        read_sites(read)


@given(st.integers(0, len(WORKBOOK) - 1), st.integers(0, 255))
def test_a_workbook_with_any_byte_changed_is_a_sheet_or_a_ledger_error(at: int, byte: int) -> None:
    data = WORKBOOK[:at] + bytes([byte]) + WORKBOOK[at + 1 :]
    try:
        read = sheet(data, "a")
        read_sites(read)
    except LedgerError:
        pass


# --- headers -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        ("标识码", "名称", "网址", "责任单位", "级别", "是否有办事服务", "运行状态"),
        (
            " 网站标识码 ",
            "网站 名称",
            "首页网址(URL)",
            "主办单位:",
            "层级(省级/市级)",
            "办事服务",
            "状态",
        ),
        ("*网站识别码", "※网站名称", "域名", "开办单位", "层级\n", "有无办事服务", "网站状态"),
        ("Site Code", "Site_Name", "URL", "Owner", "LEVEL", "Services", "Status"),
    ],
)
def test_headers_are_found_by_their_synonyms(headers: Sequence[str]) -> None:
    assert read_sites(sites([GOOD], headers)).rows == read_sites(sites([GOOD])).rows


@given(st.permutations(range(len(SITES))))
def test_the_order_of_columns_does_not_matter(order: Sequence[int]) -> None:
    shuffled = sites([[GOOD[i] for i in order]], [SITES[i] for i in order])
    assert read_sites(shuffled).rows == read_sites(sites([GOOD])).rows


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        (SITES, "sites"),
        (("标识码", "网址"), "sites"),
        (ACCOUNTS, "accounts"),
        (("序号", "主办单位", "新媒体名称", "平台"), "accounts"),
        (("网站标识码", "栏目名称", "栏目网址", "更新频次"), "columns"),
        (("新媒体标识码", "发布日期", "标题"), "observations"),
        (("账号名称", "最近更新时间", "观察人"), "observations"),
        (("标识码", "办件编号"), None),
    ],
)
def test_the_kind_of_ledger_is_told_by_its_headers(headers: Sequence[str], kind: str) -> None:
    assert kind_of(sites([["1"] * len(headers)], headers)) == kind


@pytest.mark.parametrize(
    ("kind", "headers"),
    [
        (
            "sites",
            "网站标识码 网站名称 首页网址 主办单位 地区 层级 类型 有无办事服务 监管单位 状态",
        ),
        ("accounts", "新媒体标识码 账号名称 账号类型 开设主体 地区 数据源 主页地址 状态"),
        ("columns", "网站标识码 栏目名称 栏目网址 更新频次 保障单位"),
    ],
)
def test_the_promised_headers_are_those_that_we_write(kind: LedgerKind, headers: str) -> None:
    ours = titles_of(kind)
    assert set(headers.split()) <= set(ours.values())
    assert fields_of(list(ours.values()), kind) == ({f: i for i, f in enumerate(ours)}, {})


def test_unknown_columns_are_kept_as_notes_and_row_numbers_are_not() -> None:
    headers = ("序号", "网站标识码", "网站名称", "首页网址", "联系人", "责任单位", "主办单位")
    row = ("1", *GOOD[:3], "=张三", "甲局", "乙局")
    (site,) = read_sites(sites([row], headers)).rows
    assert site.owner == "乙局"
    assert site.notes == (("联系人", "=张三"), ("责任单位", "甲局"))


def test_a_ledger_without_a_needed_column_says_which() -> None:
    with pytest.raises(LedgerError, match="首页网址"):
        read_sites(sites([GOOD[:2]], SITES[:2]))


# --- laws ----------------------------------------------------------------------------------


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_any_name_survives_being_written_to_csv_and_read_again(name: str) -> None:
    # A row of only blanks would be skipped; the code stands in it, so the row is always there.
    written = csv_bytes([SITES, changed(网站名称=disarmed(name))])
    reading = read_sites(sheet(written, "a.csv"))
    kept = cleaned(name.replace("\0", ""))
    if not kept or len(kept) > 100 or kept in FORMULA_ERRORS:
        assert not reading.rows
    else:
        assert [site.name for site in reading.rows] == [kept]


def test_xlsx_and_csv_of_one_table_give_the_same_rows() -> None:
    rows = [SITES, *[changed(网站标识码=f"61080{n:05}") for n in range(5000)]]
    from_csv = read_sites(sheet(csv_bytes(rows), "a.csv"))
    from_xlsx = read_sites(sheet(xlsx_bytes(rows), "a.xlsx"))
    assert from_csv.rows == from_xlsx.rows
    assert len(from_csv.rows) == 5000
