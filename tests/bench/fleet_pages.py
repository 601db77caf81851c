"""The markup of one generated site of the fleet: home, columns with their lists, articles.

A site of `pages` pages is one home page, three columns in five, and articles for the rest: the
newest three of every column whose list shows no days. All other rows lead to these articles too,
so that the site is closed: whoever follows every link fetches the same pages.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

TODAY = date(2026, 11, 20)
"""The day that the fleet is made for; the newest items are of the days before it."""

HOME_BYTES, LIST_BYTES, ARTICLE_BYTES = 75_000, 50_000, 42_000
NEWEST = 3
_ROWS = 20
_HEADINGS = (
    ("政务公开", "zwgk", "政策文件 政府公报 规划计划 统计数据 财政信息 人事信息"),
    ("新闻中心", "xwzx", "工作动态 图片新闻 媒体聚焦 部门信息 乡镇传真"),
    ("通知公告", "tzgg", "公示公告 招考录用 征集公告 结果公示 停水停电"),
    ("政策解读", "zcjd", "文字解读 图解政策 专家解读 媒体解读 回应关切"),
    ("办事服务", "bsfw", "个人办事 法人办事 便民服务 办事指南 结果公开"),
    ("互动交流", "hdjl", "咨询建言 民意征集 在线访谈 常见问题 来信选登"),
    ("重点领域", "zdly", "教育信息 医疗卫生 社会救助 生态环境 安全生产 食品药品"),
    ("专题专栏", "ztzl", "乡村振兴 优化营商环境 法治政府建设 数字政府 文明创建"),
    ("走进本县", "zjbx", "概况 历史沿革 自然地理 行政区划 风景名胜"),
    ("机构职能", "jgzn", "内设机构 直属单位 领导信息 工作规则 权责清单"),
)  # fmt: skip
_TEXT = (
    "关于 进一步 加强 推进 全县 农村 道路 建设 工作 的 通知 召开 会议 部署 安全 检查 专项 行动 方案 "
    "印发 实施 意见 组织 开展 培训 活动 服务 群众 项目 资金 管理 办法 公示 名单 2026年 第三季度 "
    "医疗 教育 就业 养老 保障 粮食 生产 水利 森林 防火 应急 演练 营商 环境 企业 调研 座谈 落实 责任"
)
_WORDS = _TEXT.split()
_SPAN = (
    '<p class="MsoNormal" style="text-indent:2em;line-height:28pt;margin:0cm 0cm 0pt;">'
    '<span style="font-family:仿宋_GB2312;font-size:16pt;">{}<span lang="EN-US">2026</span>'
    '<b>{}</b><span style="font-family:仿宋_GB2312;">{}</span></span></p>\n'
)


@dataclass(frozen=True)
class Column:
    """A column: its name, the path of its page, and whether its rows show their days."""

    name: str
    path: str
    dated: bool
    number: int


@dataclass(frozen=True)
class FleetSite:
    """One site; `number` decides everything about it."""

    number: int
    pages: int

    @property
    def name(self) -> str:
        return f"云河县第{self.number}街道办事处"

    @property
    def code(self) -> str:
        return f"53{self.number:08d}"

    @property
    def charset(self) -> str:
        """One site in eight is of the older sort."""
        return "gb18030" if self.number % 8 == 7 else "utf-8"

    @cached_property
    def headings(self) -> list[list[Column]]:
        """Each heading of the navigation with the columns below it, the heading's own first."""
        room = max(1, self.pages * 3 // 5)
        undated = max(0, self.pages - 1 - room) // NEWEST
        found: list[list[Column]] = []
        number = 0
        for name, folder, below in _HEADINGS:
            group: list[Column] = []
            for place, words in enumerate((name, *below.split())):
                if number < room:
                    path = f"/{folder}/" if not place else f"/{folder}/c{place}/"
                    # the undated ones are spread over the site
                    dated = number * undated // room == (number + 1) * undated // room
                    group.append(Column(words, path, dated, number))
                    number += 1
            if group:
                found.append(group)
        return found

    @property
    def columns(self) -> list[Column]:
        return [column for group in self.headings for column in group]

    @cached_property
    def articles(self) -> list[tuple[str, str, date]]:
        """Path, title and day of every article, the newest three of each undated column."""
        dice = random.Random(self.number)
        return [
            (
                # an address that tells no day, so that the article has to be opened for it
                f"{column.path}content_{self.number * 1000 + column.number * 10 + step}.html",
                _sentence(dice, 9),
                TODAY - timedelta(days=4 * step + 1),
            )
            for column in self.columns
            if not column.dated
            for step in range(NEWEST)
        ]

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every page with its path, as the server shall send it."""
        dice = random.Random(self.number + 1_000_000)
        nav, foot = self._nav(), self._foot()
        yield "/index.html", self._page(self.name, nav + self._home(dice) + foot, HOME_BYTES, "")
        for column in self.columns:
            title = f"{column.name}-{self.name}"
            tags = f'<meta name="ColumnName" content="{column.name}">'
            body = nav + self._list(column, dice) + foot
            yield f"{column.path}index.html", self._page(title, body, LIST_BYTES, tags)
        for path, title, day in self.articles:
            tags = f'<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="{day} 09:30">'
            body = nav + _article(title, day, dice) + foot
            yield path, self._page(title, body, ARTICLE_BYTES, tags)

    def _page(self, title: str, body: str, size: int, tags: str) -> bytes:
        charset = "gb2312" if self.charset == "gb18030" else "utf-8"
        head = (
            f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="{charset}">'
            f'<meta name="SiteName" content="{self.name}">'
            f'<meta name="SiteIDCode" content="{self.code}">{tags}<title>{title}</title>'
        )
        whole = f"{head}%s</head>\n<body>\n{body}</body></html>\n".encode(self.charset)
        return whole.replace(b"%s", _padding(size - len(whole)), 1)

    def _nav(self) -> str:
        rows: list[str] = []
        for group in self.headings:
            below = "".join(
                f'<li><a href="{each.path}" target="_self"><i></i>{each.name}</a></li>'
                for each in group[1:]
            )
            top = group[0]
            rows.append(
                f'<li class="nav-item"><a href="{top.path}"><span>{top.name}</span></a>'
                f'<ul class="sub">{below}</ul></li>'
            )
        return (
            f'<div class="header"><div class="logo"><a href="/"><img src="/images/logo.png" '
            f'alt="{self.name}"></a></div></div>\n<div class="nav"><ul class="w1200">'
            f'<li class="nav-item"><a href="/">首页</a></li>{"".join(rows)}</ul></div>\n'
        )

    def _foot(self) -> str:
        return (
            '<div class="footer"><p>主办:云河县人民政府办公室 承办:云河县大数据中心</p>'
            f"<p>网站标识码:{self.code} 云ICP备19000001号 "
            "滇公网安备 53010002000001号</p><p>联系电话:0871-60000000</p></div>\n"
        )

    def _rows(self, dice: random.Random, count: int, *, dated: bool) -> str:
        """Rows that lead to articles of the site, the newest on top."""
        rows: list[str] = []
        known = self.articles or [("/", "无", TODAY)]
        for step in range(count):
            path, _, day = known[(step * 7 + dice.randrange(5)) % len(known)]
            title = _sentence(dice, 10)
            day = TODAY - timedelta(days=2 * step + 1)
            shown = f'<span class="date">{day}</span>' if dated else ""
            rows.append(
                f'<li class="item"><i class="dot"></i><em></em><a href="{path}" target="_blank" '
                f'title="{title}"><font>{title}</font></a>{shown}</li>\n'
            )
        return "".join(rows)

    def _home(self, dice: random.Random) -> str:
        blocks: list[str] = []
        for group in self.headings:
            first = group[0]
            blocks.append(
                f'<div class="block"><div class="tit"><h2>{first.name}</h2>'
                f'<a class="more" href="{first.path}">更多</a></div>'
                f'<ul class="news">{self._rows(dice, 8, dated=True)}</ul>'
                f'<ul class="news tab2">{self._rows(dice, 6, dated=True)}</ul></div>\n'
            )
        return f'<div class="main">{"".join(blocks)}</div>\n'

    def _list(self, column: Column, dice: random.Random) -> str:
        beside = "".join(
            f'<li><a href="{each.path}">{each.name}</a></li>'
            for group in self.headings
            if column in group
            for each in group
        )
        if column.dated:
            rows = self._rows(dice, _ROWS, dated=True)
        else:
            own = [each for each in self.articles if each[0].startswith(f"{column.path}content_")]
            rows = "".join(
                f'<li class="item"><i class="dot"></i><em></em><a href="{path}" target="_blank" '
                f'title="{title}">{title}</a></li>\n'
                for path, title, _ in own
            ) + self._rows(dice, _ROWS - len(own), dated=False)
        return (
            f'<div class="crumb">当前位置:<a href="/">首页</a>&gt;<a href="{column.path}">'
            f'{column.name}</a></div>\n<div class="left"><ul class="menu">{beside}</ul>'
            f'<div class="hot"><h4>热点关注</h4><ul>{self._rows(dice, 10, dated=False)}</ul></div></div>\n'
            f'<div class="right"><h3>{column.name}</h3><ul class="list">{rows}</ul>'
            '<div class="page">共 1 页 <a href="javascript:void(0)">上一页</a>'
            '<a href="javascript:void(0)">下一页</a></div></div>\n'
        )


def _article(title: str, day: date, dice: random.Random) -> str:
    text = "".join(
        _SPAN.format(_sentence(dice, 20), _sentence(dice, 4), _sentence(dice, 30) + "。")
        for _ in range(30)
    )
    return (
        f'<div class="article"><h1>{title}</h1><div class="info"><span>发布时间:{day} 09:30</span>'
        f"<span>来源:县政府办公室</span><span>字体:[大 中 小]</span></div>"
        f'<div class="TRS_Editor">{text}</div>'
        '<div class="share">分享到: 【打印】 【关闭】</div></div>\n'
    )


def _sentence(dice: random.Random, words: int) -> str:
    return "".join(dice.choices(_WORDS, k=words))


def _padding(size: int) -> bytes:
    """What pages carry beside their words: style rules and a script, half and half."""
    rule = b".nav .sub li a:hover{color:#c00;background:url(/images/bg.png) no-repeat 0 0}\n"
    line = b"$(function(){$('.tab li').hover(function(){$(this).addClass('on')})});\n"
    half = max(0, size - 40) // 2
    style = (rule * (half // len(rule) + 1))[:half]
    script = (line * (half // len(line) + 1))[:half]
    return b"<style>" + style + b"</style>\n<script>" + script + b"</script>\n"
