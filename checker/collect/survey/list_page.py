"""What a column page holds, by every way that shows it: plain, embedded, by data, by browser.

The cheapest way that shows items wins. Before a page is believed to hold nothing, a browser has
to show the same; where there is none, the page stays unread.
"""

from dataclasses import dataclass
from typing import Literal

from checker.collect.look import unseen_of
from checker.collect.page import Page
from checker.collect.survey.errand import Errand
from checker.core.evidence import Unseen
from checker.extract.articles.article import read_article
from checker.extract.lists.embedded import frames, read_answer, requests
from checker.extract.lists.items import ItemList
from checker.extract.lists.reading import main_list
from checker.extract.lists.shells import nothing_shown, why_shell
from checker.extract.outline import outline

_DOCUMENT_CHARS = 80
_MAX_REQUESTS = 3
_MAX_FRAMES = 2


@dataclass(frozen=True, slots=True)
class ListSeen:
    """What a column page holds. `page` is the one that showed it; `quote` its words if blank."""

    page: Page
    content: Literal["list", "document", "nothing", "unread"]
    items: ItemList | None = None
    quote: str = ""
    unseen: Unseen | None = None


async def see_list(errand: Errand, page: Page, *, has_children: bool) -> ListSeen:
    """The list of a column page, or what stands there instead.

    A page with children of its own is not looked at by the browser when it shows no list.
    """
    seen = await _plainly(errand, page)
    if seen is not None:
        return seen
    if has_children and not page.read(why_shell):
        return ListSeen(page, "unread", unseen=Unseen(reason="unreadable", detail="没有列表"))
    return await _by_browser(errand, page)


async def _plainly(errand: Errand, page: Page) -> ListSeen | None:
    """Items in the page, in its data addresses or in its frames; then a document of its own."""
    found = page.read(main_list, errand.today)
    if found and found.items:
        return ListSeen(page, "list", found)
    for request in page.read(requests)[:_MAX_REQUESTS]:
        answer = await errand.look.ask(request.url, request.method, request.body)
        if unseen_of(answer.exchange):
            continue
        read = read_answer(request.kind, answer.body, page.url, errand.today)
        if read and read.items:
            return ListSeen(answer, "list", read)
    for frame in page.read(frames)[:_MAX_FRAMES]:
        inner = await errand.look.open(frame)
        read = inner.read(main_list, errand.today) if inner.doc and inner.exchange.ok else None
        if read and read.items:
            return ListSeen(inner, "list", read)
    if not _says_nothing(page, found) and _is_document(errand, page):
        return ListSeen(page, "document")
    return None


async def _by_browser(errand: Errand, page: Page) -> ListSeen:
    """The browser's word, which is the last one."""
    rendered = page if page.rendered else await errand.look.render(page.exchange.url)
    if rendered is None:
        why = page.read(why_shell) or "空白栏目须由浏览器复核"
        return ListSeen(page, "unread", unseen=Unseen(reason="needs-browser", detail=why))
    unseen = unseen_of(rendered.exchange)
    if unseen or rendered.doc is None:
        unseen = unseen or Unseen(reason="unreadable", detail="浏览器未能加载")
        return ListSeen(rendered, "unread", unseen=unseen)
    read = rendered.read(main_list, errand.today)
    if read and read.items:
        return ListSeen(rendered, "list", read)
    if read is None and _is_document(errand, rendered):
        return ListSeen(rendered, "document")
    if rendered.read(frames):
        detail = "内容可能在内嵌框架里，未能读取"
        return ListSeen(rendered, "unread", unseen=Unseen(reason="unreadable", detail=detail))
    nothing = nothing_shown(outline(rendered.doc), rendered.doc.title)
    if nothing is not None and rendered.exchange.lost:
        detail = f"列表是空的，但页面有 {rendered.exchange.lost} 个数据请求没有成功"
        return ListSeen(rendered, "unread", unseen=Unseen(reason="unreadable", detail=detail))
    if nothing is not None:
        return ListSeen(rendered, "nothing", read, quote=nothing[0])
    if _is_document(errand, rendered):
        return ListSeen(rendered, "document")
    detail = "页面中没有可识别的列表"
    return ListSeen(rendered, "unread", unseen=Unseen(reason="unreadable", detail=detail))


def _says_nothing(page: Page, read: ItemList | None) -> bool:
    """Whether the page shows an empty list, or waits for a script to fill it."""
    return bool(page.read(why_shell) or (read and (read.blank or read.needs_browser)))


def _is_document(errand: Errand, page: Page) -> bool:
    """Whether the page is one text of its own: a survey, a duty list, a guide."""
    return page.read(read_article, errand.today).body_chars >= _DOCUMENT_CHARS
