"""Inner pages of the newer templates: a column around its list, an article, a page of text."""

from collections.abc import Sequence
from html import escape

from checker.demo.lot import Lot
from checker.demo.plan import Column
from checker.demo.rows import box, row
from checker.demo.site import Article, Page, Site
from checker.demo.skin import crumbs, document, html, link, sidebar

PER_PAGE = 15
TEXTS = {
    "概况信息": (
        "青溪县位于云州市东北部，因青溪河穿境而过得名，辖12个乡镇（街道）、148个村（社区），总面积1862平方公里，年末常住人口31.6万人。",
        "全县森林覆盖率67.3%，茶叶、柑橘、蚕桑为三大传统产业，高新技术产业园区已入驻企业96家。",
        "近年来，全县坚持生态优先、绿色发展，先后获得市级卫生县城、市级园林县城等称号。",
    ),
    "机构职能": (
        "（一）贯彻执行国家和省、市有关方针政策和法律法规，起草相关规范性文件并组织实施。",
        "（二）拟订全县有关中长期规划和年度计划，指导、协调、监督各乡镇（街道）开展相关工作。",
        "（三）负责职责范围内的安全生产、生态环境保护、政务公开和行政执法监督工作。",
        "（四）完成县委、县政府交办的其他任务。内设机构：办公室、政策法规股、业务一股、业务二股、财务股。",
    ),
    "负责人信息": (
        "主要负责人：主持全面工作，分管人事、财务、审计工作。",
        "副职负责人：协助主要负责人工作，分管业务一股、业务二股、政策法规股。",
        "派驻纪检监察组组长：负责派驻纪检监察组工作。",
    ),
    "信息公开指南": (
        "为方便公民、法人和其他组织获取政府信息，根据《中华人民共和国政府信息公开条例》，编制本指南。",
        "一、主动公开的范围。机构职能、政策文件、规划计划、财政预决算、人事信息、行政许可和行政处罚等。",
        "二、依申请公开。公民、法人或者其他组织可以通过当面、邮寄等方式提出申请，我单位自收到申请之日起20个工作日内答复。",
        "三、监督和救济。认为我单位未依法履行政府信息公开义务的，可以向县政务公开主管部门反映。",
    ),
}  # fmt: skip


def column_document(site: Site, here: str, column: Column, inner: str) -> Page:
    """A column's page: neighbours at the left, whatever it holds at the right."""
    main = f"""<div class="w1200">
{crumbs(site, here, column)}
<div class="two">{sidebar(site, here, column)}
<div class="main"><h2>{column.name}</h2>
{inner}
</div></div></div>"""
    title = f"{column.name}_{site.plan.name}"
    return html(document(site, here, title, main, column), site)


def listing(site: Site, here: str, articles: Sequence[Article], pager: str) -> str:
    """The list of one page and its pager."""
    lines = "\n".join(row(site, here, article) for article in articles)
    return f'<ul class="{site.dialect.words.list}">\n{lines}\n</ul>\n{pager}'


def blank(site: Site, column: Column) -> str:
    """What an empty column shows: nothing at all, or a word that there is nothing."""
    word = '<p class="empty">暂无信息!</p>' if Lot(site.plan.key, column.key).number(0, 1) else ""
    return f'<ul class="{site.dialect.words.list}">\n</ul>\n{word}'


def section_page(site: Site, here: str, column: Column) -> Page:
    """A parent column: boxes with the newest of its children, or an empty list of its own."""
    if column.fill == "hollow":
        return column_document(site, here, column, blank(site, column))
    boxes = [box(site, here, child, 6) for child in column.children if site.articles(child)]
    inner = "\n".join(f'<div class="row">{each}</div>' for each in boxes)
    if not boxes and column.children[0].fill == "text":
        inner = text_of(column.children[0])
    elif not boxes:
        entries = "".join(link(site, here, child) for child in column.children)
        inner = f'<div class="quick">{entries}</div>'
    return column_document(site, here, column, inner)


def text_of(column: Column) -> str:
    """The words of a page that has no duty to change."""
    texts = TEXTS.get(column.tag, TEXTS["机构职能"])
    return "".join(f'<p style="text-indent:2em;line-height:2">{each}</p>' for each in texts)


def article_page(site: Site, article: Article) -> Page:
    """One article with its metas, its line of facts, its text and what stands around it."""
    here = site.article_path(article)
    words, column = site.dialect.words, article.column
    texts = article.paragraphs
    signed = texts[-1].endswith("日") and len(texts[-1]) < 12
    body = "\n".join(
        f'<p class="sign">{each}</p>' if signed and at >= len(texts) - 2 else f"<p>{each}</p>"
        for at, each in enumerate(texts)
    )
    if column.key == "tpxw":
        body = f'<p style="text-align:center;text-indent:0"><img src="{site.plan.root}/images/focus{article.serial % 5 + 1}.svg" alt=""></p>\n{body}'
    lot = Lot("around", article.seed)
    info = f'<span>发布时间：{article.published:%Y-%m-%d %H:%M}</span><span>来源：{article.office.name}</span><span>浏览次数：{lot.number(36, 2890)}</span><span>字号：[<a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a> <a href="javascript:doZoom(14)">小</a>] <a href="javascript:window.print()">打印</a></span>'
    main = f"""<div class="w1200">
{crumbs(site, here, column, "正文")}
<div class="{words.article}">
<h1>{escape(article.title)}</h1>
<div class="info">{info}</div>
{site.dialect.text_box.format(body)}
{_around(site, here, article)}
</div></div>"""
    title = f"{article.title}_{column.name}_{site.plan.name}"
    page = html(document(site, here, title, main, column, article), site)
    return Page(page.body, modified=min(article.published, site.as_of))


def attachment_path(site: Site, article: Article) -> str:
    """Where the paper attached to an article lies; an empty string where there is none."""
    if article.column.prose not in ("notice", "bulletin", "policy") or article.number % 3:
        return ""
    return f"{site.plan.root}/files/{article.published:%Y%m}/P0{article.published:%Y%m%d}{article.number}.pdf"


def explained(site: Site, article: Article) -> Article | None:
    """The interpretation of a policy, or the policy of an interpretation: the one of its rank."""
    other = site.by_key.get({"zcwj": "zcjd", "zcjd": "zcwj"}.get(article.column.key, ""))
    if other is None:
        return None
    own, others = (sorted(site.articles(c), key=lambda a: (a.published, a.serial), reverse=True)
                   for c in (article.column, other))  # fmt: skip
    rank = own.index(article)
    return others[rank] if rank < len(others) else None


def _around(site: Site, here: str, article: Article) -> str:
    everyone = sorted(site.articles(article.column), key=lambda a: a.published)
    at = everyone.index(article)
    lines: list[str] = []
    if attachment := attachment_path(site, article):
        lines.append(f'<p>附件：<a href="{attachment}">{escape(article.title)}.pdf</a></p>')
    if other := explained(site, article):
        word = "相关解读" if article.column.key == "zcwj" else "政策文件"
        target = site.href(here, site.article_path(other))
        lines.append(f'<p>{word}：<a href="{target}">{escape(other.title)}</a></p>')
    for word, other in (("上一篇", everyone[at + 1 : at + 2]), ("下一篇", everyone[:at][-1:])):
        shown = "".join(
            f'<a href="{site.href(here, site.article_path(a))}">{escape(a.title)}</a>'
            for a in other
        )
        lines.append(f"<p>{word}：{shown or '没有了'}</p>")
    return f'<div class="after">{"".join(lines)}</div>'
