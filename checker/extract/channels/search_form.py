"""The site's own search: where its box sends what a visitor asks for."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from checker.extract.channels.entries import find_entries
from checker.extract.document import Document
from checker.extract.outline import Element, Outline, outline

_WORDS = re.compile(r"搜|检索|关键[字词]|标题")
_MARK = re.compile(r"search|souso|sousuo|jiansuo|keyword|searchword|\b(?:q|kw|wd|key|word|title)\b")
_CAPTCHA = re.compile(r"验证码|校验码|captcha|verify|vcode|yzm|checkcode|authcode", re.IGNORECASE)
_MOST_FIELDS = 30


@dataclass(frozen=True, slots=True)
class SearchForm:
    """A form that an address can ask: its action, its field, and what goes with every question."""

    action: str
    field: str
    fixed: tuple[tuple[str, str], ...]
    charset: str
    selector: str

    def asking(self, title: str) -> str:
        """The address that asks for a title, in the charset that the form sends."""
        pairs = [*self.fixed, (self.field, title)]
        query = urlencode(pairs, encoding=self.charset, errors="ignore")
        return f"{self.action}{'&' if urlsplit(self.action).query else '?'}{query}"


@dataclass(frozen=True, slots=True)
class SearchRead:
    """What a page has to search with: a form that can be asked, a box for scripts, or a link."""

    form: SearchForm | None
    box: bool
    link: str


def read_search(doc: Document) -> SearchRead:
    """The search of a page. Forms that POST, or that ask for a picture code, are only boxes."""
    page = outline(doc)
    read = [(form, field) for form in page.tagged("form") if (field := _field(page, form))]
    asked = (_form(doc, page, form, field) for form, field in read)
    form = next((each for each in asked if each is not None), None)
    link = next((each.url for each in find_entries(doc).search if each.url), "")
    return SearchRead(form, bool(read) or _loose(page), link)


def _inside(page: Outline, form: Element, *tags: str) -> list[Element]:
    return [each for each in page.tagged(*tags) if form.order < each.order < form.after]


def _field(page: Outline, form: Element) -> Element | None:
    """The box of a search form: its only field for text, where words say that it searches."""
    texts = [each for each in _inside(page, form, "input") if _is_text(each)]
    if len(texts) != 1 or _inside(page, form, "textarea"):
        return None
    field = texts[0]
    said = f"{field.get('placeholder')} {field.get('value')} {page.words(form)[:80]}"
    said += " ".join(each.get("value") for each in _inside(page, form, "input") if each != field)
    marks = f"{field.marks} {field.get('name').lower()} {form.marks} {form.get('action').lower()}"
    return field if _WORDS.search(said) or _MARK.search(marks) else None


def _is_text(field: Element) -> bool:
    return field.get("type").lower() in ("", "text", "search")


def _form(doc: Document, page: Outline, form: Element, field: Element) -> SearchForm | None:
    action = page.url(form.get("action")) or ("" if form.get("action") else doc.url)
    by_script = "return false" in form.get("onsubmit") or not field.get("name")
    if form.get("method").lower() not in ("", "get") or not action or by_script:
        return None
    others = _inside(page, form, "input", "select")[:_MOST_FIELDS]
    if any(_CAPTCHA.search(each.get("name") + each.get("placeholder")) for each in others):
        return None
    fixed = [
        (each.get("name"), _value(page, each))
        for each in others
        if each.order != field.order and each.get("name") and _is_sent(each)
    ]
    charset = form.get("accept-charset").strip() or doc.encoding
    return SearchForm(action, field.get("name"), tuple(fixed), _known(charset), form.selector)


def _is_sent(field: Element) -> bool:
    """Whether a browser would send the field without a visitor's doing."""
    kind = field.get("type").lower()
    if kind in ("radio", "checkbox"):
        return "checked" in field.attributes
    return field.tag == "select" or kind in ("hidden", "submit")


def _value(page: Outline, field: Element) -> str:
    if field.tag != "select":
        return field.get("value")
    options = _inside(page, field, "option")
    chosen = next((each for each in options if "selected" in each.attributes), None)
    return (chosen or options[0]).get("value") if options else ""


def _known(charset: str) -> str:
    """The charset as Python has it; UTF-8 for a name that it does not know."""
    try:
        "".encode(charset)
    except LookupError:
        return "utf-8"
    return charset


def _loose(page: Outline) -> bool:
    """A box outside of any form, which a script sends."""
    return any(
        _is_text(each)
        and (_WORDS.search(each.get("placeholder") + each.get("value")) or _MARK.search(each.marks))
        for each in page.tagged("input")
    )
