"""The one guarded door to the world: nothing is fetched but through it.

Whatever the network does comes back as an Exchange; only our own mistakes raise.
"""

from asyncio import timeout
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

import httpx

from checker.collect.http.address_policy import AddressPolicy, Lookup, Network, host_of, port_of
from checker.collect.http.answer import FetchFailed, Limits
from checker.collect.http.budget import SiteBudget
from checker.collect.http.journey import Ask, Journey, Road
from checker.collect.http.politeness import Traffic
from checker.collect.http.record import Classify, Record, Response
from checker.collect.http.robots import Robots, RobotsFile
from checker.collect.http.transport import GuardedTransport
from checker.collect.http.trust import Trust
from checker.core.fact import CHINA
from checker.core.web import Method

_ROBOTS_DEADLINE_S = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorSettings:
    """How the door behaves; seconds are wall seconds.

    `delay_s` is the least pause between the starts of two requests to one host; 0 means none.
    A server that asks us to wait longer than `longest_wait_s` is left alone until then.
    `certificates` is a PEM file of further certificate authorities.
    """

    user_agent: str
    policy: AddressPolicy = field(default_factory=AddressPolicy)
    limits: Limits = field(default_factory=Limits)
    deadline_s: float = 90.0
    respect_robots: bool = True
    per_address: int = 2
    delay_s: float = 0.3
    in_flight: int = 256
    most_hops: int = 10
    longest_wait_s: float = 30.0
    certificates: str = ""


class Door:
    """Fetches for everybody; use as an async context manager."""

    def __init__(
        self,
        settings: DoorSettings,
        keep: Callable[[bytes], str],
        *,
        classify: Classify | None = None,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        """`keep` stores bytes and gives their digest; `clock` tells when a request started."""
        self.settings = settings
        self._record = Record(keep, classify)
        self._robots = Robots(settings.user_agent)
        self._road = Road(
            transport=GuardedTransport(
                settings.policy, limits=settings.limits, trust=Trust(settings.certificates)
            ),
            traffic=Traffic(
                in_flight=settings.in_flight,
                per_address=settings.per_address,
                delay_s=settings.delay_s,
                longest_wait_s=settings.longest_wait_s,
            ),
            clock=clock or _wall_clock,
            headers=(
                (b"User-Agent", settings.user_agent.encode("ascii", "replace")),
                (b"Accept", b"text/html,application/xhtml+xml,*/*;q=0.8"),
                (b"Accept-Language", b"zh-CN,zh;q=0.9,en;q=0.3"),
                (b"Accept-Encoding", b"gzip, deflate"),
            ),
            connect_s=settings.limits.connect_s,
            most_hops=settings.most_hops,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._road.transport.aclose()

    @property
    def lookup(self) -> Lookup:
        """How the door resolves names, for others that must not ask twice."""
        return self._road.transport.names.lookup

    def visit(
        self,
        budget: SiteBudget | None = None,
        *,
        allow_private: bool | tuple[Network, ...] | None = None,
        respect_robots: bool | None = None,
    ) -> "Visit":
        """The door for one site: with its budget, and the exceptions of its registry entry.

        Connections, pauses and what is known of robots.txt are shared among all visits.
        """
        policy = self.settings.policy
        if allow_private is not None:
            policy = replace(policy, allow_private=allow_private)
        respects = self.settings.respect_robots if respect_robots is None else respect_robots
        return Visit(
            budget=budget,
            deadline_s=self.settings.deadline_s,
            policy=policy,
            robots=self._robots if respects else None,
            road=self._road,
            record=self._record,
        )

    async def get(
        self,
        url: str,
        *,
        method: Method = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        deadline_s: float | None = None,
        keep_body: bool = True,
    ) -> Response:
        """One request for no site in particular; as `Visit.get`."""
        return await self.visit().get(
            url,
            method=method,
            body=body,
            headers=headers,
            deadline_s=deadline_s,
            keep_body=keep_body,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The door on behalf of one site; `robots` is None where its wishes do not bind us.

    `delay_s` is the pause before the next request to the same host, where it is not the settings'.
    """

    budget: SiteBudget | None
    deadline_s: float
    policy: AddressPolicy
    robots: Robots | None
    road: Road
    record: Record
    delay_s: float | None = None

    def over_ipv6(self) -> "Visit":
        """The same door, with IPv6 addresses alone."""
        return replace(self, policy=replace(self.policy, only_ipv6=True))

    async def get(
        self,
        url: str,
        *,
        method: Method = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        deadline_s: float | None = None,
        keep_body: bool = True,
    ) -> Response:
        """One request along its redirects; a failure is an Exchange with its name.

        `deadline_s` bounds the time that servers take, our own polite waiting not counted. The
        budget bounds all time: past it the answer is the failure `budget`, at once.
        """
        ask = Ask(
            url=url if url.isascii() else url.encode("utf-8", "replace").decode(),
            method=method,
            body=body or b"",
            headers=tuple((k.encode(), v.encode()) for k, v in headers.items()) if headers else (),
            deadline_s=self.deadline_s if deadline_s is None else deadline_s,
            policy=self.policy,
            closed=None if self.robots is None else self._closed,
            delay_s=self.delay_s,
        )
        journey = Journey(self.road, ask)
        if self.budget is None:
            await journey.go()
        else:
            await _within(self.budget, journey)
        return self.record.response(journey, keep_body=keep_body)

    async def _closed(self, url: httpx.URL) -> str:
        if self.robots is None:
            return ""
        origin = (url.scheme, host_of(url), port_of(url))
        return await self.robots.closed(url, origin, self._robots_file)

    async def _robots_file(self, url: str) -> RobotsFile:
        ask = Ask(url, "GET", b"", (), _ROBOTS_DEADLINE_S, self.policy, None)
        journey = Journey(self.road, ask)
        await journey.go()
        answer = journey.answer
        if journey.trouble is not None or answer is None:
            return RobotsFile(0, journey.trouble.failure if journey.trouble else "crash", b"")
        if any(self.record.classified(answer)):
            return RobotsFile(503, None, b"")  # a firewall's page: the wishes are not known
        return RobotsFile(answer.status, None, answer.body)


async def _within(budget: SiteBudget, journey: Journey) -> None:
    """Goes as far as the budget lets it."""
    spent = budget.take_page()
    if spent:
        journey.trouble = FetchFailed("budget", spent)
        return
    try:
        async with timeout(budget.left_s):
            await journey.go()
    except TimeoutError:
        journey.trouble = FetchFailed("budget", "cut where the site's time was spent")


def _wall_clock() -> datetime:
    return datetime.now(CHINA)
