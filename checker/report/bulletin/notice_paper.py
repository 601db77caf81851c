"""整改通知书: the notice that a unit gets, as .docx, with place, quote, picture, rule and term."""

import io
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.exceptions import UnrecognizedImageError
from docx.shared import Mm

from checker.core.evidence import Proof
from checker.core.mending import Notice
from checker.report.bulletin.form import Form
from checker.report.bulletin.layout import (
    BODY,
    HEADING,
    SUBHEADING,
    TITLE,
    TITLE_PT,
    add_line,
    add_run,
    blank_paper,
    indent,
    room_mm,
)
from checker.report.bulletin.numbers import chinese_day, ordinal
from checker.report.drawn_table import draw_table, paper_rows
from checker.report.tables import Column, Table, printable

Read = Callable[[str], bytes | None]
"""A digest to stored bytes, None where they are gone."""

_PLACES = 30
_PICTURES = 5
_WIDEST_MM, _HIGHEST_MM = 150, 110


def write_notice(notices: Sequence[Notice], form: Form, read: Read, stream: BinaryIO) -> None:
    """Writes the notices of one unit as one paper; ValueError without any."""
    if not notices:
        raise ValueError("no notice")
    first = notices[0]
    paper = blank_paper()
    add_line(paper, form.office, TITLE, TITLE_PT, align="center")
    add_line(paper, "政府网站与政务新媒体问题整改通知书", TITLE, TITLE_PT, align="center")
    numbers = first.number if len(notices) == 1 else f"{first.number} 至 {notices[-1].number}"
    add_line(paper, f"编号：{numbers}", align="center")
    add_line(paper, "")
    add_line(paper, f"{printable(first.unit)}：", align="left")
    add_line(
        paper,
        "经检查并由人工确认，你单位主办的政府网站、政务新媒体存在下列问题，请在期限内整改，并将整改结果和佐证材料反馈我单位。",
    )
    for number, notice in enumerate(notices, 1):
        _one(paper, number, notice, form, read)
    add_line(paper, "")
    add_line(paper, form.office, align="right")
    add_line(paper, chinese_day(first.issued.date()), align="right")
    paper.core_properties.title = "问题整改通知书"
    paper.core_properties.author = form.office
    paper.save(stream)


def _one(paper: Any, number: int, notice: Notice, form: Form, read: Read) -> None:
    name = printable(notice.target.name)
    add_line(
        paper,
        f"{ordinal(number)}、{name}：{form.phrases.get(notice.indicator, notice.title)}",
        HEADING,
    )
    _told(paper, "通知编号", notice.number)
    _told(paper, "整改期限", chinese_day(notice.due))
    _told(paper, "依据", f"{notice.title}（{notice.clause}）" if notice.clause else notice.title)
    _told(paper, "情况", printable(notice.says))
    advice = form.advice.get(notice.indicator)
    if advice:
        _told(paper, "整改方法", advice)
    shown = notice.proofs[:_PLACES]
    if shown:
        draw_table(paper, paper_rows(_places(shown)), room=room_mm(paper.sections[0]))
    if len(notice.proofs) > _PLACES:
        _told(paper, "其余", f"另有 {len(notice.proofs) - _PLACES} 处，见移交的证据包")
    pictures = 0
    for place, proof in enumerate(shown, 1):
        if proof.screenshot and pictures < _PICTURES:
            pictures += _picture(paper, place, read(proof.screenshot))


def _places(proofs: Sequence[Proof]) -> Table:
    """Where the fault was seen, what stood there, and when."""
    columns = (
        Column("place", "位置", "place", "number"),
        Column("url", "页面地址", "page", "sentence"),
        Column("quote", "摘录", "quote", "sentence"),
        Column("seen", "查看时间", "seen", "code"),
    )
    rows = (
        (place, each.url, each.quote, f"{each.seen:%Y-%m-%d %H:%M}" if each.seen else "")
        for place, each in enumerate(proofs, 1)
    )
    return Table("places", "问题位置", columns, rows)


def _told(paper: Any, head: str, text: str) -> None:
    paragraph = paper.add_paragraph()
    indent(paragraph)
    paragraph.alignment = (
        WD_ALIGN_PARAGRAPH.LEFT
    )  # an address that is broken would stretch the line
    add_run(paragraph, f"{head}：", SUBHEADING)
    add_run(paragraph, text, BODY)


def _picture(paper: Any, place: int, data: bytes | None) -> bool:
    """Puts the screenshot of a place in, unless it is gone or no picture."""
    if data is None:
        return False
    head = paper.add_paragraph()
    indent(head)
    head.paragraph_format.keep_with_next = True
    add_run(head, f"位置{place}截图：", SUBHEADING)
    paragraph = paper.add_paragraph()
    paragraph.paragraph_format.line_spacing = 1.0
    try:
        shown = paragraph.add_run().add_picture(io.BytesIO(data), width=Mm(_WIDEST_MM))
        if shown.height > Mm(_HIGHEST_MM):
            shown.width = round(shown.width * Mm(_HIGHEST_MM) / shown.height)
            shown.height = Mm(_HIGHEST_MM)
    except (UnrecognizedImageError, ValueError, ZeroDivisionError):
        for gone in (head, paragraph):
            gone._p.getparent().remove(gone._p)  # the library has no other way
        return False
    return True
