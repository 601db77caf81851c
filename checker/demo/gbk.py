"""The frame of a site of 2005: tables, fonts, GB2312 in a meta only, no page tags, ASP addresses."""

from datetime import datetime
from html import escape

from checker.demo.dates import written
from checker.demo.plan import Column
from checker.demo.site import Article, Page, Site
from checker.demo.skin import today_line

STYLE = """\
body,td,p{font-size:14px;line-height:22px;font-family:宋体,SimSun,"WenQuanYi Zen Hei"}
body{margin:0;background:#E9F1F8}a{color:#003366;text-decoration:none}a:hover{color:#FF0000;text-decoration:underline}
.menu td{font-size:15px}.menu a{color:#FFFFFF}.tt{color:#FFFFFF;font-weight:bold;padding-left:12px}.nr p{text-indent:2em;line-height:30px;font-size:16px}
"""


def page(site: Site, title: str, main: str, modified: datetime | None = None) -> Page:
    """A whole page as GBK bytes; the header names no charset."""
    text = f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<HTML><HEAD><TITLE>{escape(title)}</TITLE>
<META http-equiv="Content-Type" content="text/html; charset=gb2312">
<STYLE type="text/css">
{STYLE}</STYLE></HEAD>
<BODY leftmargin="0" topmargin="0">
{_head(site)}
{main}
{_foot(site)}
</BODY></HTML>
"""
    return Page(text.encode("gb18030"), "text/html", modified=modified or site.as_of)


def _head(site: Site) -> str:
    cells = "\n".join(
        f'<td align="center" onmouseover="this.bgColor=\'#2C7CC0\'" onmouseout="this.bgColor=\'\'">{anchor(site, column)}</td>'
        for column in site.plan.columns
    )
    second = "&nbsp;|&nbsp;".join(
        anchor(site, child) for column in site.plan.columns for child in column.children
    )
    return f"""<table width="1002" border="0" align="center" cellpadding="0" cellspacing="0">
<tr><td height="110" background="/images/banner.svg" bgcolor="#1B64A8"><font color="#FFFFFF" size="7" face="黑体"><b>&nbsp;{site.plan.name}</b></font></td></tr></table>
<table width="1002" border="0" align="center" cellpadding="0" cellspacing="0" bgcolor="#0F4C86" class="menu">
<tr height="36"><td align="center"><a href="/">网站首页</a></td>
{cells}
</tr></table>
<table width="1002" border="0" align="center" cellpadding="0" cellspacing="0" bgcolor="#FFFFFF"><tr><td height="52" style="padding:0 10px">{second}</td></tr>
<tr><td height="28" bgcolor="#DCE9F4" style="padding:0 10px"><font color="#CC0000">{today_line(site)}</font>&nbsp;&nbsp;<marquee width="620" scrollamount="3">热烈欢迎您访问{site.plan.name}网站！</marquee></td></tr></table>"""


def _foot(site: Site) -> str:
    code = site.plan.code
    serial = int(code[-4:])
    police = f"61992102000{100 + serial}"
    return f"""<table width="1002" border="0" align="center" cellpadding="6" cellspacing="0" bgcolor="#DCE9F4">
<tr><td width="110" align="center"><a href="http://bszs.conac.cn/sitename?method=show&id={serial:02d}E3A9C1093EB36473E053012819AC{serial:04d}"><img src="/images/jg.svg" height="50" border="0" alt="党政机关"></a></td>
<td align="center"><a href="/Map.asp">网站地图</a>&nbsp;|&nbsp;<a href="/About.asp?ID=lxwm">联系我们</a><br>
主办单位：{site.plan.office.name}&nbsp;&nbsp;联系电话：0980-62{serial:02d}000<br>
Copyright &copy; 2005-{site.today.year} All Rights Reserved&nbsp;&nbsp;网站标识码：{code}<br>
<a href="http://beian.miit.gov.cn/">陕ICP备990001{serial:02d}号</a>&nbsp;&nbsp;<a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode={police}">陕公网安备 {police}号</a>&nbsp;&nbsp;您是第<font color="red">{380000 + serial * 7717}</font>位访客</td>
<td width="110" align="center"><script id="_jiucuo_" sitecode='{code}' src='http://zfwzgl.www.gov.cn/exposure/jiucuo.js'></script></td></tr></table>"""


def anchor(site: Site, column: Column) -> str:
    """A link to a column."""
    return f'<a href="{escape(site.column_path(column))}">{column.name}</a>'


def title_bar(site: Site, column: Column) -> str:
    """The blue bar above a box, with 更多."""
    more = escape(site.column_path(column))
    return f'<tr><td height="30" bgcolor="#2C7CC0" class="tt">{column.name}</td><td width="60" bgcolor="#2C7CC0" align="right"><a href="{more}"><font color="#FFFFFF">更多&gt;&gt;</font></a>&nbsp;</td></tr>'


def line(site: Site, article: Article, date: str, length: int = 60) -> str:
    """One table row: a dot, the title, the day."""
    title = escape(article.title)
    shown = title if len(title) <= length else title[: length - 2] + "…"
    cell = (
        f'<td width="96" align="right" nowrap><font color="#888888">{date}</font></td>'
        if date
        else ""
    )
    return f'<tr><td height="26" style="border-bottom:1px dotted #CCCCCC">&nbsp;<font color="#FF6600">·</font><a href="{escape(site.article_path(article))}" target="_blank" title="{title}">{shown}</a></td>{cell}</tr>'


def box(site: Site, column: Column, count: int, width: str) -> str:
    """A titled box of the home page."""
    style = site.plan.home_dates
    lines = "\n".join(
        line(site, article, written(article.day, style), 17 if width != "100%" else 40)
        for article in site.latest(column, count)
    )
    return f"""<td width="{width}" valign="top"><table width="98%" border="0" align="center" cellpadding="0" cellspacing="0" bgcolor="#FFFFFF">{title_bar(site, column)}
<tr><td colspan="2" style="padding:4px 8px"><table width="100%" border="0" cellspacing="0" cellpadding="0">
{lines}
</table></td></tr></table></td>"""


def two_parts(left: str, right: str) -> str:
    """The usual inner page: a narrow left part and a wide right one."""
    return f'<table width="1002" border="0" align="center" cellpadding="0" cellspacing="6" bgcolor="#FFFFFF"><tr><td width="210" valign="top" bgcolor="#F0F6FB">{left}</td><td valign="top" height="480">{right}</td></tr></table>'
