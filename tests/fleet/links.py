"""Sites whose links and pages were let go or tampered with, and as many that only look so."""

import re
from collections.abc import Iterator

from checker.demo.plan import Family
from checker.demo.site import Page
from tests.fleet.quirks import Quirk, edited, with_pages
from tests.fleet.strangers import BET, DOMAIN, RAID, SERVICES, page

DEAD, WRONG, MOVED = "site.dead-links", "site.links-wrong", "site.links-moved"
HIDDEN, ILLEGAL, TAMPERED = "site.links-hidden", "site.illegal-links", "site.tampered"
SCRIPTS, DEAD_SERVICES = "site.foreign-scripts", "site.dead-services"
Draft = tuple[Family, str, Quirk, tuple[str, ...]]
"""How a site is built, what it is about for the reader, what is done to it, and the faults in it."""


_END = re.compile("</body>", re.IGNORECASE)


def _foot(more: str) -> Quirk:
    """Something more at the foot of every page."""
    return edited(lambda text, today: _END.sub(lambda end: more + end[0], text))


def _head(more: str) -> Quirk:
    """Something more in the head of every page."""
    return edited(lambda text, today: text.replace("</head>", more + "</head>"))


def _with(quirk: Quirk, **answers: Page) -> Quirk:
    """The quirk, and a few more pages of the site: `old_html` answers at /old.html."""
    return with_pages(quirk, {f"/{name.replace('_', '.')}": each for name, each in answers.items()})


def _friend(name: str, text: str = "县商会") -> str:
    return f'<a href="http://{name}.{DOMAIN}/">{text}</a>'


def _titled(words: str) -> Quirk:
    return edited(lambda text, today: text.replace("<title>", f"<title>{words}-", 1))


_CODED = "".join(f"&#{ord(sign)};" for sign in "百家乐在线投注老虎机")
_BOX = "<script>document.write('<div style=\"display:none\">')</script>"
_SEARCHED = (
    "<script>if(/baidu|google|sogou/i.test(document.referrer))"
    f"{{window.location.href='http://bet.{DOMAIN}/'}}</script>"
)
_MISSING = page("提示信息", "<h2>抱歉，您访问的页面不存在或已被删除</h2>")
_TO_HOME = Page(b"", status=302, headers=(("Location", "/"),))
_NOT_A_FILE = page(
    "县局", "<p>本站内容由县局办公室负责保障，转载请注明出处，联系电话见首页底部。</p>" * 4
)
_STATISTICS = "".join(f'<script src="http://{host}/h.js"></script>' for host in SERVICES)
_TABS = (
    '<div class="tabbox"><div class="tabcon">{a}</div>'
    '<div class="tabcon" style="display:none">{a}{b}</div></div>'
)
_DROPDOWN = (
    "<style>.dropmenu{{position:absolute;left:-9999px}}.logo{{text-indent:-9999px}}</style>"
    '<div class="dropmenu"><a href="http://tjj.yunzhou.gov.example/">市统计局</a>{a}</div>'
    '<h1 class="logo"><a href="/">县局</a></h1>'
)
_READER = (
    '<div id="wza-menu" style="display:none"><a href="http://www.gov.cn/">中国政府网</a>{a}</div>'
)
_CLINIC = page(
    "避孕与生殖健康知识", "<p>性爱、做爱与一夜情的风险，请到医院门诊咨询医生，预防艾滋病。</p>" * 2
)
_RAID = page(
    "县公安局捣毁一网络赌博团伙",
    f"<h1>县公安局捣毁一网络赌博团伙</h1><p>{RAID}</p>",
    '<meta name="keywords" content="百家乐,老虎机,时时彩,打击网络赌博">',
)


def faulty() -> Iterator[Draft]:
    """Sites with a fault in their links or pages."""
    yield "trs", "页脚有失效链接", _foot('<a href="/zwgk/gone/t1.html">旧文件</a>'), (DEAD,)
    yield "vsb", "友情链接打不开", _foot(_friend("down")), (DEAD,)
    yield "ucap", "提示不存在却返回200", _with(
        _foot('<a href="/soft.html">专题</a>'), soft_html=_MISSING), (DEAD,)  # fmt: skip
    yield "hanweb", "旧栏目跳回首页", _with(
        _foot('<a href="/oldcolumn.html">旧栏目</a>'), oldcolumn_html=_TO_HOME), (DEAD,)  # fmt: skip
    yield "trs", "附件是网页", _with(
        _foot('<a href="/lost.pdf">附件</a>'), lost_pdf=_NOT_A_FILE), (DEAD,)  # fmt: skip
    options = '<select><option value="/zwgk/none/">友情链接</option></select>'
    yield "vsb", "下拉和弹窗失效", _foot(
        options + "<span onclick=\"window.open('/win/none.html')\">专题</span>"), (DEAD,)  # fmt: skip
    yield "trs", "友情链接变成赌博", _foot(_friend("bet")), (ILLEGAL,)
    select = f'<select><option value="http://adult.{DOMAIN}/">县学会</option></select>'
    yield "vsb", "下拉链接变成色情", _foot(select), (ILLEGAL,)
    yield "ucap", "友情链接跳转到赌博", _foot(_friend("jump")), (ILLEGAL,)
    off = '<div style="position:absolute;left:-9999px">{}</div>'
    yield "hanweb", "屏幕外的暗链", _foot(off.format(_friend("bet", "足球"))), (ILLEGAL, HIDDEN)
    yield "gbk", "滚动条里的暗链", _foot(
        f"<marquee height=0 width=0>{_friend('bet', '百家乐')}</marquee>"), (ILLEGAL, HIDDEN)  # fmt: skip
    box = f"{_BOX}{_friend('bet', '老虎机')}<script>document.write('</div>')</script>"
    yield "trs", "脚本写出的暗链", _foot(box), (ILLEGAL, HIDDEN)
    styled = f"<style>.zx9{{font-size:0}}</style><p class=zx9>{_friend('good', '小店')}</p>"
    yield "ucap", "样式藏起的外链", _foot(styled), (HIDDEN,)
    bet = page("澳门百家乐_在线投注", f"<p>{BET}</p>")
    yield "vsb", "站内寄生页面", _with(
        _foot('<a href="/sjb.html">专题</a>'), sjb_html=bet), (ILLEGAL, TAMPERED)  # fmt: skip
    yield "trs", "标题被植入广告", _titled("百家乐_老虎机_在线投注平台"), (TAMPERED,)
    yield "hanweb", "标题用编码植入", _titled(_CODED), (TAMPERED,)
    yield (
        "vsb",
        "关键词被植入广告",
        _head(f'<meta name="description" content="{BET}">'),
        (TAMPERED,),
    )
    yield "ucap", "隐藏文字", _foot(f'<p style="display:none">{BET}</p>'), (TAMPERED,)
    yield "trs", "搜索来的访问被转走", _head(_SEARCHED), (TAMPERED,)
    yield (
        "hanweb",
        "来源不明的脚本",
        _head(f'<script src="http://cdn.{DOMAIN}/a.js"></script>'),
        (SCRIPTS,),
    )
    yield "vsb", "友情域名待售", _foot(_friend("sale")), (WRONG,)
    yield "trs", "友情链接已迁移", _foot(_friend("moved")), (MOVED,)
    hall = f'<a href="http://down.{DOMAIN}/bsdt/">网上办事大厅</a>'
    yield "ucap", "一个办事入口打不开", _foot(hall), (DEAD, DEAD_SERVICES)


def healthy() -> Iterator[Draft]:
    """Sites in good order whose links and pages only look as if they were not."""
    good = _friend("good")
    yield "trs", "友情链接很慢", _foot(_friend("slow")), ()
    yield "vsb", "友情链接有防护", _foot(_friend("wall") + _friend("block")), ()
    yield "ucap", "友情链接拒绝访问", _foot(_friend("refuse") + _friend("broken")), ()
    yield "hanweb", "友情链接先忙后好", _foot(_friend("busy")), ()
    yield "trs", "链接公安打击赌博", _foot(_friend("police", "公安提醒")), ()
    yield "vsb", "链接福彩和旅游", _foot(_friend("lottery", "福彩") + _friend("macau", "旅游")), ()
    yield (
        "ucap",
        "站内禁赌文章",
        _with(_foot('<a href="/raid.html">以案说法</a>'), raid_html=_RAID),
        (),
    )
    yield "trs", "站内健康文章", _with(_foot('<a href="/jk.html">健康</a>'), jk_html=_CLINIC), ()
    yield "hanweb", "无障碍菜单平时不显示", _foot(_READER.format(a=good)), ()
    yield "vsb", "标签页平时不显示", _foot(_TABS.format(a=good, b=_friend("slow"))), ()
    yield "trs", "下拉菜单移出屏幕", _foot(_DROPDOWN.format(a=good)), ()
    yield "ucap", "统计脚本", _head(_STATISTICS), ()
    yield "vsb", "屏幕外的政府链接", _foot(
        '<div style="position:absolute;left:-999px"><a href="http://www.yunzhou.gov.example/">市政府</a></div>'
    ), ()  # fmt: skip
    warning = f'<div class="tab" style="display:none"><p>{RAID}</p></div>'
    yield "hanweb", "隐藏标签页里的警示", _foot(warning), ()
    yield "trs", "标题说打击赌博", _titled("严厉打击百家乐老虎机时时彩"), ()
    asks = "<script>if(/baidu|google|sogou/.test(document.referrer))window.searched=1</script>"
    yield "ucap", "脚本记录搜索来源", _head(asks), ()
    yield "vsb", "图片统计点", _foot(
        f'<img src="http://good.{DOMAIN}/c.gif" style="display:none" alt="">'), ()  # fmt: skip
