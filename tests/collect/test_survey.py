"""What a survey makes of a site: columns, channels, and above all what it could not see."""

import asyncio
from dataclasses import replace

import pytest

from checker.books.signs import load_signs
from checker.collect.survey.errand import Reach
from checker.collect.survey.site import survey_site
from checker.core.channels import way_in
from checker.core.evidence import Unseen
from checker.core.site import Column, Columns, Feedback, Home, PromisedColumns, SiteEvidence
from checker.core.target import RegisteredColumn
from checker.core.target import Site as Target
from checker.extract.wording.lexicon import Term, TermList, lexicon_of
from tests.collect.look_of_pages import AS_OF, HOME, Answer, LookOfPages, Site

NAV = (
    "<div class='nav'><ul><li><a href='/'>首页</a></li>"
    "<li><a href='/xwdt/'>新闻动态</a><ul><li><a href='/xwdt/gzdt/'>工作动态</a></li>"
    "<li><a href='/xwdt/tpxw/'>图片新闻</a></li></ul></li>"
    "<li><a href='/tzgg/'>通知公告</a></li><li><a href='/zwgk/zcjd/'>政务公开</a><ul>"
    "<li><a href='/zwgk/zcjd/'>政策解读</a></li><li><a href='/zwgk/ghjh/'>规划计划</a></li></ul></li>"
    "<li><a href='/bsfw/'>办事服务</a></li><li><a href='/hdjl/'>互动交流</a></li></ul></div>"
)
FOOT = "<div class='footer'><a href='/wzdt.html'>网站地图</a> 主办单位：某县人民政府办公室</div>"


def page(title: str, body: str, script: str = "") -> str:
    return (
        f"<html><head><title>{title}</title></head><body>{NAV}<div class='main'>{body}</div>"
        f"{FOOT}<script>{script}</script></body></html>"
    )


def plainly(answer: str | Answer) -> str:
    """The markup of a written page."""
    return answer.html if isinstance(answer, Answer) else answer


def listed(name: str, *days: str) -> str:
    rows = "".join(
        f"<li><a href='/art/{place}{abs(hash(name)) % 99}.html'>关于做好{name}相关工作的第{place}号通知</a>"
        f"<span>{day}</span></li>"
        for place, day in enumerate(days)
    )
    return page(name, f"<div class='position'>当前位置：<a href='/'>首页</a> &gt; {name}</div>"
                      f"<ul class='list'>{rows}</ul>")  # fmt: skip


FRESH = ("2026-11-20", "2026-11-18", "2026-11-11", "2026-11-02", "2026-10-28", "2026-10-20")
EMPTY = page("规划计划", "<ul class='list'></ul>", "$.ajax({url:'/data/list.do'})")
SAYS_NOTHING = page("规划计划", "<ul class='list'></ul><p>暂无数据</p>")
MAILBOX = page("县长信箱", "<form><input name='title'><textarea name='content'></textarea>"
                        "<input type='submit' value='提交'></form>")  # fmt: skip

COUNTY: dict[str, str | Answer] = {
    HOME: page("某县人民政府", listed("要闻", *FRESH) + "<a href='/hdjl/xx.html'>县长信箱</a>"),
    HOME + "xwdt/": listed("新闻动态", *FRESH),
    HOME + "xwdt/gzdt/": listed("工作动态", *FRESH),
    HOME + "xwdt/tpxw/": listed("图片新闻", *FRESH),
    HOME + "tzgg/": listed("通知公告", *FRESH),
    HOME + "zwgk/zcjd/": listed("政策解读", *FRESH),
    HOME + "zwgk/ghjh/": listed("规划计划", *FRESH),
    HOME + "bsfw/": listed("办事服务", *FRESH),
    HOME + "hdjl/": page("互动交流", "<a href='/hdjl/xx.html'>县长信箱</a>"),
    HOME + "hdjl/xx.html": MAILBOX,
}


LEXICON = lexicon_of(
    [
        TermList(
            "test.csv",
            "sha256:0",
            (
                Term("人民攻府", "人民政府", "serious"),
                Term("按装", "安装"),
            ),
        )
    ]
)


def surveyed(
    plain: Site, rendered: Site | None = None, registered: tuple[RegisteredColumn, ...] = ()
) -> SiteEvidence:
    """The evidence that a survey makes of a written site."""
    target = Target(code="6199210099", name="某县人民政府", url=HOME)
    look = LookOfPages(plain, rendered)
    survey = survey_site(
        target,
        look,
        AS_OF,
        round_id="test",
        reach=Reach(),
        lexicon=LEXICON,
        signs=load_signs(),
        registered=registered,
    )
    return asyncio.run(survey)


def column(evidence: SiteEvidence, name: str) -> Column:
    assert isinstance(evidence.columns, Columns)
    found = [each for each in evidence.columns.columns if each.name == name]
    assert len(found) == 1, [each.name for each in evidence.columns.columns]
    return found[0]


def test_a_healthy_site_is_read_whole() -> None:
    evidence = surveyed(COUNTY)
    assert isinstance(evidence.home, Home)
    assert isinstance(evidence.feedback, Feedback)
    assert evidence.feedback.channels[0].usable
    assert column(evidence, "通知公告").newest == AS_OF.date().replace(day=20)
    assert column(evidence, "通知公告").first_level


def test_a_heading_that_leads_to_its_first_part_is_that_part() -> None:
    assert column(surveyed(COUNTY), "政策解读").path == ("政务公开", "政策解读")


def test_a_column_with_children_of_its_class_is_their_parent() -> None:
    assert column(surveyed(COUNTY), "新闻动态").content == "parent"


@pytest.mark.parametrize(
    ("plain", "rendered", "content", "reason"),
    [
        (EMPTY, None, "unread", "needs-browser"),
        (EMPTY, Answer(EMPTY, lost=1), "unread", "unreadable"),
        (EMPTY, Answer(failure="timeout-body"), "unread", "no-answer"),
        (EMPTY, Answer(EMPTY), "nothing", None),
        (EMPTY, Answer(listed("规划计划", *FRESH)), "list", None),
        (SAYS_NOTHING, None, "unread", "needs-browser"),
        (SAYS_NOTHING, Answer(SAYS_NOTHING), "nothing", None),
        (Answer(SAYS_NOTHING, status=500), None, "unread", "site-error"),
        (SAYS_NOTHING + "<" * 700_000, Answer(SAYS_NOTHING), "unread", "unreadable"),
        (Answer("", challenge="ruishu", status=412), None, "unread", "challenged"),
        (Answer(plainly(COUNTY[HOME]), final=HOME), None, "unread",
         "wrong-page"),
    ],
)  # fmt: skip
def test_a_column_is_blank_only_when_a_browser_saw_it_so(
    plain: str | Answer, rendered: Answer | None, content: str, reason: str | None
) -> None:
    address = HOME + "zwgk/ghjh/"
    evidence = surveyed({**COUNTY, address: plain}, {address: rendered} if rendered else None)
    found = column(evidence, "规划计划")
    assert found.content == content
    assert (found.unseen.reason if found.unseen else None) == reason


def without(name: str) -> dict[str, str | Answer]:
    """The county without a word on every page, and without the pages behind it."""

    def cut(answer: str | Answer) -> str | Answer:
        if isinstance(answer, Answer):
            return replace(answer, html=answer.html.replace(name, "概况"))
        return answer.replace(name, "概况")

    return {url: cut(answer) for url, answer in COUNTY.items()}


def test_a_missing_channel_is_believed_only_with_a_browser() -> None:
    silent = {url: a for url, a in without("县长信箱").items() if "hdjl" not in url}
    silent[HOME + "hdjl/"] = page("概况", "<p>本县位于山区。</p>")
    blind, seeing = surveyed(silent), surveyed(silent, {})
    assert isinstance(blind.feedback, Feedback)
    assert isinstance(seeing.feedback, Feedback)
    assert not blind.feedback.thorough
    assert seeing.feedback.thorough


def test_a_home_page_that_does_not_open_leaves_every_part_unseen() -> None:
    evidence = surveyed({HOME: Answer(failure="refused")})
    for part in ("home", "columns", "feedback", "services", "links", "footer", "tags"):
        found = getattr(evidence, part)
        assert isinstance(found, Unseen)
        assert found.reason == "no-answer"


def test_an_article_beside_a_list_is_no_column() -> None:
    article = page("关于开展检查的通知", "<h1>关于开展检查的通知</h1><p>发布时间：2025-01-03 来源：办公室</p>"
                   "<p>" + "请各单位认真开展检查，及时报送结果。" * 20 + "</p>")  # fmt: skip
    beside = "<div class='left'><ul><li><a href='/tzgg/a/'>公示公告</a></li><li><a href='/tzgg/b/'>" \
             "人事招考</a></li><li><a href='/tzgg/c/'>关于开展检查</a></li></ul></div>"  # fmt: skip
    notices = plainly(COUNTY[HOME + "tzgg/"])
    evidence = surveyed(
        {
            **COUNTY,
            HOME + "tzgg/": notices.replace("<ul class='list'>", beside + "<ul class='list'>"),
            HOME + "tzgg/a/": listed("公示公告", *FRESH),
            HOME + "tzgg/b/": listed("人事招考", *FRESH),
            HOME + "tzgg/c/": article,
        }
    )
    assert isinstance(evidence.columns, Columns)
    names = {each.name for each in evidence.columns.columns}
    assert "公示公告" in names
    assert "关于开展检查" not in names


STALE = ("2026-09-20", "2026-09-18", "2026-09-11", "2026-09-02", "2026-08-28", "2026-08-20")


def test_old_news_beside_a_list_that_a_script_fills_is_not_the_newest_news() -> None:
    home = plainly(listed("要闻", *STALE)).replace(
        "<div class='footer'>",
        "<div class='main'><ul class='newslist' id='list'></ul></div><script>"
        "$.ajax({url:'/data/list.do'})</script><div class='footer'>",
    )
    blind = surveyed({**COUNTY, HOME: home})
    seeing = surveyed({**COUNTY, HOME: home}, {HOME: COUNTY[HOME]})
    hindered = surveyed({**COUNTY, HOME: home}, {HOME: Answer(home, lost=1)})
    assert isinstance(blind.home, Home)
    assert blind.home.unread
    assert isinstance(seeing.home, Home)
    assert seeing.home.rendered
    assert not seeing.home.unread
    assert max(e.published for e in seeing.home.entries if e.published) > AS_OF.date().replace(
        day=1
    )
    assert isinstance(hindered.home, Home)
    assert hindered.home.unread


def feedback_of(mailbox: str | Answer, rendered: Site | None) -> Feedback:
    """What the survey says of the mailbox when it answers so."""
    evidence = surveyed({**COUNTY, HOME + "hdjl/xx.html": mailbox}, rendered)
    assert isinstance(evidence.feedback, Feedback)
    return evidence.feedback


LOGIN = page("统一身份认证", "<form><input name='username'><input type='password' name='pwd'>"
             "<input type='submit' value='登录'></form>")  # fmt: skip
NO_BUTTON = page(
    "县长信箱", "<form><input name='title'><textarea name='content'></textarea></form>"
)


@pytest.mark.parametrize(
    ("mailbox", "rendered"),
    [
        (LOGIN, {}),
        (NO_BUTTON, None),
        (NO_BUTTON, {HOME + "hdjl/xx.html": MAILBOX}),
        (Answer(failure="timeout-first-byte"), {}),
        (Answer(plainly(COUNTY[HOME]), final=HOME), {HOME + "hdjl/xx.html": MAILBOX}),
    ],
    ids=["log-in", "no browser", "button by script", "slow for us", "jumps home without scripts"],
)
def test_a_channel_that_may_work_is_not_called_shut(
    mailbox: str | Answer, rendered: Site | None
) -> None:
    found = feedback_of(mailbox, rendered)
    assert way_in(found.channels, found.thorough) in ("open", "unknown")


def test_a_channel_that_the_browser_sees_dead_too_is_shut() -> None:
    found = feedback_of(Answer("", status=404), {})
    assert way_in(found.channels, found.thorough) == "shut"


def test_entries_that_were_not_tried_may_work() -> None:
    names = "".join(f"<a href='/xx/{one}.html'>领导信箱{one}</a>" for one in range(6))
    silent = {url: a for url, a in without("县长信箱").items() if "hdjl" not in url}
    silent[HOME + "hdjl/"] = page("概况", "<p>本县位于山区。</p>")
    silent[HOME] = page("某县人民政府", plainly(listed("要闻", *FRESH)) + names)
    evidence = surveyed(silent, {})
    assert isinstance(evidence.feedback, Feedback)
    assert way_in(evidence.feedback.channels, evidence.feedback.thorough) == "unknown"


def test_a_column_whose_content_lies_in_a_frame_is_not_blank() -> None:
    framed = page("规划计划", "<ul class='list'></ul><iframe src='/frame/list.html' width='900' "
                  "height='800'></iframe>")  # fmt: skip
    address = HOME + "zwgk/ghjh/"
    found = column(surveyed({**COUNTY, address: framed}, {}), "规划计划")
    assert found.content == "unread"


OLD = ("2024-03-20", "2024-03-18", "2024-03-11", "2024-02-02", "2024-01-28", "2024-01-20")
SHELL = page("通知公告", "<p>页面加载出错，请稍后再试，或者返回首页查看其他内容。</p>")


@pytest.mark.parametrize(
    ("rendered", "newest", "content", "seen_twice"),
    [
        (None, "2024-03-20", "list", False),
        (Answer(listed("通知公告", *OLD)), "2024-03-20", "list", True),
        (Answer(listed("通知公告", *FRESH)), "2026-11-20", "list", True),
        (Answer(listed("通知公告", *OLD), lost=1), "2024-03-20", "list", False),
        (Answer(SHELL, lost=1), "2024-03-20", "list", False),
        (Answer(SHELL), "2024-03-20", "unread", False),
        (Answer(failure="timeout-body"), "2024-03-20", "list", False),
    ],
)
def test_an_old_list_is_looked_at_by_the_browser_and_the_milder_reading_stands(
    rendered: Answer | None, newest: str, content: str, seen_twice: bool
) -> None:
    address = HOME + "tzgg/"
    plain = {**COUNTY, address: listed("通知公告", *OLD)}
    found = column(surveyed(plain, {address: rendered} if rendered else None), "通知公告")
    assert (str(found.newest), found.content, found.rendered) == (newest, content, seen_twice)


@pytest.mark.parametrize(
    ("now", "newest", "content"),
    [
        (listed("通知公告", *FRESH), "2026-11-20", "list"),
        (listed("通知公告", *OLD), "2024-03-20", "list"),
        (Answer(SHELL), "2024-03-20", "unread"),
        (Answer(failure="timeout-body"), "2024-03-20", "list"),
        (Answer(status=502), "2024-03-20", "list"),
    ],
)
def test_an_old_list_that_its_server_calls_unchanged_is_fetched_whole_before_it_is_believed(
    now: str | Answer, newest: str, content: str
) -> None:
    address = HOME + "tzgg/"
    told = Answer(listed("通知公告", *OLD), unchanged=now)
    found = column(surveyed({**COUNTY, address: told}), "通知公告")
    assert (str(found.newest), found.content) == (newest, content)


def registered(name: str, url: str = "") -> RegisteredColumn:
    return RegisteredColumn(site_code="6199210099", name=name, url=url, frequency="1条/月")


@pytest.mark.parametrize(
    ("ledger", "found"),
    [
        (registered("县政府通知", HOME + "tzgg/index.html"), "通知公告"),
        (registered("规划计划"), "规划计划"),
        (registered("预决算公开", HOME + "czxx/"), "预决算公开"),
        (registered("政府债务"), None),
        (registered("采购公告", "http://ggzy.example/cg/"), None),
    ],
)
def test_a_registered_column_is_found_by_address_then_by_name_and_opened_without_a_menu(
    ledger: RegisteredColumn, found: str | None
) -> None:
    county = {**COUNTY, HOME + "czxx/": listed("预决算公开", *FRESH)}
    part = surveyed(county, registered=(ledger,)).promised
    assert isinstance(part, PromisedColumns)
    seen = part.columns[0].seen
    assert (seen.name if seen else None) == found


RISING = ("2023-01-20", "2023-02-18", "2023-03-11", "2023-04-02", "2023-05-28", "2023-06-20")
RISEN = ("2026-09-01", "2026-09-18", "2026-10-11", "2026-11-02", "2026-11-18")
STATIC_PAGER = "createPageHTML(3, 0, 'index', 'html');"


def with_pager(days: tuple[str, ...], pager: str, script: str = "") -> str:
    html = listed("通知公告", *days).replace(
        "</ul></div><div class='footer'>", f"</ul>{pager}</div><div class='footer'>"
    )
    return html.replace("<script>", f"<script>{script}")


@pytest.mark.parametrize(
    ("pager", "script", "last", "newest", "content"),
    [
        ("<a href='/tzgg/l3.html'>尾页</a>", "", "tzgg/l3.html", "2026-11-18", "list"),
        ("<a href='/tzgg/2.html'>2</a><a href='/tzgg/3.html'>3</a>", "", "tzgg/3.html", "2026-11-18", "list"),
        ("", STATIC_PAGER, "tzgg/index_2.html", "2026-11-18", "list"),
        ("<a href='javascript:go(2)'>下一页</a>", "", "tzgg/none", "2023-06-20", "unread"),
        ("<span>共3页</span>", "", "tzgg/none", "2023-06-20", "unread"),
        ("", "", "tzgg/none", "2023-06-20", "list"),
    ],
)  # fmt: skip
def test_an_upward_list_is_as_new_as_its_last_page(
    pager: str, script: str, last: str, newest: str, content: str
) -> None:
    county = {
        **COUNTY,
        HOME + "tzgg/": with_pager(RISING, pager, script),
        HOME + last: with_pager(RISEN, "<a href='/tzgg/'>首页</a>"),
    }
    found = column(surveyed(county), "通知公告")
    assert (str(found.newest), found.content) == (newest, content)
