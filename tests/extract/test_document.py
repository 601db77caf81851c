"""Bytes become a page: charsets as servers mix them up, broken markup, great size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.extract.decoding import decode
from checker.extract.document import fold, from_text, join, parse, visible_text
from checker.extract.flow import body_text, flow
from checker.extract.outline import outline

URL = "http://www.example.gov.cn/zwgk/tzgg/index.html"
WORDS = "县人民政府关于做好冬季用火安全工作的通知,请各单位认真执行。"
PAGE = (
    "<html><head><meta charset='{}'><title>通知</title></head><body><p>"
    + WORDS
    + "</p></body></html>"
)

ENCODINGS = [
    # says, bytes, content type, encoding
    ("utf-8", PAGE.format("utf-8").encode(), "", "utf-8"),
    ("utf-8 with a mark", b"\xef\xbb\xbf" + PAGE.format("utf-8").encode(), "", "utf-8"),
    ("a mark before gbk", b"\xef\xbb\xbf" + PAGE.format("gbk").encode("gbk"), "", "gb18030"),
    ("gbk that says gb2312", PAGE.format("gb2312").encode("gbk"), "", "gb18030"),
    (
        "gbk that says utf-8",
        PAGE.format("utf-8").encode("gbk"),
        "text/html; charset=utf-8",
        "gb18030",
    ),
    ("gbk that says nothing", PAGE.format("").encode("gbk"), "", "gb18030"),
    (
        "gbk whose server says latin-1",
        PAGE.format("gbk").encode("gbk"),
        "text/html; charset=ISO-8859-1",
        "gb18030",
    ),
    ("utf-8 that says gb2312", PAGE.format("gb2312").encode(), "text/html;charset=GB2312", "utf-8"),
    (
        "big5",
        PAGE.format("big5")
        .replace("县", "")
        .replace("关", "")
        .replace("请", "")
        .encode("big5", "ignore"),
        "",
        "big5",
    ),
    ("utf-16 with a mark", PAGE.format("utf-8").encode("utf-16"), "", "utf-16-le"),
    (
        "utf-16 big-endian with a mark",
        b"\xfe\xff" + PAGE.format("x").encode("utf-16-be"),
        "",
        "utf-16-be",
    ),
    ("utf-16 without a mark", PAGE.format("x").encode("utf-16-le"), "", "utf-16-le"),
    (
        "a charset that does not exist",
        PAGE.format("gb-ever").encode("gbk"),
        "text/html; charset=no",
        "gb18030",
    ),
    (
        "a codec that is no charset",
        PAGE.format("hex").encode("gbk"),
        "text/html; charset=base64",
        "gb18030",
    ),
]


@pytest.mark.parametrize(
    ("says", "body", "header", "encoding"), ENCODINGS, ids=[c[0] for c in ENCODINGS]
)
def test_a_page_is_decoded(says: str, body: bytes, header: str, encoding: str) -> None:
    doc = parse(body, URL, header)
    assert doc.encoding == encoding
    assert "做好冬季用火安全工作" in body_text(doc) or encoding == "big5"
    assert "\ufffd" not in doc.text


def test_a_utf8_page_cut_in_a_character_stays_utf8() -> None:
    text, encoding, _ = decode(PAGE.format("utf-8").encode()[:-40])
    assert encoding == "utf-8"
    assert "冬季用火" in text


def test_a_few_bad_bytes_do_not_turn_a_utf8_page_over() -> None:
    text, encoding, _ = decode(PAGE.format("utf-8").encode().replace(b"<p>", b"<p>\xff\xfe"))
    assert encoding == "utf-8"
    assert "冬季用火" in text


def test_a_few_bad_bytes_do_not_turn_a_gbk_page_over() -> None:
    text, encoding, _ = decode(PAGE.format("gbk").encode("gbk").replace(b"<p>", b"<p>\xff\xff"))
    assert encoding == "gb18030"
    assert "冬季用火" in text


@given(st.binary(max_size=600), st.text(max_size=40))
def test_any_bytes_are_a_page(body: bytes, header: str) -> None:
    doc = parse(body, URL, header)
    assert isinstance(body_text(doc), str)
    assert doc.base.startswith("http")


@given(st.text(max_size=200), st.binary(max_size=20))
def test_the_bytes_that_a_parser_gets_are_those_of_the_text(text: str, spoilt: bytes) -> None:
    for body in (text.encode(), text.encode() + spoilt, text.encode("gb18030"), spoilt):
        read = decode(body)
        assert read.utf8 in (None, read.text.encode("utf-8", "replace"))
        assert parse(body, URL).tree.html == from_text(read.text, URL).tree.html


def test_hidden_parts_scripts_and_option_lists_are_not_visible() -> None:
    doc = from_text(
        "<body>一<script>二</script><style>三</style><noscript>四</noscript>"
        "<div style='display: none'>五<b>六</b></div><select><option>七</option></select>"
        "<textarea>八</textarea><div hidden>九</div><!-- 十 --><p>末</p></body>",
        URL,
    )
    assert body_text(doc) == "一 末"
    assert flow(doc).text == "一 末"


def test_an_empty_script_does_not_swallow_what_follows() -> None:
    assert body_text(from_text("<body><script src='a.js'></script>文字</body>", URL)) == "文字"


def test_blanks_of_every_kind_are_folded() -> None:
    assert fold("\u3000标\u3000题 \u200b\n\t尾\xa0") == "标 题 尾"


def test_words_without_width_do_not_part_a_date() -> None:
    assert flow(from_text("<p>2026\u200b-11-\ufeff03</p>", URL)).text == "2026-11-03"


JOINS = [
    ("a.html", "http://www.example.gov.cn/zwgk/tzgg/a.html"),
    ("../b/", "http://www.example.gov.cn/zwgk/b/"),
    ("/c.html#top", "http://www.example.gov.cn/c.html"),
    ("//other.gov.cn/d", "http://other.gov.cn/d"),
    ("..\\b\\1.html", "http://www.example.gov.cn/zwgk/b/1.html"),
    (" \n/e.html\t", "http://www.example.gov.cn/e.html"),
    ("?page=2", "http://www.example.gov.cn/zwgk/tzgg/index.html?page=2"),
    ("#", ""),
    ("", ""),
    ("JavaScript:void(0)", ""),
    ("javascript:;", ""),
    ("mailto:a@b.cn", ""),
    ("tel:12345", ""),
    ("ftp://a.cn/x", ""),
    ("http://[bad/", ""),
    ("http://", ""),
]


@pytest.mark.parametrize(("href", "url"), JOINS)
def test_links_are_joined_as_a_browser_does(href: str, url: str) -> None:
    assert join(URL, href) == url


def test_base_moves_the_ground_of_links() -> None:
    doc = from_text("<base href='/new/'><a href='a.html'>x</a>", URL)
    assert doc.base == "http://www.example.gov.cn/new/"
    assert from_text("<base href='javascript:0'>", URL).base == URL


def test_tags_keep_their_spelling_and_the_first_that_is_filled() -> None:
    doc = from_text(
        "<meta name='PubDate' content=''><meta name='PubDate' content='2026-11-03'>"
        "<META NAME='sitename' CONTENT='某县人民政府'>",
        URL,
    )
    assert doc.tags == {"PubDate": "2026-11-03", "sitename": "某县人民政府"}
    assert doc.tag("SiteName") == "某县人民政府"


def test_a_frameset_is_a_page_without_words() -> None:
    doc = from_text(
        "<frameset cols='20%,80%'><frame src='a.html'><frame src='b.html'></frameset>", URL
    )
    assert body_text(doc) == ""
    assert len(outline(doc).tagged("frame")) == 2


def test_a_page_of_three_megabytes_is_read_whole() -> None:
    body = ("<p>" + WORDS + "</p>") * 40_000
    doc = from_text(body, URL)
    assert len(body.encode()) > 3_000_000
    assert body_text(doc).count("冬季用火") == 40_000
    assert len(flow(doc).pieces) == 40_000


def test_a_page_of_a_hundred_thousand_links_is_walked_once() -> None:
    doc = from_text("<a href='a.html'>链</a>" * 100_000, URL)
    assert len(outline(doc).links) == 100_000
    assert outline(doc) is outline(doc)


def test_hidden_parts_nested_deep_are_walked_once() -> None:
    doc = from_text("<div hidden>" * 20_000 + "深" + "</div>" * 20_000 + "浅", URL)
    assert body_text(doc) == "浅"


def test_the_words_below_one_node_leave_its_hidden_parts_out() -> None:
    doc = from_text("<ul><li>甲<span style='display:none'>乙</span></li></ul>", URL)
    node = doc.tree.css_first("li")
    assert node is not None
    assert visible_text(node).split() == ["甲"]
