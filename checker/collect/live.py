"""A look at the world as it is: through the guarded door and, rarely, the browser.

A page's document is handed out once and not kept: what is remembered of an address is its
exchange, and its bytes lie in the blob store. So a survey of a large site stays small.
"""

import asyncio
from collections.abc import Callable

from checker.collect.browser.browser import Browser, Rendered
from checker.collect.data_call import called
from checker.collect.http.door import Visit
from checker.collect.look import Call
from checker.collect.page import AtHand, Page, page_of
from checker.collect.secrets import Secrets
from checker.collect.visit_before import NOT_MODIFIED, VisitBefore, as_before, conditions
from checker.core.fact import digest_of
from checker.core.web import Exchange, Method, Via
from checker.extract.answers.challenge import CHALLENGE_STATUSES, judge_answer

RETRY_AFTER_S = 2.0
_RENDER_S = 45.0  # slow sites take that long, and a false blank costs more

_Key = tuple[str, Method, str, Via]


class LiveLook:
    """One site's or account's look; its budgets are wall-clock seconds, pages and links."""

    def __init__(
        self,
        pages: Visit,
        links: Visit,
        browser: Browser | None,
        *,
        read: Callable[[str], bytes],
        site: str,
        retry_after_s: float = RETRY_AFTER_S,
        secrets: Secrets | None = None,
        before: VisitBefore | None = None,
        at_hand: AtHand | None = None,
    ) -> None:
        """`pages` and `links` are the door with the budget of each; `read` gives a kept body.

        `site` is the key of the browser's context. `before` is what the visit before left. `at_hand`
        is one for all looks of a process.
        """
        self._at_hand = at_hand
        self._pages = pages
        self._links = links
        self._browser = browser
        self._read = read
        self._site = site
        self._retry_after_s = retry_after_s
        self._secrets = secrets or Secrets()
        self._before = before
        self._known: dict[_Key, Exchange] = {}
        self._only_checked: set[_Key] = set()
        self._later: dict[_Key, Exchange] = {}  # of links that were opened as pages before
        self._running: dict[_Key, asyncio.Future[Page]] = {}

    async def open(self, url: str) -> Page:
        """The page at an address, fetched once."""
        return await self._once((url, "GET", "", "http"))

    async def again(self, url: str) -> Page:
        """A later try, remembered in place of the first where it went better."""
        await asyncio.sleep(self._retry_after_s)
        key: _Key = (url, "GET", "", "http")
        first = self._known.pop(key, None)
        page = await self._once(key, anew=True)
        if first is not None and not page.exchange.ok and first.status is not None:
            self._known[key] = first
        return page

    async def ask(self, url: str, method: Method, sent: str) -> Page:
        """The answer of a data address, always whole: such servers seldom know their own marks."""
        return await self._once((url, method, sent, "http"), anew=True)

    async def call(self, call: Call, *, later: bool = False) -> Page:
        """The answer of a data source; what is remembered of it holds no secret."""
        if later:
            await asyncio.sleep(self._retry_after_s)
        page = await called(self._pages, call, self._secrets, self._read)
        self._known[(call.url, call.method, call.sent, "http")] = page.exchange
        return page

    async def check(self, url: str, method: Method) -> Page:
        """What a link answers; an address that was opened before is not asked again."""
        plain = self._known.get((url, "GET", "", "http"))
        rendered = self._known.get((url, "GET", "", "browser"))
        seen = rendered if rendered and rendered.ok and not (plain and plain.ok) else plain
        if seen is not None:
            return self._remembered(seen)
        page = await self._checked(url, method)
        key: _Key = (url, method, "", "http")
        self._known[key] = page.exchange
        self._only_checked.add(key)
        return page

    async def check_again(self, url: str) -> Page:
        """A later answer of a link, by GET."""
        await asyncio.sleep(self._retry_after_s)
        response = await self._links.get(url, keep_body=False)
        return page_of(response.exchange, response.body)

    def settle(self, page: Page) -> Page:
        """Remembers a link's answer, its bytes kept; what was opened before stays beside it."""
        exchange = page.exchange
        if page.body and exchange.blob is None:
            blob = self._links.record.keep(page.body)
            page = Page(exchange.model_copy(update={"blob": blob}), page.contents)
        key = (exchange.url, exchange.method, exchange.sent, exchange.via)
        opened = self._known.get(key)
        if opened is None or key in self._only_checked:
            self._known[key] = page.exchange
        elif opened != page.exchange:
            self._later[key] = page.exchange
        return page

    async def render(self, url: str) -> Page | None:
        """The page as the browser shows it, rendered once."""
        if self._browser is None:
            return None
        return await self._once((url, "GET", "", "browser"))

    async def over_ipv6(self, url: str) -> Exchange:
        """What an address answers over IPv6 alone."""
        response = await self._pages.over_ipv6().get(url, keep_body=False)
        exchange = response.exchange.model_copy(update={"via": "ipv6"})
        self._known[(url, "GET", "", "ipv6")] = exchange
        return exchange

    def exchanges(self) -> tuple[Exchange, ...]:
        """Everything that was asked, by the time it started."""
        asked = (*self._known.values(), *self._later.values())
        return tuple(sorted(asked, key=lambda each: (each.started, each.url)))

    async def _once(self, key: _Key, *, anew: bool = False) -> Page:
        """The answer for a key: from memory, from one that is under way, or fetched now.

        `anew` asks for the whole page, whatever is known from the visit before.
        """
        known = self._known.get(key)
        if known is not None:
            return self._remembered(known)
        running = self._running.get(key)
        if running is not None:
            return await asyncio.shield(running)  # who waits may be called off
        running = self._running[key] = asyncio.get_running_loop().create_future()
        try:
            page = await self._fetch(*key, anew=anew)
        except BaseException as error:  # those who wait for it meet the same
            running.set_exception(error)
            running.exception()  # nobody has to wait
            raise
        finally:
            del self._running[key]
        running.set_result(page)
        return page

    def _remembered(self, exchange: Exchange) -> Page:
        return self._page(exchange, None)

    def _page(self, exchange: Exchange, body: bytes | None) -> Page:
        readings = self._before.readings.of(exchange) if self._before else None
        return page_of(exchange, body, self._read, readings, self._at_hand)

    async def _fetch(self, url: str, method: Method, sent: str, via: Via, *, anew: bool) -> Page:
        if via == "browser":
            page = await self._rendered(url)
        elif method == "GET" and not anew:
            page = await self._fetched(url)
        else:
            response = await self._pages.get(
                url, method=method, body=sent.encode() if sent else None
            )
            page = self._page(response.exchange, response.body)
        self._known[(url, method, sent, via)] = page.exchange
        return page

    async def _fetched(self, url: str) -> Page:
        """The page at an address; one that the server calls unchanged is not sent again."""
        known = None
        if self._before:
            known = self._before.unchanged_since(url, self._pages.road.clock())
        response = await self._pages.get(url, headers=conditions(known))
        exchange = response.exchange
        if known and exchange.status == NOT_MODIFIED and exchange.failure is None:
            return self._page(as_before(exchange, known), None)
        return self._page(exchange, response.body)

    async def _checked(self, url: str, method: Method) -> Page:
        """A link's answer; one that worked and is unchanged is not sent again."""
        before = self._before
        if before is None or method != "GET":
            response = await self._links.get(url, method=method, keep_body=False)
            return self._page(response.exchange, response.body)
        known = before.link_unchanged_since(url, self._links.road.clock())
        asked = conditions(known[1] if known else None)
        response = await self._links.get(url, headers=asked, keep_body=False)
        exchange, digest = response.exchange, digest_of(response.body)
        if known and exchange.status == NOT_MODIFIED and exchange.failure is None:
            digest, exchange = known[0], as_before(exchange, known[1])
            before.note_link(known[1], digest)
            return page_of(exchange, None, readings=before.readings.of(exchange, digest))
        if response.body:
            before.note_link(exchange, digest)
        return page_of(exchange, response.body, readings=before.readings.of(exchange, digest))

    async def _rendered(self, url: str) -> Page:
        assert self._browser is not None
        async with self._browser.site(self._site) as look:
            rendered = await look.render(url, deadline_s=self._seconds_left(), screenshot=True)
        return self._page(_seen(rendered), rendered.html)

    def _seconds_left(self) -> float:
        left = self._pages.budget.left_s if self._pages.budget else _RENDER_S
        return min(_RENDER_S, max(1.0, left))


def _seen(rendered: Rendered) -> Exchange:
    """The rendering's exchange, judged by what the browser shows at the end.

    A challenge that has let the browser in counts with its last status; only the statuses that
    challenges answer with are washed so: a page that answers 404 and then jumps to the home page
    by script is still a 404. A wall that the browser shows too is named as one.
    """
    exchange = rendered.exchange.model_copy(update={"screenshot": rendered.screenshot})
    if exchange.failure or not rendered.html:
        return exchange
    last = rendered.last_status or exchange.status or 0
    wall = judge_answer(last, {}, rendered.html)
    if wall.product or wall.blocked:
        return exchange.model_copy(update={"challenge": wall.product, "blocked": wall.blocked})
    if exchange.status in CHALLENGE_STATUSES and 200 <= last < 300 and rendered.documents > 1:
        detail = f"验证后打开（首次 HTTP {exchange.status}）"
        return exchange.model_copy(update={"status": last, "detail": detail})
    return exchange
