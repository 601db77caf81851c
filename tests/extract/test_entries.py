"""Entries for citizens are found as words, pictures, options and scripts; special channels are not."""

import pytest

from checker.extract.channels.entries import Entries, find_entries
from checker.extract.document import from_text

HOME = "http://www.example.gov.cn/"


def _entries(markup: str) -> Entries:
    return find_entries(from_text(markup, HOME))


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="/xx/">县长信箱</a>',
        '<a href="/xx/">我要写信</a>',
        '<a href="/xx/">在线咨询</a>',
        '<a href="/xx/">网上留言</a>',
        '<a href="/xx/">政民互动</a>',
        '<a href="/xx/">咨询投诉</a>',
        '<a href="/xx/">意见建议</a>',
        '<a href="/xx/">12345热线</a>',
        '<a href="/xx/"><img src="1.png" alt="书记信箱"></a>',
        '<a href="/xx/" title="领导信箱"><i class="icon"></i></a>',
        '<map><area href="/xx/" alt="咨询建言"></map>',
        '<select><option value="/xx/">网上咨询</option></select>',
        "<div onclick=\"window.open('/xx/')\">我要咨询</div>",
        "<a href=\"javascript:location.href='/xx/'\">民意直通车</a>",
        '<a href="http://wlwz.example.gov.cn/">网络问政</a>',
    ],
)
def test_a_channel_for_advice_is_found(markup: str) -> None:
    [entry] = _entries(markup).feedback
    assert entry.url


@pytest.mark.parametrize(
    "name",
    [
        "网上信访", "纪检举报", "12388举报", "监督举报", "意见征集", "在线访谈", "网上调查", "建议提案",
        "电子邮箱", "法律咨询", "工程咨询服务", "信件选登", "关于咨询服务的通知", "环境投诉举报",
    ],
)  # fmt: skip
def test_a_special_channel_or_a_page_about_one_does_not_count(name: str) -> None:
    assert _entries(f'<a href="/xx/">{name}</a>').feedback == ()


def test_a_picture_without_words_is_known_by_its_address() -> None:
    assert _entries('<a href="/zmhd/szxx/"><img src="1.jpg"></a>').feedback
    assert not _entries('<a href="/zmhd/12388jbsl/"><img src="1.jpg"></a>').feedback


def test_a_placeholder_is_seen_without_an_address() -> None:
    [entry] = _entries('<a href="#">政府信箱</a>').feedback
    assert entry.url == ""


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="/bsfw/">办事服务</a>',
        '<a href="http://zwfw.example.gov.cn/">去办理</a>',
        '<a href="http://www.xxzwfw.gov.cn/xian/">某某政务服务网</a>',
        '<a href="/x/">网上办事大厅</a>',
        '<a href="/x/"><img src="1.png" alt="一网通办"></a>',
        '<a href="/x/">便民服务</a>',
    ],
)
def test_a_service_entry_is_found(markup: str) -> None:
    assert len(_entries(markup).services) == 1


@pytest.mark.parametrize(
    "name", ["数据服务", "西关街道办事处", "关于政务服务工作的报告", "公司新闻"]
)
def test_what_only_sounds_like_a_service_is_none(name: str) -> None:
    assert _entries(f'<a href="/x/">{name}</a>').services == ()


def test_the_badge_for_errors_is_found_as_script_picture_and_link() -> None:
    script = "<script id='_jiucuo_' sitecode='3208310001' src='https://zfwzgl.www.gov.cn/exposure/jiucuo.js'></script>"
    image = "<img alt='我为政府网站找错' onclick=\"window.open('http://x.gov.cn/jc')\" src='1.png'>"
    assert len(_entries(script).report_error) == 1
    assert len(_entries(image).report_error) == 1
    assert len(_entries('<a href="/jc">政府网站找错</a>').report_error) == 1


@pytest.mark.parametrize(
    "markup",
    [
        "<a href='https://s.example.gov.cn/search5/main.html?siteCode=6199990001'></a>",
        "<form method=post action='/e/search/index.php'><input name=keyboard type=text></form>",
    ],
)
def test_a_search_is_known_by_where_it_leads(markup: str) -> None:
    assert "/search" in _entries(markup).search[0].url


def test_a_search_box_and_a_site_map_are_found() -> None:
    markup = '<form action="/search.jsp"><input name="keyword" placeholder="请输入关键字"></form><a href="/m.html">网站地图</a>'
    found = _entries(markup)
    assert found.search[0].url == "http://www.example.gov.cn/search.jsp"
    assert found.sitemap[0].url == "http://www.example.gov.cn/m.html"


@pytest.mark.parametrize(
    "style",
    [
        "position:absolute;left:-9999px",
        "text-indent:-3000px",
        "width:0px;height:0px;overflow:hidden",
        "font-size:0",
        "display:none",
        "height: 1px; overflow: hidden",
    ],
)
def test_a_link_to_another_site_out_of_sight_is_named(style: str) -> None:
    markup = f'<div style="{style}"><a href="http://www.bad.example.com/">彩票</a></div>'
    [entry] = _entries(markup).hidden
    assert entry.url == "http://www.bad.example.com/"


def test_a_menu_that_a_script_opens_and_links_to_the_own_site_are_not_hidden_links() -> None:
    menu = '<div class="menu" style="display:none"><a href="http://www.other.com/">邻县</a></div>'
    own = '<div style="display:none"><a href="http://sub.example.gov.cn/">旧版</a></div>'
    assert _entries(menu + own).hidden == ()
