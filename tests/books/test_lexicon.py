"""Lexicons: how their files are read, and what a person is told of a bad one."""

import io
from pathlib import Path

import openpyxl
import pytest

from checker.books.lexicon import LexiconError, load_lexicon, read_terms, starter_terms
from checker.core.fact import digest_of
from checker.extract.wording.finds import find_wording
from checker.extract.wording.lexicon import lexicon_of
from checker.extract.wording.prose import prose_of_blocks

CHINESE = "错误表述,正确表述,级别,例外语境,说明\n部份,部分,一般,部份额；某、部份,错别字\n共合国,共和国,严重,,\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_lexicon_is_read_in_every_encoding_of_ledgers(encoding: str) -> None:
    found = read_terms(CHINESE.encode(encoding), "office.csv")
    first, second = found.terms
    assert (first.wrong, first.right, first.level) == ("部份", "部分", "general")
    assert first.excused_by == ("部份额", "某、部份")
    assert (first.note, first.lexicon) == ("错别字", "office.csv")
    assert (second.level, second.excused_by) == ("serious", ())
    assert found.digest == digest_of(CHINESE.encode(encoding))


def test_a_workbook_is_read_under_its_titles() -> None:
    book = openpyxl.Workbook()
    tab = book.active
    assert tab is not None
    for row in (["本单位词库"], ["序号", "正确表述", "错误表述"], [1, "部分", "部份"]):
        tab.append(row)
    data = io.BytesIO()
    book.save(data)
    (term,) = read_terms(data.getvalue(), "office.xlsx").terms
    assert (term.wrong, term.right, term.level) == ("部份", "部分", "general")


def test_two_english_columns_are_enough() -> None:
    (term,) = read_terms(b"wrong,right\nteh,the\n", "office.csv").terms
    assert (term.wrong, term.right, term.level) == ("teh", "the", "general")


def test_an_ignored_term_has_a_reason_and_maybe_a_site() -> None:
    data = "错误表述,级别,说明,网站标识码\n部份,忽略,沿用旧称,\n布署,ignore,栏目名,6100000001\n"
    found = read_terms(data.encode(), "office.csv")
    assert found.terms == ()
    assert [(each.wrong, each.reason, each.site_code) for each in found.ignored] == [
        ("部份", "沿用旧称", ""),
        ("布署", "栏目名", "6100000001"),
    ]


@pytest.mark.parametrize(
    ("rows", "line", "says"),
    [
        (",部分,一般,", 2, "为空"),
        ("部份,部分,特别严重,", 2, "级别"),
        ("部份,部分,一般,\n布署,布署,,", 3, "相同"),
        ("份,分,一般,", 2, "个字"),
        ("部份,,忽略,", 2, "理由"),
    ],
)
def test_a_fault_names_its_line(rows: str, line: int, says: str) -> None:
    data = f"错误表述,正确表述,级别,说明\n{rows}\n"
    with pytest.raises(LexiconError, match=rf"office\.csv：第 {line} 行：.*{says}"):
        read_terms(data.encode(), "office.csv")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        "甲,乙\n部份,部分\n".encode(),
        b"PK\x03\x04broken",
        b'wrong,right\n"a,b',
    ],
)
def test_a_file_that_is_no_lexicon_is_refused_with_its_name(data: bytes) -> None:
    with pytest.raises(LexiconError, match="office"):
        read_terms(data, "office.csv")


def test_all_faults_are_told_at_once_up_to_twenty() -> None:
    rows = "".join(f"词条{at},正确,糟,\n" for at in range(30))
    with pytest.raises(LexiconError) as raised:
        read_terms(f"错误表述,正确表述,级别,说明\n{rows}".encode(), "office.csv")
    assert str(raised.value).count("第 ") == 20
    assert "另有 10 处" in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"none\.csv"):
        load_lexicon([tmp_path / "none.csv"])


def test_an_offices_lexicon_stands_over_the_starter(tmp_path: Path) -> None:
    first = starter_terms().terms[0]
    path = tmp_path / "office.csv"
    path.write_text(f"wrong,right,level\n{first.wrong},其他,提示\n", encoding="utf-8")
    both = load_lexicon([path])
    assert [name.partition("@")[0] for name in both.names] == ["starter.csv", "office.csv"]
    (changed,) = [each for each in both.terms if each.wrong == first.wrong]
    assert (changed.right, changed.level) == ("其他", "hint")


def test_every_starter_term_is_found_and_its_right_form_is_not() -> None:
    terms = starter_terms().terms
    assert len(terms) >= 100
    words = lexicon_of([starter_terms()])
    for term in terms:
        found = find_wording(prose_of_blocks([("", f"在{term.wrong}。")]), words)
        assert [each.term.wrong for each in found] == [term.wrong]
        assert find_wording(prose_of_blocks([("", f"在{term.right}。")]), words) == ()
        for excuse in term.excused_by:
            near = f"{excuse}，{term.wrong}。"
            assert term.wrong not in [
                each.term.wrong for each in find_wording(prose_of_blocks([("", near)]), words)
            ]


def test_the_starter_has_no_term_twice() -> None:
    wrongs = [each.wrong for each in starter_terms().terms]
    assert len(wrongs) == len(set(wrongs))
