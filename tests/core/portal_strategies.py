"""Parts of the evidence that a portal's deductions look at: in order, at fault, mixed, not seen."""

from datetime import date, timedelta
from typing import Any, get_args

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from part_strategies import AS_OF, HERE, part

from checker.core.access import Access, Https, Ipv6
from checker.core.foot import MARKS
from checker.core.links import Link, Links
from checker.core.search import SearchBox, SearchTry, SiteSearch
from checker.core.site import Column, ColumnClass, Columns, DayNamed, Footer, Pages, PageSeen

TODAY = AS_OF.date()


def _ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def _footer(marks: int, error: str, rendered: bool) -> Footer:
    shown: dict[str, Any] = {
        name: True if name == "party_gov_mark" else "甲" for name in list(MARKS)[:marks]
    }
    badge: Any = {"report_error": error, "report_error_code": error}
    return Footer(**{**shown, **badge}, rendered=rendered, at=HERE)


footer: SearchStrategy[Any] = part(
    _footer(len(MARKS), "6100000001", False),
    st.builds(_footer, st.integers(4, 6), st.sampled_from(["", "6100000002"]), st.just(True)),
    st.builds(_footer, st.integers(0, 7), st.sampled_from(["", "6100000001"]), st.booleans()),
)


def _article(column_class: ColumnClass, n: int, shown: int, written: int, **more: Any) -> PageSeen:
    claims = (
        DayNamed(place="meta PubDate", day=_ago(written)),
        DayNamed(place="address", day=_ago(written)),
    )
    return PageSeen(
        url=f"http://a.example/{column_class}{n}",
        kind="article",
        column_class=column_class,
        shown=_ago(shown),
        claims=claims,
        at=HERE,
        **more,
    )


def _pages(odd: int, linked: bool, seen: bool, missing: tuple[str, ...] = ()) -> Pages:
    """Four articles of news, so many of them re-dated, and an interpretation with its policy."""
    news = tuple(_article("news", n, 1, 30 + n if n < odd else 1) for n in range(4))
    policy = _article("policy", 1, 9, 9, interpreted_by=("x",) if linked else (), links_seen=seen)
    reading = _article("interpretation", 1, 9, 9, interprets=(policy.url,), links_seen=seen)
    home = PageSeen(url="http://a.example/", kind="home", missing_tags=missing, at=HERE)
    return Pages(pages=(home, *news, policy, reading), at=HERE)


pages: SearchStrategy[Any] = part(
    _pages(0, True, True),
    st.builds(_pages, st.integers(2, 4), st.just(False), st.just(True), st.just(("SiteName",))),
    st.builds(_pages, st.integers(0, 4), st.booleans(), st.booleans())
    | st.just(Pages(pages=(PageSeen(url="http://a.example/", kind="home", at=HERE),), at=HERE)),
)


def _search(box: SearchBox, *found: bool | None, rendered: bool = True) -> SiteSearch:
    tries = (SearchTry(title=f"第{n}号通知", found=each, at=HERE) for n, each in enumerate(found))
    return SiteSearch(box=box, tries=tuple(tries), rendered=rendered, at=HERE)


search: SearchStrategy[Any] = part(
    _search("form", True, True),
    st.sampled_from([_search("none"), _search("form", True, False), _search("form", False, None)]),
    st.sampled_from([_search("none", rendered=False), _search("script"), _search("form", None)]),
)
access: SearchStrategy[Any] = part(
    Access(host="a.example", ipv6="opened", https="opened", at=HERE),
    st.just(Access(host="a.example", ipv6="no-address", https="none", at=HERE)),
    st.builds(
        Access,
        host=st.just("a.example"),
        ipv6=st.sampled_from(get_args(Ipv6)),
        https=st.sampled_from(get_args(Https)),
        at=st.just(HERE),
    ),
)


def _links(*texts: str, unchecked: int = 0) -> Links:
    found = (
        Link(url=f"http://a.example/{text}", text=text, found_on="http://a.example/",
             external=False, verdict="works")
        for text in texts
    )  # fmt: skip
    return Links(links=tuple(found), unchecked=unchecked, at=HERE)


OFFERED = ("县情概况", "机构职能", "领导之窗", "信件统计")
portal_links: SearchStrategy[Any] = part(
    _links(*OFFERED),
    st.just(_links()),
    st.builds(_links, st.sampled_from(OFFERED), unchecked=st.sampled_from([0, 3])),
)


def _column(name: str, column_class: ColumnClass, *ago: int) -> Column:
    return Column(
        name=name,
        url=f"http://a.example/{name}/",
        first_level=True,
        column_class=column_class,
        confidence=0.9,
        content="list" if ago else "document",
        items=len(ago),
        newest=_ago(min(ago)) if ago else None,
        days=tuple(_ago(each) for each in ago),
        at=HERE,
    )


def _portal(late: int, overview: bool, held: int) -> Columns:
    """The columns of a portal: some of them so many days later than others would be."""
    days = tuple(20 + late + 30 * n for n in range(held))
    columns = [
        _column("要闻", "news", 1 + late),
        _column("政策文件", "policy", 20 + late),
        _column("政策解读", "interpretation", 30 + late),
        _column("统计数据", "statistics", 10 + late),
        _column("办件统计", "service", 15 + late),
        _column("规划计划", "plan", 300 + late),
        _column("意见征集", "interaction", *days, 700),
        _column("在线访谈", "interaction", *days, 700),
    ]
    shown = [_column(name, "static") for name in OFFERED[:3]] if overview else []
    return Columns(columns=(*columns, *shown), at=HERE)


portal_columns: SearchStrategy[Columns] = st.one_of(
    st.builds(_portal, st.just(0), st.just(True), st.just(7)),
    st.builds(_portal, st.sampled_from([10, 60, 90, 400]), st.booleans(), st.integers(3, 7)),
)
