"""The home page of the newer templates: headline, carousel, news, notices, open government, links."""

from html import escape

from checker.demo.plan import Column
from checker.demo.rows import box, tabs
from checker.demo.site import Page, Query, Site
from checker.demo.skin import document, html, link
from checker.demo.trees import SHARED_SERVICES

FRIENDS = {
    "国务院部门网站": (("中国政府网", "http://www.gov.cn/"),),
    "市级部门网站": (
        ("云州市人民政府", "http://www.yunzhou.gov.example/"),
        ("云州市统计局", "http://tjj.yunzhou.gov.example/"),
        ("云州市教育局", "http://jyj.yunzhou.gov.example/"),
    ),
    "县级部门及乡镇网站": (
        ("青溪县人民政府", "http://www.qingxi.gov.example/"),
        ("青溪县财政局", "http://czj.qingxi.gov.example/"),
        ("青溪县民政局", "http://mzj.qingxi.gov.example/"),
        ("柳溪镇人民政府", "http://xzjd.qingxi.gov.example/liuxi/"),
    ),
}
SERVICES_FRIEND = ("云州市政务服务网", SHARED_SERVICES)


def home_page(site: Site, query: Query) -> Page:
    """The home page, served at the root and at the family's own address of it."""
    here = site.plan.root + "/"
    page = html(document(site, here, _title(site), home_body(site, here)), site)
    if site.plan.behaviour == "slow":
        return Page(page.body, modified=page.modified, delay_s=2.0)
    return page


def _title(site: Site) -> str:
    return f"{site.plan.name}门户网站" if site.plan.type == "门户网站" else site.plan.name


def home_body(site: Site, here: str) -> str:
    """Everything between the head and the foot of the home page."""
    key = site.by_key
    news = [c for c in site.columns if c.tag == "工作动态" and c.key != "tpxw"][:4]
    boxed = [c for k in ("tzgg", "zcwj", "zcjd") if (c := key.get(k))]
    more = [c for k in ("tjsj", "rsxx", "zjdc") if (c := key.get(k)) and c.fill == "list"]
    first = "\n".join(box(site, here, column, 8) for column in boxed)
    second = "\n".join(box(site, here, column, 6) for column in more)
    return f"""{_headline(site, here, news[0])}
<div class="w1200">
<div class="row">{_carousel(site, here, key["tpxw"])}
{tabs(site, here, news, 9)}</div>
<div class="row">{first}</div>
<div class="row">{quick(site, here)}</div>
<div class="row">{second}</div>
{_topics(site, here)}
{friends(site)}
</div>"""


def _headline(site: Site, here: str, column: Column) -> str:
    top, *others = site.latest(column, 4)
    small = "".join(
        f'<a href="{site.href(here, site.article_path(a))}">{escape(a.title[:24])}</a>'
        for a in others[:2]
    )
    target = site.href(here, site.article_path(top))
    return f'<div class="w1200 headline"><h2><a href="{target}">{escape(top.title)}</a></h2><p>{small}</p></div>'


def _carousel(site: Site, here: str, column: Column) -> str:
    slides = "".join(
        f'<li{" class=on" if at == 0 else ""}><a href="{site.href(here, site.article_path(a))}"><img src="{site.plan.root}/images/focus{at + 1}.svg" alt="{escape(a.title)}"></a>'
        f'<p><a href="{site.href(here, site.article_path(a))}">{escape(a.title)}</a></p></li>'
        for at, a in enumerate(site.latest(column, 5))
    )
    return f'<div class="{site.dialect.words.focus}"><ul data-slides>{slides}</ul></div>'


def quick(site: Site, here: str) -> str:
    """Entries to open government, services and interaction."""
    words = site.dialect.words
    blocks: list[str] = []
    for key in ("zwgk", "bsfw", "hdjl"):
        column = site.by_key.get(key)
        if column is None:
            continue
        entries = "".join(link(site, here, child) for child in column.children)
        if column.fill == "guides":
            entries = "".join(
                f'<a href="{site.href(here, site.column_path(column))}">{name}</a>'
                for name in site.plan.office.guides[:9]
            )
        blocks.append(
            f'<div class="{words.box}"><div class="{words.head}"><h3>{link(site, here, column)}</h3></div><div class="quick">{entries}</div></div>'
        )
    return "\n".join(blocks)


def _topics(site: Site, here: str) -> str:
    above = site.by_key.get("ztzl")
    if above is None:
        return ""
    entries = "".join(link(site, here, child) for child in above.children)
    words = site.dialect.words
    return f'<div class="row"><div class="{words.box}"><div class="{words.head}"><h3>{link(site, here, above)}</h3></div><div class="zt">{entries}</div></div></div>'


def friends(site: Site) -> str:
    """Links to other offices, in drop-down lists as the old portals have them."""
    groups = {name: list(entries) for name, entries in FRIENDS.items()}
    if "bsfw" in site.by_key:
        groups["市级部门网站"].append(SERVICES_FRIEND)
    selects = "".join(
        f'<select onchange="if(this.value)window.open(this.value)"><option value="">-- {name} --</option>'
        + "".join(f'<option value="{address}">{label}</option>' for label, address in entries)
        + "</select>"
        for name, entries in groups.items()
    )
    return f'<div class="friends">{selects}</div>'
