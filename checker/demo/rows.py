"""Rows of lists: one article as a line with its date, and boxes of such lines."""

from html import escape

from checker.demo.dates import short_bracket, written
from checker.demo.plan import Column
from checker.demo.site import Article, Site


def row(site: Site, here: str, article: Article) -> str:
    """One line of a column's own list, in the site's own way of writing dates."""
    style, day = site.plan.list_dates, article.day
    mark = '<span class="top-mark">[置顶]</span>' if article.pinned else ""
    title = escape(article.title)
    link = f'<a href="{site.href(here, site.article_path(article))}" target="_blank" title="{title}">{mark}{title}</a>'
    name = site.dialect.words.date
    if style == "block":
        block = f'<div class="{name}"><b>{day:%d}</b>{day:%Y-%m}</div>'
        return f'<li class="split">{link}{block}</li>'
    return f'<li>{link}<span class="{name}">{written(day, style)}</span></li>'


def home_row(site: Site, here: str, article: Article) -> str:
    """One line of a home-page box, often with a shortened title and a shorter date."""
    style, day = site.plan.home_dates, article.day
    text = short_bracket(day) if style == "bracket" else written(day, style)
    title = escape(article.title)
    shown = title if len(title) < 30 else title[:28] + "..."
    mark = '<span class="top-mark">[置顶]</span>' if article.pinned else ""
    date = f'<span class="{site.dialect.words.date}">{text}</span>' if text else ""
    target = site.href(here, site.article_path(article))
    return f'<li><a href="{target}" target="_blank" title="{title}">{mark}{shown}</a>{date}</li>'


def rows(site: Site, here: str, column: Column, count: int) -> str:
    """The newest few of a column as home-page lines."""
    return "\n".join(home_row(site, here, article) for article in site.latest(column, count))


def box(site: Site, here: str, column: Column, count: int) -> str:
    """A titled box with the newest few of a column."""
    words = site.dialect.words
    target = site.href(here, site.column_path(column))
    return f"""<div class="{words.box}"><div class="{words.head}"><h3><a href="{target}">{column.name}</a></h3><a class="more" href="{target}">更多&gt;&gt;</a></div>
<ul class="{words.list}">
{rows(site, here, column, count)}
</ul></div>"""


def tabs(site: Site, here: str, columns: list[Column], count: int) -> str:
    """One box whose tabs show several columns; all of them are in the HTML, one is seen."""
    words = site.dialect.words
    heads = "".join(
        f'<span class="{"on" if at == 0 else ""}">{column.name}</span>'
        for at, column in enumerate(columns)
    )
    panels = "\n".join(
        f'<div class="panel{" on" if at == 0 else ""}"><ul class="{words.list}">\n{rows(site, here, column, count)}\n</ul></div>'
        for at, column in enumerate(columns)
    )
    more = site.href(here, site.column_path(columns[0]))
    return f'<div class="{words.box} tabbed"><div class="tabs">{heads}<a class="more" href="{more}">更多&gt;&gt;</a></div>\n{panels}</div>'
