"""A page is read once for each question, and phrases grouped by sign find what they found."""

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from checker.extract.document import Document, from_text
from checker.extract.lists.reading import main_list
from checker.extract.once import once
from checker.extract.phrases import by_first_sign

URL = "http://www.example.gov.cn/zwgk/index.html"


def test_a_page_is_read_once_for_each_day_of_reading() -> None:
    seen: list[date] = []

    @once
    def read(doc: Document, as_of: date) -> str:
        seen.append(as_of)
        return f"{doc.url} {as_of}"

    one, other = from_text("<p>通知", URL), from_text("<p>公告", URL)
    first, second = date(2026, 11, 1), date(2026, 11, 2)
    assert read(one, first) == read(one, first) == f"{URL} 2026-11-01"
    assert read(one, second) == f"{URL} 2026-11-02"
    assert read(other, first) == f"{URL} 2026-11-01"
    assert seen == [first, second, first]


def test_a_list_read_twice_is_the_same_list() -> None:
    rows = "".join(
        f'<li><a href="/t{n}.html">关于做好第{n}次安全检查的通知</a><span>2026-11-0{n}</span></li>'
        for n in range(1, 6)
    )
    doc = from_text(f"<ul>{rows}</ul>", URL)
    assert main_list(doc, date(2026, 11, 22)) is main_list(doc, date(2026, 11, 22))


_BEGINNINGS, _REST = "受理|申请|办理|办", "(?:时间|条件|理)"
_GROUPED = re.compile(
    by_first_sign((_BEGINNINGS, _REST), "办事流程", r"流\s?水\s?号", "办理时间表")
)
_PLAIN = re.compile(rf"(?:{_BEGINNINGS}){_REST}|办事流程|流\s?水\s?号|办理时间表")


@given(st.text("受理申请办事流程水号时间表条件 ", max_size=30))
def test_grouped_phrases_find_what_the_plain_ones_find(text: str) -> None:
    assert [found.span() for found in _GROUPED.finditer(text)] == [
        found.span() for found in _PLAIN.finditer(text)
    ]
