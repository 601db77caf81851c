"""The page tags of the newer templates (国办发〔2017〕47号), and the scant ones of older ones."""

from html import escape

from checker.demo.plan import Column
from checker.demo.site import Article, Site


def full_metas(site: Site, column: Column | None, article: Article | None) -> str:
    """Site, column and content tags with their values."""
    plan = site.plan
    tags = {"SiteName": plan.name, "SiteDomain": plan.host, "SiteIDCode": plan.code}
    if column is None:
        tags |= {"ColumnType": "首页"} if article is None else {}
    else:
        tags |= {
            "ColumnName": column.name,
            "ColumnDescription": f"{plan.name}{column.name}栏目发布相关信息",
            "ColumnKeywords": f"{column.name},{plan.office.short}",
            "ColumnType": column.tag or column.name,
        }
    if article is not None:
        tags |= {
            "ArticleTitle": article.title,
            "PubDate": f"{article.published:%Y-%m-%d %H:%M}",
            "ContentSource": article.office.name,
            "Keywords": article.column.name,
            "Author": "",
            "Description": article.paragraphs[0][:60],
            "Url": f"http://{plan.host}{site.article_path(article)}",
        }
    return "\n".join(
        f'<meta name="{key}" content="{escape(value)}">' for key, value in tags.items()
    )


def scant_metas(site: Site, column: Column | None, article: Article | None) -> str:
    """What an older site builder writes: keywords and the kind of the page, no site code, no date."""
    kind = 3 if article else 2 if column else 1
    words = ",".join(filter(None, (site.plan.name, column.name if column else "")))
    title = escape(article.title) if article else column.name if column else "首页"
    return f"""<META Name="keywords" Content="{words}" />
<meta name="pageType" content="{kind}">
<meta name="pageTitle" content="{title}">"""
