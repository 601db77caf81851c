"""Hosts that the county links to and does not keep: its shared platforms, the city, the marks.

They are served here too, over plain HTTP, so that looking at the demo county reaches no real site.
"""

from collections.abc import Mapping
from datetime import datetime

from checker.demo.desk import FORM
from checker.demo.place import DOMAIN
from checker.demo.site import Page, Query, Render
from checker.demo.style import badge

FRAME = """\
<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<style>body{{margin:0;font:15px/1.8 "Microsoft YaHei","WenQuanYi Zen Hei",sans-serif;background:#f4f6f8;color:#333}}.hd{{background:#1c5fa8;color:#fff;padding:26px 60px;font-size:28px}}.bd{{width:960px;margin:24px auto;background:#fff;padding:30px 40px;min-height:380px}}a{{color:#1c5fa8}}label{{display:inline-block;width:90px}}input[type=text],textarea,select{{width:480px;padding:6px}}.ft{{text-align:center;color:#888;padding:20px}}</style></head>
<body><div class="hd">{title}</div><div class="bd">{body}</div><div class="ft">{foot}</div></body></html>
"""
SERVICES = "".join(
    f'<p><a href="/qingxi/item_{at}.html">{name}</a></p>'
    for at, name in enumerate(("社会保障卡申领", "不动产转移登记", "企业设立登记", "食品经营许可", "生育登记", "临时救助申请"), 1)
)  # fmt: skip
WRONG_SCRIPT = """\
(function(){var s=document.getElementById('_jiucuo_');if(!s)return;var c=s.getAttribute('sitecode'),a=document.createElement('a');
a.href='http://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code='+c+'&url='+encodeURIComponent(location.href);a.target='_blank';
a.innerHTML='<img src="http://zfwzgl.www.gov.cn/exposure/images/jiucuo.svg" height="54" alt="我为政府网站找错">';s.parentNode.insertBefore(a,s);})();
"""
MARK_SCRIPT = """\
(function(){var s=document.getElementById('_ideConac');if(!s)return;
s.innerHTML='<a href="http://bszs.conac.cn/sitename?method=show&id=07CED2186E764F87E053012819AC0000" target="_blank"><img src="/images/jg.svg" height="54" alt="党政机关"></a>';})();
"""
OUTSIDE_NAMES = (
    "www.gov.cn", "zfwzgl.www.gov.cn", "bszs.conac.cn", "dcs.conac.cn", "beian.miit.gov.cn", "www.beian.gov.cn",
)  # fmt: skip
"""Real hosts that every government footer links to; in the demo their names lead to loopback."""


def beyond_hosts(as_of: datetime) -> Mapping[str, Mapping[str, Render]]:
    """Host name to pages by path."""
    form = FORM.format(action="/mail/write", root="", fields='<p><label>姓名</label><input type="text" name="xm"></p><p><label>信件标题</label><input type="text" name="bt"></p>')  # fmt: skip
    services = (
        f"<h3>青溪县办事服务</h3>{SERVICES}<p>个人办事 | 法人办事 | 一件事一次办 | 办件查询</p>"
    )
    items = {
        f"/qingxi/item_{at}.html": _page("云州市政务服务网", "<p>事项详情：请登录后在线办理，或到县政务服务中心窗口办理。</p>")
        for at in range(1, 7)
    }  # fmt: skip
    return {
        f"hd.{DOMAIN}": {
            "/": _page("青溪县互动交流平台", '<p><a href="/mail/write">我要写信</a></p>'),
            "/mail/write": _page("青溪县互动交流平台", f"<h3>我要咨询、建言</h3>{form}"),
            "/images/code.svg": lambda query: badge("6199", "#667788"),
        },
        "zwfw.yunzhou.gov.example": {
            "/": _page("云州市政务服务网", services),
            "/qingxi/": _page("云州市政务服务网·青溪县", services),
            "/yygh/": _page("云州市预约挂号服务平台", "<h3>青溪县人民医院 青溪县中医院 青溪县妇幼保健院</h3><p>请选择科室和日期进行预约挂号。</p>"),
            **items,
        },
        "xf.yunzhou.gov.example": {"/": _page("云州市网上信访平台", "<p>信访事项提交请先注册并登录。</p>")},
        "jb.yunzhou.gov.example": {"/": _page("云州市纪检监察举报网", "<p>本网站受理对党员、监察对象违纪违法问题的检举控告。</p>")},
        "www.yunzhou.gov.example": {"/": _page("云州市人民政府", "<p>云州市人民政府门户网站</p>")},
        "tjj.yunzhou.gov.example": {"/": _page("云州市统计局", "<p>云州市统计局网站</p>")},
        "jyj.yunzhou.gov.example": {"/": _page("云州市教育局", "<p>云州市教育局网站</p>")},
        "www.gov.cn": {"/": _page("示例：上级政府网站", "<p>演示环境中的占位页面。</p>")},
        "zfwzgl.www.gov.cn": {
            "/exposure/jiucuo.js": lambda query: Page(WRONG_SCRIPT.encode(), "application/javascript; charset=utf-8"),
            "/exposure/jiucuo.html": _page("示例：政府网站找错", "<p>演示环境中的占位页面：请填写您发现的问题。</p>"),
            "/exposure/images/jiucuo.svg": lambda query: badge("政府网站|找错", "#c8761a"),
        },
        "bszs.conac.cn": {"/sitename": _page("示例：党政机关网站标识", "<p>演示环境中的占位页面。</p>")},
        "beian.miit.gov.cn": {"/": _page("示例：备案查询", "<p>演示环境中的占位页面。</p>")},
        "www.beian.gov.cn": {"/portal/registerSystemInfo": _page("示例：公安备案查询", "<p>演示环境中的占位页面。</p>")},
    }  # fmt: skip


def party_mark(query: Query) -> Page:
    """The script that footers ask for to show the mark of party and government bodies."""
    return Page(MARK_SCRIPT.encode(), "application/javascript; charset=utf-8")


def _page(title: str, body: str) -> Render:
    text = FRAME.format(title=title, body=body, foot=f"{title} 版权所有")

    def render(query: Query) -> Page:
        return Page(text.encode())

    return render
