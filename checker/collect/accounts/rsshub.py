"""The rsshub source: a feed server of the office, asked for a route.

RSSHub answers 503 both for a route that is empty and for one that is broken: it is *unavailable*,
never *no posts*. Its health and its routes for an account's home page are asked here too.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, cast
from urllib.parse import quote

from checker.collect.accounts.feed import ask_feed
from checker.collect.accounts.reply import Asker, Reply
from checker.collect.look import Call, Look
from checker.core.source import RssHub
from checker.extract.posts.feed import read_feed
from checker.extract.posts.item import SourceError
from checker.extract.posts.radar import RadarRules, read_radar


async def ask_rsshub(word: str, route: str, hub: RssHub, asker: Asker) -> Reply:
    """The posts of a route, read as JSON Feed: it says the most."""
    call = _call(hub, route, {"format": "json"})
    known = replace(call, known=asker.earlier.answers.get(call.url))
    return await ask_feed(word, known, asker, "rsshub")


@dataclass(frozen=True, slots=True)
class HubHealth:
    """How a feed server is: whether it answers, and whether its test route gives posts."""

    alive: bool
    test_route: bool
    detail: str = ""


async def hub_health(hub: RssHub, look: Look) -> HubHealth:
    """Asks the server's own health page and its test route."""
    alive = await look.call(_call(hub, "/healthz", {}))
    test = await look.call(_call(hub, "/test/1", {"format": "json"}))
    detail = alive.exchange.detail or f"HTTP {alive.exchange.status}"
    try:
        found = read_feed(test.body, test.exchange.header("content-type"))
    except SourceError as error:
        return HubHealth(alive.exchange.ok, False, str(error))
    return HubHealth(alive.exchange.ok, test.exchange.ok and bool(found), detail)


async def radar_rules(hub: RssHub, look: Look) -> RadarRules:
    """The server's own rules from pages to routes; raises SourceError where it gives none."""
    page = await look.call(_call(hub, "/api/radar/rules", {}))
    if not page.exchange.ok:
        raise SourceError(page.exchange.detail or f"HTTP {page.exchange.status}")
    try:
        rules = json.loads(page.body)
    except (ValueError, RecursionError):
        raise SourceError("不是有效的 JSON · not valid JSON") from None
    if not isinstance(rules, Mapping):
        raise SourceError("不是 RSSHub 的规则 · no radar rules")
    return read_radar(cast(Mapping[str, Any], rules))


def _call(hub: RssHub, route: str, query: Mapping[str, str]) -> Call:
    """The question for a route; the ledger may name the route with a query of its own."""
    path = quote(route if route.startswith("/") else f"/{route}", safe="/?&=:@,.-_~%")
    pairs = [f"{name}={value}" for name, value in query.items()]
    pairs += [f"key={hub.key}"] if hub.key else []
    joint = "&" if "?" in path else "?"
    url = hub.base.rstrip("/") + path + (joint + "&".join(pairs) if pairs else "")
    return Call(url=url, own=True, private=hub.private, delay_s=hub.delay_s)
