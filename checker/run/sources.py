"""The config's data sources as they are now: whether feed servers answer, and which routes fit."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from checker.collect.accounts.rsshub import HubHealth, hub_health, radar_rules
from checker.core.source import RssHub
from checker.core.target import Account
from checker.extract.posts.item import SourceError
from checker.extract.posts.radar import routes_for
from checker.run.office import Office
from checker.run.world import open_world


@dataclass(frozen=True, slots=True)
class SourceState:
    """One defined source; `health` only of a feed server."""

    name: str
    kind: str
    health: HubHealth | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A source that fits the home page of an account that names none."""

    account: Account
    source: str


def source_states(office: Office) -> list[SourceState]:
    """Every source of the config, feed servers asked for their health and their test route."""
    return asyncio.run(_states(office))


async def _states(office: Office) -> list[SourceState]:
    async with open_world(office.config, office.blobs, office.lexicon, no_browser=True) as world:
        return [
            SourceState(
                name,
                each.kind,
                await hub_health(each, world.look(name)) if isinstance(each, RssHub) else None,
            )
            for name, each in office.config.sources.items()
        ]


def suggestions(office: Office, accounts: Sequence[Account]) -> list[Suggestion]:
    """The best route of each feed server for accounts with a home page and no source.

    Raises SourceError where a server does not give its rules.
    """
    return asyncio.run(_suggested(office, [each for each in accounts if _wants(each)]))


def _wants(account: Account) -> bool:
    return bool(account.url) and not account.source


async def _suggested(office: Office, accounts: Sequence[Account]) -> list[Suggestion]:
    hubs = {n: each for n, each in office.config.sources.items() if isinstance(each, RssHub)}
    if not hubs:
        raise SourceError("config.yaml 的 sources 里没有 rsshub · no rsshub under `sources`")
    found: list[Suggestion] = []
    async with open_world(office.config, office.blobs, office.lexicon, no_browser=True) as world:
        for name, hub in hubs.items():
            rules = await radar_rules(hub, world.look(name))
            for account in accounts:
                routes = routes_for(account.url, rules)
                found += [Suggestion(account, f"{name}:{routes[0]}")] if routes else []
    return found
