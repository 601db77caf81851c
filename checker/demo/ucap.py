"""Sites of one 集约化 platform: several of them on one host, told apart by path or by sub-domain."""

import json
import math

from checker.demo.dates import written
from checker.demo.inner import PER_PAGE, column_document, listing
from checker.demo.lot import Lot
from checker.demo.metas import full_metas
from checker.demo.plan import Column
from checker.demo.site import Article, Dialect, Page, Query, Render, Site, Words

WORDS = Words(
    top="hd-top", banner="hd-main", nav="hd-nav", box="panel-box", head="panel-hd", list="news-list",
    date="time-txt", crumbs="bread", side="list-left", article="detail-box", foot="ft", focus="swiper-box",
)  # fmt: skip
SCRIPTED = """\
<ul class="{name}" id="info-list"></ul>
<script>
(function(){{
 var x=new XMLHttpRequest();x.open('GET','{address}?_isJson=true&_pageSize={size}');
 x.onload=function(){{
  var rows=JSON.parse(x.responseText).data.results,text='';
  for(var i=0;i<rows.length;i++)text+='<li><a href="'+rows[i].url+'" target="_blank">'+rows[i].title+'</a><span class="{date}">'+rows[i].publishedTimeStr.substring(0,10)+'</span></li>';
  document.getElementById('info-list').innerHTML=text;
 }};x.send();
}})();
</script>"""


def _folder(site: Site, column: Column) -> str:
    return f"{site.plan.root}/c{100000 + site.number(column)}"


def _column(site: Site, column: Column) -> str:
    return f"{_folder(site, column)}/common_list.shtml"


def _article(site: Site, article: Article) -> str:
    name = Lot("page", article.seed, article.number).hexadecimal(32)
    return f"{_folder(site, article.column)}/{article.published:%Y%m}/{name}.shtml"


def _list_pages(site: Site, column: Column) -> dict[str, Render]:
    articles = site.articles(column)
    if column.fill == "script":
        return _scripted(site, column)
    count = math.ceil(len(articles) / PER_PAGE)
    names = [_column(site, column)]
    names += [f"{_folder(site, column)}/common_list_{at}.shtml" for at in range(2, count + 1)]

    def page(at: int, query: Query) -> Page:
        part = articles[at * PER_PAGE : (at + 1) * PER_PAGE]
        links = "".join(
            f'<span class="now">{number + 1}</span>'
            if number == at
            else f'<a href="{name}">{number + 1}</a>'
            for number, name in enumerate(names)
        )
        pager = f'<div class="pager">{links}<span>共{count}页</span></div>'
        return column_document(site, names[at], column, listing(site, names[at], part, pager))

    return {name: lambda query, at=at: page(at, query) for at, name in enumerate(names)}


def _scripted(site: Site, column: Column) -> dict[str, Render]:
    address = f"{site.plan.root}/common/search/{Lot('channel', site.plan.key, column.key).hexadecimal(32)}"

    def page(query: Query) -> Page:
        inner = SCRIPTED.format(name=WORDS.list, date=WORDS.date, address=address, size=PER_PAGE)
        return column_document(site, _column(site, column), column, inner)

    def data(query: Query) -> Page:
        articles = site.articles(column)
        rows = [
            {
                "title": article.title,
                "url": _article(site, article),
                "publishedTimeStr": f"{written(article.day, 'iso')} {article.published:%H:%M:%S}",
            }
            for article in articles[:PER_PAGE]
        ]
        answer = {"data": {"page": 1, "rows": PER_PAGE, "total": len(articles), "results": rows}}
        body = json.dumps(answer, ensure_ascii=False).encode()
        return Page(body, "application/json;charset=utf-8", modified=site.as_of)

    return {_column(site, column): page, address: data}


UCAP = Dialect(
    words=WORDS,
    home="/index.shtml",
    column=_column,
    article=_article,
    list_pages=_list_pages,
    metas=full_metas,
    text_box='<!--<ucapcontent>--><div id="UCAP-CONTENT" class="pages_content">\n{}\n</div><!--</ucapcontent>-->',
)
