"""The usual column trees: a county portal's, a department's, a township's, all of them healthy."""

from checker.demo.lot import Lot
from checker.demo.plan import Column, grown

SHARED_SERVICES = "http://zwfw.yunzhou.gov.example/qingxi/"
SHARED_FEEDBACK = "http://hd.qingxi.gov.example/mail/write"

SERVICE_STATISTICS = Column("bjtj", "办件统计", "figures", "数据发布", 118, 30, 8)
INTERVIEWS = Column("zxft", "在线访谈", "interview", "在线访谈", 40, 100, 12)


def section(key: str, name: str, *children: Column) -> Column:
    """A column that only gathers others."""
    return Column(key, name, fill="section", children=children)


def text(key: str, name: str, tag: str = "机构职能") -> Column:
    """A column that is one page of text, with no duty to change."""
    return Column(key, name, tag=tag, fill="text")


def department(key: str) -> tuple[Column, ...]:
    """A department's tree; the ages of its newest items are drawn by the site's key."""
    lot = Lot("tree", key)
    return (
        section("gk", "机构概况", text("dwjj", "单位简介", "概况信息"), text("jgzn", "机构职能"), text("ldxx", "领导信息", "负责人信息")),
        section(
            "xwdt", "新闻动态",
            Column("gzdt", "工作动态", "news", "工作动态", lot.number(1, 3), 3, 36),
            Column("jcdt", "基层动态", "news", "工作动态", lot.number(2, 6), 5, 24),
            Column("tpxw", "图片新闻", "news", "工作动态", lot.number(3, 8), 6, 18),
        ),
        Column("tzgg", "通知公告", "notice", "通知公告", lot.number(2, 8), 9, 32),
        Column("zcwj", "政策文件", "policy", "政策文件", lot.number(12, 80), 24, 20),
        _open_government(lot, "economy" if key == "tjj" else "figures"),
        Column("bsfw", "办事服务", tag="办事服务", fill="guides"),
        interaction(lot),
        section(
            "ztzl", "专题专栏",
            Column("zthd", "优化营商环境", "topic", "专题专栏", lot.number(6, 40), 14, 15),
            Column("aqsc", "安全生产警钟长鸣", "topic", "专题专栏", lot.number(8, 50), 16, 15),
        ),
    )  # fmt: skip


def _open_government(lot: Lot, figures: str) -> Column:
    return section(
        "zwgk", "政务公开",
        Column("zcjd", "政策解读", "reading", "政策解读", lot.number(15, 90), 30, 15),
        Column("ghjh", "规划计划", "plan", "规划计划", lot.number(60, 240), 60, 15),
        Column("rsxx", "人事信息", "personnel", "人事信息", lot.number(20, 160), 40, 15),
        Column("czxx", "财政预决算", "budget", "财政信息", lot.number(40, 200), 60, 15),
        Column("tjsj", "统计数据", figures, "数据发布", lot.number(8, 28), 30, 18),
        Column("zdly", "重点领域信息公开", "notice", "重点领域", lot.number(15, 100), 25, 18),
        Column("xxnb", "信息公开年报", "report", "信息公开年报", lot.number(90, 280), 120, 8),
        text("xxzn", "信息公开指南", "信息公开指南"),
    )  # fmt: skip


def interaction(lot: Lot) -> Column:
    """互动交流: a form of the site's own, chosen letters with their answers, opinions asked for."""
    return section(
        "hdjl", "互动交流",
        Column("zxjy", "咨询建言", tag="咨询投诉", fill="form"),
        Column("lxxd", "来信选登", tag="咨询投诉", newest=lot.number(3, 20), every=9, count=16, fill="letters"),
        Column("zjdc", "征集调查", "survey", "征集调查", lot.number(10, 90), 30, 15),
    )  # fmt: skip


def portal(key: str) -> tuple[Column, ...]:
    """A county portal's tree: more news, more of everything."""
    lot = Lot("tree", key)
    return (
        section("zjqx", "走进青溪", text("xqgk", "县情概况", "概况信息"), text("lsyg", "历史沿革", "概况信息"), text("xzqh", "行政区划", "概况信息")),
        section("zfxx", "政府信息", text("ldzc", "领导之窗", "负责人信息"), text("jgsz", "机构设置")),
        section(
            "xwzx", "新闻中心",
            Column("zwyw", "政务要闻", "headline", "工作动态", 1, 1, 36),
            Column("bmdt", "部门动态", "news", "工作动态", 1, 1, 45, voices="offices"),
            Column("xzdt", "乡镇动态", "town", "工作动态", 2, 2, 36, voices="towns"),
            Column("tpxw", "图片新闻", "headline", "工作动态", 3, 4, 18),
        ),
        Column("tzgg", "通知公告", "bulletin", "通知公告", 2, 5, 32),
        Column("zcwj", "政策文件", "policy", "政策文件", lot.number(9, 20), 12, 36),
        grown((_open_government(lot, "economy"),), "zwgk", SERVICE_STATISTICS)[0],
        Column("bsfw", "办事服务", tag="办事服务", fill="guides"),
        grown((interaction(lot),), "hdjl", INTERVIEWS)[0],
        section(
            "ztzl", "专题专栏",
            Column("xczx", "乡村全面振兴", "topic", "专题专栏", 6, 12, 15),
            Column("yshj", "优化营商环境", "topic", "专题专栏", 9, 12, 15),
            Column("fzjz", "防灾减灾", "topic", "专题专栏", 14, 20, 15),
        ),
    )  # fmt: skip


def township(key: str) -> tuple[Column, ...]:
    """A township's tree on the shared platform: small, its services on the city's portal."""
    lot = Lot("tree", key)
    return (
        section("gk", "镇情概况", text("zqjj", "镇情简介", "概况信息"), text("jgzn", "机构职能"), text("ldxx", "领导信息", "负责人信息")),
        Column("zwdt", "政务动态", "town", "工作动态", lot.number(1, 3), 3, 30),
        Column("cjdt", "村居动态", "town", "工作动态", lot.number(2, 6), 5, 20),
        Column("tpxw", "图片新闻", "town", "工作动态", lot.number(2, 8), 6, 16),
        Column("tzgg", "通知公告", "notice", "通知公告", lot.number(3, 20), 14, 20),
        Column("zcwj", "政策文件", "policy", "政策文件", lot.number(15, 90), 35, 15),
        section(
            "zwgk", "政务公开",
            Column("zcjd", "政策解读", "reading", "政策解读", lot.number(15, 90), 35, 12),
            Column("ghjh", "规划计划", "plan", "规划计划", lot.number(60, 240), 90, 10),
            Column("czxx", "财政信息", "budget", "财政信息", lot.number(40, 200), 80, 10),
            Column("xxnb", "信息公开年报", "report", "信息公开年报", lot.number(90, 280), 150, 6),
        ),
        Column("bsfw", "办事服务", tag="办事服务", fill="guides"),
        interaction(lot),
    )  # fmt: skip
