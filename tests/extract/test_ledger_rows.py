"""Rows of ledgers become targets, and every bad row is rejected with its line and its reason."""

import csv
import io
from collections.abc import Sequence

import pytest

from checker.extract.ledgers.difference import difference
from checker.extract.ledgers.rows import read_accounts, read_columns, read_sites
from checker.extract.ledgers.sheet import Sheet, sheet

SITES = ("网站标识码", "网站名称", "首页网址", "主办单位", "层级", "有无办事服务", "状态")
GOOD = (
    "6108000001",
    "清河县人民政府",
    "http://www.qinghe.gov.cn/",
    "县政府办",
    "县级",
    "有",
    "正常",
)
ACCOUNTS = ("新媒体标识码", "账号名称", "账号类型", "开设主体", "数据源", "主页地址", "状态")
ACCOUNT = ("610800M001WX0001", "清河发布", "微信公众号", "县委宣传部", "manual", "", "正常")


def sites(rows: Sequence[Sequence[str]], headers: Sequence[str] = SITES) -> Sheet:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([headers, *rows])
    return sheet(text.getvalue().encode(), "sites.csv")


def changed(**cells: str) -> tuple[str, ...]:
    """The good row with some cells changed, by header."""
    return tuple(cells.get(header, cell) for header, cell in zip(SITES, GOOD, strict=True))


BAD_SITES = [
    ({"网站标识码": ""}, "", "缺少网站标识码"),
    ({"网站标识码": "610800001"}, "610800001", "10 位数字"),
    ({"网站标识码": "61080000011"}, "61080000011", "10 位数字"),
    ({"网站标识码": "bm123"}, "bm123", "10 位数字"),
    ({"网站标识码": "6.108E+09"}, "6.108E+09", "科学计数法"),
    ({"网站标识码": "٦١٠٨٠٠٠٠٠١"}, "٦١٠٨٠٠٠٠٠١", "10 位数字"),
    ({"网站名称": " "}, "", "缺少网站名称"),
    ({"网站名称": "县" * 101}, "县" * 101, "超过 100 个字"),
    ({"网站名称": "#REF!"}, "#REF!", "公式错误"),
    ({"首页网址": ""}, "", "缺少首页网址"),
    ({"首页网址": "javascript:alert(1)"}, "javascript:alert(1)", "http 或 https"),
    ({"首页网址": "ftp://www.a.gov.cn/"}, "ftp://www.a.gov.cn/", "http 或 https"),
    ({"首页网址": "data:text/html,x"}, "data:text/html,x", "http 或 https"),
    ({"首页网址": "http://u:p@www.a.gov.cn/"}, "http://u:p@www.a.gov.cn/", "用户名"),
    ({"首页网址": "www.a.gov.cn@evil.com"}, "www.a.gov.cn@evil.com", "用户名"),
    ({"首页网址": "www.a .gov.cn"}, "www.a .gov.cn", "空格"),
    ({"首页网址": "http:\\\\www.a.gov.cn"}, "http:\\\\www.a.gov.cn", "反斜杠"),
    ({"首页网址": "http://"}, "http://", "域名"),
    ({"首页网址": "http:///index.html"}, "http:///index.html", "域名"),
    ({"首页网址": "清河县政府网"}, "清河县政府网", "域名"),
    ({"首页网址": "http//www.a.gov.cn"}, "http//www.a.gov.cn", "域名"),
    ({"首页网址": "www.a.gov.cn、www.b.gov.cn"}, "www.a.gov.cn、www.b.gov.cn", "域名"),
    ({"首页网址": "http://1.2.3.999/"}, "http://1.2.3.999/", "域名"),
    ({"首页网址": "http://www.a.gov.cn:99999/"}, "http://www.a.gov.cn:99999/", "端口"),
    ({"首页网址": "http://[::1/"}, "http://[::1/", "端口"),
    ({"首页网址": "http://a.cn/" + "x" * 1995}, ("http://a.cn/" + "x" * 188), "2000"),
    ({"层级": "村级"}, "村级", "层级"),
    ({"有无办事服务": "也许"}, "也许", "“有”或“无”"),
    ({"状态": "改版中"}, "改版中", "状态"),
]


@pytest.mark.parametrize(("cells", "value", "reason"), BAD_SITES)
def test_a_bad_site_is_rejected_with_its_line_and_reason_and_its_neighbours_are_kept(
    cells: dict[str, str], value: str, reason: str
) -> None:
    before, after = changed(网站标识码="6108000002"), changed(网站标识码="6108000003")
    reading = read_sites(sites([before, changed(**cells), after]))
    (rejected,) = reading.rejected
    assert (rejected.line, rejected.value) == (3, value)
    assert reason in rejected.reason_zh
    assert rejected.reason_en
    assert [site.code for site in reading.rows] == ["6108000002", "6108000003"]
    assert reading.lines == (2, 4)


def test_a_row_says_all_of_its_faults_at_once() -> None:
    bad = changed(网站标识码="1", 首页网址="ftp://a.cn", 层级="村级")
    (rejected,) = read_sites(sites([bad])).rejected
    assert rejected.reason_zh.count(";") == 2


def test_a_code_that_comes_twice_is_taken_once_and_names_the_first_line() -> None:
    reading = read_sites(sites([changed(网站标识码="1"), GOOD, changed(网站标识码="6108000001 ")]))
    assert [(r.line, r.reason_zh) for r in reading.rejected][1:] == [(4, "与第 3 行重复")]
    assert len(reading.rows) == 1


def test_two_sites_with_one_address_are_both_kept_with_a_warning() -> None:
    reading = read_sites(
        sites([GOOD, changed(网站标识码="6108000002", 首页网址="www.qinghe.gov.cn")])
    )
    assert len(reading.rows) == 2
    assert [(w.line, w.reason_zh) for w in reading.warnings] == [(3, "与第 2 行网址相同")]


@pytest.mark.parametrize(
    ("header", "cell", "field", "value"),
    [
        ("网站标识码", " 6108 000001　", "code", "6108000001"),
        ("网站标识码", "６１０８００００００１"[:10], "code", "6108000000"),
        ("网站标识码", "'6108000001", "code", "6108000001"),
        ("网站标识码", "6108000001.0", "code", "6108000001"),
        ("网站标识码", "BM29040001", "code", "bm29040001"),
        ("网站名称", "清河县\r\n人民\u200b政府\u202e\x07", "name", "清河县 人民政府"),
        ("网站名称", "=HYPERLINK(1)", "name", "=HYPERLINK(1)"),
        ("网站名称", "-清河", "name", "-清河"),
        ("网站名称", "+86", "name", "+86"),
        ("网站名称", "@清河", "name", "@清河"),
        ("首页网址", "www.Qinghe.gov.cn", "url", "http://www.qinghe.gov.cn"),
        ("首页网址", "www.qinghe.gov.cn:8080/A", "url", "http://www.qinghe.gov.cn:8080/A"),
        ("首页网址", "//www.qinghe.gov.cn/", "url", "http://www.qinghe.gov.cn/"),
        ("首页网址", "HTTPS://www.qinghe.gov.cn/", "url", "https://www.qinghe.gov.cn/"),
        ("首页网址", "ｈｔｔｐ：／／www.qinghe.gov.cn", "url", "http://www.qinghe.gov.cn"),
        ("首页网址", "http://清河县人民政府.政务", "url", "http://清河县人民政府.政务"),
        ("首页网址", "http://10.1.2.3:8080/", "url", "http://10.1.2.3:8080/"),
        ("首页网址", "http://[2001:db8::1]:80/", "url", "http://[2001:db8::1]:80/"),
        ("层级", "", "level", ""),
        ("层级", "县(市、区)", "level", "县级"),
        ("层级", "区县", "level", "县级"),
        ("层级", "省", "level", "省级"),
        ("层级", "地市级", "level", "市级"),
        ("层级", "乡镇(街道)", "level", "乡级"),
        ("层级", "国务院部门", "level", "部委"),
        ("有无办事服务", "", "has_services", None),
        ("有无办事服务", "√", "has_services", True),
        ("有无办事服务", "否", "has_services", False),
        ("状态", "", "state", "正常"),
        ("状态", "已关停", "state", "关停"),
        ("状态", "整合迁移", "state", "迁移"),
    ],
)
def test_a_cell_of_a_site_is_read_as_it_is_meant(
    header: str, cell: str, field: str, value: object
) -> None:
    reading = read_sites(sites([changed(**{header: cell})]))
    assert not reading.rejected
    assert getattr(reading.rows[0], field) == value


def test_a_portal_is_known_by_its_usual_names() -> None:
    headers = (*SITES[:3], "网站类型")
    (site,) = read_sites(sites([(*GOOD[:3], "政府门户网站")], headers)).rows
    assert site.is_portal


def account(**cells: str) -> tuple[str, ...]:
    return tuple(cells.get(header, cell) for header, cell in zip(ACCOUNTS, ACCOUNT, strict=True))


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"新媒体标识码": ""}, "缺少新媒体标识码"),
        ({"账号名称": ""}, "缺少账号名称"),
        ({"账号名称": "名" * 101}, "超过 100 个字"),
        ({"数据源": "gopher://a.cn/"}, "http 或 https"),
        ({"主页地址": "微信号 qinghe"}, "空格"),
        ({"状态": "不详"}, "状态"),
    ],
)
def test_a_bad_account_is_rejected(cells: dict[str, str], reason: str) -> None:
    reading = read_accounts(sites([account(**cells)], ACCOUNTS))
    assert reason in reading.rejected[0].reason_zh
    assert not reading.rows


@pytest.mark.parametrize(
    ("header", "cell", "field", "value"),
    [
        ("新媒体标识码", "610800m001wx0001", "code", "610800M001WX0001"),
        ("新媒体标识码", "bm29040001wx0001", "code", "bm29040001WX0001"),
        ("数据源", "人工", "source", "manual"),
        ("数据源", "rss.example.cn/weibo/user/1", "source", "http://rss.example.cn/weibo/user/1"),
        ("主页地址", "无", "url", ""),
        ("状态", "已注销", "state", "关停"),
    ],
)
def test_a_cell_of_an_account_is_read_as_it_is_meant(
    header: str, cell: str, field: str, value: object
) -> None:
    reading = read_accounts(sites([account(**{header: cell})], ACCOUNTS))
    assert not reading.rejected
    assert getattr(reading.rows[0], field) == value


def test_an_account_code_of_a_strange_shape_is_taken_with_a_warning() -> None:
    reading = read_accounts(sites([account(新媒体标识码="QH-1")], ACCOUNTS))
    assert reading.rows[0].code == "QH-1"
    assert [w.line for w in reading.warnings] == [2]


def test_a_state_that_only_rests_counts_as_closed_with_a_warning() -> None:
    reading = read_accounts(sites([account(状态="冻结期")], ACCOUNTS))
    assert reading.rows[0].state == "关停"
    assert "关停" in reading.warnings[0].reason_zh


def test_columns_are_read_and_one_that_comes_twice_is_rejected() -> None:
    headers = ("网站标识码", "栏目名称", "栏目网址", "更新频次", "保障单位")
    row = ("6108000001", "通知公告", "www.qinghe.gov.cn/tzgg/", "1条/2周", "县政府办")
    reading = read_columns(sites([row, row, ("6108000001", "", "", "", "")], headers))
    assert reading.rows[0].url == "http://www.qinghe.gov.cn/tzgg/"
    assert reading.rows[0].frequency == "1条/2周"
    assert [r.reason_zh for r in reading.rejected] == ["与第 2 行重复", "缺少栏目名称"]


def test_importing_the_same_ledger_again_changes_nothing() -> None:
    rows = read_sites(sites([GOOD, changed(网站标识码="6108000002")])).rows
    again = difference({site.code: site for site in rows}, rows)
    assert (again.added, again.changed, again.unchanged) == ((), (), rows)


def test_a_changed_ledger_names_what_is_added_and_which_fields_changed() -> None:
    old = read_sites(sites([GOOD])).rows
    new = read_sites(
        sites([changed(网站名称="清河县政府", 状态="关停"), changed(网站标识码="6108000002")])
    ).rows
    found = difference({site.code: site for site in old}, new)
    assert [site.code for site in found.added] == ["6108000002"]
    assert [change.fields for change in found.changed] == [("name", "state")]
