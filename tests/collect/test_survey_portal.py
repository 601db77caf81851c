"""What a survey collects of portals alone, and what it reads of pages beside their content."""

import asyncio
import gc
import weakref
from collections.abc import Mapping
from urllib.parse import quote_plus

import pytest

from checker.books.signs import load_signs
from checker.collect.survey.errand import Reach
from checker.collect.survey.site import survey_site
from checker.core.access import Access
from checker.core.evidence import Unseen
from checker.core.search import SiteSearch
from checker.core.site import Footer, Pages, PageSeen, SiteEvidence
from checker.core.target import PORTAL
from checker.core.target import Site as Target
from checker.extract.wording.lexicon import lexicon_of
from tests.collect.look_of_pages import AS_OF, HOME, Answer, LookOfPages, Site

TITLES = (
    "关于做好秋冬森林防火工作的通知",
    "县政府召开常务会议研究民生实事",
    "全县秋粮收购工作全面启动",
)
DAYS = ("2026-11-18", "2026-11-16", "2026-11-12")
SEARCH = "<form action='/s'><input name='q' placeholder='搜索'><button>搜索</button></form>"
FOOT = (
    "<div>主办单位：某县人民政府办公室 联系电话：0980-6201234 网站标识码：6199210099 "
    "陕ICP备12345678号-1 陕公网安备 61992102000101号 <a href='/map.html'>网站地图</a>"
    "<a href='http://bszs.conac.cn/sitename?method=show&id=1'><img alt='党政机关'></a>"
    "<a href='http://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=6199210099'>我为政府网站找错</a></div>"
)


def page(title: str, body: str, head: str = "", foot: str = FOOT) -> str:
    nav = "<div class='nav'><ul><li><a href='/'>首页</a></li><li><a href='/xwdt/'>新闻动态</a></li><li><a href='/zcjd/'>政策解读</a></li></ul></div>"
    return f"<html><head><title>{title}</title>{head}</head><body>{nav}{body}{foot}</body></html>"


def listed(*rows: tuple[str, str, str]) -> str:
    lines = (f"<li><a href='{url}'>{title}</a><span>{day}</span></li>" for url, title, day in rows)
    return f"<ul class='list'>{''.join(lines)}</ul>"


def article(title: str, day: str, tagged: str, source: str = "县政府办", body: str = "") -> str:
    head = f"<meta name='ArticleTitle' content='{title}'><meta name='PubDate' content='{tagged} 09:00'>"
    text = "<p>现将有关事项通知如下，请结合实际认真抓好落实。</p>" * 6
    return page(
        title, f"<h1>{title}</h1><p>发布时间：{day} 来源：{source}</p><div>{text}{body}</div>", head
    )


NEWS = [(f"/xwdt/t20260{n}01_1.html", title, day) for n, (title, day) in enumerate(zip(TITLES, DAYS, strict=True), 1)]  # fmt: skip
PORTAL_SITE: dict[str, str | Answer] = {
    HOME: page("某县人民政府", SEARCH + listed(*NEWS)),
    f"{HOME}xwdt/": page("新闻动态", listed(*NEWS)),
    f"{HOME}zcjd/": page("政策解读", listed(("/jd/1.html", "《某县奖补办法》政策解读", "2026-11-01"))),
    f"{HOME}jd/1.html": article(
        "《某县奖补办法》政策解读", "2026-11-01", "2026-11-01", body="<p>政策原文：<a href='/zc/1.html'>某县奖补办法</a></p>"
    ),
    f"{HOME}zc/1.html": article(
        "某县奖补办法", "2026-10-30", "2026-10-30", body="<p>相关解读：<a href='/jd/1.html'>解读</a></p>"
    ),
    **{
        HOME.rstrip("/") + url: article(title, day, day) for url, title, day in NEWS
    },
}  # fmt: skip


def surveyed(plain: Site, rendered: Site | None = None, kind: str = PORTAL) -> SiteEvidence:
    target = Target(code="6199210099", name="某县人民政府", url=HOME, type=kind)
    look = LookOfPages(plain, rendered)
    survey = survey_site(
        target, look, AS_OF, round_id="test", reach=Reach(), lexicon=lexicon_of([]),
        signs=load_signs(),
    )  # fmt: skip
    return asyncio.run(survey)


def answering(*found: str) -> dict[str, str]:
    """A search that answers every title with these titles."""
    answer = page("搜索结果", listed(*((f"/x{n}.html", each, "") for n, each in enumerate(found))))
    return {f"{HOME}s?q={quote_plus(title)}": answer for title in TITLES}


def searched(plain: Site, rendered: Site | None = None) -> SiteSearch:
    part = surveyed(plain, rendered).search
    assert isinstance(part, SiteSearch)
    return part


def seen(evidence: SiteEvidence) -> Mapping[str, PageSeen]:
    assert isinstance(evidence.pages, Pages)
    return {each.url.removeprefix(HOME): each for each in evidence.pages.pages}


def test_a_visit_that_ended_is_freed_without_a_sweep() -> None:
    """What holds itself in a circle stays until the next sweep: a third of a megabyte for a site."""
    target = Target(code="6199210099", name="某县人民政府", url=HOME, type=PORTAL)
    look = LookOfPages(PORTAL_SITE)
    left = weakref.ref(look)
    gc.collect()
    gc.disable()
    try:
        survey = survey_site(
            target, look, AS_OF, round_id="test", reach=Reach(), lexicon=lexicon_of([]),
            signs=load_signs(),
        )  # fmt: skip
        asyncio.run(survey)
        del look, survey
        assert left() is None
    finally:
        gc.enable()


def test_the_search_is_asked_for_titles_of_the_home_page() -> None:
    part = searched({**PORTAL_SITE, **answering(*TITLES)})
    assert {each.title: each.found for each in part.tries} == dict.fromkeys(TITLES, True)


def test_a_title_is_missing_only_where_a_browser_saw_the_whole_answer() -> None:
    wrong = {**PORTAL_SITE, **answering("别的文章标题")}
    assert [each.found for each in searched(wrong).tries] == [None]
    assert [each.found for each in searched(wrong, {}).tries] == [False] * 3
    lost = {url: Answer(html, lost=1) for url, html in answering("别的文章标题").items()}
    assert [each.found for each in searched(wrong, lost).tries] == [None]
    assert [each.found for each in searched(wrong, answering(*TITLES)).tries] == [True] * 3


def test_what_was_asked_and_is_only_repeated_is_not_found() -> None:
    echo = page("搜索结果", f"<p>没有找到与“{TITLES[0]}”有关的结果</p><input value='{TITLES[0]}'>")
    silent = {**PORTAL_SITE, **dict.fromkeys(answering(), echo)}
    assert not any(each.found for each in searched(silent, {}).tries)


def test_a_search_that_asks_for_a_code_is_not_held_against_the_site() -> None:
    code = page("搜索结果", "<p>请输入验证码后继续</p>")
    assert [each.found for each in searched({**PORTAL_SITE, **dict.fromkeys(answering(), code)}, {}).tries] == [None]  # fmt: skip


def test_no_search_is_believed_only_with_a_browser() -> None:
    bare = {**PORTAL_SITE, HOME: page("某县人民政府", listed(*NEWS))}
    assert (searched(bare).box, searched(bare).rendered) == ("none", False)
    assert (searched(bare, {}).box, searched(bare, {}).rendered) == ("none", True)
    assert searched(bare, {HOME: PORTAL_SITE[HOME]}).box == "form"


def test_a_title_too_new_to_be_indexed_is_not_asked_for() -> None:
    today = listed(("/xwdt/t20261121_1.html", "关于今天刚刚发布的一则通知", "2026-11-21"))
    part = searched({**PORTAL_SITE, HOME: page("某县人民政府", SEARCH + today)})
    assert (part.box, part.tries) == ("form", ())


def test_a_page_that_tells_how_to_reach_the_office_stands_for_its_number() -> None:
    foot = FOOT.replace("联系电话：0980-6201234", "<a href='/lxwm.html'>联系我们</a>")
    footer = surveyed({**PORTAL_SITE, HOME: page("某县人民政府", SEARCH, foot=foot)}).footer
    assert isinstance(footer, Footer)
    assert footer.contact == f"{HOME}lxwm.html"


def test_a_foot_that_a_script_writes_is_seen_by_the_browser() -> None:
    bare = {**PORTAL_SITE, HOME: page("某县人民政府", SEARCH + listed(*NEWS), foot="")}
    plain, rendered = surveyed(bare).footer, surveyed(bare, {HOME: PORTAL_SITE[HOME]}).footer
    assert isinstance(plain, Footer)
    assert isinstance(rendered, Footer)
    assert (plain.icp, plain.rendered) == ("", False)
    assert (rendered.icp, rendered.rendered) == ("陕ICP备12345678号-1", True)
    assert rendered.report_error_code == "6199210099"


def test_an_inner_page_is_held_to_the_foot_of_the_home_page_where_it_has_a_foot() -> None:
    inner = PORTAL_SITE[f"{HOME}xwdt/"]
    assert isinstance(inner, str)
    cut = inner.replace("<a href='/map.html'>网站地图</a>", "")
    assert seen(surveyed({**PORTAL_SITE, f"{HOME}xwdt/": cut}))["xwdt/"].foot_missing == (
        "网站地图",
    )
    by_script = page("新闻动态", listed(*NEWS), foot="")
    assert seen(surveyed({**PORTAL_SITE, f"{HOME}xwdt/": by_script}))["xwdt/"].foot_missing == ()


def test_a_policy_and_its_interpretation_are_found_linked_both_ways() -> None:
    pages = seen(surveyed(PORTAL_SITE))
    assert pages["jd/1.html"].interprets == (f"{HOME}zc/1.html",)
    assert pages["zc/1.html"].interpreted_by == (f"{HOME}jd/1.html",)


@pytest.mark.parametrize(("rendered", "whole"), [(None, False), ({}, True)])
def test_a_link_that_lacks_was_looked_for_by_the_browser(
    rendered: Site | None, whole: bool
) -> None:
    alone = article("《某县奖补办法》政策解读", "2026-11-01", "2026-11-01")
    found = seen(surveyed({**PORTAL_SITE, f"{HOME}jd/1.html": alone}, rendered))["jd/1.html"]
    assert (found.interprets, found.links_seen) == ((), whole)


def test_the_days_of_an_article_are_kept_apart_by_what_names_them() -> None:
    first = seen(surveyed(PORTAL_SITE))["xwdt/t20260101_1.html"]
    assert str(first.shown) == DAYS[0]
    assert {each.place.split(" ")[0]: str(each.day) for each in first.claims} == {
        "meta": DAYS[0],
        "address": "2026-01-01",
    }


def test_of_other_sites_three_articles_are_opened_and_nothing_else() -> None:
    evidence = surveyed(PORTAL_SITE, kind="部门网站")
    assert isinstance(evidence.search, Unseen)
    assert isinstance(evidence.access, Unseen)
    assert {each.kind for each in seen(evidence).values()} == {"home", "article"}
    asked = {each.url for each in evidence.exchanges}
    assert not {url for url in asked if "/s?" in url or url.startswith("https:")}
    assert f"{HOME}zc/1.html" not in asked
    assert not [each for each in evidence.exchanges if each.via == "ipv6"]


def test_the_host_of_a_portal_is_tried_over_ipv6_and_over_https() -> None:
    evidence = surveyed(PORTAL_SITE)
    assert isinstance(evidence.access, Access)
    assert evidence.access.ipv6 == "no-address"
    assert evidence.access.https == "opened"
