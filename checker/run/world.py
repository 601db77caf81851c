"""The outside world of a run: the door, the browser and the blobs, opened and closed together."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from ipaddress import ip_network

from checker.books.signs import load_signs
from checker.collect.browser.browser import Browser
from checker.collect.browser.engine import BrowserSettings
from checker.collect.browser.find import NoBrowser, find_browser
from checker.collect.http.address_policy import AddressPolicy
from checker.collect.http.answer import FetchFailed, Limits
from checker.collect.http.door import Door, DoorSettings, SiteBudget
from checker.collect.live import LiveLook
from checker.collect.page import AtHand
from checker.collect.secrets import Secrets
from checker.collect.survey.errand import Reach
from checker.collect.visit_before import VisitBefore
from checker.config import Budget, Config
from checker.core.source import Sources, source_words
from checker.core.target import Account, Target
from checker.extract.answers.challenge import classify
from checker.extract.document import host_of
from checker.extract.signs import Signs
from checker.extract.wording.lexicon import Lexicon
from checker.run.clock import now
from checker.run.secret_values import secrets_of
from checker.store.blobs import Blobs

_PORT = 80
_AT_AN_END = 2
"""Targets that are judged and recorded at once: one while the disk is waited for by the other."""


@dataclass(frozen=True)
class World:
    """What a check goes out with. `browser` is None where there is none or none is wanted.

    `ending` bounds how many targets are judged and recorded at once.
    """

    door: Door
    browser: Browser | None
    blobs: Blobs
    policy: AddressPolicy
    budget: Budget
    lexicon: Lexicon
    signs: Signs
    retry_after_s: float
    sources: Sources
    secrets: Secrets
    at_hand: AtHand = field(default_factory=AtHand)
    ending: asyncio.Semaphore = field(default_factory=partial(asyncio.Semaphore, _AT_AN_END))

    def look(self, key: str, before: VisitBefore | None = None) -> LiveLook:
        """A fresh look for one target, with the budgets of one site; `key` names it.

        `before` is what the visit before left.
        """
        budget = self.budget
        return LiveLook(
            self.door.visit(SiteBudget(budget.seconds_per_site, budget.pages_per_site)),
            self.door.visit(SiteBudget(budget.seconds_per_site, budget.links_per_site)),
            self.browser,
            read=self.blobs.read,
            site=key,
            retry_after_s=self.retry_after_s,
            secrets=self.secrets,
            before=before,
            at_hand=self.at_hand,
        )

    async def address_of(self, host: str) -> str:
        """The address behind a host name, mapped ones too; the name where it does not resolve."""
        mapped = self.policy.mapped(host, _PORT)
        if mapped is not None:
            return f"{mapped[0]}:{mapped[1]}"
        try:
            found = await self.door.lookup(host)
        except FetchFailed:
            return host
        return found[0] if found else host

    def host(self, target: Target) -> str:
        """The host that a check of the target will knock at first; empty where it asks nobody."""
        if not isinstance(target, Account):
            return host_of(target.url)
        for word in source_words(target.source):
            source = self.sources.get(word.name)
            address = word.address or getattr(source, "base", "") or getattr(source, "url", "")
            if address:
                return host_of(address)
        return ""

    @property
    def reach(self) -> Reach:
        """How far a survey goes within the budget."""
        return reach_of(self.budget)


def reach_of(budget: Budget) -> Reach:
    """How far a survey goes within a budget: at most three pages in five are columns."""
    return Reach(
        columns=max(1, budget.pages_per_site * 3 // 5),
        links=budget.links_per_site,
        attachments=budget.attachments_per_site,
        post_links=budget.links_per_account,
    )


@dataclass(frozen=True)
class Outside:
    """The ways out: the door and, where there is one, the browser, under one policy."""

    door: Door
    browser: Browser | None
    policy: AddressPolicy


@asynccontextmanager
async def open_outside(
    config: Config,
    keep: Callable[[bytes], str],
    *,
    no_browser: bool = False,
    clock: Callable[[], datetime] = now,
) -> AsyncGenerator[Outside]:
    """The ways out as the config wants them; `keep` takes the bytes that come in."""
    policy = address_policy(config)
    async with AsyncExitStack() as stack:
        settings = door_settings(config, policy)
        door = Door(settings, keep, classify=_classified, clock=clock)
        await stack.enter_async_context(door)
        browser = None
        found = find_browser(config.browser.executable)
        if not no_browser and not isinstance(found, NoBrowser):
            wanted = BrowserSettings(
                executable=found.executable,
                user_agent=config.network.user_agent,
                contexts=config.browser.contexts,
            )
            browser = await stack.enter_async_context(
                Browser(wanted, policy, keep, clock=clock, lookup=door.lookup)
            )
        yield Outside(door, browser, policy)


@asynccontextmanager
async def open_world(
    config: Config, blobs: Blobs, lexicon: Lexicon, *, no_browser: bool
) -> AsyncGenerator[World]:
    """The world as the config wants it; `no_browser` does without one."""
    async with open_outside(config, blobs.keep, no_browser=no_browser) as out:
        retry = 0.0 if config.network.delay_s == 0 else max(2.0, config.network.delay_s)
        signs = load_signs(frozenset(config.public_services))
        kept = (config.budget, lexicon, signs, retry, config.sources, secrets_of(config))
        yield World(out.door, out.browser, blobs, out.policy, *kept)


def _classified(
    status: int, headers: tuple[tuple[str, str], ...], body: bytes
) -> tuple[str | None, bool]:
    return classify(status, dict(headers), body)


def address_policy(config: Config) -> AddressPolicy:
    """The network policy of the config; raises ValueError for a network that is none."""
    allowed = config.network.allow_private
    networks = allowed if isinstance(allowed, bool) else tuple(ip_network(each) for each in allowed)
    return AddressPolicy(allow_private=networks, connect_to=config.network.connect_to)


def door_settings(config: Config, policy: AddressPolicy) -> DoorSettings:
    """How the door behaves under the config."""
    network = config.network
    return DoorSettings(
        user_agent=network.user_agent,
        policy=policy,
        limits=Limits(
            connect_s=network.connect_s,
            first_byte_s=network.first_byte_s,
            wire_bytes=network.max_bytes,
            body_bytes=network.max_bytes,
        ),
        deadline_s=network.total_s,
        respect_robots=network.respect_robots,
        per_address=network.per_address,
        delay_s=network.delay_s,
    )
