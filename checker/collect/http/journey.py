"""One request along its redirects: every hop is checked, paced and counted anew."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime

import httpx

from checker.collect.http.address_policy import AddressPolicy, Endpoint, host_of, port_of
from checker.collect.http.answer import Answer, FetchFailed, Question
from checker.collect.http.politeness import Traffic
from checker.collect.http.redirects import (
    Headers,
    HopCookies,
    headers_abroad,
    location_of,
    next_method,
    target_of,
)
from checker.collect.http.transport import GuardedTransport
from checker.core.web import Hop, Method

_BUSY = frozenset({429, 503})
_LONGEST_HOLD_S = 86_400.0


@dataclass(frozen=True, slots=True)
class Road:
    """What all journeys share. `headers` go with every request that has none of that name."""

    transport: GuardedTransport
    traffic: Traffic
    clock: Callable[[], datetime]
    headers: Headers
    connect_s: float
    most_hops: int


@dataclass(frozen=True, slots=True)
class Ask:
    """One request as the caller wants it; `closed` tells why robots.txt closes an address.

    `delay_s` is the pause after it at the host that is asked, None for the road's own.
    """

    url: str
    method: Method
    body: bytes
    headers: Headers
    deadline_s: float
    policy: AddressPolicy
    closed: Callable[[httpx.URL], Awaitable[str]] | None
    delay_s: float | None = None


@dataclass(slots=True)
class Journey:
    """How far one request came. `seconds` counts the hops, not our own waiting between them."""

    road: Road
    ask: Ask
    started: datetime | None = None
    final_url: str = field(init=False)
    hops: list[Hop] = field(default_factory=list[Hop])
    seconds: float = 0.0
    answer: Answer | None = None
    address: str = ""
    trouble: FetchFailed | None = None

    def __post_init__(self) -> None:
        self.final_url = self.ask.url

    async def go(self) -> None:
        """Goes to the end: afterwards `answer` holds, or `trouble` (and perhaps both)."""
        try:
            await self._follow()
        except FetchFailed as trouble:
            self.trouble = trouble
            self.answer = trouble.answer
            self.address = trouble.address or self.address
        except Exception as error:  # a fault of ours must not end the survey of a site
            self.trouble = FetchFailed("crash", f"{type(error).__name__}: {error}")

    async def _follow(self) -> None:
        ask, cookies = self.ask, HopCookies()
        url, body = ask.policy.read(ask.url), ask.body
        method: str = ask.method
        headers = ask.headers
        seen: set[tuple[str, str, bytes]] = set()
        while True:
            self.final_url = str(url)
            cookie = cookies.header(url)
            here = (method, self.final_url, cookie)
            if here in seen:
                raise FetchFailed("redirect-loop", f"back at {self.final_url[:200]}")
            if len(self.hops) > self.road.most_hops:
                raise FetchFailed("redirect-loop", f"more than {self.road.most_hops} redirects")
            seen.add(here)
            sent = (*headers, (b"Cookie", cookie)) if cookie else headers
            answer = await self._hop(url, method, body, sent)
            location = location_of(answer.status, answer.headers)
            if location is None:
                self.answer = answer
                return
            self.hops.append(Hop(url=self.final_url, status=answer.status))
            cookies.learn(url, answer.headers)
            there = target_of(location, url, ask.policy)
            onward = next_method(answer.status, method)
            if onward != method:
                method, body = onward, b""
            headers = headers_abroad(headers, url, there)
            url = there

    async def _hop(self, url: httpx.URL, method: str, body: bytes, headers: Headers) -> Answer:
        """One request, when robots.txt, the pace of the host and the total allow it."""
        if self.ask.closed is not None:
            why = await self.ask.closed(url)
            if why:
                raise FetchFailed("robots", why)
        endpoints = await self._resolve(url)
        address, host = endpoints[0].address, host_of(url)
        traffic = self.road.traffic
        question = Question(method, url, self._headers(url, method, body, headers), body)
        await traffic.enter(address, host)
        loop = asyncio.get_running_loop()
        began, well, pause_s = loop.time(), False, 0.0
        self.started = self.started or self.road.clock()
        try:
            left = self.ask.deadline_s - self.seconds
            answer = await self.road.transport.fetch(question, endpoints, left)
            well = answer.status < 500 and answer.status != 429
            if answer.status in _BUSY:
                pause_s = retry_after_s(answer.header(b"retry-after"), self.road.clock())
            self.address = answer.address
            return answer
        finally:
            took = loop.time() - began
            self.seconds += took
            asked_here = None if self.hops else self.ask.delay_s
            traffic.leave(address, host, took, well=well, retry_after_s=pause_s, delay_s=asked_here)

    def _headers(self, url: httpx.URL, method: str, body: bytes, asked: Headers) -> Headers:
        shared = self.road.headers
        if asked:
            names = {name.lower() for name, _ in asked}
            shared = tuple(pair for pair in shared if pair[0].lower() not in names)
        length = ((b"Content-Length", b"%d" % len(body)),) if body or method == "POST" else ()
        return ((b"Host", url.netloc), *shared, *asked, *length)

    async def _resolve(self, url: httpx.URL) -> tuple[Endpoint, ...]:
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            return await self.ask.policy.resolve(host_of(url), port_of(url), self._lookup)
        finally:
            self.seconds += loop.time() - began

    async def _lookup(self, name: str) -> tuple[str, ...]:
        """The addresses of a name; only one that must be asked for is waited for, with a timer."""
        names = self.road.transport.names
        known = names.known(name)
        if known is not None:
            return known
        left = self.ask.deadline_s - self.seconds
        try:
            async with asyncio.timeout(max(0.0, min(left, self.road.connect_s))):
                return await names.lookup(name)
        except TimeoutError as error:
            raise FetchFailed("dns", "no name server answered in time") from error


def retry_after_s(value: bytes, now: datetime) -> float:
    """The seconds a Retry-After header asks for: a number or a date; nonsense is 0.0."""
    text = value.decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), _LONGEST_HOLD_S)
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return 0.0
    if until.tzinfo is None:
        return 0.0
    return min(max(0.0, (until - now).total_seconds()), _LONGEST_HOLD_S)
