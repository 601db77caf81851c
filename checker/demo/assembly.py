"""All pages of one site of the newer templates, by path, each made when it is asked for."""

from functools import partial

from checker.demo import desk
from checker.demo.home import home_page
from checker.demo.inner import (
    article_page,
    attachment_path,
    blank,
    column_document,
    section_page,
    text_of,
)
from checker.demo.plan import Column
from checker.demo.site import Article, Page, Query, Render, Site
from checker.demo.style import badge, picture, sheet

PAPER = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


def site_pages(site: Site) -> dict[str, Render]:
    """Path to page for one site; a family's own addresses come from its dialect."""
    root, home = site.plan.root, partial(home_page, site)
    pages: dict[str, Render] = {root + "/": home, site.home_path: home}
    if site.plan.front_door == "moved":
        pages[root + "/"] = partial(_moved, site.home_path)
    pages |= _fixed(site)
    for column in site.columns:
        if column.fill != "out":
            pages |= column_pages(site, column)
    return pages


def column_pages(site: Site, column: Column) -> dict[str, Render]:
    """The pages of one column: what lists it, and what it lists."""
    here = site.column_path(column)
    if column.children and here == site.column_path(column.children[0]):
        return {}
    if column.fill in ("list", "script"):
        return site.dialect.list_pages(site, column) | article_pages(site, column)
    pages: dict[str, Render] = {here: partial(_column, site, column)}
    if column.fill == "guides":
        for at in range(len(site.plan.office.guides)):
            pages[desk.guide_path(here, at)] = partial(_guide, site, column, at)
    if column.fill == "letters":
        pages |= desk.letter_pages(site, here, column)
    return pages


def _column(site: Site, column: Column, query: Query) -> Page:
    here = site.column_path(column)
    match column.fill:
        case "form":
            return desk.form_page(site, here, column)
        case "letters":
            return desk.letters_page(site, here, column)
        case "guides":
            return desk.services_page(site, here, column)
        case "text":
            return column_document(site, here, column, text_of(column))
        case "blank":
            return column_document(site, here, column, blank(site, column))
        case _:
            return section_page(site, here, column)


def article_pages(site: Site, column: Column) -> dict[str, Render]:
    """The articles of a column and the papers attached to them."""
    pages: dict[str, Render] = {}
    for article in site.articles(column):
        pages[site.article_path(article)] = partial(_article, site, article)
        if attachment := attachment_path(site, article):
            pages[attachment] = partial(_paper, article)
    return pages


def pictures(site: Site) -> dict[str, Render]:
    """Banner, carousel and marks."""
    root, plan = site.plan.root, site.plan
    pages: dict[str, Render] = {
        f"{root}/images/focus{at}.svg": partial(_picture, f"{plan.key}/{at}", plan.theme)
        for at in range(1, 6)
    }
    pages["/images/banner.svg"] = lambda query: picture("hills", "#ffffff", 1400, 150, sky=False)
    pages[root + "/images/jg.svg"] = lambda query: badge("党政|机关", "#b3191e")
    pages[root + "/images/jiucuo.svg"] = lambda query: badge("政府网站|找错", "#c8761a")
    pages[root + "/images/code.svg"] = lambda query: badge(str(4000 + len(plan.name) * 37), "#667")
    pages[root + "/favicon.ico"] = lambda query: badge(plan.name[2:3], plan.theme)
    return pages


def _fixed(site: Site) -> dict[str, Render]:
    root, plan = site.plan.root, site.plan
    contact = (
        f"单位名称：{plan.office.name}",
        "地址：青溪县青溪大道18号",
        "邮政编码：619921",
        f"办公电话：0980-62{plan.code[-2:]}000",
    )
    about = (f"{plan.name}网站由{plan.office.name}主办，面向社会发布政务信息、提供公共服务。", "建议使用1280×800以上分辨率浏览本网站。")  # fmt: skip
    return {
        root + "/css/style.css": lambda query: sheet(site),
        root + "/sitemap.html": partial(desk.sitemap_page, site),
        root + "/search": partial(desk.search_page, site),
        root + "/lxwm.html": lambda query: desk.words_page(site, root + "/lxwm.html", "联系我们", contact),
        root + "/gywm.html": lambda query: desk.words_page(site, root + "/gywm.html", "关于本站", about),
        **pictures(site),
    }  # fmt: skip


def _guide(site: Site, column: Column, at: int, query: Query) -> Page:
    path = desk.guide_path(site.column_path(column), at)
    return column_document(site, path, column, desk.guide_table(site, at))


def _article(site: Site, article: Article, query: Query) -> Page:
    return article_page(site, article)


def _paper(article: Article, query: Query) -> Page:
    return Page(PAPER, "application/pdf", modified=article.published)


def _picture(seed: str, theme: str, query: Query) -> Page:
    return picture(seed, theme)


def _moved(target: str, query: Query) -> Page:
    return Page(b"", status=302, headers=(("Location", target),))
