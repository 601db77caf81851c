"""The fleet: each site with how it is built, and the vetoes that are planted in it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from checker.demo.place import AREA, DOMAIN, OFFICE_BY_KEY
from checker.demo.plan import (
    Column,
    Family,
    SitePlan,
    aged,
    grown,
    none_younger,
    swapped,
    without,
)
from checker.demo.sites import LONG_STALE, MORE_COLUMNS
from checker.demo.trees import SHARED_FEEDBACK, department, section
from tests.fleet import links, quirks
from tests.fleet.quirks import Quirk

Tree = tuple[Column, ...]
Grow = Callable[[Tree], Tree]

FAMILIES: tuple[Family, ...] = ("trs", "hanweb", "vsb", "gkmlpt", "xhr", "gbk", "ucap")
HOME, KEY, LONG = "site.homepage-stale", "site.key-columns-stale", "site.columns-stale"
BLANK, FEEDBACK, SERVICES = "site.columns-blank", "site.feedback-missing", "site.services-missing"
LETTERS, GUIDES = "site.letters-unanswered", "site.guides-incomplete"
_FOUR_GROUPS = ("设定依据", "办理时间", "联系电话", "办理流程")
_OFFICES = tuple(key for key in OFFICE_BY_KEY if key.endswith("j"))
_BLANKS = (
    ("zctj", "政策图解", "政策解读"), ("zjjd", "专家解读", "政策解读"), ("hygq", "回应关切", "回应关切"),
    ("zfcg", "政府采购", "重点领域"), ("wmcj", "文明创建", "专题专栏"), ("tzgz", "投资改革", "重点领域"),
)  # fmt: skip
_NEWS = (
    Column("djdt", "党建动态", "news", "工作动态", 38, 7, 18),
    Column("hydt", "行业动态", "news", "工作动态", 57, 8, 16),
    Column("xzdt", "乡镇动态", "news", "工作动态", 63, 9, 16),
    Column("tzdt", "投资动态", "news", "工作动态", 71, 9, 16),
)


@dataclass(frozen=True)
class Planned:
    """One site of the fleet. `faults` are all vetoes that it breaks, and what is planted for those
    indicators that are only watched; `why` is for the reader."""

    plan: SitePlan
    why: str
    faults: frozenset[str] = frozenset()
    quirk: Quirk | None = None


def fleet() -> tuple[Planned, ...]:
    """Every site of the fleet, healthy ones first; equal calls give equal sites."""
    drafts = [*_healthy(), *_faulty()]
    return tuple(replace(draft, plan=_numbered(draft.plan, at)) for at, draft in enumerate(drafts))


def _numbered(plan: SitePlan, at: int) -> SitePlan:
    host = f"f{at:02d}.{DOMAIN}"
    return replace(plan, code=f"{AREA}{9000 + at}", host=host, name=f"{plan.name}{at}号网站")


def _site(family: Family, why: str, *, grow: Grow | None = None, faults: tuple[str, ...] = (),
          quirk: Quirk | None = None, **more: Any) -> Planned:  # fmt: skip
    key = _OFFICES[sum(map(ord, family + why)) % len(_OFFICES)]
    tree = department(key)
    plan = SitePlan(
        key, OFFICE_BY_KEY[key].short, OFFICE_BY_KEY[key], "", family,
        grow(tree) if grow else tree, "", **more,
    )  # fmt: skip
    return Planned(plan, why, frozenset(faults), quirk)


def _healthy() -> Iterator[Planned]:
    for family in FAMILIES:
        yield _site(family, "各栏目按时更新", today="static")
    yield from _unusual_lists()
    yield from _just_below()
    yield from _unusual_ways()
    yield from _unusual_answers()
    yield from _closed_to_us()
    yield from _linking(links.healthy())


def _unusual_lists() -> Iterator[Planned]:
    yield _site("trs", "列表日期带方括号", list_dates="bracket", home_dates="bracket")
    yield _site("hanweb", "列表日期写作年月日", list_dates="chinese")
    yield _site("vsb", "列表日期用斜线", list_dates="slash")
    yield _site("ucap", "列表日期只有月日", list_dates="month-day")
    yield _site("vsb", "列表日期分成两块", list_dates="block")
    yield _site("trs", "首页列表没有日期", home_dates="none")
    upward = Column("tzgg", "通知公告", "notice", "通知公告", 4, 12, 18, oldest_first=True)
    yield _site("trs", "由旧到新排列", grow=lambda tree: swapped(tree, upward))
    pinned = Column("gzdt", "工作动态", "news", "工作动态", 2, 3, 36, pinned=800)
    yield _site("ucap", "置顶两年前的文章", grow=lambda tree: swapped(tree, pinned))
    ahead = Column("gzdt", "工作动态", "news", "工作动态", 2, 3, 36, ahead=40)
    yield _site("hanweb", "一条信息的日期写成以后", grow=lambda tree: swapped(tree, ahead))
    yield _site(
        "trs", "专题活动结束后不再更新", grow=lambda tree: aged(tree, {"zthd": 800, "aqsc": 900})
    )


def _just_below() -> Iterator[Planned]:
    yield _site("hanweb", "首页正好14天", grow=lambda tree: none_younger(tree, 14))
    four = {"gzdt": 2, "jcdt": 20, "tpxw": 45, "zcwj": 212, "tzgg": 3, "hydt": 57}
    yield _site("ucap", "四个重点栏目", grow=lambda tree: aged(grown(tree, "xwdt", _NEWS[1]), four))
    yield _site("trs", "通知正好183天", grow=lambda tree: aged(tree, {"tzgg": 183, "zcwj": 183}))
    yield _site("vsb", "九个长期不更新", grow=lambda tree: aged(
        grown(tree, "zwgk", *MORE_COLUMNS), dict.fromkeys(LONG_STALE[:9], 760)))  # fmt: skip
    yield _site("trs", "三个月以内的留言未答复", quirk=quirks.waiting(85, 30))
    yield _site("vsb", "一年以前的留言未答复", quirk=quirks.waiting(900, 370))
    yield _site("ucap", "指南缺三类要素", quirk=quirks.bare_guides(*_FOUR_GROUPS[:3]))
    yield _site("hanweb", "四个空白栏目", grow=lambda tree: grown(tree, "zwgk", *_blanks(4)))


def _unusual_ways() -> Iterator[Planned]:
    yield _site("gbk", "首页只有跳转脚本", front_door="script")
    yield _site("trs", "首页跳转到另一路径", front_door="moved")
    yield _site("xhr", "首页由脚本填充", home_by_script=True)
    by_script = Column("yqtb", "疫情通报", "figures", "数据发布", 12, 30, 15, fill="script")
    yield _site("ucap", "栏目由脚本填充", grow=lambda tree: grown(tree, "zwgk", by_script))
    address = f"{SHARED_FEEDBACK}?site={AREA}0005"
    shared = Column("zxjy", "咨询建言", tag="咨询投诉", fill="out", address=address)
    yield _site("vsb", "咨询在共用平台", grow=lambda tree: swapped(tree, shared))
    yield _site("trs", "没有对外服务", grow=lambda tree: without(tree, "bsfw"), has_services=False)
    parent = Column("jkkp", "健康科普", fill="hollow", children=(
        Column("jkzs", "健康知识", "topic", "健康科普", 9, 12, 15),
        Column("jkjz", "健康讲座", "topic", "健康科普", 16, 20, 12)))  # fmt: skip
    yield _site("trs", "父栏目自己是空的", grow=lambda tree: (*tree, parent))
    out = tuple(
        Column(
            f"out{at}",
            name,
            fill="out",
            address=f"http://zwfw.yunzhou.gov.example/qingxi/item_{at}.html",
        )
        for at, name in enumerate(
            ("预约挂号", "公积金查询", "招标投标", "信用信息", "数据开放", "12345热线"), 1
        )
    )
    yield _site("vsb", "六个栏目在别的系统", grow=lambda tree: grown(tree, "zwgk", *out))


def _unusual_answers() -> Iterator[Planned]:
    yield _site("trs", "侧栏是几年前的热门排行", quirk=quirks.RANKING)
    yield _site("vsb", "页面里藏着旧列表", quirk=quirks.HIDDEN_TWIN)
    yield _site("hanweb", "标签不闭合", quirk=quirks.UNCLOSED)
    yield _site("trs", "放行的页面带防护脚本", quirk=quirks.GUARDED)
    yield _site("ucap", "应答头写错字符集", quirk=quirks.OTHER_CHARSET)
    yield _site("trs", "UTF-16 页面", quirk=quirks.UTF16)
    yield _site("vsb", "带字节序标记", quirk=quirks.BYTE_ORDER_MARK)
    yield _site("trs", "时断时续", quirk=quirks.FLAKY)
    yield _site("ucap", "每页先跳转一次", quirk=quirks.ONE_HOP)
    yield _site("hanweb", "首页要等两秒", behaviour="slow")


def _closed_to_us() -> Iterator[Planned]:
    yield _site("trs", "防护要求验证", behaviour="challenge")
    yield _site("trs", "防护拦截", behaviour="blocked")
    yield _site("trs", "网关错误", behaviour="bad-gateway")


def _faulty() -> Iterator[Planned]:
    yield from (_home_stale(family, days) for family, days in _HOME_STALE)
    six = _grown_and_aged("xwdt", _NEWS[:3], {"gzdt": 24, "jcdt": 31, "tpxw": 46, "tzgg": 2})
    five = {"gzdt": 2, "jcdt": 15, "tpxw": 20, "zcwj": 184, "tzgg": 184}
    yield _site(
        "trs", "正好五个重点栏目", grow=_grown_and_aged("xwdt", _NEWS[:1], five), faults=(KEY,)
    )
    for family in _FOUR:
        yield _site(family, "六个重点栏目", grow=six, faults=(KEY,))
        yield _site(family, "只有信访和举报", grow=_without_channel, faults=(FEEDBACK,))
        yield _site(
            family, "没有办事服务", grow=lambda tree: without(tree, "bsfw"), faults=(SERVICES,)
        )
        yield _site(family, "留言三个多月未答复", quirk=quirks.waiting(300, 93), faults=(LETTERS,))
        yield _site(
            family, "指南缺四类要素", quirk=quirks.bare_guides(*_FOUR_GROUPS), faults=(GUIDES,)
        )
    for family, count in zip(_FOUR, (12, 10, 11, 12), strict=True):
        old = _grown_and_aged("zwgk", MORE_COLUMNS, dict.fromkeys(LONG_STALE[:count], 760))
        yield _site(family, f"{count}个长期不更新", grow=old, faults=(LONG,))
    for family, count in zip(_FOUR, (5, 6, 5, 5), strict=True):
        yield _site(family, f"{count}个空白栏目", grow=_with_blanks(count), faults=(BLANK,))
    both = _with_blanks(6)
    yield _site("trs", "空白又没有渠道", grow=lambda tree: _without_channel(both(tree)),
                faults=(BLANK, FEEDBACK))  # fmt: skip
    yield from _linking(links.faulty())


def _linking(drafts: Iterable[links.Draft]) -> Iterator[Planned]:
    for family, why, quirk, faults in drafts:
        yield _site(family, why, quirk=quirk, faults=faults)


_FOUR: tuple[Family, ...] = ("trs", "hanweb", "vsb", "ucap")
_HOME_STALE: tuple[tuple[Family, int], ...] = (
    ("trs", 15), ("hanweb", 15), ("vsb", 22), ("gbk", 30), ("ucap", 18), ("xhr", 40), ("gkmlpt", 25),
)  # fmt: skip


def _home_stale(family: Family, days: int) -> Planned:
    why = f"首页{days}天不更新"
    return _site(family, why, grow=lambda tree: none_younger(tree, days), faults=(HOME,))


def _grown_and_aged(parent: str, more: Tree, newest: Mapping[str, int]) -> Grow:
    return lambda tree: aged(grown(tree, parent, *more), newest)


def _with_blanks(count: int) -> Grow:
    return lambda tree: grown(tree, "zwgk", *_blanks(count))


def _without_channel(tree: Tree) -> Tree:
    return swapped(tree, _petitions())


def _blanks(count: int) -> Iterator[Column]:
    return (Column(key, name, tag=tag, fill="blank") for key, name, tag in _BLANKS[:count])


def _petitions() -> Column:
    return section(
        "hdjl", "互动交流",
        Column("wsxf", "网上信访", fill="out", address="http://xf.yunzhou.gov.example/"),
        Column("jwjb", "违纪违法举报", fill="out", address="http://jb.yunzhou.gov.example/"),
    )  # fmt: skip
