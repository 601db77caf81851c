"""The look of an official paper (GB/T 9704): A4, margins 37/35/28/26 mm, 28 points a line.

Fonts are named as offices have them, 小标宋 as 方正小标宋简体, 仿宋 as 仿宋_GB2312. The paper's table
of fonts names beside each what may stand in its place, and what kind of font it is.
"""

from typing import Any

import docx.oxml.parser
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsmap, qn
from docx.shared import Length, Mm, Pt

TITLE, BODY, HEADING, SUBHEADING = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
LATIN = "Times New Roman"
TITLE_PT, BODY_PT, TABLE_PT = 22, 16, 10.5  # 2号, 3号, 5号
LINE_PT = 28


_INSTEAD = (
    (TITLE, "小标宋,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,宋体,SimSun,AR PL UMing CN", "roman"),
    (BODY, "仿宋,FangSong,华文仿宋,STFangsong,宋体,SimSun,AR PL UMing CN", "roman"),
    (HEADING, "SimHei,微软雅黑,Noto Sans CJK SC,WenQuanYi Zen Hei", "modern"),
    (SUBHEADING, "楷体,KaiTi,华文楷体,STKaiti,AR PL UKai CN", "script"),
)
"""Each Chinese font, what may stand in its place, the nearest first, and its family."""


def blank_paper() -> Any:
    """An empty document of that look, its Normal style the body's, with page numbers — 1 —."""
    document: Any = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(28)
    normal = document.styles["Normal"]
    normal.font.size = Pt(BODY_PT)
    name_font(normal, BODY)
    spacing = normal.paragraph_format
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE_PT)
    _page_number(section.footer.paragraphs[0])
    _name_substitutes(document)
    return document


def _name_substitutes(document: Any) -> None:
    """The table of fonts, which a word processor asks where it does not have one."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, instead, family in _INSTEAD
    )
    table = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table._blob = f'<w:fonts xmlns:w="{nsmap["w"]}">{fonts}</w:fonts>'.encode()


def lay(section: Any) -> None:
    """The page on its long side: the margins beside the text are those above and below it too."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    section.top_margin, section.bottom_margin = section.left_margin, section.right_margin
    section.footer_distance = Mm(15)


def stand_like(section: Any, upright: Any) -> None:
    """The page upright again, as another section is."""
    section.orientation = upright.orientation
    for side in ("page_width", "page_height", "top_margin", "bottom_margin", "footer_distance"):
        setattr(section, side, getattr(upright, side))


def room_mm(section: Any) -> float:
    """The width between the margins of a section."""
    return Length(section.page_width - section.left_margin - section.right_margin).mm


def name_font(holder: Any, chinese: str) -> None:
    """Names the font of a run or a style: for Chinese and, beside it, for Latin text."""
    holder.font.name = LATIN
    fonts = holder.element.get_or_add_rPr().get_or_add_rFonts()
    for key, name in (("eastAsia", chinese), ("hAnsi", LATIN), ("cs", LATIN)):
        fonts.set(qn(f"w:{key}"), name)


def add_line(
    document: Any, text: str, font: str = BODY, size: float = BODY_PT, *, align: str = "body"
) -> Any:
    """A paragraph; `align` is body (two characters in), left, center or right."""
    paragraph = document.add_paragraph()
    if align == "body":
        indent(paragraph)
    else:
        if align == "right":
            paragraph.paragraph_format.right_indent = Pt(BODY_PT * 2)
        paragraph.alignment = {
            "left": WD_ALIGN_PARAGRAPH.LEFT,
            "center": WD_ALIGN_PARAGRAPH.CENTER,
            "right": WD_ALIGN_PARAGRAPH.RIGHT,
        }[align]
    add_run(paragraph, text, font, size)
    return paragraph


def indent(paragraph: Any) -> None:
    """The first line two characters in, justified."""
    paragraph.paragraph_format.first_line_indent = Pt(BODY_PT * 2)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def word_mark(tag: str, **values: str) -> Any:
    """An element of WordprocessingML, such as w:tblHeader, with its values."""
    # The library's own types are partial.
    parser: Any = docx.oxml.parser
    mark = parser.OxmlElement(tag)
    for name, value in values.items():
        mark.set(qn(f"w:{name}"), value)
    return mark


def add_run(paragraph: Any, text: str, font: str = BODY, size: float = BODY_PT) -> Any:
    """A run of text in a font."""
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    name_font(run, font)
    return run


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for piece in ("— ", "PAGE", " —"):
        run = add_run(paragraph, "" if piece == "PAGE" else piece, "宋体", 14)
        if piece == "PAGE":
            field = word_mark("w:fldSimple", instr=piece)
            run._r.addprevious(field)
            field.append(add_run(paragraph, "1", "宋体", 14)._r)
