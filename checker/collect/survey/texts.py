"""The texts part: what the visited pages and some attachments say that they should not.

A gatherer reads each page while it is at hand, for its document is not kept; attachments that the
pages lead to are opened at the end, a few of them, and read in a child process.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import unquote, urlsplit

from checker.collect.attachments import AttachmentLimits, attachment_text
from checker.collect.look import Call, Look, unseen_of
from checker.collect.page import Page
from checker.collect.survey.errand import is_own, proof_at
from checker.collect.survey.noted import Noted
from checker.core.evidence import Proof, Unseen
from checker.core.texts import (
    PersonalData,
    Texts,
    UnreadAttachment,
    UnreadReason,
    WordingFind,
)
from checker.core.web import Exchange, Method
from checker.extract.wording.lexicon import Lexicon
from checker.extract.wording.prose import masked_numbers, prose_of_blocks
from checker.extract.wording.said import Said, files_linked, said_in, said_on

_READ = re.compile(r"\.(?:pdf|docx|xlsx)(?=[?#]|\Z)", re.IGNORECASE)
"""The formats that are read, of all that `files_linked` finds; the others are named, a few of them."""
_MOST_NAMED = 20
_MOST_FINDS = 2_000
_NAME = 120


@dataclass
class TextsGatherer:
    """Collects what the texts of one site say; one for each survey.

    Each new page that `noted` tells is given to `note` while its document is at hand;
    `survey_texts` makes the part of it.
    """

    noted: Noted
    site_code: str
    today: date
    lexicon: Lexicon
    attachments: int
    limits: AttachmentLimits = field(default_factory=AttachmentLimits)
    _links: dict[str, str] = field(default_factory=dict[str, str])
    _wording: dict[str, WordingFind] = field(default_factory=dict[str, WordingFind])
    _personal: dict[str, PersonalData] = field(default_factory=dict[str, PersonalData])
    _unread: list[UnreadAttachment] = field(default_factory=list[UnreadAttachment])
    _opened: int = 0
    _crash: str = ""

    def note(self, page: Page) -> None:
        """Reads one page of the site; a fault of ours is kept and told by `part`, nothing is raised."""
        try:
            said = page.read(said_on, self.today, self.lexicon, self.site_code)
            if said.wording or said.personal:
                self._take(said, proof_at(page), "")
            self._note_links(page)
        except Exception as error:  # a hostile page may cost its reading, never the visit
            self._crash = self._crash or type(error).__name__

    def note_post(self, blocks: Sequence[tuple[str, str]], at: Proof) -> None:
        """Reads one post of an account, its blocks as (place, text); nothing is raised."""
        self.noted.note(f"{at.url} {at.quote}")
        try:
            self._take(self._said(blocks), at, "")
        except Exception as error:
            self._crash = self._crash or type(error).__name__

    async def open_attachments(self, look: Look) -> None:
        """Opens the attachments that the pages lead to, in the order of the pages."""
        opened = 0
        for url, name in self._links.items():
            if not _READ.search(url):
                self._leave(url, name, "unsupported", PurePosixPath(urlsplit(url).path).suffix)
            elif opened < self.attachments:
                opened += 1
                await self._open(look, url, name)

    def part(self, at: Proof) -> Texts | Unseen:
        """All that was gathered; unseen when our own reading failed, for it may have missed
        anything."""
        if self._crash:
            return Unseen(reason="crash", detail=self._crash)
        wanted = sum(_READ.search(url) is not None for url in self._links)
        return Texts(
            pages=len(self.noted),
            attachments=self._opened,
            unread=tuple(self._unread),
            unopened=max(0, wanted - self.attachments),
            lexicons=self.lexicon.names,
            wording=tuple(self._wording.values()),
            personal=tuple(self._personal.values()),
            at=at,
        )

    def _note_links(self, page: Page) -> None:
        for url, words in page.read(files_linked):
            if is_own(url, self.noted.home):
                self._links.setdefault(url, _file_name(url, words))

    async def _open(self, look: Look, url: str, name: str) -> None:
        page = await look.open(url)
        exchange = page.exchange
        if unseen := unseen_of(exchange):
            large = exchange.failure == "too-large"
            reason: UnreadReason = "too-large" if large else "not-opened"
            self._leave(url, name, reason, f"{unseen.reason} {unseen.detail}".strip())
            return
        found = await attachment_text(page.body, self.limits)
        if found.trouble:
            self._leave(url, name, found.trouble, found.detail)
            return
        self._opened += 1
        at = proof_at(page.let_go())
        try:
            self._take(self._said([("文件名", name), *found.blocks]), at, name)
        except Exception as error:
            self._crash = self._crash or type(error).__name__

    def _leave(self, url: str, name: str, reason: UnreadReason, detail: str) -> None:
        if len(self._unread) < _MOST_NAMED + self.attachments:
            self._unread.append(
                UnreadAttachment(url=url, name=name, reason=reason, detail=detail[:_NAME])
            )

    def _said(self, blocks: Sequence[tuple[str, str]]) -> Said:
        return said_in(prose_of_blocks(blocks), self.today, self.lexicon, self.site_code)

    def _take(self, said: Said, at: Proof, attachment: str) -> None:
        for find in said.wording:
            if len(self._wording) >= _MOST_FINDS:
                break
            wrong = WordingFind(
                wrong=find.term.wrong,
                right=find.term.right,
                level=find.term.level,
                lexicon=find.term.lexicon,
                note=find.term.note,
                attachment=attachment,
                times=find.times,
                at=_placed(at, find.quote, find.place, attachment),
            )
            # The same words as sent and as shown, or at the foot of every page, are one fault.
            self._wording.setdefault(f"{wrong.wrong} {find.quote}", wrong)
        for each in said.personal:
            if len(self._personal) >= _MOST_FINDS:
                break
            found = PersonalData(
                kind=each.kind,
                masked=each.masked,
                attachment=attachment,
                at=_placed(at, each.quote, each.place, attachment),
            )
            # The same words on many pages (a box beside every article) are one fault.
            self._personal.setdefault(f"{each.kind} {each.masked} {each.quote}", found)


class PageReader(Protocol):
    """Reads each page while it is at hand; never raises."""

    def note(self, page: Page) -> None:
        """Reads one page."""
        ...


@dataclass(frozen=True, slots=True)
class ReadingLook:
    """A look whose opened pages are read by gatherers as they pass: good pages of the site, each
    once as sent and once as a browser shows it."""

    look: Look
    noted: Noted
    readers: tuple[PageReader, ...]

    async def open(self, url: str) -> Page:
        """The page at an address, read."""
        return self.note(await self.look.open(url))

    async def again(self, url: str) -> Page:
        """The later try, read."""
        return self.note(await self.look.again(url))

    async def render(self, url: str) -> Page | None:
        """The page as a browser shows it, read."""
        page = await self.look.render(url)
        return self.note(page) if page else None

    async def ask(self, url: str, method: Method, sent: str) -> Page:
        """The answer of a data address."""
        return await self.look.ask(url, method, sent)

    async def call(self, call: Call, *, later: bool = False) -> Page:
        """The answer of a data source: no page of the site."""
        return await self.look.call(call, later=later)

    async def check(self, url: str, method: Method) -> Page:
        """What a link answers; it is not read."""
        return await self.look.check(url, method)

    async def check_again(self, url: str) -> Page:
        """The later answer of a link."""
        return await self.look.check_again(url)

    def settle(self, page: Page) -> Page:
        """Keeps the bytes of a link's answer."""
        return self.look.settle(page)

    async def over_ipv6(self, url: str) -> Exchange:
        """What an address answers over IPv6."""
        return await self.look.over_ipv6(url)

    def exchanges(self) -> tuple[Exchange, ...]:
        """Everything that was asked so far."""
        return self.look.exchanges()

    def note(self, page: Page) -> Page:
        """The page, read where it is one to be read and was not."""
        if self.noted.is_new(page):
            for reader in self.readers:
                reader.note(page)
        return page


async def survey_texts(gatherer: TextsGatherer, look: Look, home: Page) -> Texts | Unseen:
    """The texts part: opens attachments, then all that was noted; `home` is what proves it."""
    await gatherer.open_attachments(look)
    return gatherer.part(proof_at(home))


def _file_name(url: str, words: str) -> str:
    """What a visitor calls the file: the link's words, or the name in the address."""
    words = " ".join(words.split())
    name = words or unquote(PurePosixPath(urlsplit(url).path).name)
    return masked_numbers(name[:_NAME])


def _placed(at: Proof, quote: str, place: str, attachment: str) -> Proof:
    """A page is pointed into by a selector, a file by the words for a place before the quote."""
    if not attachment:
        return _pointing(at, quote, place or None)
    return _pointing(at, f"{place}：{quote}" if place else quote, None)


def _pointing(at: Proof, quote: str, selector: str | None) -> Proof:
    """The same proof at another place of it."""
    return at.model_copy(update={"quote": quote, "selector": selector})
