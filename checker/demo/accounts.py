"""The demo county's accounts: fourteen ledger rows, what each feed answers, and what is wrong.

A feed may stay an hour older than its county: a post of "exactly fourteen days" is made some hours
later in the day than `as_of`, so that it is fourteen days old by date and not yet by the clock.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from checker.core.fact import CHINA
from checker.demo import feeds
from checker.demo.feeds import Post
from checker.demo.lot import Lot
from checker.demo.place import AREA, DOMAIN, OFFICE_BY_KEY, Office
from checker.demo.prose import full_width
from checker.demo.site import Page, Query, Render

FEED_HOST = f"feeds.{DOMAIN}"
MANUAL = "manual"
TITLES = (
    "青溪人,这份{topic}指南请收好!", "事关{topic},最新安排来了", "{topic}怎么办?一图看懂",
    "早安青溪|今天的好消息与您分享", "周末去哪儿?青溪的秋天等您来", "提醒!{topic}有变化",
    "【关注】{me}部署{topic}工作", "转需!{topic}问答集锦", "视频|走近{topic}一线的他们",
    "权威发布:{topic}最新进展", "通知公告:{me}近期有关安排", "青溪天气:未来三天多云转晴",
    "来了!{topic}明白卡", "图集:镜头里的{topic}", "说一说身边的{topic}",
)  # fmt: skip


@dataclass(frozen=True)
class AccountPlan:
    """One account: its ledger row, the age of its newest post, and how its source speaks."""

    code: str
    name: str
    type: str
    office: Office
    owner: str
    path: str
    newest: int = 1
    fault: str = ""
    serve: Callable[[str, str, tuple[Post, ...]], Page] | None = None
    pinned: bool = False
    late: bool = False

    @property
    def source(self) -> str:
        """What the ledger's 数据源 says: a feed address, or `manual`."""
        return MANUAL if self.serve is None else f"http://{FEED_HOST}{self.path}"


def account_plans() -> tuple[AccountPlan, ...]:
    """Every account of the county, in the order of the ledger."""
    return (
        _plan("001", "WX", "青溪发布", "微信订阅号", "www", "/wechat/qingxifabu", 0, feeds.rss),
        _plan("001", "XL", "青溪发布", "新浪微博", "www", "/weibo/user/6199210001", 1, feeds.rss, "第一条是三年前置顶的", pinned=True),
        _plan("012", "DY", "青溪文旅", "抖音", "wtj", "/douyin/user/qingxiwenlv", 2, feeds.json_feed, "短视频没有标题"),
        _plan("005", "WX", "青溪教育", "微信订阅号", "jyj", "/wechat/qingxijiaoyu", 3, feeds.rss_without_zone, "发布时间不带时区"),
        _plan("009", "WX", "青溪人社", "微信服务号", "rsj", "/wechat/qingxirenshe.json", 6, feeds.json_feed_modified, "只有修改时间"),
        _plan("007", "JR", "青溪民政", "今日头条", "mzj", "/toutiao/user/token/qingximinzheng", 4, feeds.atom),
        _plan("019", "WX", "青溪应急", "微信订阅号", "yjj", "/wechat/qingxiyingji", 15, feeds.rss, "15 天没有更新"),
        _plan("018", "WX", "健康青溪", "微信订阅号", "wjj", "/wechat/jiankangqingxi", 14, feeds.atom, "正好 14 天没有更新", late=True),
        _plan("015", "KS", "青溪农业", "快手", "nyj", "/kuaishou/profile/qingxinongye", 2, feeds.empty, "订阅里一条也没有"),
        _plan("022", "WX", "青溪市场监管", "微信订阅号", "scjg", "/wechat/qingxishijian", 2, feeds.unavailable, "订阅服务返回 503"),
        _plan("027", "WX", "柳溪镇", "微信订阅号", "liuxi", "", 6, None, "人工登记,6 天前更新"),
        _plan("029", "SP", "石桥铺镇", "微信视频号", "shiqiaopu", "", 33, None, "人工登记,33 天没有更新"),
        _plan("006", "WX", "青溪科普", "微信订阅号", "kjj", "/wechat/qingxikepu", 200, feeds.rss, "200 天没有更新"),
        _plan("016", "WX", "青溪商务", "微信订阅号", "swj", "/wechat/qingxishangwu", 12, feeds.json_feed, "12 天没有更新,接近期限"),
    )  # fmt: skip


def _plan(
    unit: str,
    platform: str,
    name: str,
    kind: str,
    key: str,
    path: str,
    newest: int,
    serve: Callable[[str, str, tuple[Post, ...]], Page] | None,
    fault: str = "",
    *,
    pinned: bool = False,
    late: bool = False,
) -> AccountPlan:
    office = OFFICE_BY_KEY[key]
    code = f"{AREA}M{unit}{platform}0001"
    return AccountPlan(code, name, kind, office, office.name, path, newest, fault, serve, pinned, late)  # fmt: skip


def posts_of(plan: AccountPlan, as_of: datetime) -> tuple[Post, ...]:
    """The account's posts, newest first, a pinned old one before them."""
    now = as_of.astimezone(CHINA)
    lot = Lot("posts", plan.code)
    found: list[Post] = []
    age = plan.newest
    for serial in range(16):
        found.append(_post(plan, now, age, serial))
        age += lot.number(1, 4)
    if plan.pinned:
        found.insert(0, _post(plan, now, 1090, len(found)))
    return tuple(found)


def _post(plan: AccountPlan, now: datetime, age: int, serial: int) -> Post:
    lot = Lot("post", plan.code, serial)
    day = now - timedelta(days=age)
    moment = day.replace(hour=lot.number(7, 20), minute=lot.number(0, 59), second=0, microsecond=0)
    if age == 0:
        moment = now.replace(second=0, microsecond=0) - timedelta(minutes=25)
    elif serial == 0 and plan.late:
        later = day.replace(second=0, microsecond=0) + timedelta(hours=3)
        moment = later if later.date() == day.date() else day.replace(hour=23, minute=59)
    title = TITLES[lot.number(0, len(TITLES) - 1)]
    text = full_width(title.format(topic=lot.pick(plan.office.topics), me=plan.office.short))
    return Post(text, f"http://{FEED_HOST}/s/{lot.hexadecimal(22)}", moment)


def feed_pages(as_of: datetime) -> Mapping[str, Render]:
    """The feed server: one path an account, and its self-test."""
    pages: dict[str, Render] = {"/healthz": lambda query: Page(b"ok", "text/plain")}
    for plan in account_plans():
        if plan.serve is not None:
            pages[plan.path] = partial(_serve, plan, as_of)
    return pages


def post_page(query: Query) -> Page:
    """What any post's address shows."""
    text = "<!DOCTYPE html><html lang='zh-CN'><head><meta charset='utf-8'><title>政务新媒体</title></head><body><p>演示环境中的占位页面：账号发布的内容。</p></body></html>"
    return Page(text.encode())


def _serve(plan: AccountPlan, as_of: datetime, query: Query) -> Page:
    if plan.serve is None:
        return Page(b"", status=404)
    return plan.serve(plan.name, plan.source, posts_of(plan, as_of))
