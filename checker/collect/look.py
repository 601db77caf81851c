"""How a survey sees the world: open a page, check a link, ask the browser.

There are two looks with one face: `LiveLook` goes through the guarded door, `RecordedLook`
answers from stored exchanges and blobs, so that evidence can be made again from bytes by better
code. A look never raises for what the world does; a failure is an exchange with its name.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from checker.collect.kept_readings import KeptReadings
from checker.collect.page import Page, page_of
from checker.core.evidence import Cost, Unseen
from checker.core.web import FAILURE_WORDS, OURS, Exchange, Method, Via
from checker.extract.answers.firewalls import firewall_title

_Key = tuple[str, Method, str, Via]


@dataclass(frozen=True, slots=True)
class Call:
    """One question to a data source of accounts. `${NAME}` in it is a secret, filled in unseen.

    `known` is an earlier answer: where the source says that nothing changed, its bytes count.
    `own` is a service of the office's own or one it is entitled to: no robots file is asked.
    `private` allows an address of the office's own network. `delay_s` is the pause before the next
    question to its host, where it is not that of the network.
    """

    url: str
    method: Method = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    sent: str = ""
    known: Exchange | None = None
    own: bool = False
    private: bool = False
    delay_s: float | None = None


class Look(Protocol):
    """What a survey may do. Pages are remembered: an address is opened once in a look."""

    async def open(self, url: str) -> Page:
        """The page at an address over HTTP."""
        ...

    async def again(self, url: str) -> Page:
        """A second, later try at an address that failed; remembered in place of the first."""
        ...

    async def ask(self, url: str, method: Method, sent: str) -> Page:
        """The answer of a list's data address."""
        ...

    async def call(self, call: Call, *, later: bool = False) -> Page:
        """The answer of a data source, after a pause where it is `later`; a failure may be asked
        again, and the last answer is remembered."""
        ...

    async def check(self, url: str, method: Method) -> Page:
        """What a link answers, out of the budget of links; its bytes are not kept."""
        ...

    async def check_again(self, url: str) -> Page:
        """A second, later answer of a link; remembered only by `settle`."""
        ...

    def settle(self, page: Page) -> Page:
        """Keeps the bytes of a link's answer: it is the one that the evidence stands on."""
        ...

    async def render(self, url: str) -> Page | None:
        """The page as a browser shows it; None where there is no browser for it."""
        ...

    async def over_ipv6(self, url: str) -> Exchange:
        """What an address answers over IPv6 alone; its bytes are not kept."""
        ...

    def exchanges(self) -> tuple[Exchange, ...]:
        """Everything that was asked so far, in order."""
        ...


def unseen_of(exchange: Exchange) -> Unseen | None:
    """Why an exchange shows nothing of the site, or None where it is a good answer."""
    if exchange.blocked or exchange.challenge:
        wall = f"{firewall_title(exchange.challenge or '')} HTTP {exchange.status}".strip()
        return Unseen(reason="blocked" if exchange.blocked else "challenged", detail=wall)
    match exchange.failure:
        case None:
            pass
        case "robots" | "forbidden-address" | "budget" | "crash" as reason:
            return Unseen(reason=reason, detail=exchange.detail)
        case failure:
            said = FAILURE_WORDS[failure]
            detail = f"{said}：{exchange.detail}" if failure == "tls" else said
            return Unseen(reason="no-answer", detail=detail)
    if exchange.status is None or not 200 <= exchange.status < 300:
        return Unseen(reason="site-error", detail=f"HTTP {exchange.status}")
    return None


def worth_another_try(exchange: Exchange) -> bool:
    """Whether a second try may tell more: a failure of the line or the server, not of ours."""
    if exchange.challenge or exchange.blocked:
        return False
    if exchange.failure:
        return exchange.failure not in OURS and exchange.failure != "bad-address"
    return exchange.status is None or exchange.status >= 500 or exchange.status in (408, 425, 429)


def cost_of(exchanges: Iterable[Exchange], links: int) -> Cost:
    """What these exchanges cost; seconds are the span from the first start to the last end.

    A page counts where its bytes were kept: a link that was only checked leaves none.
    """
    asked = list(exchanges)
    if not asked:
        return Cost()
    first = min(each.started for each in asked)
    last = max(each.started.timestamp() + each.total_s for each in asked)
    return Cost(
        seconds=round(last - first.timestamp(), 3),
        bytes=sum(each.wire for each in asked),
        pages=sum(
            each.method == "GET" and each.via == "http" and each.ok and each.blob is not None
            for each in asked
        ),
        links=links,
        browser_pages=sum(each.via == "browser" for each in asked),
    )


class RecordedLook:
    """A look into the past: answers from stored exchanges, everything else was not collected."""

    def __init__(
        self, exchanges: Sequence[Exchange], read: Callable[[str], bytes], as_of: datetime
    ) -> None:
        """`read` gives a blob's bytes by digest; `as_of` dates what was never asked."""
        self._known: dict[_Key, Exchange] = {}
        self._later: dict[_Key, Exchange] = {}
        for each in exchanges:
            first = self._known.setdefault(_key(each), each)
            if first is not each:
                self._later[_key(each)] = each
        self._rendered_any = any(each.via == "browser" for each in exchanges)
        self._read = read
        self._as_of = as_of
        self._readings = KeptReadings(as_of.date())
        self._asked: dict[_Key, Exchange] = {}
        self._asked_later: list[Exchange] = []

    async def open(self, url: str) -> Page:
        """The stored page of an address."""
        return self._recall(url, "GET", "", "http")

    async def again(self, url: str) -> Page:
        """The same as `open`: the past does not change."""
        return self._recall(url, "GET", "", "http")

    async def ask(self, url: str, method: Method, sent: str) -> Page:
        """The stored answer of a data address."""
        return self._recall(url, method, sent, "http")

    async def call(self, call: Call, *, later: bool = False) -> Page:
        """The stored answer of a data source."""
        return self._recall(call.url, call.method, call.sent, "http")

    async def check(self, url: str, method: Method) -> Page:
        """The stored answer of a link, however it was asked."""
        plain = self._known.get((url, "GET", "", "http"))
        rendered = self._known.get((url, "GET", "", "browser"))
        if rendered and rendered.ok and not (plain and plain.ok):
            return self._recall(url, "GET", "", "browser")
        if plain:
            return self._recall(url, "GET", "", "http")
        return self._recall(url, method, "", "http")

    async def check_again(self, url: str) -> Page:
        """The stored answer: of two tries, the one that was believed."""
        later = self._later.get((url, "GET", "", "http"))
        if later is None:
            return self._recall(url, "GET", "", "http")
        self._asked_later.append(later)
        return self._page(later)

    def settle(self, page: Page) -> Page:
        """The page as it is: it comes from the store."""
        return page

    async def render(self, url: str) -> Page | None:
        """The stored rendering, or None where no browser saw the page."""
        if (url, "GET", "", "browser") not in self._known:
            return None
        return self._recall(url, "GET", "", "browser")

    async def over_ipv6(self, url: str) -> Exchange:
        """The stored answer over IPv6."""
        return self._recall(url, "GET", "", "ipv6").exchange

    def exchanges(self) -> tuple[Exchange, ...]:
        """The stored exchanges that were used."""
        return (*self._asked.values(), *self._asked_later)

    def _recall(self, url: str, method: Method, sent: str, via: Via) -> Page:
        known = self._known.get((url, method, sent, via))
        if known is None:
            missing = Exchange(
                url=url, final_url=url, started=self._as_of, failure="budget", detail="not stored"
            )
            return page_of(missing, b"")
        self._asked[_key(known)] = known
        return self._page(known)

    def _page(self, exchange: Exchange) -> Page:
        """The page, its bytes at hand: one that is missing from the store is told at once."""
        body = self._read(exchange.blob) if exchange.blob else b""
        return page_of(exchange, body, self._read, self._readings.of(exchange))


def _key(exchange: Exchange) -> _Key:
    return exchange.url, exchange.method, exchange.sent, exchange.via
