"""The text of a post: its words, and where it leads by marked links or by addresses in plain words."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.extract.document import from_text
from checker.extract.flow import body_text
from checker.extract.posts.item import words_of
from checker.extract.posts.links import links_in

POST = "http://weibo.example/7/abc"


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("<p>见<a href='http://a.example/1'>通知</a></p>", ["http://a.example/1"]),
        ("<p>见<a href='/detail'>详情</a></p>", ["http://weibo.example/detail"]),
        ("详见http://t.example/AbC，欢迎转发", ["http://t.example/AbC"]),
        ("详见 https://a.example/x?a=1&b=2。", ["https://a.example/x?a=1&b=2"]),
        ("两处：http://a.example/1；http://b.example/2.", ["http://a.example/1", "http://b.example/2"]),
        ("第一行<br>http://a.example/1<br/>第三行", ["http://a.example/1"]),
        ("引号里的\"http://a.example/1\"也算", ["http://a.example/1"]),
        ("<a href='http://a.example/1'>http://a.example/1...</a> http://b.example/cut", ["http://a.example/1"]),
        ("为显示截短的 http://a.example/long… 不算", []),
        ("为显示截短的 http://a.example/long... 不算", []),
        ("<img src='http://pic.example/1.jpg'><iframe src='http://v.example/'></iframe>正文", []),
        ("<a href='http://s.example/topic'>#话题#</a><a href='http://s.example/n'>@某人</a>", []),
        ("<a href='javascript:;'>展开</a><a href='mailto:a@b.example'>写信</a>", []),
        ("附件 <a href='http://a.example/f.pdf'>名单</a>", ["http://a.example/f.pdf"]),
        ("3 < 5 而 http://a.example/1", ["http://a.example/1"]),
        ("没有链接", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_text_leads_where_its_reader_can_go(text: str, addresses: list[str]) -> None:
    assert [each.url for each in links_in(text, POST)] == addresses


PIECES = (
    *("<p>", "</p>", "<br>", "<br/>", "<div class='a'>", "</div>", "<b>", "</b>", "<A HREF='x'>", "</a>"),
    *("<span hidden>", "</span>", "<p style='display:none'>", "<script>", "</script>", "<!-- ", "-->"),
    *("<img src=x alt='a>b'>", "<ul><li>", "</ul>", "<table>", "<td>", "<h2", ">", "<", "&amp;", "&nbsp;"),
    *("&lt;", "&copy", "&#39;", "&#x4e2d;", "公告", " a ", "\n", "\u3000", "\0", "1<2", "<title>"),
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_the_words_of_a_text_are_those_that_a_parser_reads(text: str) -> None:
    parsed = body_text(from_text(text if "<" in text or "&" in text else escape(text), ""))
    assert words_of(text).replace(" ", "") == parsed.replace(" ", "")
