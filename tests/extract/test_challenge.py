"""Who answered: the site, or a firewall in its place; and a page that is not the page asked for."""

from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checker.extract.answers.challenge import (
    classify,
    judge_answer,
    moved_home,
    parked,
    product_of,
    soft_404,
)
from checker.extract.answers.wrong_page import redirect_of
from checker.extract.document import from_text, parse

URL = "http://www.example.gov.cn/zwgk/tzgg/1.html"
LONG = "本站公布本县人民政府及其部门的政务信息、办事指南和便民服务,欢迎公众监督并提出意见建议。" * 4
CASES = cast(
    list[dict[str, Any]],
    yaml.safe_load((Path(__file__).parent / "pages" / "answers.yaml").read_text(encoding="utf-8")),
)


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_an_answer_is_judged_alike_before_and_after_parsing(case: dict[str, Any]) -> None:
    text = str(case["body"]).replace("{long}", LONG)
    body = text.encode("gbk" if case.get("gbk") else "utf-8")
    status, headers = int(case.get("status", 200)), dict(case.get("headers", {}))
    expected = (case["product"], bool(case.get("blocked", False)))
    answer = judge_answer(status, headers, parse(body, URL))
    assert (answer.product, answer.blocked) == expected
    assert classify(status, headers, body) == expected
    assert bool(answer.because) == (answer.product is not None)


HEADERS = [
    ({"x-via-jsl": "abc,-"}, "jsl"),
    ({"Server": "jiasule-WAF"}, "jsl"),
    ({"WZWS-Ray": "1"}, "wzws"),
    ({"set-cookie": "wzws_cid=0e8a; path=/"}, "wzws"),
    ({"set-cookie": "acw_tc=2760; path=/"}, "aliyun"),
    ({"server": "BDWAF/2.0"}, "bluedon"),
    ({"set-cookie": "safedog-flow-item=B9; path=/"}, "safedog"),
    ({"set-cookie": "yunsuo_session_verify=1a; path=/"}, "yunsuo"),
    ({"Server": "Tengine", "Set-Cookie": "sl-session=tF; Path=/"}, "safeline"),
    ({"x-cache": "HIT from YUNDUN"}, "yundun"),
    ({"server": "panyun/2.4.1"}, "panyun"),
    ({"Set-Cookie": "AbCdEfGhIjKlS=60abcdefghijklmnopqrstuvwxyz; Path=/"}, "ruishu"),
    ({"server": "nginx/1.25.3", "set-cookie": "PHPSESSID=abc; path=/", "x-cache": "HIT"}, None),
]


@pytest.mark.parametrize(("headers", "product"), HEADERS)
def test_headers_name_a_product_but_condemn_no_good_page(
    headers: dict[str, str], product: str | None
) -> None:
    assert product_of(headers) == product
    assert classify(200, headers, f"<p>{LONG}</p>".encode()) == (None, False)


@given(
    st.integers(100, 599),
    st.dictionaries(st.sampled_from(("server", "set-cookie", "x-cache")), st.text(max_size=40)),
    st.binary(max_size=400),
)
def test_any_answer_is_judged_without_a_crash(
    status: int, headers: dict[str, str], body: bytes
) -> None:
    product, blocked = classify(status, headers, body)
    assert product or not blocked


FRAME = "<div>" + "".join(f"<a href='/{n}'>栏目{n}名称</a>" for n in range(60)) + "</div>"
MISSING = [
    ("<title>404</title><p>页面不存在</p>", True),
    ("<title>提示信息</title><p>您访问的页面不存在或已被删除！</p>", True),
    ("<title>某县人民政府</title><p>抱歉，您要查看的信息不存在</p>", True),
    (f"<title>某县人民政府</title>{FRAME}<p>抱歉，找不到您访问的页面</p>", True),
    ("<title>系统提示</title><p>系统出错了，请联系管理员</p>", True),
    (
        f"<title>关于清理失效链接的通报</title><p>部分网站页面不存在、链接失效。{LONG * 4}</p>",
        False,
    ),
    (f"<title>某县人民政府</title><p>{LONG}</p>", False),
    ("<title>通知公告</title><p>暂无数据</p>", False),
    ("<title>第404次会议纪要</title><p>" + LONG * 12 + "</p>", False),
]


@pytest.mark.parametrize(("html", "missing"), MISSING)
def test_an_error_page_that_answers_200_is_told_from_a_page(html: str, missing: bool) -> None:
    doc = from_text(html, URL)
    assert soft_404(doc, 200) is missing
    assert soft_404(doc, 404) is False


MOVES = [
    ("http://a.gov.cn/zwgk/1.html", "http://a.gov.cn/", True),
    ("http://a.gov.cn/zwgk/1.html", "https://www.a.gov.cn/index.html", True),
    ("http://a.gov.cn/zwgk/1.html", "http://a.gov.cn/zwgk/1.html", False),
    ("http://a.gov.cn/zwgk/1.html", "http://a.gov.cn/zwgk/2.html", False),
    ("http://a.gov.cn/", "http://a.gov.cn/index.html", False),
    ("http://a.gov.cn", "https://www.a.gov.cn/", False),
]


@pytest.mark.parametrize(("asked", "came", "moved"), MOVES)
def test_the_home_page_in_place_of_a_page_is_noticed(asked: str, came: str, moved: bool) -> None:
    assert moved_home(asked, came) is moved


def test_a_page_that_only_jumps_home_counts_as_moved_home() -> None:
    doc = from_text("<script>location.href='/';</script>", URL)
    assert moved_home(URL, URL, redirect_of(doc))


PARKED = [
    ("<title>域名出售</title><p>此域名可转让</p>", True),
    ("<p>This domain is for sale</p>", True),
    ("<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1>", True),
    ("<p>没有找到站点,您的请求在Web服务器中没有找到对应的站点！</p>", True),
    (f"<title>某县人民政府</title><p>{LONG}</p>", False),
    ("<meta name='SiteName' content='某县'><p>关于域名已到期的公告</p>", False),
]


@pytest.mark.parametrize(("html", "expected"), PARKED)
def test_a_parked_domain_is_no_site(html: str, expected: bool) -> None:
    assert (parked(from_text(html, URL)) is not None) is expected


JUMPS = [
    ("<meta http-equiv='refresh' content='0;url=/new/'>", "http://www.example.gov.cn/new/"),
    (
        '<META HTTP-EQUIV="Refresh" CONTENT="3; URL=index.shtml">',
        "http://www.example.gov.cn/zwgk/tzgg/index.shtml",
    ),
    ("<meta http-equiv='refresh' content=\"0;url='http://b.gov.cn/'\">", "http://b.gov.cn/"),
    (
        "<script>window.location.href = 'main/index.html';</script>",
        "http://www.example.gov.cn/zwgk/tzgg/main/index.html",
    ),
    ("<script>top.location='/a/';</script>", "http://www.example.gov.cn/a/"),
    ('<script>location.replace("/b/")</script>', "http://www.example.gov.cn/b/"),
    (
        "<script>if(/Android|iPhone/.test(navigator.userAgent)){location.href='/m/'}"
        + " " * 200
        + "else{location.href='/pc/'}</script>",
        "http://www.example.gov.cn/pc/",
    ),
    ("<meta http-equiv='refresh' content='60'>", None),
    (f"<meta http-equiv='refresh' content='300;url=/x/'><p>{LONG * 3}</p>", None),
    (f"<script>location.href='/a/'</script><p>{LONG}</p>", None),
    ("<script>location.href=location.pathname+'?x'</script>", None),
    ("<script>location.href='javascript:;'</script>", None),
]


@pytest.mark.parametrize(("html", "target"), JUMPS)
def test_a_page_that_sends_its_reader_away_says_where(html: str, target: str | None) -> None:
    assert redirect_of(from_text(html, URL)) == target
