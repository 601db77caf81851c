"""One page for `inspect`: a saved file, or an address fetched through the guarded door."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from checker.collect.http.door import Door
from checker.config import Config
from checker.core.fact import digest_of
from checker.run.clock import now
from checker.run.world import address_policy, door_settings

_LARGEST = 32 << 20


class NoPage(Exception):
    """An address that gave no page; the message is the failure's name and detail."""


@dataclass(frozen=True)
class OnePage:
    """A page's bytes with what came with them."""

    body: bytes
    url: str
    content_type: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


def saved(file: Path, url: str | None) -> OnePage:
    """A saved page; its address is a file address where none is given. Raises OSError."""
    if file.stat().st_size > _LARGEST:
        raise OSError(0, f"> {_LARGEST >> 20} MB")
    return OnePage(file.read_bytes(), url or "file:///" + file.name)


def fetched(url: str, config: Config) -> OnePage:
    """The page at an address; raises NoPage."""
    return asyncio.run(_fetched(url, config))


async def _fetched(url: str, config: Config) -> OnePage:
    settings = door_settings(config, address_policy(config))
    async with Door(settings, digest_of, clock=now) as door:
        response = await door.get(url)
    exchange = response.exchange
    if exchange.status is None or exchange.failure:
        raise NoPage(f"{exchange.failure} {exchange.detail}".strip())
    return OnePage(
        response.body,
        exchange.final_url,
        exchange.header("content-type"),
        exchange.status,
        dict(exchange.headers),
    )
