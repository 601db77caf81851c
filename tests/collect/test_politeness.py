"""The door knocks politely: few at once, pauses between, and waits where it is asked to."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest
from fetching import (
    NOW,
    SETTINGS,
    all_of,
    door_for,
)
from hostile_server import (
    HostileServer,
    after,
    answer,
)

from checker.collect.http.address_policy import AddressPolicy
from checker.collect.http.journey import retry_after_s

pytestmark = pytest.mark.anyio


async def test_few_requests_at_once_go_to_one_address() -> None:
    """Twelve names on one platform share its address's two places."""
    async with HostileServer(behaviours={"/": after(0.03, answer())}) as server:
        mapped = {"*.example.gov.cn:80": f"127.0.0.1:{server.port}"}
        async with door_for(replace(SETTINGS, policy=AddressPolicy(connect_to=mapped))) as door:
            await all_of(*(door.get(f"http://s{n}.example.gov.cn/") for n in range(12)))
    assert (server.most_running, len(server.asked)) == (2, 12)


async def test_addresses_do_not_wait_for_each_other_and_a_total_holds(
    wide_server: HostileServer,
) -> None:
    server = wide_server
    server.behaviours["/"] = after(0.03, answer())
    async with door_for(replace(SETTINGS, in_flight=5)) as door:
        urls = [server.url(host=f"127.0.1.{n}") for n in range(1, 13)]
        await all_of(*(door.get(url) for url in urls))
    assert (server.most_running, len(server.asked)) == (5, 12)


async def test_requests_to_one_host_start_a_pause_apart(server: HostileServer) -> None:
    async with door_for(replace(SETTINGS, delay_s=0.1)) as door:
        await all_of(*(door.get(server.url()) for _ in range(4)))
    starts = sorted(asked.at for asked in server.asked)
    assert all(later - sooner > 0.08 for sooner, later in pairwise(starts))


async def test_a_host_that_pauses_holds_no_place_in_the_total(wide_server: HostileServer) -> None:
    server = wide_server
    async with door_for(replace(SETTINGS, delay_s=0.5, in_flight=1)) as door:
        paused = [asyncio.ensure_future(door.get(server.url(host="127.0.0.1"))) for _ in range(2)]
        await all_of(*(door.get(server.url(host=f"127.0.0.{n}")) for n in range(2, 9)))
        assert [task.done() for task in paused] == [True, False]
        await all_of(*paused)


@pytest.mark.parametrize("status", ["200 OK", "503 Busy"])
async def test_a_slow_answer_lengthens_the_pause_and_an_error_never_shortens_it(
    server: HostileServer, status: str
) -> None:
    server.behaviours |= {"/slow": after(0.5, answer()), "/": answer(b"", status)}
    async with door_for(replace(SETTINGS, delay_s=0.01, per_address=9)) as door:
        await door.get(server.url("/slow"))
        await door.get(server.url())
        await door.get(server.url())
    _, second, third = (asked.at for asked in server.asked)
    assert (third - second > 0.4) == (status != "200 OK")


async def test_retry_after_is_waited_for(server: HostileServer) -> None:
    server.behaviours |= {"/": answer(b"", "429 Too Many", Retry_After="1"), "/b": answer()}
    async with door_for() as door:
        await door.get(server.url())
        await door.get(server.url("/b"))
    assert server.asked[1].at - server.asked[0].at > 0.9


async def test_a_long_retry_after_closes_the_host_for_us(wide_server: HostileServer) -> None:
    server = wide_server
    server.behaviours["/"] = after(0.05, answer(b"", "503 Busy", Retry_After="3600"))
    async with door_for(replace(SETTINGS, per_address=1)) as door:
        first, waiting = await all_of(*(door.get(server.url()) for _ in range(2)))
        later = await door.get(server.url())
        other = await door.get(server.url(host="127.0.0.2"))
    assert (first.exchange.status, other.exchange.status) == (503, 503)
    for closed in (waiting, later):
        assert closed.exchange.failure == "budget"
        assert "wait" in closed.exchange.detail
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("30", 30.0),
        (" 5 ", 5.0),
        ("0", 0.0),
        ("-5", 0.0),
        ("+5", 0.0),
        ("1e9", 0.0),
        ("٣", 0.0),
        ("soon", 0.0),
        ("", 0.0),
        ("9" * 400, 86_400.0),
        (format_datetime(NOW + timedelta(seconds=90)), 90.0),
        (format_datetime(NOW - timedelta(days=1)), 0.0),
        ("Tue, 99 Apr 2023 08:00:00 GMT", 0.0),
        ("Tue, 18 Apr 99999 08:00:00 GMT", 0.0),
    ],
)
def test_retry_after_is_a_number_or_a_date_and_nonsense_is_ignored(
    value: str, seconds: float
) -> None:
    assert retry_after_s(value.encode(), NOW) == seconds
