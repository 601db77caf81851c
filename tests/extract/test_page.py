"""One page read whole: its kind, its answers, and the reason of each."""

import json
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.core.fact import CHINA
from checker.extract.document import from_text
from checker.extract.page.facts import Page
from checker.extract.page.page import page_kind, read_page

AS_OF = datetime(2026, 11, 22, 12, tzinfo=CHINA)
URL = "http://www.example.gov.cn/zwgk/tzgg/"
CRUMBS = "<div class='position'>当前位置：<a href='/'>首页</a> &gt; <a href='/zwgk/'>政务公开</a> &gt; <a href='./'>通知公告</a></div>"
FOOT = "<div class='footer'>主办：某县人民政府办公室 网站标识码：6199990001 陕ICP备10000005号</div>"
ROWS = "".join(
    f"<li><a href='./202611/t202611{day:02}_{day}.html'>关于做好第{day}项工作的通知</a><span>2026-11-{day:02}</span></li>"
    for day in range(20, 8, -1)
)
LONG = "会议强调,要坚持以人民为中心的发展思想,扎实推进各项重点工作,确保全年目标任务圆满完成。" * 8
LETTERS = "".join(
    f"<tr><td>2026{n:04}</td><td><a href='{n}.html'>关于道路维修的来信{n}</a></td><td>交通局</td><td>2026-11-{n:02}</td><td>已回复</td></tr>"
    for n in range(1, 9)
)
GUIDE = "".join(
    f"<h4>{name}</h4><p>详见附件。</p>"
    for name in (
        "受理条件",
        "申请材料",
        "办理流程",
        "办理地点",
        "办理时间",
        "收费标准",
        "承诺期限",
        "咨询电话",
    )
)
FORM = (
    "<form action='/save'><p>姓名 <input name='n'></p><p>联系电话 <input name='t'></p><p>标题 <input name='s'></p>"
    "<p>内容 <textarea name='c'></textarea></p><p>验证码 <input name='v'></p><input type='submit' value='提交'></form>"
)
BLOCKS = "".join(
    f"<div><h2>{name}</h2><a href='/{n}/'>更多</a><ul>"
    + "".join(
        f"<li><a href='/{n}/{i}.html'>{name}的第{i}条信息标题</a> 11-{20 - i}</li>"
        for i in range(5)
    )
    + "</ul></div>"
    for n, name in enumerate(("政务要闻", "通知公告", "部门动态", "政策文件"))
)

KINDS = [
    (
        "the root of a site",
        "home",
        "http://www.example.gov.cn/",
        f"<title>某县人民政府</title>{BLOCKS}{FOOT}",
    ),
    ("a home page by its looks", "home", URL, f"<title>某县人民政府门户网站</title>{BLOCKS}{FOOT}"),
    (
        "a list",
        "column",
        URL,
        f"<title>通知公告-某县人民政府</title>{CRUMBS}<ul class='list'>{ROWS}</ul>{FOOT}",
    ),
    (
        "an empty list with its tag",
        "column",
        URL,
        f"<meta name='ColumnName' content='规划计划'><title>规划计划</title>{CRUMBS}<ul class='list'></ul><p>暂无数据</p>{FOOT}",
    ),
    (
        "an article by its tags",
        "article",
        URL + "1.html",
        f"<meta name='ArticleTitle' content='县政府召开会议'><meta name='PubDate' content='2026-11-03'><h1>县政府召开会议</h1><p>{LONG}</p>",
    ),
    (
        "an article by its looks",
        "article",
        URL + "1.html",
        f"<title>县政府召开常务会议</title>{CRUMBS}<h1>县政府召开常务会议</h1><p>发布时间：2026-11-03 来源：县政府办</p><p>{LONG}</p>{FOOT}",
    ),
    (
        "a document without a date",
        "article",
        URL + "1.html",
        f"<title>某县概况介绍</title>{CRUMBS}<h1>某县概况介绍</h1><p>{LONG}</p>{FOOT}",
    ),
    (
        "a form to write in",
        "feedback",
        URL,
        f"<title>县长信箱-我要写信</title>{CRUMBS}{FORM}{FOOT}",
    ),
    ("a form of another matter", "other", URL, f"<title>依申请公开</title>{CRUMBS}{FORM}{FOOT}"),
    (
        "letters",
        "letters",
        URL,
        f"<title>信件选登</title>{CRUMBS}<table><tr><th>编号</th><th>来信标题</th><th>处理部门</th><th>来信时间</th><th>办理状态</th></tr>{LETTERS}</table>{FOOT}",
    ),
    (
        "a guide",
        "guide",
        URL + "1.html",
        f"<title>食品经营许可办事指南</title>{CRUMBS}<h1>食品经营许可</h1>{GUIDE}{FOOT}",
    ),
    (
        "a service hall",
        "services",
        URL,
        f"<title>网上办事大厅</title>{CRUMBS}<a href='/a'>个人办事</a><a href='/b'>法人办事</a>{FOOT}",
    ),
    (
        "a search page",
        "search",
        URL,
        f"<title>搜索结果</title><input name='q'><p>共找到 0 条</p>{FOOT}",
    ),
]


@pytest.mark.parametrize(("says", "kind", "url", "html"), KINDS, ids=[case[0] for case in KINDS])
def test_a_page_is_told_by_what_it_is(says: str, kind: str, url: str, html: str) -> None:
    page = read_page(html.encode(), url, "", 200, {}, AS_OF)
    assert page.kind == kind
    assert page.because[0].question == "页面类型"
    assert page.because[0].why
    assert page_kind(from_text(html, url), url, AS_OF.date()) == kind


def test_an_error_status_makes_an_error_page() -> None:
    page = read_page(b"<p>x</p>", URL, "", 502, {}, AS_OF)
    assert (page.kind, page.soft_404) == ("error", False)


def test_an_error_page_with_200_is_an_error_page() -> None:
    page = read_page("<title>404</title>页面不存在".encode(), URL, "", 200, {}, AS_OF)
    assert (page.kind, page.soft_404) == ("error", True)


def test_a_challenge_is_named_and_read_no_further() -> None:
    body = b"<html><script>$_ts=window['$_ts'];</script><body></body></html>"
    page = read_page(body, URL, "", 412, {}, AS_OF)
    assert (page.kind, page.challenge, page.blocked) == ("challenge", "ruishu", False)
    assert "瑞数" in page.because[0].why


def test_a_column_is_read_with_its_list() -> None:
    page = read_page(KINDS[2][3].encode("gbk"), URL, "text/html; charset=gbk", 200, {}, AS_OF)
    assert page.encoding == "gb18030"
    assert page.column is not None
    assert page.column.name == "通知公告"
    assert page.column.column_class == "notice"
    assert page.column.newest == date(2026, 11, 20)
    assert len(page.column.items) == 12
    assert page.published is None
    assert page.footer.site_code == "6199990001"


def test_a_home_page_shows_its_dated_items() -> None:
    page = read_page(KINDS[0][3].encode(), "http://www.example.gov.cn/", "", 200, {}, AS_OF)
    assert page.column is not None
    assert page.column.newest == date(2026, 11, 20)


def test_the_json_has_the_keys_of_the_interface() -> None:
    page = read_page(KINDS[5][3].encode(), URL + "1.html", "", 200, {}, AS_OF)
    read = json.loads(page.to_json())
    assert list(read)[:5] == ["schema", "url", "status", "encoding", "kind"]
    assert read["schema"] == "checker.page/1"
    assert read["published"] == "2026-11-03"
    assert read["published_from"] == "label 发布时间"
    assert read["source"] == "县政府办"
    for key in ("challenge", "soft_404", "needs_browser", "why_browser", "title", "tags"):
        assert key in read
    assert set(read["links"]) == {"feedback", "services", "report_error", "search", "hidden"}
    footer = {"site_code", "icp", "police", "sponsor", "contact", "sitemap", "party_gov_mark"}
    assert footer <= set(read["footer"])
    assert Page.from_json(page.to_json()) == page


def test_the_column_of_the_json_is_named_as_in_the_interface() -> None:
    read = json.loads(read_page(KINDS[2][3].encode(), URL, "", 200, {}, AS_OF).to_json())
    assert {"name", "class", "items", "newest", "blank"} <= set(read["column"])
    assert set(read["column"]["items"][0]) == {"title", "url", "date", "pinned"}


@pytest.mark.parametrize(
    ("body", "links"),
    [
        ("<input placeholder='请输入搜索内容'><a href='#'>县长信箱</a>", [f"{URL}#"]),
        ("<form action='/s'><input name='q'></form><a href='/x/'>县长信箱</a>", None),
        ("<p>本页没有入口。</p>", []),
    ],
)
def test_an_entry_without_an_address_of_its_own_is_the_page_itself(
    body: str, links: list[str] | None
) -> None:
    read = json.loads(read_page(body.encode(), URL, "", 200, {}, AS_OF).to_json())["links"]
    site = "http://www.example.gov.cn"
    assert read["search"] == ([f"{site}/s"] if links is None else links)
    assert read["feedback"] == ([f"{site}/x/"] if links is None else links)


PATH = "<div>当前位置：<a href='/'>首页</a> > <a href='/x/'>政务公开</a> > {last}</div>"
NOTICES = "".join(
    f"<li><a href='{n}.html'>第{n}号公告全文</a><span>2026-11-0{n}</span>" for n in (1, 2, 3)
)


@pytest.mark.parametrize(
    ("tag", "last", "title", "name"),
    [
        ("通知公告", "通知公告", "某县人民政府", "通知公告"),
        ("", "通知公告", "某县人民政府", "通知公告"),
        ("政务公开", "通知公告", "某县人民政府", "通知公告"),
        ("某县人民政府网站通知公告", "通知公告", "某县人民政府网站", "通知公告"),
        ("工作动态", "通知公告", "通知公告-某县水利局", "通知公告"),
        ("工作动态", "通知公告", "某县水利局", "工作动态"),
        ("招标公告/资审公告", "招标公告/资审公告", "某省交易网", "招标公告/资审公告"),
        ("", "通知公告 > 列表", "某县人民政府", "通知公告"),
    ],
)
def test_a_column_is_named_by_its_tag_unless_a_visitor_reads_another_name(
    tag: str, last: str, title: str, name: str
) -> None:
    head = f"<title>{title}</title><meta name='ColumnName' content='{tag}'>"
    html = f"{head}{PATH.format(last=last)}<ul>{NOTICES}</ul>"
    column = read_page(html.encode(), URL, "", 200, {}, AS_OF).column
    assert column is not None
    assert column.name == name


def test_what_was_rejected_is_told_with_a_reason() -> None:
    html = f"<title>县政府召开常务会议</title><div>今天是2026年11月22日</div>{KINDS[5][3]}"
    page = read_page(html.encode(), URL + "1.html", "", 200, {}, AS_OF)
    told = next(one for one in page.because if one.question == "发布日期")
    assert told.answer == "2026-11-03"
    assert told.place == "页面上的“发布时间”"
    assert [refusal.why for refusal in told.rejected] == ["页眉显示的当天日期"]


def test_the_letters_of_a_mailbox_are_told_one_by_one() -> None:
    html = KINDS[9][3].replace("已回复", "待处理", 1)
    page = read_page(html.encode(), URL, "", 200, {}, AS_OF)
    assert [each.state for each in page.letters] == ["pending"] + ["answered"] * 7
    assert (page.letters[0].sent, page.letters[0].unit) == (date(2026, 11, 1), "交通局")
    told = next(one for one in page.because if one.question == "公开的信件")
    assert told.answer == "8 封，已答复 7 封，未答复 1 封"
    assert "道路维修的来信1" in told.why


def test_a_guide_tells_which_groups_it_lacks() -> None:
    html = KINDS[10][3].replace("<h4>办理地点</h4><p>详见附件。</p>", "<h4>办理地点</h4><p></p>")
    page = read_page(html.encode(), URL + "1.html", "", 200, {}, AS_OF)
    assert page.guide is not None
    assert "依据" in page.guide.missing
    assert "地点" in page.guide.missing
    told = next(one for one in page.because if one.question == "办事指南要素")
    refused = {each.what: each.why for each in told.rejected}
    assert refused["依据"] == "没有这一项的标题"
    assert refused["地点"] == "有标题，没有内容"


def test_a_page_without_letters_or_guide_tells_of_none() -> None:
    page = read_page(KINDS[2][3].encode(), URL, "", 200, {}, AS_OF)
    assert (page.letters, page.guide) == ((), None)
    assert not {"公开的信件", "办事指南要素"} & {one.question for one in page.because}


def test_a_jump_is_told() -> None:
    page = read_page(b"<meta http-equiv='refresh' content='0;url=/new/'>", URL, "", 200, {}, AS_OF)
    assert page.redirect == "http://www.example.gov.cn/new/"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=800), st.sampled_from((200, 202, 404, 412, 521)))
def test_any_answer_gives_a_page(body: bytes, status: int) -> None:
    page = read_page(body, URL, "", status, {}, AS_OF)
    assert Page.from_json(page.to_json()) == page


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([case[3] for case in KINDS]), max_size=3), st.integers(0, 4_000))
def test_a_page_cut_or_joined_anywhere_is_read(parts: list[str], cut: int) -> None:
    body = "".join(parts).encode()[:cut]
    assert read_page(body, URL, "", 200, {}, AS_OF).url == URL


def test_a_page_of_a_hundred_thousand_links_is_read() -> None:
    body = ("<a href='a.html'>链接</a> " * 100_000).encode()
    assert read_page(body, URL, "", 200, {}, AS_OF).status == 200


def test_a_page_of_three_megabytes_is_read() -> None:
    body = f"<title>长文一篇消息</title><h1>长文一篇消息</h1><p>日期：2026-11-03</p>{f'<p>{LONG}</p>' * 3_200}"
    page = read_page(body.encode(), URL + "1.html", "", 200, {}, AS_OF)
    assert len(body.encode()) > 3_000_000
    assert page.published == date(2026, 11, 3)
