"""What every page of the newer templates has around it: head, banner, navigation, crumbs, footer."""

from html import escape

from checker.demo.place import COUNTY
from checker.demo.plan import Column
from checker.demo.site import Article, Page, Site

WEEKDAYS = "一二三四五六日"
TODAY_SCRIPT = (
    "<script>(function(){var d=new Date(),w='日一二三四五六';document.write('今天是'+d.getFullYear()+'年'"
    "+(d.getMonth()+1)+'月'+d.getDate()+'日 星期'+w.charAt(d.getDay()));})();</script>"
)
TABS_SCRIPT = """\
<script>
(function(){
 function each(list,f){for(var i=0;i<list.length;i++)f(list[i],i);}
 each(document.querySelectorAll('.tabbed'),function(box){
  var tabs=box.querySelectorAll('.tabs span'),panels=box.querySelectorAll('.panel');
  each(tabs,function(tab,i){tab.onmouseover=function(){
   each(tabs,function(t,j){t.className=j===i?'on':'';});each(panels,function(p,j){p.className=j===i?'panel on':'panel';});};});
 });
 var slides=document.querySelectorAll('[data-slides] li'),now=0;
 if(slides.length>1)setInterval(function(){slides[now].className='';now=(now+1)%slides.length;slides[now].className='on';},4000);
})();
</script>"""


def html(text: str, site: Site, **headers: str) -> Page:
    """A page of the site, as UTF-8."""
    return Page(text.encode(), headers=tuple(headers.items()), modified=site.as_of)


def document(
    site: Site,
    here: str,
    title: str,
    main: str,
    column: Column | None = None,
    article: Article | None = None,
) -> str:
    """A whole page: `here` is its own path, for links that are written relative to it."""
    plan, dialect = site.plan, site.dialect
    return f"""<!DOCTYPE html>
{dialect.before_html}<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="X-UA-Compatible" content="IE=edge,chrome=1">
<meta name="viewport" content="width=1200">
{dialect.metas(site, column, article)}
<title>{escape(title)}</title>
<link rel="shortcut icon" href="{plan.root}/favicon.ico">
<link rel="stylesheet" type="text/css" href="{site.href(here, plan.root + "/css/style.css")}">
{dialect.scripts.replace("{root}", plan.root)}
</head>
<body>
{header(site, here)}
{main}
{footer(site, here)}
{TABS_SCRIPT}
</body>
</html>
"""  # fmt: skip


def header(site: Site, here: str) -> str:
    """Top bar, banner with search, and the navigation of two levels."""
    plan, words = site.plan, site.dialect.words
    home = site.href(here, plan.root + "/")
    items = "\n".join(_nav_item(site, here, column) for column in plan.columns)
    return f"""<!-- 头部 begin -->
<div class="{words.top}"><div class="w1200"><span>{today_line(site)}</span><span><a href="http://www.gov.cn/" target="_blank">中国政府网</a><a href="http://www.yunzhou.gov.example/" target="_blank">云州市人民政府</a><a href="javascript:void(0);" onclick="return false;">无障碍浏览</a><a href="javascript:;">长者模式</a><a href="javascript:;">繁体</a></span></div></div>
<div class="{words.banner}"><div class="w1200">
<a class="logo" href="{home}">{plan.name}<small>{plan.host}</small></a>
<form action="{plan.root}/search" method="get"><input type="text" name="q" placeholder="请输入关键字"><button type="submit">搜索</button></form>
</div></div>
<div class="{words.nav}"><div class="w1200"><ul>
<li><a href="{home}">首页</a></li>
{items}
</ul></div></div>
<!-- 头部 end -->"""


def today_line(site: Site) -> str:
    """今天是…, written by a script, by the server, or not at all."""
    if site.plan.today == "none":
        return f"欢迎访问{site.plan.name}网站"
    if site.plan.today == "script":
        return TODAY_SCRIPT
    day = site.today
    return f"今天是{day.year}年{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"


def _nav_item(site: Site, here: str, column: Column) -> str:
    sub = "".join(link(site, here, child) for child in column.children)
    sub = f'<div class="subnav">{sub}</div>' if sub else ""
    return f"<li>{link(site, here, column)}{sub}</li>"


def link(site: Site, here: str, column: Column) -> str:
    """A link to a column's page."""
    target = ' target="_blank"' if column.fill == "out" else ""
    return f'<a href="{site.href(here, site.column_path(column))}"{target}>{column.name}</a>'


def crumbs(site: Site, here: str, column: Column, last: str = "") -> str:
    """当前位置, down to the column (and the word for the page itself)."""
    chain = [site.parent[column.key]] if column.key in site.parent else []
    trail = "&nbsp;&gt;&nbsp;".join(link(site, here, each) for each in [*chain, column])
    home = site.href(here, site.plan.root + "/")
    last = f"&nbsp;&gt;&nbsp;{last}" if last else ""
    return f'<div class="{site.dialect.words.crumbs}">当前位置：<a href="{home}">首页</a>&nbsp;&gt;&nbsp;{trail}{last}</div>'


def sidebar(site: Site, here: str, column: Column) -> str:
    """The column's neighbours and a list of what was read most, which is never the newest."""
    above = site.parent.get(column.key)
    family = above.children if above else (column.children or site.plan.columns[:6])
    rows = "".join(
        f"<li{' class=on' if each.key == column.key else ''}>{link(site, here, each)}</li>"
        for each in family
    )
    read = [a for c in site.columns for a in site.articles(c)[-1:]][:6]
    hot = "".join(
        f'<li><a href="{site.href(here, site.article_path(a))}">{escape(a.title[:15])}…</a></li>'
        for a in read
    )
    name = above.name if above else column.name
    hot = f"<h4>热点排行</h4><ol>{hot}</ol>" if hot else ""
    return f'<div class="{site.dialect.words.side}"><h2>{name}</h2><ul>{rows}</ul>{hot}</div>'


def footer(site: Site, here: str) -> str:
    """The marks and codes that the page standard asks for, in one of three real ways."""
    plan = site.plan
    serial = int(plan.code[-4:])
    police = f"61992102000{100 + serial}"
    code_line = ("网站标识码：{}", "政府网站标识码 {}", "网站识别号：{}")[serial % 3].format(
        plan.code
    )
    conac = f"{serial:02d}D2A9C1093EB36473E053012819AC{serial:04d}"
    if serial % 3 == 1:
        mark = (
            '<script type="text/javascript">document.write(unescape("%3Cspan id=\'_ideConac\' %3E%3C/span%3E%3Cscript '
            f"src='http://dcs.conac.cn/js/61/992/0000/{60000000 + serial}/CA6199200006000{serial:04d}0001.js' "
            "type='text/javascript'%3E%3C/script%3E\"));</script>"
        )
    else:
        mark = f'<a href="http://bszs.conac.cn/sitename?method=show&amp;id={conac}" target="_blank"><img src="{plan.root}/images/jg.svg" alt="党政机关"></a>'
    if serial % 2:
        wrong = f'<script id="_jiucuo_" sitecode="{plan.code}" src="http://zfwzgl.www.gov.cn/exposure/jiucuo.js"></script>'
    else:
        wrong = f'<a href="http://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={plan.code}&amp;url=http%3A%2F%2F{plan.host}%2F" target="_blank"><img src="{plan.root}/images/jiucuo.svg" alt="我为政府网站找错" title="我为政府网站找错"></a>'
    return f"""<!-- 底部 begin -->
<div class="{site.dialect.words.foot}"><div class="w1200"><div class="marks">{mark}</div><div>
<p class="links"><a href="{plan.root}/sitemap.html">网站地图</a><a href="{plan.root}/lxwm.html">联系我们</a><a href="{plan.root}/gywm.html">关于本站</a></p>
<p>主办：{plan.name}&nbsp;&nbsp;承办：{COUNTY}政务公开与信息化中心&nbsp;&nbsp;联系电话：0980-62{serial:02d}000</p>
<p>版权所有 &copy; 2015-{site.today.year}&nbsp;&nbsp;{code_line}&nbsp;&nbsp;<a href="http://beian.miit.gov.cn/" target="_blank">陕ICP备990001{serial:02d}号-1</a>&nbsp;&nbsp;<a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode={police}" target="_blank">陕公网安备 {police}号</a></p>
<p>您是第 {1284000 + serial * 9173} 位访问者&nbsp;&nbsp;本网站支持IPv6</p>
</div><div class="marks">{wrong}</div></div></div>
<!-- 底部 end -->"""
