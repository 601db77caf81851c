"""The search part: the site's own search is asked for titles that its home page shows.

A few questions by GET, as a visitor would send them. A title is missing from the answer only when
a browser shows the same answer whole; scripts, POST and picture codes are left alone.
"""

import re
from datetime import timedelta

from checker.collect.look import unseen_of
from checker.collect.page import Page
from checker.collect.survey.errand import Errand, proof_at
from checker.core.search import SearchBox, SearchTry, SiteSearch
from checker.core.site import Home
from checker.extract.channels.search_form import SearchForm, SearchRead, read_search
from checker.extract.document import Document
from checker.extract.flow import body_text
from checker.extract.links import all_links

_TITLES = 4
_LEAST_AGE = timedelta(days=2)  # an index may be a day behind
_LEAST, _MOST = 8, 60
_SAME = 14  # so many signs of two titles alike are enough: lists cut the rest off
_SIGNS = re.compile(r"[^\w]+|_")
_CUT = re.compile(r"(?:\.{2,}|…+)\s*$")
_CODE = re.compile(r"验证码|校验码")


async def survey_search(errand: Errand, home: Page, read: SearchRead, seen: Home) -> SiteSearch:
    """What the search of the home page answers; `read` is what stands there over HTTP."""
    rendered = home.rendered
    if not read.form and not read.box and not read.link:
        again = await errand.look.render(home.exchange.url)
        if again and again.doc and not unseen_of(again.exchange) and not again.exchange.lost:
            read, rendered = again.read(read_search), True
    tries: list[SearchTry] = []
    if read.form:
        for title in _titles(errand, seen):
            tries.append(await _asked(errand, read.form, title))
            if tries[-1].found is None:
                break
    box: SearchBox = (
        "form" if read.form else "script" if read.box else "link" if read.link else "none"
    )
    return SiteSearch(
        box=box,
        address=read.form.action if read.form else read.link,
        tries=tuple(tries),
        rendered=rendered,
        at=proof_at(home, "站内搜索", read.form.selector if read.form else None),
    )


def _titles(errand: Errand, home: Home) -> list[str]:
    """Titles of the site's own pages, spread over the home page, old enough to be indexed."""
    titles = [
        _CUT.sub("", each.title)
        for each in home.entries
        if each.published
        and errand.today - each.published >= _LEAST_AGE
        and errand.is_own(each.url, home.url)
    ]
    fit = [each for each in dict.fromkeys(titles) if _LEAST <= len(each) <= _MOST]
    return fit[:: max(1, len(fit) // _TITLES)][:_TITLES]


async def _asked(errand: Errand, form: SearchForm, title: str) -> SearchTry:
    """One question: over HTTP, and by the browser where the plain answer does not show it."""
    url = form.asking(title)
    page = await errand.look.open(url)
    if page.doc and page.exchange.ok and page.read(shows_title, title):
        return SearchTry(title=title, found=True, at=proof_at(page, title))
    rendered = await errand.look.render(url)
    if rendered is None:
        return _untold(page, title, "须由浏览器复核")
    unseen = unseen_of(rendered.exchange)
    broken = unseen and unseen.reason == "site-error"
    if rendered.doc and not unseen and rendered.read(shows_title, title):
        return SearchTry(title=title, found=True, at=proof_at(rendered, title))
    if (unseen and not broken) or rendered.doc is None or rendered.exchange.lost:
        return _untold(rendered, title, unseen.detail if unseen else "结果页未能加载完整")
    if _CODE.search(body_text(rendered.doc)):
        return _untold(rendered, title, "搜索须输入验证码")
    reason = unseen.detail if unseen else ""
    return SearchTry(title=title, found=False, reason=reason, at=proof_at(rendered, title))


def _untold(page: Page, title: str, reason: str) -> SearchTry:
    return SearchTry(title=title, found=None, reason=reason, at=proof_at(page, title))


def shows_title(doc: Document, title: str) -> bool:
    """Whether a link of the answer bears the title; what was asked is repeated in no link."""
    wanted = _SIGNS.sub("", title)[:_SAME]
    return any(wanted in _SIGNS.sub("", each.text) for each in all_links(doc))
