"""The page source: a public page of an account, read by the selectors of its definition."""

from checker.collect.accounts.reply import Asker, Reply, failed, replied
from checker.collect.look import Call, unseen_of
from checker.collect.page import Page
from checker.core.source import PageSource, filled
from checker.extract.posts.item import SourceError
from checker.extract.posts.page_list import read_page_posts


async def ask_page(word: str, argument: str, source: PageSource, asker: Asker) -> Reply:
    """The posts of a page: plainly, or as a browser shows it where the definition asks for one.

    A page that answers and shows none of the listed elements is *unavailable*: it was rebuilt, or
    it needs a browser.
    """
    url = filled(source.url, argument)
    try:
        page = await (_rendered(url, asker) if source.browser else _plain(url, source, asker))
        if page.doc is None:
            raise SourceError("不是网页 · no web page")
        found = read_page_posts(page.doc, source, asker.as_of)
        if not found:
            raise SourceError(f"页面上没有 {source.list} · nothing at {source.list} on the page")
    except SourceError as error:
        return failed(word, "page", error, asker)
    return replied(word, "page", found, page.exchange, asker)


async def _plain(url: str, source: PageSource, asker: Asker) -> Page:
    return await asker.answer(Call(url=url, private=source.private))


async def _rendered(url: str, asker: Asker) -> Page:
    page = await asker.look.render(url)
    if page is None:
        raise SourceError("需要浏览器，本次没有 · it needs a browser, and there is none")
    unseen = unseen_of(page.exchange)
    if unseen:
        raise SourceError(unseen.detail or unseen.reason)
    return page
