"""A look at a little site that is written down in a test: addresses and what they answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from checker.collect.look import Call
from checker.collect.page import Page, page_of
from checker.core.fact import CHINA, digest_of
from checker.core.web import Exchange, Failure, Method, Via

HOME = "http://www.county.example/"
_PAGE, _FILE = "text/html; charset=utf-8", "application/octet-stream"
AS_OF = datetime(2026, 11, 22, 2, 0, tzinfo=CHINA)


@dataclass(frozen=True)
class Answer:
    """What an address answers; a failure instead where one is named."""

    html: str = ""
    status: int = 200
    failure: Failure | None = None
    final: str = ""
    lost: int = 0
    challenge: str | None = None
    unchanged: "str | Answer" = ""
    """What it really is now, where its server says that nothing changed since `html`."""
    file: bytes = b""
    """The bytes of an attachment; empty for a page."""


Site = Mapping[str, str | Answer]


class LookOfPages:
    """Answers from two tables: over HTTP, and as a browser shows it (None: there is no browser)."""

    def __init__(self, plain: Site, rendered: Site | None = None) -> None:
        self._plain = plain
        self._rendered = rendered
        self.asked: list[Exchange] = []

    async def open(self, url: str) -> Page:
        """The written page."""
        return self._page(url, "GET", "http", self._plain)

    async def again(self, url: str) -> Page:
        """The same again, whole: what the server calls unchanged shows as it is now."""
        written = self._plain.get(url)
        if isinstance(written, Answer) and written.unchanged:
            return self._page(url, "GET", "http", {url: written.unchanged})
        return await self.open(url)

    async def ask(self, url: str, method: Method, sent: str) -> Page:
        """The written answer of a data address."""
        return self._page(url, method, "http", self._plain)

    async def call(self, call: Call, *, later: bool = False) -> Page:
        """The written answer of a data source."""
        return self._page(call.url, call.method, "http", self._plain)

    async def check(self, url: str, method: Method) -> Page:
        """What a link answers."""
        return self._page(url, method, "http", self._plain)

    async def check_again(self, url: str) -> Page:
        """The same again."""
        return self._page(url, "GET", "http", self._plain)

    def settle(self, page: Page) -> Page:
        """Nothing has to be kept."""
        return page

    async def render(self, url: str) -> Page | None:
        """The page as the browser's table has it, else as it is plainly."""
        if self._rendered is None:
            return None
        table = self._rendered if url in self._rendered else self._plain
        return self._page(url, "GET", "browser", table)

    async def over_ipv6(self, url: str) -> Exchange:
        """A written site has IPv4 addresses alone."""
        exchange = Exchange(
            url=url, final_url=url, via="ipv6", started=AS_OF, failure="dns", detail="no address"
        )
        self.asked.append(exchange)
        return exchange

    def exchanges(self) -> tuple[Exchange, ...]:
        """What was asked so far."""
        return tuple(self.asked)

    def _page(self, url: str, method: Method, via: Via, table: Site) -> Page:
        written = table.get(url, Answer("<html><body>404 页面不存在</body></html>", 404))
        answer = Answer(written) if isinstance(written, str) else written
        body = answer.file or answer.html.encode()
        exchange = Exchange(
            url=url,
            final_url=answer.final or url,
            method=method,
            via=via,
            started=AS_OF,
            status=None if answer.failure else answer.status,
            failure=answer.failure,
            headers=(("content-type", _FILE if answer.file else _PAGE),),
            blob=digest_of(body) if body else None,
            size=len(body),
            challenge=answer.challenge,
            lost=answer.lost,
            unchanged=bool(answer.unchanged),
        )
        self.asked.append(exchange)
        return page_of(exchange, b"" if answer.failure else body)
