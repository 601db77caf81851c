"""Columns in the way of 大汉 jpage: records wait in a script block, a script shows them, a
servlet brings the rest."""

from html import escape

from checker.demo.inner import column_document
from checker.demo.metas import full_metas
from checker.demo.plan import Column
from checker.demo.rows import row
from checker.demo.site import Article, Dialect, Page, Query, Render, Site, Words

WORDS = Words(
    top="bt-top", banner="bt-header", nav="bt-nav", box="bt-box", head="bt-title", list="tab-item",
    date="bt-date", crumbs="bt-position", side="bt-left", article="bt-article", foot="bt-footer", focus="bt-focus",
)  # fmt: skip
PER_PAGE = 15
FIRST_GROUP = 30
PROXY = "/module/web/jpage/dataproxy.jsp"
JPAGE_SCRIPT = """\
(function(){
 function cut(text,open,close){var found=[],from=0,at;
  while((at=text.indexOf(open,from))>=0){var end=text.indexOf(close,at);if(end<0)break;found.push(text.slice(at+open.length,end));from=end;}return found;}
 function records(text){return cut(text,'<record><![CDATA[',']]></record>');}
 window.jpage=function(o){
  var box=document.getElementById(o.unitid),store=box.getElementsByTagName('script')[0].textContent;
  var rows=records(store),total=+cut(store,'<totalrecord>','</totalrecord>')[0],now=1,pages=Math.ceil(total/o.perpage);
  var list=document.createElement('ul'),pager=document.createElement('div');list.className=o.list;pager.className='pager jpage';box.appendChild(list);box.appendChild(pager);
  function draw(){list.innerHTML=rows.slice((now-1)*o.perpage,now*o.perpage).join('');
   pager.innerHTML='';for(var i=1;i<=pages;i++)(function(i){var a=document.createElement(i===now?'span':'a');a.textContent=i;a.className=i===now?'now':'';a.href='javascript:;';a.onclick=function(){go(i);};pager.appendChild(a);})(i);}
  function go(page){now=page;if(rows.length>=Math.min(total,page*o.perpage))return draw();
   var x=new XMLHttpRequest(),q='startrecord='+(rows.length+1)+'&endrecord='+total+'&perpage='+o.perpage+'&col=1&webid='+o.webid+'&columnid='+o.columnid+'&unitid='+o.unitid+'&webname='+encodeURIComponent(o.webname)+'&permissiontype=0';
   x.open('POST',o.proxy);x.setRequestHeader('Content-Type','application/x-www-form-urlencoded');
   x.onload=function(){rows=rows.concat(records(x.responseText));draw();};x.send(q);}
  draw();
 };
})();
"""


def _column(site: Site, column: Column) -> str:
    return f"{site.plan.root}/col/col{site.number(column)}/index.html"


def _article(site: Site, article: Article) -> str:
    day = article.published
    number = site.number(article.column)
    return (
        f"{site.plan.root}/art/{day.year}/{day.month}/{day.day}/art_{number}_{article.number}.html"
    )


def _datastore(site: Site, column: Column, first: int, last: int) -> str:
    """The records from `first` to `last`, counted from one, in jpage's own envelope."""
    articles = site.articles(column)
    here = _column(site, column)
    records = "\n".join(
        f"<record><![CDATA[{row(site, here, article)}]]></record>"
        for article in articles[first - 1 : last]
    )
    pages = -(-len(articles) // PER_PAGE)
    more = f"{PROXY}?page=1&webid={int(site.plan.code[-4:])}&columnid={site.number(column)}&unitid={_unit(site, column)}"
    return f"""<datastore><totalrecord>{len(articles)}</totalrecord><totalpage>{pages}</totalpage>
<nextgroup><![CDATA[<a href="{escape(more)}"></a>]]></nextgroup>
<recordset>
{records}
</recordset></datastore>"""


def _unit(site: Site, column: Column) -> int:
    return 320000 + site.number(column) * 3 + int(site.plan.code[-4:])


def _list_pages(site: Site, column: Column) -> dict[str, Render]:
    here = _column(site, column)
    unit, number, web = _unit(site, column), site.number(column), int(site.plan.code[-4:])

    def page(query: Query) -> Page:
        store = _datastore(site, column, 1, FIRST_GROUP)
        call = f"jpage({{unitid:'{unit}',columnid:{number},webid:{web},webname:'{site.plan.name}',perpage:{PER_PAGE},list:'{WORDS.list}',proxy:'{PROXY}'}});"
        inner = f'<div id="{unit}" class="jpage-box"><script type="text/xml">{store}</script></div>\n<script>{call}</script>'
        return column_document(site, here, column, inner)

    return {here: page}


def data_proxy(site: Site, query: Query) -> Page:
    """The servlet's answer: the records that were asked for, as XML."""
    wanted = query.get("columnid", "")
    column = next((c for c in site.columns if str(site.number(c)) == wanted), None)
    if column is None:
        return Page(b"<datastore><recordset></recordset></datastore>", "text/xml;charset=utf-8")
    first = _whole(query.get("startrecord", ""), 1)
    last = min(_whole(query.get("endrecord", ""), first + 44), first + 299)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{_datastore(site, column, first, last)}'
    return Page(text.encode(), "text/xml;charset=utf-8", modified=site.as_of)


def _whole(text: str, otherwise: int) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise


def jpage_script(query: Query) -> Page:
    """The script that shows the records."""
    return Page(JPAGE_SCRIPT.encode(), "application/javascript; charset=utf-8")


HANWEB = Dialect(
    words=WORDS,
    home="/portal/index.html",
    column=_column,
    article=_article,
    list_pages=_list_pages,
    metas=full_metas,
    text_box='<div id="zoom">\n<!--ZJEG_RSS.content.begin-->\n{}\n<!--ZJEG_RSS.content.end-->\n</div>',
    scripts='<script type="text/javascript" src="{root}/script/jpage.js"></script>\n<!-- 大汉版通发布系统 -->',
)
