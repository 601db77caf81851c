"""Static pages in the way of 博达 Visual SiteBuilder: pages of a list are numbered downwards."""

import math

from checker.demo.inner import PER_PAGE, column_document, listing
from checker.demo.metas import scant_metas
from checker.demo.plan import Column
from checker.demo.site import Article, Dialect, Page, Query, Render, Site, Words

WORDS = Words(
    top="topbar", banner="header", nav="navbar", box="nybox", head="tit", list="winstyle",
    date="timestyle", crumbs="wz", side="zuo", article="v_news", foot="bottom", focus="banner_pic",
)  # fmt: skip


def _column(site: Site, column: Column) -> str:
    above = site.parent.get(column.key)
    return f"{site.plan.root}/{above.key + '/' if above else ''}{column.key}.htm"


def _article(site: Site, article: Article) -> str:
    return f"{site.plan.root}/info/{site.number(article.column)}/{article.number % 100000}.htm"


def _list_pages(site: Site, column: Column) -> dict[str, Render]:
    first = _column(site, column)
    stem = first.removesuffix(".htm")
    articles = site.articles(column)
    count = math.ceil(len(articles) / PER_PAGE)
    paths = [first, *(f"{stem}/{number}.htm" for number in range(count - 1, 0, -1))]

    def page(at: int, query: Query) -> Page:
        here = paths[at]
        part = articles[at * PER_PAGE : (at + 1) * PER_PAGE]
        links = "".join(
            f'<span class="now p_no_d">{number + 1}</span>'
            if number == at
            else f'<a href="{site.href(here, path)}" class="p_no">{number + 1}</a>'
            for number, path in enumerate(paths)
        )
        pager = f'<div class="pager pb_sys_common"><span class="p_t">共{len(articles)}条</span>{links}</div>'
        return column_document(site, here, column, listing(site, here, part, pager))

    return {path: lambda query, at=at: page(at, query) for at, path in enumerate(paths)}


VSB = Dialect(
    words=WORDS,
    home="/index.htm",
    column=_column,
    article=_article,
    list_pages=_list_pages,
    metas=scant_metas,
    text_box='<div id="vsb_content"><div class="v_news_content">\n{}\n</div></div>',
    before_html="<!--Announced by Visual SiteBuilder 9-->\n",
    scripts="""<link rel="stylesheet" type="text/css" href="{root}/_sitegray/_sitegray_d.css">
<script language="javascript" src="{root}/_sitegray/_sitegray.js"></script>
<!-- CustomerNO:7765626265723230747847565251574103080000 -->
<script type="text/javascript" src="{root}/system/resource/js/counter.js"></script>""",
    relative=True,
)
VSB_FILES: dict[str, tuple[str, str]] = {
    "/_sitegray/_sitegray_d.css": ("/* html{filter:grayscale(100%)} */\n", "text/css"),
    "/_sitegray/_sitegray.js": ("/* _sitegray: off */\n", "application/javascript"),
    "/system/resource/js/counter.js": ("function _showDynClicks(){}\n", "application/javascript"),
}
