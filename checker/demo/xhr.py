"""Pages that are empty until a script has asked for JSON: only a browser sees their lists."""

import json

from checker.demo.home import friends, quick
from checker.demo.inner import PER_PAGE, column_document
from checker.demo.metas import full_metas
from checker.demo.plan import Column
from checker.demo.site import Article, Dialect, Page, Query, Render, Site, Words
from checker.demo.skin import document, html

WORDS = Words(
    top="app-top", banner="app-banner", nav="app-nav", box="app-card", head="app-card-hd", list="app-list",
    date="app-time", crumbs="app-crumb", side="app-side", article="app-detail", foot="app-foot", focus="app-swiper",
)  # fmt: skip
API = "/api/content/page"
LIST_SCRIPT = """\
(function(){
 function make(tag,name,text){var e=document.createElement(tag);if(name)e.className=name;if(text!==undefined)e.textContent=text;return e;}
 function draw(list,rows){
  list.innerHTML='';
  rows.forEach(function(r){var li=make('li'),a=make('a','',r.title);a.href=r.url;a.target='_blank';li.appendChild(a);li.appendChild(make('span','app-time',r.publishTime.substring(0,10).replace(/-/g,'/')));list.appendChild(li);});
 }
 function pager(list,now,pages){
  var box=document.getElementById('pager');if(!box)return;box.innerHTML='';
  for(var i=1;i<=pages;i++)(function(i){var a=make(i===now?'span':'a',i===now?'now':'',i);a.href='javascript:;';a.onclick=function(){load(list,i);};box.appendChild(a);})(i);
 }
 function load(list,page){
  var size=+list.getAttribute('data-size');
  fetch('/api/content/page?channel='+list.getAttribute('data-channel')+'&page='+page+'&size='+size)
   .then(function(r){return r.json();})
   .then(function(j){draw(list,j.data.rows);pager(list,page,Math.ceil(j.data.total/size));});
 }
 document.addEventListener('DOMContentLoaded',function(){
  document.querySelectorAll('ul[data-channel]').forEach(function(list){load(list,1);});
 });
})();
"""


def _column(site: Site, column: Column) -> str:
    shown = column.children[0] if column.fill == "section" else column
    return f"/channel/{shown.key}.html"


def _article(site: Site, article: Article) -> str:
    return f"/content/{article.published:%Y%m/%d}/c{article.number}.html"


def _list_pages(site: Site, column: Column) -> dict[str, Render]:
    here = _column(site, column)
    inner = f'<ul id="list" class="{WORDS.list}" data-channel="{column.key}" data-size="{PER_PAGE}"></ul>\n<div id="pager" class="pager"></div>'
    return {here: lambda query: column_document(site, here, column, inner)}


def content_page(site: Site, query: Query) -> Page:
    """The JSON behind every list: one page of one channel."""
    column = site.by_key.get(query.get("channel", ""))
    articles = site.articles(column) if column else ()
    size, page = _whole(query.get("size", ""), PER_PAGE), _whole(query.get("page", ""), 1)
    newest_first = sorted(articles, key=lambda a: a.published, reverse=True)
    rows = [
        {
            "id": article.number,
            "title": article.title,
            "url": _article(site, article),
            "source": article.office.name,
            "publishTime": f"{article.published:%Y-%m-%d %H:%M:%S}",
        }
        for article in newest_first[(page - 1) * size : page * size]
    ]
    answer = {"code": 200, "msg": "success", "data": {"total": len(articles), "rows": rows}}
    body = json.dumps(answer, ensure_ascii=False).encode()
    return Page(body, "application/json", modified=site.as_of)


def _whole(text: str, otherwise: int) -> int:
    return min(100, max(1, int(text))) if text.isdecimal() and len(text) < 5 else otherwise


def list_script(query: Query) -> Page:
    """The script that fills the lists."""
    return Page(LIST_SCRIPT.encode(), "application/javascript; charset=utf-8")


def scripted_home(site: Site, query: Query) -> Page:
    """A home page whose boxes are all empty until the script has run."""
    key = site.by_key
    boxes = "\n".join(
        f'<div class="row">{"".join(_empty_box(site, key[each]) for each in row)}</div>'
        for row in (("gzdt", "tpxw"), ("tzgg", "zcwj", "zcjd"), ("jcdt", "tjsj", "zjdc"))
    )
    main = f"""<div class="w1200" id="app">
{boxes}
<div class="row">{quick(site, "/")}</div>
{friends(site)}
</div>"""
    return html(document(site, "/", site.plan.name, main), site)


def _empty_box(site: Site, column: Column) -> str:
    return f'<div class="{WORDS.box}"><div class="{WORDS.head}"><h3><a href="{_column(site, column)}">{column.name}</a></h3></div><ul class="{WORDS.list}" data-channel="{column.key}" data-size="8"></ul></div>'


XHR = Dialect(
    words=WORDS,
    home="/index.html",
    column=_column,
    article=_article,
    list_pages=_list_pages,
    metas=full_metas,
    text_box='<div class="article-content" id="content">\n{}\n</div>',
    scripts='<script src="{root}/js/list.js"></script>',
)
