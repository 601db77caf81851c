"""The demo county's sites: 28 of them, built in seven ways, with the fault of each."""

from collections.abc import Iterator
from dataclasses import replace

from checker.demo.place import AREA, DOMAIN, OFFICE_BY_KEY
from checker.demo.plan import Column, Family, SitePlan, aged, grown, none_younger, swapped, without
from checker.demo.trees import (
    SHARED_FEEDBACK,
    department,
    portal,
    section,
    township,
)

YEARS = 760
LONG_STALE = ("zcjd", "zctj", "zjjd", "mtjd", "ghjh", "zxgh", "gzjh", "rsxx", "rsrm", "tjsj", "tjgb", "tjfx")  # fmt: skip
TRADE_NEWS = Column("hydt", "行业动态", "news", "工作动态", 5, 6, 18)
MORE_COLUMNS = (
    Column("zctj", "政策图解", "reading", "政策解读", 35, 40, 12),
    Column("zjjd", "专家解读", "reading", "政策解读", 44, 40, 12),
    Column("mtjd", "媒体解读", "reading", "政策解读", 52, 40, 12),
    Column("zxgh", "专项规划", "plan", "规划计划", 120, 60, 10),
    Column("gzjh", "工作计划", "plan", "规划计划", 80, 60, 12),
    Column("rsrm", "人事任免", "personnel", "人事信息", 61, 40, 12),
    Column("tjgb", "统计公报", "figures", "数据发布", 130, 120, 8),
    Column("tjfx", "统计分析", "figures", "数据发布", 24, 30, 12),
)


def site_plans() -> tuple[SitePlan, ...]:
    """Every site of the county, in the order of the ledger."""
    return (*_portals(), *_healthy(), *_stale(), *_blank_or_missing(), *_unseen(), *_townships())


def _plan(key: str, serial: int, family: Family, columns: tuple[Column, ...]) -> SitePlan:
    office = OFFICE_BY_KEY[key]
    return SitePlan(
        key, office.name, office, f"{AREA}{serial:04d}", family, columns, f"{key}.{DOMAIN}"
    )


def _portals() -> Iterator[SitePlan]:
    columns = portal("www")
    pinned = {
        column.key: replace(column, pinned=YEARS)
        for column in columns[2].children[:1] + columns[3:4]
    }
    yield replace(
        _plan("www", 1, "trs", swapped(columns, *pinned.values())),
        type="门户网站", theme="#b3191e", fault="置顶的旧文章排在最前,栏目照常更新;办件统计四个月没有更新,没有信件统计",
    )  # fmt: skip
    yield replace(
        _plan("gxq", 2, "hanweb", without(department("gxq"), "bsfw")),
        type="门户网站", theme="#0b6e8f", today="static", fault="门户网站没有办事服务",
    )  # fmt: skip


def _healthy() -> Iterator[SitePlan]:
    columns = department("jyj")
    address = f"{SHARED_FEEDBACK}?site={AREA}0005"
    shared = Column("zxjy", "咨询建言", tag="咨询投诉", fill="out", address=address)
    yield replace(
        _plan("jyj", 5, "hanweb", swapped(columns, shared)),
        front_door="moved", theme="#2563a8", fault="首页跳转到另一路径;咨询建言在县里共用的平台上",
    )  # fmt: skip
    oldest_first = Column("tzgg", "通知公告", "notice", "通知公告", 4, 12, 18, oldest_first=True)
    yield replace(
        _plan("mzj", 7, "vsb", swapped(department("mzj"), oldest_first)),
        theme="#a8472b", list_dates="block", fault="通知公告由旧到新排列",
    )  # fmt: skip
    yield replace(_plan("czj", 8, "gkmlpt", department("czj")), theme="#1b5e9e", list_dates="iso")
    yield replace(
        _plan("rsj", 9, "xhr", grown(department("rsj"), "xwdt", TRADE_NEWS)),
        theme="#0e7c66",
        list_dates="slash",
    )
    yield replace(
        _plan("sthj", 11, "xhr", grown(department("sthj"), "xwdt", TRADE_NEWS)),
        theme="#2e7d32", home_by_script=True, fault="首页和栏目都由脚本填充",
    )  # fmt: skip
    yield replace(
        _plan("jtj", 13, "gbk", department("jtj")),
        home_dates="none", list_dates="bracket", today="static", fault="首页列表没有日期",
    )  # fmt: skip
    ahead = Column("tzgg", "通知公告", "notice", "通知公告", 2, 9, 32, ahead=20)
    yield replace(
        _plan("tjj", 21, "hanweb", without(swapped(department("tjj"), ahead), "bsfw")),
        has_services=False, theme="#3a4fa0", fault="一条通知的日期写成了以后;登记为无办事服务",
    )  # fmt: skip
    yield replace(
        _plan("spj", 25, "vsb", department("spj")),
        behaviour="slow", theme="#b26a00", home_dates="iso", fault="首页要等两秒",
    )  # fmt: skip
    yield replace(
        _plan("gzj", 26, "gbk", department("gzj")),
        front_door="script", home_dates="bracket", list_dates="bracket", fault="首页只有一段跳转脚本",
    )  # fmt: skip


def _stale() -> Iterator[SitePlan]:
    quiet = none_younger(department("fgj"), 14)
    yield replace(
        _plan("fgj", 4, "trs", aged(quiet, {"gzdt": 14, "jcdt": 14, "tpxw": 14, "tzgg": 17, "lxxd": 16})),
        home_dates="bracket", fault="首页正好 14 天没有更新",
    )  # fmt: skip
    quiet = none_younger(department("kjj"), 15)
    yield replace(
        _plan("kjj", 6, "vsb", aged(quiet, {"gzdt": 15, "jcdt": 18, "tpxw": 22, "tzgg": 19})),
        theme="#5b3fa0", home_dates="iso", fault="首页 15 天没有更新",
    )  # fmt: skip
    news = (
        Column("djdt", "党建动态", "news", "工作动态", 38, 7, 18),
        Column("hydt", "行业动态", "news", "工作动态", 57, 8, 16),
        Column("xzdt", "乡镇动态", "news", "工作动态", 63, 9, 16),
    )
    tree = grown(department("zrzyj"), "xwdt", *news)
    yield replace(
        _plan("zrzyj", 10, "trs", aged(tree, {"gzdt": 24, "jcdt": 31, "tpxw": 46, "tzgg": 2})),
        theme="#2f6f3e", fault="6 个动态要闻类栏目两周以上没有更新",
    )  # fmt: skip
    tree = grown(department("zjj"), "xwdt", news[1])
    yield replace(
        _plan("zjj", 12, "hanweb", aged(tree, {"gzdt": 2, "jcdt": 20, "tpxw": 45, "zcwj": 212, "tzgg": 3})),
        theme="#1d6fa5", list_dates="chinese", fault="正好 4 个重点栏目没有按时更新",
    )  # fmt: skip
    quiet = none_younger(department("slj"), 21)
    yield replace(
        _plan("slj", 14, "gbk", aged(quiet, {"gzdt": 21, "jcdt": 26, "tpxw": 33, "tzgg": 24})),
        home_dates="bracket", list_dates="bracket", today="static",
        fault="首页 21 天没有更新,页头却写着今天的日期",
    )  # fmt: skip
    yield replace(
        _plan("nyj", 15, "vsb", aged(grown(department("nyj"), "zwgk", *MORE_COLUMNS), dict.fromkeys(LONG_STALE, YEARS))),
        theme="#4b7f1f", list_dates="iso", fault="12 个栏目长期没有更新",
    )  # fmt: skip
    yield replace(
        _plan("swj", 16, "trs", aged(grown(department("swj"), "zwgk", *MORE_COLUMNS), dict.fromkeys(LONG_STALE[:9], YEARS))),
        theme="#a0392f", list_dates="slash", fault="正好 9 个栏目长期没有更新",
    )  # fmt: skip


def _blank_or_missing() -> Iterator[SitePlan]:
    blank = tuple(
        Column(key, name, tag=tag, fill="blank")
        for key, name, tag in (
            ("zctj", "政策图解", "政策解读"), ("zjjd", "专家解读", "政策解读"),
            ("hygq", "回应关切", "回应关切"), ("zfcg", "政府采购", "重点领域"),
            ("wmcj", "文明创建", "专题专栏"),
        )
    )  # fmt: skip
    yield replace(
        _plan("wtj", 17, "vsb", grown(department("wtj"), "zwgk", *blank)),
        theme="#8e2f5b", fault="5 个空白栏目",
    )  # fmt: skip
    by_script = Column("yqtb", "传染病疫情通报", "figures", "数据发布", 12, 30, 15, fill="script")
    parent = Column(
        "jkkp", "健康科普", fill="hollow",
        children=(
            Column("jkzs", "健康知识", "topic", "健康科普", 9, 12, 15),
            Column("jkjz", "健康讲座", "topic", "健康科普", 16, 20, 12),
        ),
    )  # fmt: skip
    booking = Column(
        "yygh", "预约挂号", fill="out", address="http://zwfw.yunzhou.gov.example/yygh/"
    )
    tree = grown(department("wjj"), "zwgk", *blank[:4], by_script)
    yield replace(
        _plan("wjj", 18, "ucap", (*tree, parent, booking)),
        theme="#00796b",
        fault="4 个空白栏目;另有一个由脚本填充、一个父栏目、一个外链栏目,都不算空白",
    )
    petitions = section(
        "hdjl", "互动交流",
        Column("wsxf", "网上信访", fill="out", address="http://xf.yunzhou.gov.example/"),
        Column("jwjb", "违纪违法举报", fill="out", address="http://jb.yunzhou.gov.example/"),
    )  # fmt: skip
    yield replace(
        _plan("yjj", 19, "ucap", swapped(department("yjj"), petitions)),
        theme="#b3541e", list_dates="month-day", fault="没有咨询建言渠道,只有信访和举报",
    )  # fmt: skip


def _unseen() -> Iterator[SitePlan]:
    yield replace(
        _plan("yuntaishan", 3, "trs", ()),
        host="www.yuntaishan.gov.example", behaviour="refused", fault="网站打不开(拒绝连接)",
    )  # fmt: skip
    yield replace(_plan("scjg", 22, "trs", ()), behaviour="bad-gateway", fault="网站返回 502")
    yield replace(_plan("ybj", 23, "trs", ()), behaviour="challenge", fault="防护要求验证(412)")
    yield replace(_plan("lyj", 24, "trs", ()), behaviour="blocked", fault="防护拦截页,状态却是 200")


def _townships() -> Iterator[SitePlan]:
    ages = {"zwdt": 19, "cjdt": 22, "tpxw": 40, "tzgg": 205, "zcwj": 260, "zcjd": 4, "zjdc": 6}
    trees = {
        "liuxi": (township("liuxi"), ""),
        "bailuzhou": (township("bailuzhou"), ""),
        "shiqiaopu": (aged(township("shiqiaopu"), ages), "3 个动态类栏目和通知公告、政策文件都没有按时更新"),
    }  # fmt: skip
    for serial, (key, (columns, fault)) in enumerate(trees.items(), 27):
        yield replace(
            _plan(key, serial, "ucap", columns),
            host=f"xzjd.{DOMAIN}", root=f"/{key}", level="乡级", theme="#1f6f54", fault=fault,
        )  # fmt: skip
