"""Columns are found in the navigation, beside 更多, on the site map and in the side menu."""

from checker.extract.columns.nav import breadcrumbs, column_links, read_nav, sitemap_columns
from checker.extract.document import from_text

HOME = "http://www.example.gov.cn/"
NAV = """<div class="top"><a href="/login">登录</a><a href="/en/">English</a><a href="/wza/">无障碍浏览</a></div>
<div class="nav"><ul>
<li><a href="/">首页</a></li>
<li><a href="/zwgk/">政务公开</a><ul><li><a href="/zwgk/tzgg/">通知公告</a></li><li><a href="/zwgk/zcwj/">政策文件</a></li></ul></li>
<li><a href="javascript:;">互动交流</a><div class="sub"><a href="/hdjl/xzxx/">县长信箱</a></div></li>
<li><a href="/bsfw/">办事服务</a></li></ul></div>
<div class="box"><div class="hd"><h3>部门动态</h3><a href="/xwdt/bmdt/" class="more">更多&gt;&gt;</a></div>
<ul><li><a href="/xwdt/bmdt/1.html">县教育局召开安全会议</a></li></ul></div>
<div class="footer"><a href="/map.html">网站地图</a></div>"""


def test_the_main_navigation_is_read_with_its_second_level() -> None:
    found = {item.name: item for item in read_nav(from_text(NAV, HOME))}
    assert found["政务公开"].path == ("政务公开",)
    assert found["政务公开"].depth == 1
    assert found["通知公告"].path == ("政务公开", "通知公告")
    assert found["政策文件"].depth == 2
    assert found["县长信箱"].path == ("互动交流", "县长信箱")
    assert found["办事服务"].url == "http://www.example.gov.cn/bsfw/"


def test_blocks_of_a_home_page_name_their_column_beside_their_more_link() -> None:
    found = {item.name: item for item in read_nav(from_text(NAV, HOME))}
    assert found["部门动态"].url == "http://www.example.gov.cn/xwdt/bmdt/"
    assert found["部门动态"].found_in == "首页栏目块"


def test_home_login_languages_and_accessibility_are_no_columns() -> None:
    names = {item.name for item in read_nav(from_text(NAV, HOME))}
    assert not names & {"首页", "登录", "English", "无障碍浏览", "网站地图", "更多>>"}


def test_a_script_without_an_address_is_no_column() -> None:
    assert all(item.url for item in read_nav(from_text(NAV, HOME)))


def test_breadcrumbs_give_the_path_with_addresses() -> None:
    page = """<div class="crumb">您当前的位置:<a href="/">首页</a>&gt;<a href="/zwgk/">政务公开</a> &gt; <span>规划计划</span></div>"""
    found = breadcrumbs(from_text(page, HOME + "zwgk/ghjh/"))
    assert [item.name for item in found] == ["政务公开", "规划计划"]
    assert found[0].url == "http://www.example.gov.cn/zwgk/"
    assert found[1].path == ("政务公开", "规划计划")


def test_breadcrumbs_in_one_run_of_text_are_split() -> None:
    page = "<p>当前位置：首页 -> 政务公开 -> 规划计划</p><a href='/x'>x</a>"
    found = breadcrumbs(from_text(f"<div>{page}</div>", HOME))
    assert [item.name for item in found][:2] == ["政务公开", "规划计划"]


def test_a_site_map_is_read_with_its_headings() -> None:
    page = """<div class="map"><dl><dt><a href="/zwgk/">政务公开</a></dt><dd><a href="/zwgk/tzgg/">通知公告</a><a href="/zwgk/rsxx/">人事信息</a></dd></dl>
    <div class="group"><h3>互动交流</h3><ul><li><a href="/hd/xx/">县长信箱</a></li></ul></div></div>"""
    found = {item.name: item.path for item in sitemap_columns(from_text(page, HOME + "map.html"))}
    assert found["通知公告"] == ("政务公开", "通知公告")
    assert found["人事信息"] == ("政务公开", "人事信息")
    assert found["县长信箱"] == ("互动交流", "县长信箱")
    assert found["政务公开"] == ("政务公开",)


def test_in_a_site_map_of_rows_the_first_cell_names_the_columns_of_the_second() -> None:
    row = "<tr><td>{}</td><td><a href='/{}/1/'>通知公告</a><a href='/{}/2/'>政策文件</a></td></tr>"
    page = "<table>" + row.format("政务公开", "a", "a") + row.format("<b>部门信息</b>", "b", "b")
    page += (
        "<tr><td><a href='/c/'>县情概况</a></td><td><a href='/d/'>魅力山城</a></td></tr></table>"
    )
    found = {item.url: item.path for item in sitemap_columns(from_text(page, HOME + "map.html"))}
    assert found[HOME + "a/2/"] == ("政务公开", "政策文件")
    assert found[HOME + "b/1/"] == ("部门信息", "通知公告")
    assert found[HOME + "d/"] == ("魅力山城",)


def test_the_side_menu_gives_the_columns_beside_the_one_shown() -> None:
    page = """<div class="pos">当前位置:<a href="/">首页</a>&gt;<a href="/zwgk/">政务公开</a></div>
    <div class="left"><ul><li><a href="/zwgk/tzgg/">通知公告</a></li><li><a href="/zwgk/zcwj/">政策文件</a></li><li><a href="/zwgk/ghjh/">规划计划</a></li></ul></div>
    <ul class="list"><li><a href="/zwgk/tzgg/1.html">关于开展冬季消防安全检查的通知</a><span>2026-11-01</span></li></ul>"""
    found = column_links(from_text(page, HOME + "zwgk/tzgg/"))
    assert {item.name for item in found} >= {"政策文件", "规划计划"}
    assert all(item.path[0] == "政务公开" for item in found)


def test_the_tree_of_a_catalogue_is_navigation_too() -> None:
    page = '<script>window._CONFIG={SID:"1",TREE:[{"id":3,"name":"机构职能"}]}</script>'
    [item] = read_nav(from_text(page, HOME + "gkmlpt/index"))
    assert (item.name, item.found_in) == ("机构职能", "目录树")
