"""All pages of a site of 2005, told apart by the query of a few ASP addresses."""

import math
from functools import partial

from checker.demo.assembly import pictures
from checker.demo.dates import written
from checker.demo.desk import FORM, guide_table, letters
from checker.demo.gbk import anchor, box, line, page, title_bar, two_parts
from checker.demo.home import FRIENDS, SERVICES_FRIEND
from checker.demo.inner import text_of
from checker.demo.plan import Column
from checker.demo.site import Article, Dialect, Page, Query, Render, Site, Words

WORDS = Words("", "", "", "", "", "", "", "", "", "", "", "")
PER_PAGE = 20
DOORS = {"form": "/Guestbook.asp", "letters": "/GuestList.asp", "guides": "/Bszn.asp"}


def _column(site: Site, column: Column) -> str:
    if column.fill in DOORS:
        return DOORS[column.fill]
    if column.fill == "text":
        return f"/About.asp?ID={column.key}"
    kind = "Channel" if column.fill == "section" else "NewsList"
    return f"/{kind}.asp?ClassID={site.number(column) % 1000 // 7 + 10}"


def _article(site: Site, article: Article) -> str:
    return f"/ReadNews.asp?NewsID={article.number % 100000}"


GBK = Dialect(
    words=WORDS,
    home="/main.asp",
    column=_column,
    article=_article,
    list_pages=lambda site, column: {},
    metas=lambda site, column, article: "",
    text_box="{}",
)


def gbk_site_pages(site: Site) -> dict[str, Render]:
    """Path to page; what the query does not name is a 404."""
    home = partial(_home, site)
    front = _stub if site.plan.front_door == "script" else home
    return {
        "/": front,
        "/main.asp": home,
        "/NewsList.asp": partial(_list, site),
        "/Channel.asp": partial(_channel, site),
        "/ReadNews.asp": partial(_read, site),
        "/About.asp": partial(_about, site),
        "/Guestbook.asp": partial(_guestbook, site),
        "/GuestList.asp": partial(_letters, site),
        "/Bszn.asp": partial(_guides, site),
        "/Map.asp": partial(_map, site),
        **pictures(site),
    }


def _stub(query: Query) -> Page:
    text = '<html><head><meta http-equiv="refresh" content="0;url=main.asp"><script language="javascript">window.location.href="main.asp";</script></head><body></body></html>\n'
    return Page(text.encode("gb18030"), "text/html")


def _missing(site: Site) -> Page:
    found = page(
        site, "出错了", '<p align="center"><br><br>您访问的信息不存在或已删除！<br><br></p>'
    )
    return Page(found.body, found.type, status=404)


def _home(site: Site, query: Query) -> Page:
    key = site.by_key
    grid = (("gzdt", "jcdt", "tpxw"), ("tzgg", "zcwj", "zcjd"), ("tjsj", "zjdc", "zthd"))
    rows = "\n".join(
        f"<tr>{''.join(box(site, key[each], 8, '33%') for each in row)}</tr>" for row in grid
    )
    services = "&nbsp;&nbsp;".join(
        f'<a href="/Bszn.asp?ID={at}">{name}</a>'
        for at, name in enumerate(site.plan.office.guides, 1)
    )
    entries = [*FRIENDS["市级部门网站"], SERVICES_FRIEND, *FRIENDS["县级部门及乡镇网站"]]
    options = "".join(f'<option value="{address}">{name}</option>' for name, address in entries)
    main = f"""<table width="1002" border="0" align="center" cellpadding="0" cellspacing="8" bgcolor="#FFFFFF">
{rows}
<tr><td colspan="3"><table width="99%" align="center" border="0" cellpadding="0" cellspacing="0">{title_bar(site, key["bsfw"])}<tr><td colspan="2" height="60" bgcolor="#F7FAFD" style="padding:6px 12px">{services}</td></tr></table></td></tr>
<tr><td colspan="3" align="center"><img src="/images/focus1.svg" width="310" height="90">&nbsp;<img src="/images/focus2.svg" width="310" height="90">&nbsp;<img src="/images/focus3.svg" width="310" height="90"></td></tr>
<tr><td colspan="3" align="center" height="40">友情链接：<select onchange="if(this.value)window.open(this.value)"><option value="">===== 请选择 =====</option>{options}</select></td></tr>
</table>"""
    return page(site, site.plan.name, main)


def _named(site: Site, query: Query) -> Column | None:
    wanted = query.get("ClassID", "")
    found = (c for c in site.columns if _column(site, c).endswith(f"?ClassID={wanted}"))
    return next(found, None)


def _left(site: Site, column: Column) -> str:
    above = site.parent.get(column.key)
    family = above.children if above else (column.children or site.plan.columns)
    rows = "".join(
        f'<tr><td height="32" align="center" style="border-bottom:1px solid #CCDDEE">{anchor(site, each)}</td></tr>'
        for each in family
    )
    name = above.name if above else column.name
    return f'<table width="100%" border="0" cellspacing="0" cellpadding="0"><tr><td height="36" bgcolor="#2C7CC0" class="tt">{name}</td></tr>{rows}</table>'


def _framed(site: Site, column: Column, inner: str) -> Page:
    where = f'<table width="98%" align="center"><tr><td height="30">您现在的位置：<a href="/">首页</a> &gt;&gt; {anchor(site, column)}</td></tr><tr><td>{inner}</td></tr></table>'
    return page(site, f"{column.name}-{site.plan.name}", two_parts(_left(site, column), where))


def _list(site: Site, query: Query) -> Page:
    column = _named(site, query)
    if column is None:
        return _missing(site)
    articles = site.articles(column)
    pages = math.ceil(len(articles) / PER_PAGE)
    asked = query.get("page", "1")
    at = min(pages, max(1, int(asked))) if asked.isdecimal() and len(asked) < 5 else 1
    lines = "\n".join(
        line(site, article, written(article.day, site.plan.list_dates))
        for article in articles[(at - 1) * PER_PAGE : at * PER_PAGE]
    )
    here = _column(site, column)
    links = " ".join(f'<a href="{here}&amp;page={n}">[{n}]</a>' for n in range(1, pages + 1))
    inner = f'<table width="100%" border="0" cellspacing="0" cellpadding="0">\n{lines}\n</table><p align="center">共{len(articles)}条信息 第{at}/{pages}页 {links}</p>'
    return _framed(site, column, inner)


def _channel(site: Site, query: Query) -> Page:
    column = _named(site, query)
    if column is None:
        return _missing(site)
    boxes = "".join(
        f"<tr>{box(site, child, 6, '100%')}</tr>"
        for child in column.children
        if site.articles(child)
    )
    inner = f'<table width="100%">{boxes}</table>' if boxes else text_of(column.children[0])
    return _framed(site, column, inner)


def _read(site: Site, query: Query) -> Page:
    wanted = query.get("NewsID", "")
    every = (a for c in site.columns for a in site.articles(c))
    article = next((a for a in every if str(a.number % 100000) == wanted), None)
    if article is None:
        return _missing(site)
    day = article.published
    texts = "\n".join(f"<p>{each}</p>" for each in article.paragraphs)
    inner = f"""<table width="96%" align="center" border="0" cellspacing="0" cellpadding="6">
<tr><td align="center"><font size="5" color="#CC0000" face="黑体"><b>{article.title}</b></font></td></tr>
<tr><td align="center" bgcolor="#F0F6FB"><font color="#666666">来源：{article.office.name}&nbsp;&nbsp;发布时间：{day.year}-{day.month}-{day.day} {day.hour}:{day:%M:%S}&nbsp;&nbsp;点击数：{article.number % 977 + 41}</font></td></tr>
<tr><td class="nr">
{texts}
</td></tr><tr><td align="right">【<a href="javascript:window.print()">打印本页</a>】【<a href="javascript:window.close()">关闭窗口</a>】</td></tr></table>"""
    found = _framed(site, article.column, inner)
    return Page(found.body, found.type, modified=min(article.published, site.as_of))


def _about(site: Site, query: Query) -> Page:
    column = site.by_key.get(query.get("ID", ""))
    if query.get("ID") == "lxwm":
        contact = f"<p>单位名称：{site.plan.office.name}</p><p>地址：青溪县青溪大道18号</p><p>邮政编码：619921</p>"
        return page(site, f"联系我们-{site.plan.name}", two_parts("&nbsp;", contact))
    if column is None or column.fill != "text":
        return _missing(site)
    return _framed(site, column, text_of(column))


def _guestbook(site: Site, query: Query) -> Page:
    column = site.by_key["zxjy"]
    fields = "".join(
        f'<p>{label}：<input type="text" name="{name}" size="40"></p>'
        for name, label in (("xm", "您的姓名"), ("dh", "联系电话"), ("bt", "留言标题"))
    )
    form = FORM.format(action="/Guestbook.asp", fields=fields, root="")
    return _framed(site, column, form)


def _letters(site: Site, query: Query) -> Page:
    column = site.by_key["lxxd"]
    rows = "".join(
        f"<tr><td>{title}</td><td>{asked}</td><td>{answered}</td><td>已回复</td></tr>"
        for title, asked, answered in letters(site, column)
    )
    table = f'<table width="100%" border="1" bordercolor="#CCDDEE" cellspacing="0" cellpadding="4"><tr bgcolor="#DCE9F4"><td>留言标题</td><td>留言时间</td><td>回复时间</td><td>状态</td></tr>{rows}</table>'
    return _framed(site, column, table)


def _guides(site: Site, query: Query) -> Page:
    column, guides = site.by_key["bsfw"], site.plan.office.guides
    asked = query.get("ID", "")
    if not asked:
        rows = "".join(
            f'<tr><td height="28"><font color="#FF6600">·</font><a href="/Bszn.asp?ID={at}">{name}</a></td></tr>'
            for at, name in enumerate(guides, 1)
        )
        return _framed(site, column, f'<table width="100%">{rows}</table>')
    if not asked.isdecimal() or not 1 <= int(asked[:4]) <= len(guides):
        return _missing(site)
    return _framed(site, column, guide_table(site, int(asked) - 1))


def _map(site: Site, query: Query) -> Page:
    rows = "".join(
        f'<tr><td height="30"><b>{anchor(site, c)}</b>：{"&nbsp;|&nbsp;".join(anchor(site, x) for x in c.children)}</td></tr>'
        for c in site.plan.columns
    )
    return page(site, f"网站地图-{site.plan.name}", two_parts("&nbsp;", f"<table>{rows}</table>"))
