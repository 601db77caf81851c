"""Markup made to cost is bounded before it is parsed, and honest markup is left as it is."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.core.fact import CHINA
from checker.extract.answers.challenge import Answer
from checker.extract.document import parse
from checker.extract.links import all_links
from checker.extract.nesting import flattened
from checker.extract.outline import outline
from checker.extract.page.page import read_document

AS_OF = datetime(2026, 11, 22, 12, tzinfo=CHINA)
URL = "http://www.example.gov.cn/zwgk/index.html"
END = '<a href="/end.html">关于冬季用火安全的通知</a>'
HOSTILE = {
    "boxes without end": "<div>" * 100_000,
    "lists in lists": "<ul><li>" * 100_000,
    "tables in tables": "<table><tr><td>" * 50_000,
    "boxes that end late": "<div>" * 100_000 + "</div>" * 90_000,
    "made-up elements": "<x>" * 100_000,
    "styles that every paragraph opens again": "<p>"
    + "".join(f"<font c={n}>" for n in range(1_600))
    + "<p>x" * 20_000,
    "styles behind end tags of nothing": "<p>"
    + "".join(f"<b c={n}></i>" for n in range(1_600))
    + "<p>x" * 20_000,
}


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE)
def test_hostile_markup_stays_bounded_and_loses_no_link(markup: str) -> None:
    doc = parse((markup + END).encode(), URL)
    assert len(outline(doc).elements) < 300_000
    assert [link.text for link in all_links(doc)] == ["关于冬季用火安全的通知"]


@pytest.mark.parametrize("filler", ["x" * 6_100_000, "<p" * 700_000], ids=["signs", "tags"])
def test_a_page_beyond_what_is_read_says_so(filler: str) -> None:
    doc = parse((END + filler + END).encode(), URL)
    assert "只读了前" in doc.cut
    assert [link.url for link in all_links(doc)] == ["http://www.example.gov.cn/end.html"]
    told = read_document(doc, 200, Answer(None, False, ""), AS_OF)
    assert ("是否读完", doc.cut) in [(one.question, one.answer) for one in told.because]


def test_long_honest_markup_is_left_as_it_is() -> None:
    row = "<tr><td><p class=MsoNormal><b><span lang=EN-US>2026</span></b>年<br>度</p></td></tr>"
    whole = f"<table>{row * 5_000}</table>"
    assert flattened(whole) == whole
    assert not parse(whole.encode(), URL).cut


def test_lists_whose_items_do_not_end_are_left_as_they_are() -> None:
    whole = "<ul>" + "<li>通知<td><p>公告" * 20_000
    assert flattened(whole) == whole


_PIECES = ("<div>", "</div>", "<b x=1>", "</b>", "<p>", "通知")


@given(st.lists(st.sampled_from(_PIECES), max_size=30), st.integers(1, 200))
def test_what_is_left_out_is_only_opening_tags(pieces: list[str], times: int) -> None:
    markup = "".join(pieces) * times
    left = flattened(markup)
    for kept in ("</div>", "</b>", "<p>", "通知"):
        assert left.count(kept) == markup.count(kept)
    assert left.count("<div>") <= markup.count("<div>")
