"""What tests of the fetch layer fetch with: a client on the transport, and a door."""

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from ipaddress import ip_network
from typing import cast

import httpx
import pytest
from hostile_server import HostileServer

from checker.collect.http.address_policy import AddressPolicy
from checker.collect.http.answer import Answer, FetchFailed, Limits
from checker.collect.http.door import Door, DoorSettings
from checker.collect.http.record import Response
from checker.collect.http.transport import GuardedTransport
from checker.collect.http.trust import Trust
from checker.core.fact import CHINA

CAP = 1 << 20
LIMITS = Limits(
    connect_s=5.0,
    first_byte_s=5.0,
    body_s=5.0,
    header_bytes=64 * 1024,
    wire_bytes=CAP,
    body_bytes=CAP,
)
HASTY = replace(LIMITS, first_byte_s=0.3, body_s=0.3)
TEXT = "政务公开".encode() * 500


@asynccontextmanager
async def client_for(
    policy: AddressPolicy, limits: Limits = LIMITS, trust: Trust | None = None, idle_s: float = 4.0
) -> AsyncGenerator[httpx.AsyncClient]:
    transport = GuardedTransport(policy, limits=limits, trust=trust, idle_s=idle_s)
    async with httpx.AsyncClient(transport=transport, trust_env=False) as client:
        yield client


def answer_of(response: httpx.Response) -> Answer:
    return cast("Answer", response.extensions["answer"])


async def failure_of(client: httpx.AsyncClient, url: str, method: str = "GET") -> FetchFailed:
    with pytest.raises(FetchFailed) as caught:
        await client.request(method, url)
    return caught.value


NOW = datetime(2023, 4, 18, 8, 0, tzinfo=CHINA)
LOOPBACK = (ip_network("127.0.0.0/8"),)
SETTINGS = DoorSettings(
    user_agent="checker-test (+http://example.gov.cn/contact)",
    policy=AddressPolicy(allow_private=LOOPBACK),
    limits=LIMITS,
    respect_robots=False,
    delay_s=0.0,
)
KEPT: dict[str, bytes] = {}


def keep(body: bytes) -> str:
    digest = "sha256:" + hashlib.sha256(body).hexdigest()
    KEPT[digest] = body
    return digest


def door_for(settings: DoorSettings = SETTINGS) -> Door:
    return Door(settings, keep, clock=lambda: NOW)


async def fetched(
    server: HostileServer, path: str = "/", settings: DoorSettings = SETTINGS
) -> Response:
    async with door_for(settings) as door:
        return await door.get(server.url(path))


async def all_of(*waiting: Awaitable[Response]) -> list[Response]:
    return list(await asyncio.gather(*waiting))
