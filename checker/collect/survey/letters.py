"""The letters part: mailboxes behind the interaction columns, and unanswered messages seen twice.

A message that a list calls unanswered and that is old enough to matter is looked up on its own
page, over HTTP and by the browser: only where both show no answer does it stay unanswered.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from checker.collect.look import unseen_of
from checker.collect.page import Page
from checker.collect.survey.errand import Errand, proof_at
from checker.core.evidence import Proof
from checker.core.letters import Letter, Letters
from checker.extract.document import Document
from checker.extract.letters.letter import answer_on
from checker.extract.letters.mailbox import LetterRead, Mailbox, read_mailbox
from checker.extract.links import all_links
from checker.extract.lists.shells import why_shell

Named = tuple[str, str]
"""The address of a page and what the site calls it."""

_MOST_MAILBOXES = 6
_MOST_PAGES = 4
_MOST_LOOKED_UP = 10
_OLD_ENOUGH = timedelta(days=80)  # younger ones matter to no book that is known
_WINDOW = timedelta(days=400)
_LIST_NAMES = re.compile(
    r"(?:来信|信件|留言|咨询|回复|答复|办理)(?:选登|选编|公开|公示|列表|查看|查询|反馈|结果|回复|答复|情况|统计)"
    r"|(?:最新|往期|历史|全部|更多)(?:来信|信件|留言|咨询|回复)|(?:写信|留言|咨询)公开"
)
_NEXT = re.compile(r"下一?页|后页|next|[>»›]{1,2}", re.IGNORECASE)


@dataclass(slots=True)
class _Post:
    """What was found so far."""

    letters: list[Letter] = field(default_factory=list[Letter])
    mailboxes: list[str] = field(default_factory=list[str])
    unread: int = 0
    statistics: bool = False


async def survey_letters(errand: Errand, home: Page, found: Sequence[Named]) -> Letters:
    """The messages behind these pages; `found` are interaction columns and feedback entries."""
    post = _Post()
    queue = [(url, name) for url, name in dict.fromkeys(found) if errand.is_own(url, home.url)]
    seen = {url for url, _ in queue}
    while queue and len(post.mailboxes) + post.unread < _MOST_MAILBOXES and len(seen) < 40:
        url, name = queue.pop(0)
        page = await _seen(errand, url)
        if page is None or page.doc is None:
            continue
        read = page.read(read_mailbox, errand.today, name)
        post.statistics = post.statistics or read.statistics
        if read.letters:
            post.mailboxes.append(page.url)
            await _gather(errand, post, page, read, name)
            continue
        if _LIST_NAMES.search(name) and page.read(why_shell):
            post.unread += 1
        for each in page.read(lists_named):
            if each[0] not in seen and errand.is_own(each[0], home.url):
                seen.add(each[0])
                queue.append(each)
    checked = await _looked_up(errand, post.letters)
    return Letters(
        letters=tuple(checked),
        mailboxes=tuple(post.mailboxes),
        unread=post.unread,
        statistics=post.statistics,
        at=Proof(url=post.mailboxes[0]) if post.mailboxes else proof_at(home),
    )


async def _seen(errand: Errand, url: str) -> Page | None:
    """The page, by the browser where a script fills it; None where it could not be opened."""
    page = await errand.look.open(url)
    if unseen_of(page.exchange) or page.doc is None:
        return None
    if page.read(why_shell):
        rendered = await errand.look.render(url)
        if rendered and rendered.doc and not unseen_of(rendered.exchange):
            return rendered
    return page


def lists_named(doc: Document) -> tuple[Named, ...]:
    """Links whose words promise a list of published messages."""
    named = {
        link.url: link.text
        for link in all_links(doc)
        if link.kind == "a" and len(link.text) <= 16 and _LIST_NAMES.search(link.text)
    }
    return tuple(named.items())[:4]


async def _gather(errand: Errand, post: _Post, page: Page, read: Mailbox, name: str) -> None:
    """The messages of a mailbox, page after page, as far back as the window goes."""
    pages, known = 1, {page.url}
    post.letters += [_letter(page, each) for each in read.letters]
    while pages < _MOST_PAGES and not page.rendered and page.doc is not None:
        oldest = min((each.sent for each in read.letters if each.sent), default=None)
        following = page.read(next_page)
        if not following or following in known or not errand.is_own(following, page.url):
            return
        if oldest and errand.today - oldest > _WINDOW:
            return
        known.add(following)
        page = await errand.look.open(following)
        if unseen_of(page.exchange) or page.doc is None:
            return
        read = page.read(read_mailbox, errand.today, name)
        post.letters += [_letter(page, each) for each in read.letters]
        pages += 1


def next_page(doc: Document) -> str:
    """The address of the page after this one; empty where none is named."""
    links = (link for link in all_links(doc) if link.kind == "a" and len(link.text) <= 6)
    return next((link.url for link in links if _NEXT.fullmatch(link.text.strip())), "")


def _letter(page: Page, read: LetterRead) -> Letter:
    return Letter(
        title=read.title,
        url=read.url,
        sent=read.sent,
        answered=read.answered,
        state=read.state,
        unit=read.unit,
        kind=read.kind,
        exempt_kind=read.exempt_kind,
        at=proof_at(page, read.quote, read.selector),
    )


async def _looked_up(errand: Errand, letters: Sequence[Letter]) -> list[Letter]:
    """The letters, each old one that seems unanswered looked up on its own page."""
    found: list[Letter] = []
    left = _MOST_LOOKED_UP
    for letter in dict.fromkeys(letters):
        old = letter.sent is not None and errand.today - letter.sent > _OLD_ENOUGH
        if letter.state == "pending" and old and not letter.exempt_kind:
            letter = await _again(errand, letter) if left > 0 else _unclear(letter)
            left -= 1
        found.append(letter)
    return found


async def _again(errand: Errand, letter: Letter) -> Letter:
    """The letter as its own page tells it, over HTTP and then by the browser."""
    if not letter.url:
        return _unclear(letter)
    plain = await errand.look.open(letter.url)
    for page in (plain, await errand.look.render(letter.url)):
        if page is None or page.doc is None or unseen_of(page.exchange) or page.exchange.lost:
            return _unclear(letter)
        told = page.read(answer_on, errand.today)
        if told != "pending":
            return letter.model_copy(update={"state": told})
    return letter.model_copy(update={"at": proof_at(plain, letter.at.quote)})


def _unclear(letter: Letter) -> Letter:
    return letter.model_copy(update={"state": "unclear"})
