"""Arriving at a page as a visitor does: redirects in the page followed, second tries, the browser.

`arrive` is the one way in which the survey opens pages. It keeps the order of judgement of one
response: network, challenge, block, site error, soft 404, moved to the home page, right page.
"""

from dataclasses import dataclass, replace

from checker.collect.look import Look, unseen_of, worth_another_try
from checker.collect.page import Page
from checker.core.evidence import Unseen
from checker.core.web import Exchange
from checker.extract.answers.wrong_page import moved_home, redirect_of, soft_404
from checker.extract.document import cut_of

_MAX_JUMPS = 3


@dataclass(frozen=True, slots=True)
class Arrival:
    """A page that was reached, or why not. `page` is the last one seen, `first` the first try."""

    page: Page
    unseen: Unseen | None
    first: Exchange

    def let_go(self) -> "Arrival":
        """The same without the page's bytes and document."""
        return replace(self, page=self.page.let_go())


async def arrive(look: Look, url: str, *, patient: bool = False) -> Arrival:
    """Opens an address and what it jumps to; `patient` tries a failure again, and the browser."""
    opened = await look.open(url)
    page = await _jump(look, opened)
    unseen = trouble(url, page)
    if unseen and patient and worth_another_try(page.exchange):
        page = await _jump(look, await look.again(url))
        unseen = trouble(url, page)
    if unseen and unseen.reason in ("challenged", "blocked") and patient:
        rendered = await look.render(url)
        if rendered and not trouble(url, rendered):
            return Arrival(rendered, None, opened.exchange)
    return Arrival(page, unseen, opened.exchange)


async def _jump(look: Look, page: Page) -> Page:
    """Follows meta refresh and plain script jumps of a page that holds nothing else."""
    for _ in range(_MAX_JUMPS):
        target = page.read(redirect_of) if page.doc and page.exchange.ok else None
        if not target or target == page.url:
            return page
        page = await look.open(target)
    return page


def trouble(asked: str, page: Page) -> Unseen | None:
    """Why this page cannot be read as the one that was asked for."""
    unseen = unseen_of(page.exchange)
    if unseen:
        return unseen
    if page.doc is None:
        kind = page.exchange.header("content-type") or "?"
        return Unseen(reason="unreadable", detail=f"{kind}, {page.exchange.size} bytes")
    if cut := page.read(cut_of):
        return Unseen(reason="unreadable", detail=cut)
    if page.read(soft_404, page.exchange.status or 0):
        return Unseen(reason="wrong-page", detail="页面提示不存在")
    if moved_home(asked, page.url, page.read(redirect_of)):
        return Unseen(reason="wrong-page", detail="跳转到首页")
    return None
