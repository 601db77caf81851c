"""Lists behind a script or an interface are asked for and read without a browser."""

import json
from datetime import date
from urllib.parse import parse_qs, urlsplit

from checker.extract.document import from_text
from checker.extract.lists.embedded import frames, gkmlpt_tree, read_answer, read_embedded, requests
from checker.extract.lists.reading import main_list, needs_browser

AS_OF = date(2026, 11, 22)
BASE = "http://www.example.gov.cn/col/col736/index.html"

JPAAS = """<div>通知公告</div><script parseType="bulidstatic" url="/api-gateway/front/page/build/unit"
 queryData="{'webId':'29e9','pageId':'dede','tagId':'内容区域','paramJson':'{&quot;pageNo&quot;:1}'}"></script>"""


def test_a_unit_is_asked_with_its_page_number_inside_one_field() -> None:
    [asked] = requests(from_text(JPAAS, BASE))
    assert asked.kind == "jpaas"
    assert asked.url.startswith("http://www.example.gov.cn/api-gateway/front/page/build/unit?")
    fields = parse_qs(urlsplit(asked.url).query)
    assert fields["webId"] == ["29e9"]
    assert json.loads(fields["paramJson"][0]) == {"pageNo": 1}


def test_a_page_of_units_is_not_called_blank() -> None:
    found = main_list(from_text(JPAAS, BASE), AS_OF)
    assert found is not None
    assert found.blank is None
    assert found.needs_browser is not None
    assert needs_browser(from_text(JPAAS, BASE), AS_OF) is not None


def test_markup_inside_an_answer_is_read_as_a_list() -> None:
    markup = (
        '<ul><li><a href="/art/2026/art_1.html" title="关于印发办法的通知">关于印发…</a>'
        "<span>2026-09-09</span></li></ul>"
    )
    body = json.dumps({"success": True, "data": {"html": markup}}).encode()
    found = read_answer("jpaas", body, BASE, AS_OF)
    assert found is not None
    assert found.items[0].title == "关于印发办法的通知"
    assert found.items[0].url == "http://www.example.gov.cn/art/2026/art_1.html"
    assert found.newest == date(2026, 9, 9)


def test_a_data_proxy_is_asked_for_with_the_numbers_of_the_page() -> None:
    page = (
        """<div id="325"></div><script>var jp = {columnid:736, unitid:'325', webid:1};</script>"""
    )
    [asked] = requests(from_text(page, BASE))
    fields = parse_qs(urlsplit(asked.url).query)
    assert asked.kind == "jpage"
    assert fields["columnid"] == ["736"]
    assert fields["startrecord"] == ["1"]


def test_the_answer_of_a_data_proxy_is_read() -> None:
    body = """<datastore><totalrecord>2</totalrecord><recordset>
    <record><![CDATA[<li><a href="/art/1.html">关于公布清单的通知</a><span>2026-05-01</span></li>]]></record>
    <record><![CDATA[<li><a href="/art/2.html">关于召开会议的通知</a><span>2026-04-01</span></li>]]></record>
    </recordset></datastore>"""
    found = read_answer("jpage", body.encode(), BASE, AS_OF)
    assert found is not None
    assert [item.day for item in found.items] == [date(2026, 5, 1), date(2026, 4, 1)]


def test_an_interface_that_says_zero_is_blank_and_one_that_fails_is_not() -> None:
    empty = read_answer(
        "jpage", b"<datastore><totalrecord>0</totalrecord></datastore>", BASE, AS_OF
    )
    assert empty is not None
    assert empty.blank is True
    assert read_answer("json", b'{"code": 500, "message": "error"}', BASE, AS_OF) is None
    total = read_answer("gkmlpt", b'{"total": 0, "articles": []}', BASE, AS_OF)
    assert total is not None
    assert total.blank is True


GKMLPT = """<div id="app">政府信息公开目录平台正在加载中</div><script>window._CONFIG = {
 SITE_NAME: "某县", SID: '755', TREE: [{"id": 5, "name": "政策文件", "children":
 [{"id": 51, "name": "规范性文件", "children": []}]}, {"id": 9, "name": "通知公告"}] };</script>"""


def test_a_catalogue_gives_its_tree_and_the_address_of_its_list() -> None:
    doc = from_text(GKMLPT, "http://www.example.gov.cn/gkmlpt/index#51")
    assert [(one.name, one.path, one.depth) for one in gkmlpt_tree(doc)] == [
        ("政策文件", ("政策文件",), 1),
        ("规范性文件", ("政策文件", "规范性文件"), 2),
        ("通知公告", ("通知公告",), 1),
    ]
    assert gkmlpt_tree(doc)[1].url == "http://www.example.gov.cn/gkmlpt/index#51"
    assert requests(doc)[0].url == "http://www.example.gov.cn/gkmlpt/api/all/51?page=1&sid=755"


def test_the_articles_of_a_catalogue_are_read_with_epoch_seconds() -> None:
    body = json.dumps(
        {
            "total": 1,
            "articles": [
                {
                    "title": "县人民政府关于印发规划的通知",
                    "post_url": "http://www.example.gov.cn/gkmlpt/content/1/103/post_103.html",
                    "display_publish_time": 1722441600,
                    "create_time": 1600000000,
                }
            ],
        }
    ).encode()
    found = read_answer("gkmlpt", body, BASE, AS_OF)
    assert found is not None
    assert found.newest == date(2024, 8, 1)


def test_json_inside_json_and_addresses_for_each_device_are_opened() -> None:
    rows = [{"infotitle": "办事指南更新说明", "infourl": "/1.html", "infodate": "2026-02-03"}]
    custom = json.dumps({"custom": json.dumps({"data": rows})}).encode()
    found = read_answer("epoint", custom, BASE, AS_OF)
    assert found is not None
    assert found.newest == date(2026, 2, 3)
    ucap = {
        "data": {
            "results": [
                {
                    "title": "<em>县政府</em>常务会议召开",
                    "urls": '{"common":"/x/content.shtml"}',
                    "publishedTimeStr": "2026-06-01 09:00:00",
                }
            ]
        }
    }
    found = read_answer("ucap", json.dumps(ucap).encode(), BASE, AS_OF)
    assert found is not None
    assert found.items[0].title == "县政府常务会议召开"
    assert found.items[0].url == "http://www.example.gov.cn/x/content.shtml"


def test_a_callback_around_the_answer_is_taken_off() -> None:
    body = b'callback_12({"list":[{"title":"abc notice of 2026","url":"/1.html","date":"2026-01-09"}]});'
    found = read_answer("json", body, BASE, AS_OF)
    assert found is not None
    assert found.newest == date(2026, 1, 9)


def test_static_json_beside_the_page_is_asked_for() -> None:
    mark = "0123456789abcdef0123456789abcdef"
    page = f'<ul data="datasource:{mark}" datatype="ds" preview="ds_"></ul>'
    [asked] = requests(from_text(page, "http://www.example.gov.cn/xwzx/index.htm"))
    assert asked.url == f"http://www.example.gov.cn/xwzx/ds_{mark}.json"


def test_an_ewb_page_is_asked_by_post() -> None:
    page = """<div>通知</div><script>var siteGuid = "7eb5f7f1-9041-43ad-8e13-8fcb82ea831a";
    var u = "/EpointWebBuilder/rest/lightfrontaction/getgovinfolist";</script>"""
    [asked] = requests(from_text(page, "http://www.example.gov.cn/001/001006/subPage.html"))
    assert asked.method == "POST"
    assert json.loads(asked.body)["categorynum"] == "001006"


def test_frames_that_may_hold_the_list_are_named_and_widgets_are_not() -> None:
    page = """<iframe src="/inner/list.jsp"></iframe><iframe src="http://i.tianqi.com/x"></iframe>
    <iframe src="/t.html" height="20"></iframe><iframe src="/h.html" style="display:none"></iframe>"""
    assert frames(from_text(page, BASE)) == ("http://www.example.gov.cn/inner/list.jsp",)


def test_a_plain_page_carries_nothing_and_asks_for_nothing() -> None:
    doc = from_text("<ul><li><a href='/1.html'>关于召开会议的通知</a></li></ul>", BASE)
    assert read_embedded(doc, AS_OF) is None
    assert requests(doc) == ()


def test_hostile_scripts_are_survived() -> None:
    deep = "[" * 5000 + "{" * 5000
    page = (
        f"<script>var a = {deep}; window._CONFIG={{TREE: {deep}</script><script><record></script>"
    )
    doc = from_text(page, BASE)
    assert read_embedded(doc, AS_OF) is None
    assert gkmlpt_tree(doc) == ()
    assert read_answer("json", b'{"a":' * 3000, BASE, AS_OF) is None
