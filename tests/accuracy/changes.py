"""Ways to build a page otherwise that leave what a visitor reads as it was.

Each takes the text of a page and the selector of its main list (empty when it has none) and gives
the changed text, or None where the page has nothing of the kind to change.
"""

import re
from collections.abc import Callable
from zlib import crc32

from selectolax.lexbor import LexborHTMLParser

Change = Callable[[str, str], str | None]

_CODE = re.compile(
    r"(<(script|style|textarea|title|option)\b.*?</\2\s*>|<!--.*?-->)", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]*>")
_FULL_DAY = re.compile(r"(?<![\d/.\-])(20\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?![\d\-/.])")


def _markup(text: str, change: Callable[[str], str]) -> str | None:
    """Changes what is not script, style or comment."""
    parts = _CODE.split(text)
    changed = [
        part if at % 3 == 1 else change(part) for at, part in enumerate(parts) if at % 3 != 2
    ]
    return _unlike(text, "".join(changed))


def _unlike(before: str, after: str) -> str | None:
    return after if after != before else None


def _words(text: str, change: Callable[[str], str]) -> str | None:
    """Changes the words of the body, not the markup."""
    head, body_tag, body = _cut(text)

    def between(markup: str) -> str:
        last, out = 0, list[str]()
        for tag in _TAG.finditer(markup):
            out += [change(markup[last : tag.start()]), tag.group(0)]
            last = tag.end()
        return "".join([*out, change(markup[last:])])

    changed = _markup(body, between)
    return head + body_tag + changed if changed else None


def _cut(text: str) -> tuple[str, str, str]:
    found = re.search(r"<body\b[^>]*>", text, re.IGNORECASE)
    return text.partition(found.group(0)) if found else ("", "", text)


def no_meta(text: str, place: str) -> str | None:
    """Every meta tag but the charset taken out."""
    return _unlike(text, re.sub(r"<meta\b(?![^>]*charset)[^>]*>", "", text, flags=re.IGNORECASE))


_NAMES = re.compile(r"(\s(?:class|id)\s*=\s*)(\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+)", re.IGNORECASE)


def renamed(text: str, place: str) -> str | None:
    """Every class and id is another word, in the page's own style sheet too."""
    names: set[str] = set()

    def words(found: re.Match[str]) -> str:
        own = found.group(2).strip("\"'").split()
        names.update(own)
        return f'{found.group(1)}"{" ".join(map(_word, own))}"'

    changed = _markup(text, lambda markup: _NAMES.sub(words, markup)) or text

    def rule(found: re.Match[str]) -> str:
        name = found.group(2)
        return found.group(1) + (_word(name) if name in names else name)

    return _unlike(
        text,
        re.sub(
            r"<style\b.*?</style>",
            lambda sheet: re.sub(r"([.#])([\w\-]+)", rule, sheet.group(0)),
            changed,
            flags=re.DOTALL | re.IGNORECASE,
        ),
    )


def _word(name: str) -> str:
    number = crc32(name.encode())
    return "q" + "".join("abcdefghij"[int(digit)] for digit in str(number))


def dated_as(form: str) -> Change:
    """Full days in the words written in another form."""

    def change(text: str, place: str) -> str | None:
        return _words(text, lambda words: _FULL_DAY.sub(_written(form), words))

    return change


def _written(form: str) -> Callable[[re.Match[str]], str]:
    def one(found: re.Match[str]) -> str:
        year, month, day = int(found[1]), int(found[3]), int(found[4])
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return found[0]
        return form.format(y=year, m=month, d=day)

    return one


def timed(text: str, place: str) -> str | None:
    """A full day without an hour has one."""
    bare = re.compile(_FULL_DAY.pattern + r"(?!\s*\d{1,2}[:：时])")
    return _words(text, lambda words: bare.sub(r"\g<0> 10:30", words))


def _list_changed(text: str, place: str, change: Callable[[str], str]) -> str | None:
    """The page with the markup of its main list changed; the whole is written out by the parser."""
    if not place:
        return None
    tree = LexborHTMLParser(text)
    node = tree.css_first(place)
    whole, own = tree.html or "", (node.html if node else "") or ""
    if not own or own not in whole or own.startswith("<body"):
        return None
    changed = change(own)
    return whole.replace(own, changed, 1) if changed != own else None


def wrapped(text: str, place: str) -> str | None:
    """Every list stands in two more boxes."""

    def boxed(markup: str) -> str:
        markup = re.sub(r"<[uo]l\b", r"<div><div>\g<0>", markup)
        return re.sub(r"</[uo]l>", r"\g<0></div></div>", markup)

    return _markup(text, boxed)


def _tags(row: tuple[str, str], holder: str) -> Change:
    """Lists are built of other elements, all of a page alike."""

    def change(markup: str) -> str:
        markup = re.sub(r"<li\b([^>]*)>", row[0], markup)
        markup = markup.replace("</li>", row[1])
        return re.sub(r"<(/?)[uo]l\b([^>]*)>", rf"<\1{holder}\2>", markup)

    return lambda text, place: _markup(text, change)


as_table = _tags((r"<tr\1><td>", "</td></tr>"), "table")
as_boxes = _tags((r"<div\1>", "</div>"), "div")
as_paragraphs = _tags((r"<p\1>", "</p>"), "div")

_SIDE = (
    "<div><h3>热门信息</h3><ul>"
    + "".join(
        f'<li><a href="/rm/t20260{n}10_{n}.html">关于第{n}批惠民实事项目进展情况</a>'
        f"<span>2026-0{n}-10</span></li>"
        for n in range(1, 9)
    )
    + "</ul></div>"
)


def side_before(text: str, place: str) -> str | None:
    """A side list, newer than the main one, stands before it."""
    return _list_changed(text, place, lambda own: _SIDE + own)


def side_after(text: str, place: str) -> str | None:
    """A side list, newer than the main one, stands after it."""
    return _list_changed(text, place, lambda own: own + _SIDE)


_BESIDE = r"(<(span|em|i|b|td|time|font|div|p)\b[^>]*>[^<]*\d{4}[-/.年]\d[^<]*</\2>)"
_LINK = r"(<a\b[^>]*>(?:(?!</?a\b).)*</a>)"


def swapped(text: str, place: str) -> str | None:
    """The day of an item stands on the other side of its title."""

    def change(own: str) -> str:
        after = re.sub(_LINK + r"(\s*)" + _BESIDE.replace("\\2", "\\4"), r"\3\2\1", own, flags=re.S)
        if after != own:
            return after
        return re.sub(_BESIDE + r"(\s*)" + _LINK, r"\4\3\1", own, flags=re.S)

    return _list_changed(text, place, change)


def _renamed_tag(before: str, after: str) -> Change:
    """Elements of one name have another."""
    pattern = re.compile(rf"<(/?)(?:{before})(?=[\s>])", re.IGNORECASE)
    return lambda text, place: _markup(text, lambda m: pattern.sub(rf"<\1{after}", m))


headings_as_boxes = _renamed_tag("h[1-3]", "div")
spans_as_em = _renamed_tag("span", "em")


def upper(text: str, place: str) -> str | None:
    """Names of tags in capitals."""
    return _markup(text, lambda m: re.sub(r"</?[a-z][a-z0-9]*", lambda t: t.group(0).upper(), m))


def commented(text: str, place: str) -> str | None:
    """A comment before every end of an element."""
    return _markup(text, lambda m: re.sub(r"</(?=[A-Za-z])", "<!-- 2001-01-01 --></", m))


def unclosed(text: str, place: str) -> str | None:
    """Ends that a browser can do without are left out."""
    return _markup(
        text, lambda m: re.sub(r"</(?:li|p|td|tr|dt|dd|body|html)\s*>", "", m, flags=re.I)
    )


def tight(text: str, place: str) -> str | None:
    """No blanks between tags."""
    return _markup(text, lambda m: re.sub(r">\s+<", "><", m))


def untitled(text: str, place: str) -> str | None:
    """Links carry no hint with their full title."""
    return _markup(text, lambda m: re.sub(r"\stitle\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*')", "", m))


def relabelled(pairs: tuple[tuple[str, str], ...]) -> Change:
    """Words that name things replaced by others that mean the same."""

    def change(text: str, place: str) -> str | None:
        def swap(words: str) -> str:
            for old, new in pairs:
                words = words.replace(old, new)
            return words

        return _words(text, swap)

    return change


CHANGES: dict[str, Change] = {
    "没有 meta": no_meta,
    "类名改写": renamed,
    "日期 /": dated_as("{y}/{m}/{d}"),
    "日期 .": dated_as("{y}.{m:02}.{d:02}"),
    "日期 年月日": dated_as("{y}年{m}月{d}日"),
    "日期 [ ]": dated_as("[{y}-{m:02}-{d:02}]"),
    "日期加时刻": timed,
    "列表外加两层": wrapped,
    "列表改表格": as_table,
    "列表改 div": as_boxes,
    "列表改 p": as_paragraphs,
    "标题改 div": headings_as_boxes,
    "span 改 em": spans_as_em,
    "前有侧栏": side_before,
    "后有侧栏": side_after,
    "日期标题互换": swapped,
    "标签大写": upper,
    "夹注释": commented,
    "不闭合": unclosed,
    "无空白": tight,
    "无 title": untitled,
    "换说法": relabelled(
        (
            ("发布时间", "发布日期"),
            ("信息来源", "来源"),
            ("文章来源", "来源"),
            ("当前位置", "您现在的位置"),
            ("网站标识码", "政府网站标识码"),
        )
    ),
}
