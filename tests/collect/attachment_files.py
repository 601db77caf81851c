"""Attachments made for a test: whole ones, locked ones and broken ones."""

import io
import random
import zipfile
from collections.abc import Sequence

import docx
import openpyxl
from pypdf import PdfReader, PdfWriter


def pdf_of(*pages: str) -> bytes:
    """A PDF whose pages show these words; one without words is a picture of a page."""
    objects: list[str] = ["", ""]
    kids: list[int] = []
    signs = sorted(set("".join(pages)))
    codes = {sign: number for number, sign in enumerate(signs, 1)}
    mapped = "\n".join(f"<{code:04x}> <{ord(sign):04x}>" for sign, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap "
        "1 begincodespacerange <0000> <ffff> endcodespacerange "
        f"{len(codes)} beginbfchar\n{mapped}\nendbfchar endcmap end end"
    )
    objects += [
        "<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H "
        "/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(cmap),
    ]
    for words in pages:
        code = "".join(f"{codes[sign]:04x}" for sign in words)
        objects.append(_stream(f"BT /F 12 Tf 50 700 Td <{code}> Tj ET" if words else ""))
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] "
            f"/Resources << /Font << /F 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(len(objects))
    objects[0] = "<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = (
        f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>"
    )
    return _written(objects)


def _stream(text: str) -> str:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"


def _written(objects: Sequence[str]) -> bytes:
    out = "%PDF-1.4\n"
    places: list[int] = []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    ).encode("latin-1")


def locked_pdf(user: str, words: str = "locked") -> bytes:
    """A PDF that opens with this password (an empty one lets every reader in)."""
    writer = PdfWriter(PdfReader(io.BytesIO(pdf_of(words))))
    writer.encrypt(user_password=user, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx_of(*paragraphs: str, cells: Sequence[str] = ()) -> bytes:
    """A docx with these paragraphs, then a table of one row."""
    document = docx.Document()
    for each in paragraphs:
        document.add_paragraph(each)
    if cells:
        table = document.add_table(rows=1, cols=len(cells))
        for cell, words in zip(table.rows[0].cells, cells, strict=True):
            cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx_of(*rows: Sequence[str | int]) -> bytes:
    """A workbook with one sheet of these rows."""
    book = openpyxl.Workbook()
    tab = book.active
    assert tab is not None
    tab.title = "名单"
    for row in rows:
        tab.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def docx_with(xml: bytes, ballast: int = 0) -> bytes:
    """A docx with another document part, and bytes beside it that do not deflate."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx_of("x"))) as whole,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for part in whole.infolist():
            held = xml if part.filename == "word/document.xml" else whole.read(part)
            made.writestr(part.filename, held)
        if ballast:
            made.writestr("word/media/x.bin", random.Random(1).randbytes(ballast))
    return out.getvalue()


def locked_zip(data: bytes) -> bytes:
    """The same zip with every part marked as encrypted."""
    marked = bytearray(data)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = marked.find(sign)
        while at >= 0:
            marked[at + offset] |= 1
            at = marked.find(sign, at + 4)
    return bytes(marked)
