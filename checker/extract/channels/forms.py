"""The form of a feedback page: what it asks for, whether a citizen could use it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.extract.document import Document
from checker.extract.outline import Element, Outline, outline

_SKIPPED = frozenset(("hidden", "submit", "button", "reset", "image"))
_FIELDS = ("input", "textarea", "select")
_SEARCH = re.compile(r"搜|检索|关键[字词]|search|keyword|\bq\b|sousuo")
_CAPTCHA = re.compile(
    r"验证码|校验码|附加码|captcha|verify|vcode|yzm|checkcode|randcode|authcode", re.I
)
_LOGIN = re.compile(r"登录|登陆|login|密码|password", re.IGNORECASE)
_SEND = re.compile(
    r"提\s*交|发\s*送|写\s*信|留\s*言|咨\s*询|投\s*诉|发\s*表|确\s*[定认]|保\s*存|submit|下一步|我要",
    re.I,
)
_CONTENT = re.compile(
    r"内\s*容|正\s*文|留\s*言|意\s*见|建\s*议|诉\s*求|问\s*题|描\s*述|咨\s*询|content|message|suggest|liuyan",
    re.I,
)
_LABEL_END = re.compile(r"[*＊:：（(].*$")
_SPACED = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff](?:\s|[:：*]|$))")
_ASKING = re.compile(r"^请(?:您)?(?:输入|填写|选择|简要)(?:您的)?")
_LOOKED_UP = re.compile(r"查询|流水号|受理编?号|信件编?号|^高级$|^站[内外]$|^全文$|^标题搜")
_LONGEST_LABEL = 16
_LEAST_FIELDS = 3
_LOOKED_BACK = 4


@dataclass(frozen=True, slots=True)
class FormRead:
    """One form. `usable`: it has a field for the matter and a way to send, without a log-in."""

    usable: bool
    fields: tuple[str, ...]
    login: bool
    captcha: bool
    selector: str = ""


def read_form(doc: Document) -> FormRead | None:
    """The form of a page that a citizen would write in; None when there is none.

    Many forms have no `form` element and send by script: then the fields of the page are taken
    together. Boxes for searching and for looking up an answer are no forms.
    """
    return max(
        (read for _, read in form_parts(outline(doc))),
        key=lambda read: (read.usable, read.login, len(read.fields)),
        default=None,
    )


def form_parts(page: Outline) -> list[tuple[Element, FormRead]]:
    """The forms of a page that a citizen would write in; all of its fields together at last."""
    parts = [*page.tagged("form"), *page.tagged("body")[:1]]
    return [(part, read) for part in parts if (read := _read(page, part)) is not None]


def asked_in(page: Outline, part: Element) -> list[Element]:
    """The fields of a part that a citizen would fill: none for searching or looking up."""
    return [
        field
        for field in _fields_in(page, part)
        if not field.hidden
        and "disabled" not in field.attributes
        and not _searching(field)
        and not _LOOKED_UP.search(label_of(page, field))
    ]


def _fields_in(page: Outline, part: Element) -> list[Element]:
    return [
        element
        for element in page.tagged(*_FIELDS)
        if part.order <= element.order < part.after and element.get("type").lower() not in _SKIPPED
    ]


def _read(page: Outline, part: Element) -> FormRead | None:
    password = any(field.get("type").lower() == "password" for field in _fields_in(page, part))
    asked = asked_in(page, part)
    labels = list(dict.fromkeys(label_of(page, field) for field in _grouped(asked)))
    named = tuple(label for label in labels if label)
    writes = any(
        field.tag == "textarea" or field.get("contenteditable") or _CONTENT.search(said_of(field))
        for field in asked
    ) or _editor(page, part)
    login = password and not writes
    if login and len(asked) <= _LEAST_FIELDS + 1:
        return FormRead(False, named, True, _has_captcha(page, asked), part.selector)
    if not writes and len(asked) < _LEAST_FIELDS:
        return None
    usable = writes and len(asked) >= 2 and _sends(page, part)
    captcha = _has_captcha(page, asked)
    if not usable and not writes:
        return None
    return FormRead(usable, named, login, captcha, part.selector)


def _grouped(fields: list[Element]) -> Iterator[Element]:
    """Fields with the choices of one question (radio, check box) taken as one."""
    seen: set[str] = set()
    for field in fields:
        if field.get("type").lower() in ("radio", "checkbox") and (name := field.get("name")):
            if name in seen:
                continue
            seen.add(name)
        yield field


def said_of(field: Element) -> str:
    """What the attributes of a field say of it."""
    return " ".join(field.get(name) for name in ("name", "id", "placeholder", "title", "class"))


def _searching(field: Element) -> bool:
    if field.get("type").lower() == "search" or _SEARCH.search(said_of(field).lower()):
        return True
    around = zip(field.ancestors(), range(3), strict=False)
    return any("search" in above.marks for above, _ in around if above.tag != "form")


def _has_captcha(page: Outline, fields: list[Element]) -> bool:
    if any(is_captcha(page, field) for field in fields):
        return True
    return any(_CAPTCHA.search(image.get("src") + image.get("alt")) for image in page.tagged("img"))


def is_captcha(page: Outline, field: Element) -> bool:
    """Whether a field wants proof that a person fills it."""
    return bool(_CAPTCHA.search(said_of(field)) or _CAPTCHA.search(label_of(page, field)))


def _editor(page: Outline, part: Element) -> bool:
    """Whether a rich text editor stands for the field of the matter."""
    return any(
        element.get("contenteditable") == "true" or "editor" in element.marks
        for element in page.elements[part.order : part.after]
        if element.attributes and element.tag in ("div", "script", "iframe")
    )


def _sends(page: Outline, part: Element) -> bool:
    """Whether there is something to press that sends."""
    for element in page.elements[part.order : part.after]:
        tag = element.tag
        if tag == "input" and element.get("type").lower() in ("submit", "button", "image"):
            words = element.get("value") + element.get("alt") + element.get("onclick")
            if not words or _SEND.search(words):
                return True
        elif (
            tag == "button" or (tag in ("a", "div", "span", "p", "li") and _pressable(element))
        ) and (_SEND.search(page.inline(element)[:20]) or element.get("type") == "submit"):
            return True
    return False


def _pressable(element: Element) -> bool:
    return (
        element.tag == "a"
        or "btn" in element.marks
        or "button" in element.marks
        or bool(element.get("onclick"))
    )


def label_of(page: Outline, field: Element) -> str:
    """What a field is called: the words before it, its placeholder or title."""
    for text in reversed(page.texts[max(0, field.texts_from - _LOOKED_BACK) : field.texts_from]):
        words = _named(text.words)
        if words and len(words) <= _LONGEST_LABEL:
            return words
    return _named(field.get("placeholder") or field.get("title"))[:_LONGEST_LABEL]


def _named(words: str) -> str:
    """A label without its colon, its star, and the blanks between two characters."""
    words = _LABEL_END.sub("", _SPACED.sub("", words.lstrip("*＊ "))).strip("* :：")
    return _ASKING.sub("", words)
