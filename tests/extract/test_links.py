"""Every address a page sends a visitor to is found; what only looks like a link is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.extract.document import from_text, parse
from checker.extract.links import all_links, script_target
from checker.extract.outline import outline

URL = "http://www.example.gov.cn/a/b/index.html"
HOST = "http://www.example.gov.cn"


@pytest.mark.parametrize(
    ("markup", "url", "kind"),
    [
        ('<a href="../c.html">乙</a>', f"{HOST}/a/c.html", "a"),
        ('<a href="./c.html">乙</a>', f"{HOST}/a/b/c.html", "a"),
        ('<a href="c.html#top">乙</a>', f"{HOST}/a/b/c.html", "a"),
        ('<a href="//x.gov.cn/c">乙</a>', "http://x.gov.cn/c", "a"),
        ('<a href=" /c.html ">乙</a>', f"{HOST}/c.html", "a"),
        ('<a href="?p=2">乙</a>', f"{HOST}/a/b/index.html?p=2", "a"),
        ('<a href="/附件/通知.html">乙</a>', f"{HOST}/附件/通知.html", "a"),
        ('<a href="/P0202606.pdf">附件</a>', f"{HOST}/P0202606.pdf", "attachment"),
        ('<a href="/f.DOCX?x=1">附件</a>', f"{HOST}/f.DOCX?x=1", "attachment"),
        ('<img src="/i.png" alt="图">', f"{HOST}/i.png", "img"),
        ('<iframe src="/f.html"></iframe>', f"{HOST}/f.html", "iframe"),
        ('<map><area href="/m.html" alt="地图"></map>', f"{HOST}/m.html", "area"),
        ('<select><option value="http://x.gov.cn/">县</option></select>', "http://x.gov.cn/", "option"),
        ("<div onclick=\"window.open('/w.html')\">开</div>", f"{HOST}/w.html", "script-jump"),
        ("<p onclick=\"location.href='/l.html'\">去</p>", f"{HOST}/l.html", "script-jump"),
        ("<a href=\"javascript:window.open('/j.html')\">去</a>", f"{HOST}/j.html", "script-jump"),
        ('<li data-href="/d.html">去</li>', f"{HOST}/d.html", "script-jump"),
        ('<meta http-equiv="refresh" content="0; url=/r.html">', f"{HOST}/r.html", "meta-refresh"),
    ],
)  # fmt: skip
def test_an_address_is_found(markup: str, url: str, kind: str) -> None:
    [link] = all_links(from_text(markup, URL))
    assert (link.url, link.kind) == (url, kind)


@pytest.mark.parametrize(
    "markup",
    [
        '<form action="/post"><input></form>',
        "<!-- <a href='/x.html'>x</a> -->",
        '<a href="javascript:void(0)">x</a>',
        '<a href="javascript:;">x</a>',
        '<a href="#">x</a>',
        '<a href="mailto:a@example.gov.cn">x</a>',
        '<a href="tel:010-1234">x</a>',
        '<img src="data:image/png;base64,xx">',
        '<option value="1">一</option>',
        "<a>x</a>",
    ],
)
def test_what_only_looks_like_a_link_is_none(markup: str) -> None:
    assert all_links(from_text(markup, URL)) == ()


def test_a_frame_of_a_frameset_is_found() -> None:
    page = '<html><frameset cols="20,80"><frame src="left.html"><frame src="main.html"></frameset></html>'
    assert [link.url for link in all_links(from_text(page, URL))] == [
        f"{HOST}/a/b/left.html",
        f"{HOST}/a/b/main.html",
    ]


def test_links_stand_on_the_base_of_the_page() -> None:
    page = '<head><base href="http://img.example.gov.cn/x/"></head><a href="1.html">一</a>'
    assert all_links(from_text(page, URL))[0].url == "http://img.example.gov.cn/x/1.html"


def test_a_chinese_path_of_an_old_page_is_read_right() -> None:
    page = '<meta charset="gb2312"><a href="/公告/停水.html">停水公告</a>'.encode("gb18030")
    assert all_links(parse(page, URL))[0].url == f"{HOST}/公告/停水.html"


def test_nofollow_and_hidden_links_say_so() -> None:
    page = '<a rel="nofollow" href="/1">一</a><div style="display:none"><a href="/2">二</a></div>'
    first, second = all_links(from_text(page, URL))
    assert first.nofollow
    assert not first.hidden
    assert second.hidden


def test_the_text_of_a_picture_link_is_the_picture_s() -> None:
    [link] = [
        link
        for link in all_links(from_text('<a href="/1"><img alt="办事"></a>', URL))
        if link.kind == "a"
    ]
    assert link.text == "办事"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("window.open('/a.html','_blank')", "/a.html"),
        ('location.href="http://x.cn/a"', "http://x.cn/a"),
        ("top.location='b.html'", "b.html"),
        ("location.replace('/c')", "/c"),
        ("goUrl('/d/e.html')", "/d/e.html"),
        ("queryDetail('1','2')", ""),
        ("return false", ""),
        ("", ""),
    ],
)
def test_the_target_of_a_click_is_read_from_its_script(code: str, expected: str) -> None:
    assert script_target(code) == expected


@settings(deadline=None)
@given(
    st.sampled_from(("", "http://a.cn", "https://a.cn:80/", "//a.cn/", "../", "/x/")),
    st.text(alphabet="ab/.?#&=:中文 %\\\"'<>[]", max_size=40),
)
def test_the_short_way_of_joining_gives_what_the_long_way_gives(before: str, rest: str) -> None:
    from checker.extract.document import join

    page = outline(from_text("<p>x</p>", URL))
    assert page.url(before + rest) == join(URL, before + rest)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_markup_is_walked(text: str) -> None:
    page = outline(from_text(f"<div>{text}</div>", URL))
    for element in page.elements:
        assert element.order < element.after <= len(page.elements)
        assert element.texts_from <= element.texts_to <= len(page.texts)
        assert element.links_from <= element.links_to <= len(page.links)


def test_a_page_nested_very_deep_is_walked() -> None:
    page = outline(from_text("<div>" * 20_000 + "<a href='/1'>深</a>", URL))
    assert len(page.links) == 1
    assert page.links[0].selector
