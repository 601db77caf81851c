"""The notice that a unit gets: place, quote, term, rule and picture; nothing hostile breaks it."""

import io
import struct
import zlib
from datetime import datetime
from typing import Any

import docx
import pytest

from checker.core.evidence import Proof
from checker.core.fact import CHINA
from checker.core.mending import Notice
from checker.report.bulletin.form import own_form
from checker.report.bulletin.notice_paper import write_notice
from tests.builders import site

ISSUED = datetime(2026, 11, 23, 9, 0, tzinfo=CHINA)
PICTURE, BROKEN = "sha256:" + "1" * 64, "sha256:" + "2" * 64


def png() -> bytes:
    """A picture of one white point."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\x00\xff\xff\xff")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


STORED = {PICTURE: png(), BROKEN: b"\x89PNG no picture"}


def notice(*proofs: Proof, **changes: Any) -> Notice:
    plain = Notice(
        number="2026-0001", target=site(1), verdict="v", indicator="site.columns-blank", title="空白栏目",
        clause="1.4.3", says="空白栏目 6 个（标准：5 个及以上）", proofs=proofs, faults=6, issued=ISSUED,
        due=datetime(2026, 11, 26, tzinfo=CHINA).date(),
    )  # fmt: skip
    return plain.model_copy(update=changes)


def written(*notices: Notice) -> Any:
    stream = io.BytesIO()
    write_notice(notices, own_form(), STORED.get, stream)
    return docx.Document(io.BytesIO(stream.getvalue()))


def text_of(paper: Any) -> str:
    cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(each.text for each in paper.paragraphs), *cells])


def test_a_unit_reads_where_what_why_until_when_and_how() -> None:
    seen = Proof(url="http://site1.example.gov.cn/ghjh/", quote="暂无数据", seen=ISSUED)
    text = text_of(written(notice(seen)))
    for words in (
        "第1实验局：", "空白栏目超过（含）5个", "整改期限：2026年11月26日", "空白栏目（1.4.3）", "暂无数据",
        "http://site1.example.gov.cn/ghjh/", "整改方法：补充空白栏目的内容", "2026年11月23日",
    ):  # fmt: skip
        assert words in text


def test_the_picture_is_in_the_paper_and_one_that_is_gone_or_broken_does_not_stop_it() -> None:
    def shown(digest: str) -> int:
        return len(written(notice(Proof(url="http://a.example/", screenshot=digest))).inline_shapes)

    assert [shown(each) for each in (PICTURE, BROKEN, "sha256:" + "3" * 64)] == [1, 0, 0]


def test_what_a_page_says_is_text_and_never_markup() -> None:
    hostile = "</w:t><w:p>&\x00\x0b{{ office }}"
    text = text_of(written(notice(Proof(url="http://a.example/", quote=hostile), says=hostile)))
    assert "</w:t><w:p>&{{ office }}" in text


def test_a_thousand_places_are_told_as_a_number() -> None:
    proofs = [Proof(url=f"http://a.example/{n}") for n in range(1000)]
    assert "另有 970 处" in text_of(written(notice(*proofs)))


def test_there_is_no_paper_without_a_notice() -> None:
    with pytest.raises(ValueError, match="no notice"):
        written()
