"""The text of attachments: read in a child that cannot harm us, every trouble with a name."""

import asyncio
import io
import zipfile

import pytest

from checker.collect.attachments import AttachmentLimits, AttachmentText, attachment_text
from checker.core.texts import UnreadReason
from tests.collect.attachment_files import (
    docx_of,
    docx_with,
    locked_pdf,
    locked_zip,
    pdf_of,
    xlsx_of,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
_WORD = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(data: bytes, limits: AttachmentLimits | None = None) -> AttachmentText:
    return asyncio.run(attachment_text(data, limits or AttachmentLimits()))


def xml(inside: bytes) -> bytes:
    return b'<w:document xmlns:w="' + _WORD + b'"><w:body>' + inside + b"</w:body></w:document>"


def zip_of(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, data)
    return out.getvalue()


def test_a_pdf_is_read_page_by_page() -> None:
    found = read(pdf_of("关于印发的通知", "第二页的部份"))
    assert found == AttachmentText(
        "pdf", (("第 1 页", "关于印发的通知"), ("第 2 页", "第二页的部份"))
    )


def test_a_docx_is_read_with_its_tables() -> None:
    found = read(docx_of("关于印发的通知", "正文", cells=("姓名", "部份")))
    assert found.kind == "docx"
    assert [text for _, text in found.blocks] == ["关于印发的通知", "正文", "姓名", "部份"]
    assert found.blocks[1][0] == "第 2 段"


def test_a_workbook_is_read_cell_by_cell() -> None:
    found = read(xlsx_of(("姓名", "卡号"), ("张三", 42)))
    assert found.kind == "xlsx"
    assert found.blocks[2:] == (("工作表“名单”第 2 行", "张三"), ("工作表“名单”第 2 行", "42"))


def test_a_pdf_that_only_forbids_changes_is_read() -> None:
    assert [text for _, text in read(locked_pdf("")).blocks] == ["locked"]


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (locked_pdf("secret"), "encrypted"),
        (locked_zip(docx_of("x")), "encrypted"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (OLE, "unsupported"),
        (zip_of("a.txt", b"x"), "unsupported"),
        (b"plain words", "unsupported"),
        (b"", "unsupported"),
        (b"<!DOCTYPE html><html>404</html>", "broken"),
        (b"%PDF-1.4\nnothing", "broken"),
        (pdf_of("x" * 50)[:300], "broken"),
        (docx_of("x")[:2000], "broken"),
        (xlsx_of(("x",))[:900], "broken"),
        (zip_of("word/document.xml", b"<w:document>"), "broken"),
        (zip_of("xl/workbook.xml", b"<!DOCTYPE x><x/>"), "broken"),
        (docx_with(xml(b"<w:p/>" + b"<w:unclosed>")), "broken"),
        (pdf_of(""), "no-text"),
        (docx_of(""), "no-text"),
        (docx_with(xml(b" " * 60_000_000)), "too-large"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, trouble: UnreadReason) -> None:
    found = read(data)
    assert found.trouble == trouble
    assert found.detail
    assert found.blocks == ()


def test_a_file_over_the_limit_is_not_even_started() -> None:
    assert read(pdf_of("x"), AttachmentLimits(size=100)).trouble == "too-large"


def test_a_file_that_asks_for_more_memory_than_it_may_is_too_large() -> None:
    hungry = docx_with(xml(b"<w:p/>" * 4_000_000), ballast=1_000_000)
    assert read(hungry, AttachmentLimits(memory=300 << 20)).trouble == "too-large"


def test_a_file_that_takes_too_long_is_stopped() -> None:
    slow = pdf_of("字" * 2_000_000)
    assert read(slow, AttachmentLimits(seconds=1.0)).trouble == "too-slow"


def test_text_without_end_is_cut() -> None:
    words = b"<w:p><w:r><w:t>" + b"a b " * 700_000 + b"</w:t></w:r></w:p>"
    found = read(docx_with(xml(words), ballast=1_000_000))
    assert found.cut
    assert sum(len(text) for _, text in found.blocks) == 2_000_000


def test_an_entity_bomb_costs_nothing() -> None:
    entities = "".join(
        f'<!ENTITY e{at} "{f"&e{at - 1};" * 10 if at else "x" * 10}">' for at in range(9)
    )
    bomb = f"<!DOCTYPE w:document [{entities}]>".encode() + xml(b"<w:p><w:t>&e8;</w:t></w:p>")
    assert read(docx_with(bomb)).trouble in ("broken", "no-text", "too-large")
