"""The rsshub source against the real RSSHub server, called over HTTP on loopback.

Optional: `make rsshub` installs the server beside these tests (npm, about 600 MB) and runs them;
without it they are skipped. RSSHub is AGPL-3.0 and is only ever called, never embedded.
"""

import asyncio
import os
import socket
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from checker.books.lexicon import load_lexicon
from checker.books.signs import load_signs
from checker.collect.accounts.rsshub import hub_health, radar_rules
from checker.collect.http.address_policy import AddressPolicy
from checker.collect.http.door import Door, DoorSettings
from checker.collect.live import LiveLook
from checker.collect.survey.account import survey_account
from checker.collect.survey.errand import Reach
from checker.core.account import AccountEvidence, Posts
from checker.core.fact import CHINA, digest_of
from checker.core.source import RssHub
from checker.core.target import Account
from checker.extract.posts.radar import routes_for

HERE = Path(os.environ.get("RSSHUB_FOLDER", Path(__file__).parent))
NODE = HERE / "node_modules" / "node" / "bin" / "node"
AS_OF = datetime(2026, 11, 22, 2, 0, tzinfo=CHINA)
KEPT: dict[str, bytes] = {}

pytestmark = pytest.mark.rsshub


def keep(body: bytes) -> str:
    digest = digest_of(body)
    KEPT[digest] = body
    return digest


@pytest.fixture(scope="module")
def hub() -> Iterator[RssHub]:
    """The server, running; skipped where it is not installed."""
    if not (NODE.exists() and (HERE / "node_modules" / "rsshub").exists()):
        pytest.skip("the RSSHub server is not installed: make rsshub")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {**os.environ, "NODE_ENV": "production", "LOGGER_LEVEL": "error"}
    server = subprocess.Popen(
        [NODE, "server.mjs", str(port)], cwd=HERE, env=settings,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert server.stdout
        told = server.stdout.readline()
        while told and "ready" not in told:
            told = server.stdout.readline()
        assert "ready" in told, "the server ended before it listened"
        yield RssHub(kind="rsshub", base=f"http://127.0.0.1:{port}", private=True)
    finally:
        server.terminate()
        server.communicate(timeout=20)


def door() -> Door:
    return Door(DoorSettings(user_agent="checker-test", policy=AddressPolicy(), delay_s=0.0), keep)


def asked(hub: RssHub, route: str) -> AccountEvidence:
    async def ask() -> AccountEvidence:
        async with door() as out:
            look = LiveLook(
                out.visit(), out.visit(), None, read=KEPT.__getitem__, site="x", retry_after_s=0
            )
            account = Account(code="1", source=f"hub:{route}")
            return await survey_account(
                account, (), look, AS_OF, round_id="r", reach=Reach(),
                lexicon=load_lexicon([]), signs=load_signs(), sources={"hub": hub},
            )  # fmt: skip

    return asyncio.run(ask())


def test_its_test_route_is_read_whole(hub: RssHub) -> None:
    evidence = asked(hub, "/test/1")
    (source,) = evidence.sources
    assert (source.state, source.kind) == ("ok", "rsshub")
    assert source.posts >= 5
    assert isinstance(evidence.posts, Posts)


@pytest.mark.parametrize(
    ("route", "state"),
    [
        ("/test/error", "unavailable"),
        ("/test/empty", "unavailable"),
        ("/test/allow_empty", "empty"),
        ("/no/such/route", "unavailable"),
    ],
)
def test_what_gives_no_posts_is_told_apart(hub: RssHub, route: str, state: str) -> None:
    assert asked(hub, route).sources[0].state == state


def test_its_health_and_its_rules_are_read(hub: RssHub) -> None:
    async def ask() -> tuple[bool, bool, tuple[str, ...]]:
        async with door() as out:
            look = LiveLook(out.visit(), out.visit(), None, read=KEPT.__getitem__, site="x")
            health = await hub_health(hub, look)
            rules = await radar_rules(hub, look)
            return health.alive, health.test_route, routes_for("https://weibo.com/u/123", rules)

    alive, test_route, routes = asyncio.run(ask())
    assert (alive, test_route) == (True, True)
    assert "/weibo/user/123" in routes
