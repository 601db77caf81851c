"""What a letter's form asks for, field by field: which one takes the title, the matter, a name.

Only what says plainly what it wants is given a meaning. Where a page asks for proof that a person
writes (a captcha), for a password, or for a choice, the field has none: a person fills it.
"""

import re
from dataclasses import dataclass
from typing import Literal

from checker.extract.channels.forms import asked_in, form_parts, is_captcha, label_of, said_of
from checker.extract.document import Document
from checker.extract.outline import Element, Outline, outline

Meaning = Literal["title", "text", "name", "phone", "email", "address", "postcode"]

_WRITTEN = frozenset(("", "text", "email", "tel", "number", "search", "url"))
# In this order: 电子邮箱地址 is a mailbox, 联系人电话 a telephone, 标题内容 a title.
_BY_LABEL: tuple[tuple[Meaning | None, re.Pattern[str]], ...] = (
    (
        None,
        re.compile(
            r"密\s*码|身\s*份\s*证|证\s*件|日\s*期|时\s*间|编\s*号|年\s*龄|单位名称|工作单位"
        ),
    ),
    ("email", re.compile(r"邮\s*箱|电子邮件|e-?mail", re.I)),
    ("postcode", re.compile(r"邮\s*编|邮政编码")),
    ("phone", re.compile(r"电\s*话|手\s*机|联系方式|联系号码")),
    ("address", re.compile(r"地\s*址|住\s*址")),
    ("title", re.compile(r"标\s*题|主\s*题|题\s*目")),
    ("text", re.compile(r"内\s*容|正\s*文|留\s*言$|意\s*见$|诉\s*求|问题描述|详细描述|咨询问题")),
    ("name", re.compile(r"姓\s*名|称\s*呼|昵\s*称|(?:写信|来信|留言|咨询|联系|提问)\s*人$")),
)
_BY_ATTRIBUTES: tuple[tuple[Meaning, re.Pattern[str]], ...] = (
    ("email", re.compile(r"e-?mail", re.I)),
    ("postcode", re.compile(r"zipcode|postcode|youbian", re.I)),
    ("phone", re.compile(r"phone|mobile|\btel", re.I)),
    ("address", re.compile(r"address|dizhi", re.I)),
    ("title", re.compile(r"title|subject|biaoti", re.I)),
    ("text", re.compile(r"content|neirong|message", re.I)),
    ("name", re.compile(r"(?:user|real|write|true|link)_?(?:man_?)?name|xingming", re.I)),
)


@dataclass(frozen=True, slots=True)
class LetterField:
    """One field: the value of its `mark` attribute, its label, and what it takes if that is plain."""

    mark: str
    label: str
    meaning: Meaning | None
    captcha: bool


def letter_fields(doc: Document, mark: str) -> tuple[LetterField, ...]:
    """The fields of a page's form in their order, each meaning once; () where none can be used.

    `mark` names an attribute that every field bears, so that it can be found again in the browser.
    """
    page = outline(doc)
    usable = [(part, read) for part, read in form_parts(page) if read.usable]
    if not usable:
        return ()
    part, _ = max(usable, key=lambda found: (found[0].tag == "form", len(found[1].fields)))
    asked = asked_in(page, part) + _editors(page, part)
    fields: list[LetterField] = []
    told: set[Meaning] = set()
    for element in sorted(asked, key=lambda each: each.order):
        captcha = is_captcha(page, element)
        meaning = None if captcha else _meaning(page, element)
        if meaning in told:
            meaning = None
        if meaning:
            told.add(meaning)
        fields.append(LetterField(element.get(mark), label_of(page, element), meaning, captcha))
    return tuple(fields)


def _editors(page: Outline, part: Element) -> list[Element]:
    """Editable parts that stand for a field."""
    return [
        element
        for element in page.elements[part.order : part.after]
        if element.attributes and element.get("contenteditable") == "true" and not element.hidden
    ]


def _meaning(page: Outline, field: Element) -> Meaning | None:
    if field.tag == "select" or (
        field.tag == "input" and field.get("type").lower() not in _WRITTEN
    ):
        return None
    for label in (label_of(page, field), field.get("placeholder"), field.get("title")):
        for meaning, words in _BY_LABEL:
            if words.search(label):
                return meaning if _fits(field, meaning) else None
    said = said_of(field)
    for meaning, words in _BY_ATTRIBUTES:
        if words.search(said):
            return meaning if _fits(field, meaning) else None
    return "text" if field.tag == "textarea" else None


def _fits(field: Element, meaning: Meaning | None) -> bool:
    """Whether a wide field takes a matter, and a narrow one everything else."""
    return meaning == "text" or field.tag == "input"
