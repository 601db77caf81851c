"""The adversarial page: links whose right answer is known, and a server that gives their answers.

The data of the link tests and of the comparison with other link checkers. Every case is one link
of the home page or of its GB2312 column, with what a careful person would say of it.
"""

import asyncio
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote

from tests.collect.hostile_server import Asked, Behaviour, HostileServer, Writer

Right = Literal["works", "dead", "cannot-tell", "illegal", "no-link"]
OTHER_HOST = "127.0.0.2"


@dataclass(frozen=True)
class Answer:
    """What the server says to a path; `head` is the status of a HEAD where it differs.

    `sends_to` is a redirect, `first` the status of the first answer only, `wait` says that it
    takes longer than anybody waits, `only_query` that any other query is not found.
    """

    body: str | bytes = ""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    head: int = 0
    sends_to: str = ""
    first: int = 0
    wait: bool = False
    packed: bool = False
    only_query: str = ""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Case:
    """One labelled link. `{other}` and `{here}` in the markup are the two hosts with their port.

    `path` is where the link leads, as the server reads it; `cause` and `suspect` are what the
    checker should say besides; `judged` marks the cases that no status code decides.
    """

    name: str
    markup: str
    path: str
    right: Right
    answer: Answer = field(default_factory=lambda: Answer(status=404))
    cause: str = ""
    suspect: str = ""
    on_gbk: bool = False
    judged: bool = False
    more: Mapping[str, Answer] = field(default_factory=dict[str, Answer])


def page(title: str, body: str, head: str = "") -> str:
    """A page of the site."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


GAMBLING = page(
    "澳门真人百家乐_在线投注平台_注册送彩金",
    "<h1>真人百家乐 老虎机 体育投注</h1><p>首存送彩金,每日返水,24 小时提款。电子游艺、棋牌娱乐、"
    "六合彩开奖,新葡京娱乐城官方入口。</p><a href='/go'>立即下注</a>",
    '<meta name="keywords" content="百家乐,老虎机,时时彩,现金网">',
)
RAID = page(
    "县公安局捣毁一网络赌博团伙 - 示例县人民政府",
    "<h1>县公安局捣毁一网络赌博团伙</h1><p>近日,县公安局打掉一个利用境外网站组织百家乐、老虎机、时时彩"
    "投注的犯罪团伙,抓获犯罪嫌疑人 12 名。该团伙以注册送彩金、每日返水为诱饵,发展下线参与赌博。</p>"
    "<p>民警提醒:网络赌博十赌九输,请广大群众远离赌博,发现线索及时举报。</p>",
)
BLOCKED = page("访问被拦截", "<h1>当前访问疑似黑客攻击,已被创宇盾拦截</h1><p>help.365cyd.com</p>")
RIVER = (
    "<html><head><meta content='x' r='m'><script r='m'>$_ts=window['$_ts'];</script></head>"
    "<body></body></html><script>_$xx();</script>"
)
JIASULE = "<script>document.cookie=('_')+('_')+('j')+('s')+('l');location.href='/x'</script>"
ARTICLE = page(
    "关于召开专题会议的通知 - 示例县人民政府",
    "<h1>关于召开专题会议的通知</h1><p>各乡镇人民政府,县直各单位:现将有关事项通知如下。</p>" * 4,
)
PDF = b"%PDF-1.4\n" + b"0" * 4000
_FILE = Answer(PDF, kind="application/pdf")

CASES: tuple[Case, ...] = (
    Case("page-404", '<a href="/zwgk/gone.html">旧文件</a>', "/zwgk/gone.html", "dead",
         cause="not-found"),
    Case("image-404", '<img src="/images/gone.png" alt="图">', "/images/gone.png", "dead",
         cause="not-found"),
    Case("attachment-404-chinese-name", '<a href="/附件/会议纪要.pdf">会议纪要</a>',
         "/附件/会议纪要.pdf", "dead", cause="not-found"),
    Case("iframe-404", '<iframe src="/frame/gone.html"></iframe>', "/frame/gone.html", "dead",
         cause="not-found"),
    Case("soft-404", '<a href="/zwgk/soft.html">人事信息</a>', "/zwgk/soft.html", "dead",
         Answer(page("提示信息", "<h2>抱歉,您访问的页面不存在或已被删除</h2><a href='/'>返回首页</a>")),
         cause="soft-404", judged=True),
    Case("moved-to-home", '<a href="/old/column/">计划总结</a>', "/old/column/", "dead",
         Answer(status=302, sends_to="/"), cause="moved-home", judged=True),
    Case("redirect-loop", '<a href="/loop/a">统计数据</a>', "/loop/a", "dead",
         Answer(status=302, sends_to="/loop/b"), cause="redirect-loop",
         more={"/loop/b": Answer(status=302, sends_to="/loop/a")}),
    Case("slow-page", '<a href="/slow">查询系统</a>', "/slow", "cannot-tell",
         Answer(ARTICLE, wait=True), cause="slow"),
    Case("waf-412", '<a href="http://{other}/waf412">省厅</a>', "/waf412", "cannot-tell",
         Answer(RIVER, status=412), cause="challenged", judged=True),
    Case("waf-521", '<a href="http://{other}/waf521">市局</a>', "/waf521", "cannot-tell",
         Answer(JIASULE, status=521), cause="challenged", judged=True),
    Case("block-page-with-200", '<a href="http://{other}/blocked">市政府</a>', "/blocked",
         "cannot-tell", Answer(BLOCKED), cause="blocked", judged=True),
    Case("first-503-then-200", '<a href="/flaky">办事大厅</a>', "/flaky", "works",
         Answer(ARTICLE, first=503), judged=True),
    Case("head-403-get-200", '<a href="/files/head403.pdf">附件一</a>', "/files/head403.pdf",
         "works", Answer(PDF, kind="application/pdf", head=403), judged=True),
    Case("head-405-get-200", '<a href="/files/head405.pdf">附件二</a>', "/files/head405.pdf",
         "works", Answer(PDF, kind="application/pdf", head=405), judged=True),
    Case("friend-link-gambling", '<a href="http://{other}/friend">县商务协会</a>', "/friend",
         "illegal", Answer(GAMBLING), suspect="gambling", judged=True),
    Case("hidden-link-gambling",
         '<div style="position:absolute;left:-9999px"><a href="http://{other}/dark">彩</a></div>',
         "/dark", "illegal", Answer(GAMBLING), suspect="gambling", judged=True),
    Case("option-404", '<select><option value="/links/gone/">友情链接</option></select>',
         "/links/gone/", "dead", cause="not-found", judged=True),
    Case("window-open-404", """<span onclick="window.open('/win/gone.html')">专题</span>""",
         "/win/gone.html", "dead", cause="not-found", judged=True),
    Case("gb2312-page-dead-chinese-path", '<a href="/公告/停水.html">停水公告</a>',
         "/公告/停水.html", "dead", cause="not-found", on_gbk=True, judged=True),
    Case("form-action-404", '<form action="/search/do"><input name="q"></form>', "/search/do",
         "no-link", judged=True),
    Case("commented-out", '<!-- <a href="/comment/gone.html">旧</a> -->', "/comment/gone.html",
         "no-link"),
    Case("empty-200", '<a href="/empty.html">领导信箱</a>', "/empty.html", "dead", Answer(""),
         cause="empty-page", judged=True),
    Case("gzip-bomb", '<a href="/bomb">数据</a>', "/bomb", "cannot-tell",
         Answer("bomb", packed=True), cause="unreadable"),
)  # fmt: skip
"""The 22 labelled links and the packed bomb beside them."""

NEIGHBOURS: tuple[Case, ...] = (
    Case("article-on-a-gambling-raid", '<a href="/news/raid.html">公安</a>', "/news/raid.html",
         "works", Answer(RAID)),
    Case("official-lottery", '<a href="http://{other}/lottery">福彩中心</a>', "/lottery", "works",
         Answer(page("福利彩票发行中心", "<h1>中国福利彩票</h1><p>双色球开奖公告,投注站查询,快乐8玩法,"
                     "赔率说明,公益金使用情况,责任彩票。</p>"))),
    Case("travel-guide", '<a href="http://{other}/macau">旅游</a>', "/macau", "works",
         Answer(page("澳门旅游景点介绍", "<p>威尼斯人、新葡京、金沙娱乐场、银河娱乐城是著名地标,赌场不对未满"
                     "二十一岁者开放。</p>"))),
    Case("sitemap-of-dead-looking-words", '<a href="/map/">网站地图</a>', "/map/", "works",
         Answer(page("网站地图", "<h2>网站地图</h2><ul>" + "".join(
             f'<li><a href="/map/">{each}</a></li>' for each in (
                 "页面不存在怎么办", "证件丢失补办", "信息已删除公告", "404 错误说明", "数据错误更正", "失效文件目录",
                 "过期食品查处", "系统异常处置预案", "域名管理办法", "网站暂停服务通知",
             )) + "</ul>"))),
    Case("page-of-fifty-characters", '<a href="/short.html">公示</a>', "/short.html", "works",
         Answer("<p>经研究,决定自 3 月 1 日起调整县政务服务中心办公时间,请相互转告。</p>")),
    Case("answers-only-the-pages-own-encoding", '<a href="/list?name=公告">公告</a>', "/list",
         "works", Answer(ARTICLE, only_query="name=" + quote("公告".encode("gb18030"))),
         on_gbk=True),
    Case("attachment-that-is-a-page", '<a href="/files/lost.docx">附件</a>', "/files/lost.docx",
         "dead", Answer(page("示例县人民政府", "<p>本站内容由示例县人民政府办公室负责保障。</p>" * 6)),
         cause="not-a-file"),
    Case("attachment-in-a-viewer", '<a href="/files/view.pdf">附件</a>', "/files/view.pdf",
         "works", Answer(page("在线预览", '<embed src="/files/head405.pdf">'))),
    Case("viewer-with-a-file-in-its-query", '<a href="/view.html?file=/a.pdf">预览</a>',
         "/view.html", "works", Answer(ARTICLE)),
    Case("service-hall-moved-to-its-own-host", '<a href="/zwfw">政务服务</a>', "/zwfw", "works",
         Answer(status=302, sends_to="http://{other}/")),
    Case("chinese-version-is-the-home-page", '<a href="/cn/">简体</a>', "/cn/", "works",
         Answer(status=302, sends_to="/")),
    Case("back-to-the-home-page", '<a href="/a/back.html">返回首页</a>', "/a/back.html", "works",
         Answer(status=302, sends_to="/")),
    Case("forbidden", '<a href="http://{other}/inner">内部系统</a>', "/inner", "cannot-tell",
         Answer(status=403, body="<h1>403 Forbidden</h1>"), cause="refuses"),
    Case("server-error-twice", '<a href="/err500">系统</a>', "/err500", "cannot-tell",
         Answer(status=500, body="<h1>500</h1>"), cause="server-error"),
    Case("name-for-sale", '<a href="http://{other}/parked">协会</a>', "/parked", "illegal",
         Answer(page("example.com", "<h1>This domain is for sale</h1><p>Buy this domain now.</p>")),
         suspect="parked"),
    Case("pornography", '<a href="http://{other}/porn">学会</a>', "/porn", "illegal",
         Answer(page("成人视频在线观看", "<p>国产自拍 三级片 福利视频 伦理片 一区二区三区</p>")),
         suspect="pornography"),
    Case("jump-to-gambling", '<a href="http://{other}/jump">研究会</a>', "/jump", "illegal",
         Answer("<script>location.href='/friend'</script>"), suspect="gambling"),
    Case("server-without-a-site", '<a href="http://{other}/nginx">中心</a>', "/nginx",
         "cannot-tell", Answer(page("Welcome to nginx!", "<h1>Welcome to nginx!</h1>")),
         cause="no-site"),
    Case("hidden-advertisement-of-a-dead-page",
         '<p style="display:none"><a href="http://{other}/gone">澳门百家乐</a></p>', "/gone",
         "dead", cause="not-found", suspect="gambling"),
    Case("area-404", '<map><area href="/area/gone.html" alt="图"></map>', "/area/gone.html",
         "dead", cause="not-found"),
    Case("file-larger-than-our-limit", '<a href="/files/film.mp4">视频</a>', "/files/film.mp4",
         "works", Answer("film", kind="video/mp4", head=405, packed=True)),
    Case("mail", '<a href="mailto:a@example.gov.cn">邮箱</a>', "mailto:", "no-link"),
    Case("void-script", '<a href="javascript:void(0)">更多</a>', "javascript:", "no-link"),
)  # fmt: skip
"""What lies beside the cases: good pages that look bad, and the other way round."""

GBK_PATH = "/tzgg/"
COLUMNS = {"/zwyw/": "政务要闻", GBK_PATH: "通知公告", "/zcwj/": "政策文件", "/tjxx/": "统计信息"}
_ROWS = "".join(
    f'<li><a href="/">第{each}号通知</a><span>2023-04-0{each}</span></li>' for each in range(1, 6)
)


@dataclass
class LinkSite:
    """The running page. `slow_s` is how long the slow page takes, `bomb` how much it unpacks to."""

    cases: tuple[Case, ...]
    slow_s: float
    bomb: int
    server: HostileServer = field(default_factory=lambda: HostileServer(bind="0.0.0.0"))

    async def __aenter__(self) -> "LinkSite":
        await self.server.__aenter__()
        self._packed = _packed_zeros(self.bomb)
        answers = dict.fromkeys(COLUMNS, Answer(page("栏目", f"<ul>{_ROWS}</ul>")))
        answers |= {"/": Answer(self._home()), GBK_PATH: self._gbk()}
        for case in self.cases:
            if case.path.startswith("/"):
                answers[case.path] = case.answer
            answers |= case.more
        for path, each in answers.items():
            self.server.behaviours[quote(path)] = self._behaviour(each)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.server.__aexit__()

    @property
    def home(self) -> str:
        """The address of the home page."""
        return self.server.url("/")

    @property
    def gbk(self) -> str:
        """The address of the page in GB2312."""
        return self.server.url(GBK_PATH)

    def _filled(self, text: str) -> str:
        return text.replace("{other}", f"{OTHER_HOST}:{self.server.port}")

    def _markup(self, *, on_gbk: bool) -> str:
        found = (f"<p>{each.markup}</p>" for each in self.cases if each.on_gbk == on_gbk)
        return self._filled("\n".join(found))

    def _home(self) -> str:
        nav = "".join(f'<li><a href="{path}">{name}</a></li>' for path, name in COLUMNS.items())
        nav = f'<div class="nav"><ul>{nav}</ul></div>'
        return page("示例县人民政府", nav + self._markup(on_gbk=False))

    def _gbk(self) -> Answer:
        body = self._markup(on_gbk=True)
        html = (
            '<html><head><meta charset="gb2312"><title>通知公告</title></head>'
            f"<body><ul>{_ROWS}</ul>{body}</body></html>"
        )
        return Answer(html.encode("gb18030"), kind="text/html")

    def _behaviour(self, answer: Answer) -> Behaviour:
        asked_before = 0

        async def behave(asked: Asked, writer: Writer) -> None:
            nonlocal asked_before
            asked_before += 1
            if answer.wait:
                await asyncio.sleep(self.slow_s)
            status = answer.status
            if answer.only_query and asked.target.partition("?")[2] != answer.only_query:
                status = 404
            elif answer.first and asked_before == 1:
                status = answer.first
            elif answer.head and asked.method == "HEAD":
                status = answer.head
            writer.write(self._written(answer, status, asked.method))
            await writer.drain()

        return behave

    def _written(self, answer: Answer, status: int, method: str) -> bytes:
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        head = [f"HTTP/1.1 {status} X", f"Content-Type: {answer.kind}"]
        if answer.packed:
            body = self._packed
            head.append("Content-Encoding: gzip")
        if answer.sends_to:
            head.append(f"Location: {self._filled(answer.sends_to)}")
        head += [f"{name}: {value}" for name, value in answer.headers]
        head.append(f"Content-Length: {len(body)}")
        text = "\r\n".join(head) + "\r\n\r\n"
        return text.encode() + (b"" if method == "HEAD" else body)


def _packed_zeros(size: int) -> bytes:
    """So many zeros, packed without holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b"\0" * (1 << 20)
    pieces = [packer.compress(block) for _ in range(size >> 20)]
    return b"".join(pieces) + packer.flush()
