"""A department of a gkmlpt platform: news are static, what is open by law comes from an API.

`/gkmlpt/index` is one shell for all columns of the catalogue, told apart by the fragment of the
address; the numbers of site and columns stand in `window._CONFIG`.
"""

import json
import math

from checker.demo.inner import PER_PAGE, column_document, listing
from checker.demo.metas import full_metas
from checker.demo.plan import Column
from checker.demo.site import Article, Dialect, Page, Query, Render, Site, Words

WORDS = Words(
    top="g-top", banner="g-banner", nav="g-nav", box="g-box", head="g-hd", list="g-list",
    date="g-date", crumbs="g-path", side="g-side", article="g-article", foot="g-foot", focus="g-slide",
)  # fmt: skip
SHELL = "/gkmlpt/index"
API_PAGE = 100
SCRIPT = """\
<div id="app"><ul class="g-list" id="gkmlpt-list"></ul></div>
<script>window._CONFIG={config};</script>
<script>
(function(){{
 function pad(n){{return (n<10?'0':'')+n;}}
 function day(s){{var d=new Date((s+28800)*1000);return d.getUTCFullYear()+'-'+pad(d.getUTCMonth()+1)+'-'+pad(d.getUTCDate());}}
 function load(){{
  var id=location.hash.slice(1).split('/')[0]||window._CONFIG.TREE[0].id,x=new XMLHttpRequest();
  x.open('GET','/gkmlpt/api/all/'+encodeURIComponent(id)+'?page=1&sid='+window._CONFIG.SID);
  x.onload=function(){{
   var list=JSON.parse(x.responseText).articles,box=document.getElementById('gkmlpt-list');box.innerHTML='';
   list.slice(0,20).forEach(function(a){{
    var li=document.createElement('li'),link=document.createElement('a'),time=document.createElement('span');
    link.href=a.url;link.target='_blank';link.textContent=a.title;time.className='g-date';time.textContent=day(a.display_publish_time);
    li.appendChild(link);li.appendChild(time);box.appendChild(li);}});
  }};
  x.send();
 }}
 window.addEventListener('hashchange',load);load();
}})();
</script>"""


def _in_catalogue(site: Site, column: Column) -> bool:
    above = site.parent.get(column.key)
    return column.fill == "list" and (
        column.key in ("tzgg", "zcwj") or (above is not None and above.key == "zwgk")
    )


def _column(site: Site, column: Column) -> str:
    if column.key == "zwgk":
        return SHELL
    if _in_catalogue(site, column):
        return f"{SHELL}#{site.number(column)}"
    return f"/{column.key}/index.html"


def _article(site: Site, article: Article) -> str:
    if not _in_catalogue(site, article.column):
        return f"/content/post_{article.number}.html"
    return f"/gkmlpt/content/1/{article.number // 1000}/post_{article.number}.html"


def _catalogue(site: Site) -> tuple[Column, ...]:
    return tuple(column for column in site.columns if _in_catalogue(site, column))


def _list_pages(site: Site, column: Column) -> dict[str, Render]:
    if not _in_catalogue(site, column):
        return _static_pages(site, column)
    return {
        SHELL: lambda query: _shell(site),
        f"/gkmlpt/api/all/{site.number(column)}": lambda query: _answer(site, column, query),
    }


def _shell(site: Site) -> Page:
    tree: list[dict[str, object]] = [
        {"id": site.number(each), "name": each.name, "type": "list", "children": []}
        for each in _catalogue(site)
    ]
    config = json.dumps(
        {"SID": int(site.plan.code[-4:]), "TREE": tree, "HOST": site.plan.host}, ensure_ascii=False
    )
    return column_document(site, SHELL, site.by_key["zwgk"], SCRIPT.format(config=config))


def _answer(site: Site, column: Column, query: Query) -> Page:
    articles = site.articles(column)
    page = int(query["page"]) if query.get("page", "").isdecimal() else 1
    part = articles[(page - 1) * API_PAGE : page * API_PAGE]
    rows = [
        {
            "id": article.number,
            "title": article.title,
            "publisher": article.office.name,
            "date": int(article.published.timestamp()),
            "create_time": int(article.published.timestamp()),
            "first_publish_time": int(article.published.timestamp()),
            "display_publish_time": int(article.published.timestamp()),
            "is_expired": 0,
            "is_abolished": 0,
            "url": f"http://{site.plan.host}{_article(site, article)}",
            "post_url": f"http://{site.plan.host}{_article(site, article)}",
        }
        for article in part
    ]
    body = json.dumps({"total": len(articles), "articles": rows}, ensure_ascii=False).encode()
    return Page(body, "application/json; charset=utf-8", modified=site.as_of)


def _static_pages(site: Site, column: Column) -> dict[str, Render]:
    first = _column(site, column)
    articles = site.articles(column)
    count = math.ceil(len(articles) / PER_PAGE)
    names = [first, *(first.replace("index", f"index_{at}") for at in range(2, count + 1))]

    def page(at: int, query: Query) -> Page:
        part = articles[at * PER_PAGE : (at + 1) * PER_PAGE]
        links = "".join(f'<a href="{name}">{number}</a>' for number, name in enumerate(names, 1))
        pager = f'<div class="pager">{links}</div>'
        return column_document(site, names[at], column, listing(site, names[at], part, pager))

    return {name: lambda query, at=at: page(at, query) for at, name in enumerate(names)}


GKMLPT = Dialect(
    words=WORDS,
    home="/index.html",
    column=_column,
    article=_article,
    list_pages=_list_pages,
    metas=full_metas,
    text_box='<div class="article-content">\n{}\n</div>',
    scripts="<script>var NFCMS_SITE_ID='{root}';</script>",
)
