"""Static pages in the way of TRS WCM: a column is a directory, an article a dated file in it."""

import math

from checker.demo.inner import PER_PAGE, column_document, listing
from checker.demo.metas import full_metas
from checker.demo.plan import Column
from checker.demo.site import Article, Dialect, Page, Query, Render, Site, Words

WORDS = Words(
    top="head_top", banner="head_logo", nav="menu", box="mod", head="mod_hd", list="list_ul",
    date="date", crumbs="position", side="leftnav", article="xl_main", foot="footer", focus="focusBox",
)  # fmt: skip
PAGER = """\
<div class="pager"><script type="text/javascript">
function createPageHTML(count,now,name,ext){
 var text='';
 for(var i=0;i<count;i++){
  var target=name+(i?'_'+i:'')+'.'+ext;
  text+=i===now?'<span class="now">'+(i+1)+'</span>':'<a href="'+target+'">'+(i+1)+'</a>';
 }
 document.write(text+'<span>共'+count+'页</span>');
}
createPageHTML(%d, %d, "index", "html");
</script></div>"""


def _column(site: Site, column: Column) -> str:
    above = site.parent.get(column.key)
    return f"{site.plan.root}/{above.key + '/' if above else ''}{column.key}/"


def _article(site: Site, article: Article) -> str:
    day = article.published
    return f"{_column(site, article.column)}{day:%Y%m}/t{day:%Y%m%d}_{article.number}.html"


def _list_pages(site: Site, column: Column) -> dict[str, Render]:
    here = _column(site, column)
    articles = site.articles(column)
    count = math.ceil(len(articles) / PER_PAGE)

    def page(at: int, query: Query) -> Page:
        part = articles[at * PER_PAGE : (at + 1) * PER_PAGE]
        return column_document(site, here, column, listing(site, here, part, PAGER % (count, at)))

    pages: dict[str, Render] = {here: lambda query: page(0, query)}
    for at in range(count):
        name = f"index_{at}.html" if at else "index.html"
        pages[here + name] = lambda query, at=at: page(at, query)
    return pages


TRS = Dialect(
    words=WORDS,
    home="/index.html",
    column=_column,
    article=_article,
    list_pages=_list_pages,
    metas=full_metas,
    text_box='<div class="TRS_Editor"><div class="trs_editor_view TRS_UEDITOR trs_paper_default">\n{}\n</div></div>',
    relative=True,
)
