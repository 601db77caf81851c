"""The demo county is what its plan says: every page answers, every fault is where it was planted."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib.resources import files
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest

from checker.books.library import load_book
from checker.core.fact import CHINA
from checker.core.target import ACCOUNT_CODE, SITE_CODE
from checker.demo.county import County, county, site_at
from checker.demo.plan import Column, SitePlan, every_column
from checker.demo.serve import Request, answer
from checker.demo.site import Page

AS_OF = datetime(2026, 11, 22, 10, 30, tzinfo=CHINA)
OPEN = ("open", "slow")
LIMITS = {"工作动态": 14, "通知公告": 183, "政策文件": 183, "政策解读": 183, "规划计划": 365, "人事信息": 365, "数据发布": 365}  # fmt: skip
VETOES = {each.id for each in load_book("national-2019").entries if each.consequence == "veto"}
EXPECTED = json.loads((files("checker.demo") / "expected.json").read_text("utf-8"))


@pytest.fixture(scope="module", name="world")
def _world() -> County:
    return county(AS_OF)


def opened(world: County) -> list[SitePlan]:
    return [plan for plan in world.sites if plan.behaviour in OPEN]


def fetch(world: County, url: str) -> Page:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return answer(world, Request("GET", parts.hostname or "", parts.path or "/", query, {}))


def landed(world: County, url: str) -> tuple[str, Page]:
    page = fetch(world, url)
    for name, value in page.headers:
        if name == "Location":
            return landed(world, urljoin(url, value))
    found = re.search(rb'location.href="([^"]+)"', page.body)
    return landed(world, urljoin(url, found[1].decode())) if found else (url, page)


def text_of(page: Page) -> str:
    return page.body.decode("gb18030" if page.type == "text/html" else "utf-8")


def links(url: str, page: Page) -> Iterator[str]:
    for found in re.findall(r'<a [^>]*href="([^"]+)"', text_of(page)):
        address = urljoin(url, found.replace("&amp;", "&"))
        if address.startswith("http"):
            yield address


def test_the_county_is_as_large_as_promised(world: County) -> None:
    assert len(world.sites) >= 24
    assert len({plan.family for plan in opened(world)}) >= 6
    assert 12 <= len(world.accounts) <= 14


def test_codes_have_their_shape_and_are_given_once(world: County) -> None:
    codes = [plan.code for plan in world.sites]
    accounts = [plan.code for plan in world.accounts]
    assert all(SITE_CODE.fullmatch(code) for code in codes)
    assert all(ACCOUNT_CODE.fullmatch(code) for code in accounts)
    assert len(set(codes + accounts)) == len(codes) + len(accounts)


def test_every_link_of_every_home_page_is_answered(world: County) -> None:
    dead: list[str] = []
    for plan in opened(world):
        url, page = landed(world, plan.url)
        assert page.status == 200
        dead += [each for each in links(url, page) if landed(world, each)[1].status != 200]
    assert dead == []


def test_every_column_answers_and_every_list_leads_to_its_articles(world: County) -> None:
    for plan in opened(world):
        site = site_at(plan, AS_OF)
        for column in site.columns:
            url = urljoin(plan.url, site.column_path(column))
            assert fetch(world, url).status == 200, url
        for column in site.columns:
            for article in site.articles(column)[::9]:
                page = fetch(world, urljoin(plan.url, site.article_path(article)))
                assert page.status == 200
                assert article.title.split("“")[0] in text_of(page)


def test_no_address_is_used_twice(world: County) -> None:
    for plan in opened(world):
        site = site_at(plan, AS_OF)
        paths = [site.article_path(a) for c in site.columns for a in site.articles(c)]
        assert len(set(paths)) == len(paths)


def test_equal_moments_give_equal_bytes() -> None:
    first, second = county(AS_OF), county(AS_OF)
    assert first.hosts.keys() == second.hosts.keys()
    for name, host in first.hosts.items():
        other = second.hosts[name]
        assert host.pages.keys() == other.pages.keys()
        for path in list(host.pages)[::17]:
            assert host.pages[path]({}) == other.pages[path]({}), (name, path)


@pytest.mark.parametrize("as_of", [AS_OF, datetime(2027, 2, 28, 23, 59, 59, tzinfo=CHINA), datetime(2028, 2, 29, 0, 1, tzinfo=CHINA)])  # fmt: skip
def test_ages_are_counted_back_from_the_moment(as_of: datetime) -> None:
    for plan in opened(county(as_of)):
        site = site_at(plan, as_of)
        for column in site.columns:
            days = [a.day for a in site.articles(column) if a.day <= as_of.date()]
            if days:
                assert (as_of.date() - max(days)).days == column.newest
                assert all(a.published <= as_of for a in site.articles(column) if not column.ahead)


def test_old_sites_send_gbk_without_saying_so_in_the_header(world: County) -> None:
    old = [plan for plan in opened(world) if plan.family == "gbk"]
    assert len(old) == 3
    for plan in old:
        _, page = landed(world, plan.url)
        assert page.type == "text/html"
        assert plan.name in page.body.decode("gb18030")
        assert b"charset=gb2312" in page.body
        with pytest.raises(UnicodeDecodeError):
            page.body.decode("utf-8")


def test_script_lists_are_empty_in_the_html_and_full_in_the_json(world: County) -> None:
    for plan in world.sites:
        if plan.family != "xhr":
            continue
        site = site_at(plan, AS_OF)
        for key in ("gzdt", "tzgg", "zcwj"):
            column = site.by_key[key]
            shell = text_of(fetch(world, urljoin(plan.url, site.column_path(column))))
            assert re.search(r'<ul id="list"[^>]*></ul>', shell)
            url = urljoin(plan.url, f"/api/content/page?channel={key}&page=1&size=15")
            rows = json.loads(fetch(world, url).body)["data"]["rows"]
            assert [row["title"] for row in rows] == [a.title for a in site.articles(column)[:15]]


def test_the_catalogue_answers_by_its_interface(world: County) -> None:
    plan = next(plan for plan in world.sites if plan.family == "gkmlpt")
    shell = text_of(fetch(world, plan.url + "gkmlpt/index"))
    found = re.search(r"window\._CONFIG=(\{.*?\});</script>", shell)
    assert found
    config = json.loads(found[1])
    for entry in config["TREE"]:
        url = f"{plan.url}gkmlpt/api/all/{entry['id']}?page=1&sid={config['SID']}"
        rows = json.loads(fetch(world, url).body)
        assert rows["total"] == len(rows["articles"])
        assert all(fetch(world, row["url"]).status == 200 for row in rows["articles"][:3])


def test_records_after_the_first_group_come_from_the_servlet(world: County) -> None:
    plan = next(plan for plan in world.sites if plan.family == "hanweb")
    site = site_at(plan, AS_OF)
    column = site.by_key["gzdt"]
    first = text_of(fetch(world, urljoin(plan.url, site.column_path(column))))
    number = site.number(column)
    url = urljoin(plan.url, f"/module/web/jpage/dataproxy.jsp?startrecord=31&endrecord=45&perpage=15&columnid={number}")  # fmt: skip
    rest = text_of(fetch(world, url))
    assert first.count("<record>") == 30
    assert first.count("<record>") + rest.count("<record>") == column.count


def test_what_cannot_be_seen_answers_as_planned(world: County) -> None:
    answers = {
        plan.key: fetch(world, plan.url).status
        for plan in world.sites
        if plan.behaviour not in (*OPEN, "refused")
    }
    assert answers == {"scjg": 502, "ybj": 412, "lyj": 200}
    assert world.refusing == ("www.yuntaishan.gov.example",)


def test_expected_outcomes_follow_from_the_plan(world: County) -> None:
    assert set(EXPECTED["sites"]) == {plan.code for plan in world.sites}
    for plan in opened(world):
        entry = EXPECTED["sites"][plan.code]
        assert entry["name"] == plan.name
        assert entry["indicators"] == planned(plan), plan.key
        breached = any(
            entry["indicators"][veto] == "breached" for veto in VETOES & planned(plan).keys()
        )
        assert entry["outcome"] == ("unqualified" if breached else "qualified")


def test_accounts_are_expected_to_be_what_their_feeds_say(world: County) -> None:
    assert set(EXPECTED["accounts"]) == {plan.code for plan in world.accounts}
    for plan in world.accounts:
        status = EXPECTED["accounts"][plan.code]["indicators"]["account.idle"]
        silent = plan.name in ("青溪农业", "青溪市场监管")
        assert status == ("cannot-tell" if silent else "breached" if plan.newest > 14 else "passed")


def planned(plan: SitePlan) -> dict[str, str]:
    columns = list(every_column(plan.columns))
    top = {column.key for column in plan.columns}

    def late(column: Column) -> bool:
        limit = LIMITS.get(column.tag)
        return column.fill in ("list", "script") and limit is not None and column.newest > limit

    def key(column: Column) -> bool:
        return column.tag == "工作动态" or (
            column.tag in ("通知公告", "政策文件") and column.key in top
        )

    def status(fault: bool) -> str:
        return "breached" if fault else "passed"

    home = ("gzdt", "zwdt", "zwyw", "jcdt", "cjdt", "tpxw", "tzgg", "zcwj", "zcjd", "zjdc")
    asking = [c for c in columns if c.fill == "form" or "hd.qingxi" in c.address]
    services = any(column.fill == "guides" for column in columns)
    return {
        "site.unreachable": "passed",
        "site.homepage-stale": status(min(c.newest for c in columns if c.key in home and c.fill == "list") > 14),
        "site.key-columns-stale": status(sum(late(c) and key(c) for c in columns) >= 5),
        "site.columns-stale": status(sum(late(c) and not key(c) for c in columns) >= 10),
        "site.columns-blank": status(sum(c.fill == "blank" for c in columns) >= 5),
        "site.feedback-missing": status(not asking),
        "site.services-missing": status(not services) if plan.has_services else "not-applicable",
    } | (planned_of_a_portal(columns, late) if plan.type == "门户网站" else {})  # fmt: skip


def planned_of_a_portal(columns: list[Column], late: Callable[[Column], bool]) -> dict[str, str]:
    """What the deductions and bonuses find on a portal of the county, worked out from its plan."""

    def tagged(*tags: str) -> list[Column]:
        return [column for column in columns if column.tag in tags]

    def status(fault: bool) -> str:
        return "breached" if fault else "passed"

    def behind(tag: str) -> str:
        return status(all(late(column) for column in tagged(tag)))

    statistics = [column for column in columns if column.name == "办件统计"]
    held = [column for column in columns if column.name == "在线访谈"]
    besides = [c for c in columns if late(c) and c.tag not in ("工作动态", "政策文件", "政策解读")]
    return {
        "site.dates-forged": "passed",
        "site.overview-missing": status(not tagged("概况信息")),
        "site.functions-missing": status(not tagged("机构职能")),
        "site.leaders-missing": status(not tagged("负责人信息")),
        "site.news-late": behind("工作动态"),
        "site.policies-late": behind("政策文件"),
        "site.interpretations-late": behind("政策解读"),
        "site.policies-unlinked": "passed",
        "site.other-columns-late": status(bool(besides)),
        "site.service-statistics-late": status(statistics[0].newest > 92) if statistics else "cannot-tell",
        "site.replies-late": status(all(c.newest > 61 for c in columns if c.fill == "letters")),
        "site.letter-statistics-missing": "breached",
        "site.domain-name-odd": "not-applicable",
        "site.foot-incomplete": "passed",
        "site.report-error-missing": "passed",
        "site.search-missing": "passed",
        "site.search-fails": "passed",
        "site.page-tags-missing": "passed",
        "site.ipv6-missing": "cannot-tell",
        "site.data-published": status(all(c.newest > 92 for c in tagged("数据发布"))),
        "site.surveys-held": status(all(c.count * 30 < 180 for c in tagged("征集调查"))),
        "site.interviews-held": status(not held or held[0].every > 60),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("key", "kind", "count"),
    [("zjj", "key", 4), ("zrzyj", "key", 6), ("shiqiaopu", "key", 5), ("nyj", "other", 12), ("swj", "other", 9)],
)  # fmt: skip
def test_counts_stand_at_their_edges(world: County, key: str, kind: str, count: int) -> None:
    plan = next(plan for plan in world.sites if plan.key == key)
    late = [c for c in every_column(plan.columns) if c.newest > LIMITS.get(c.tag, 9999)]
    first = [c for c in late if c.tag in ("工作动态", "通知公告", "政策文件")]
    assert (len(first) if kind == "key" else len(late) - len(first)) == count
