"""The door never raises for what the network does; an answer becomes evidence."""

from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_network

import pytest
from fetching import KEPT, LOOPBACK, NOW, SETTINGS, all_of, door_for, fetched, keep
from hostile_server import (
    GZIPPED,
    Behaviour,
    HostileServer,
    answer,
    drip,
    nothing,
    redirect,
    reset,
)

from checker.collect.http.address_policy import AddressPolicy
from checker.collect.http.answer import Limits
from checker.collect.http.budget import SiteBudget
from checker.collect.http.door import Door

pytestmark = pytest.mark.anyio


async def test_an_answer_is_recorded_as_evidence(server: HostileServer) -> None:
    server.behaviours["/a"] = answer(
        GZIPPED,
        Content_Encoding="gzip",
        Content_Type="text/html; charset=gbk",
        Server="Apache",
        X_Secret="not kept",
        Set_Cookie="JSESSIONID=0123456789abcdef0123456789abcdef; Path=/",
    )
    async with door_for() as door:
        response = await door.get(server.url("/a"))
    exchange = response.exchange
    assert exchange.ok
    assert (exchange.status, exchange.failure, exchange.address) == (200, None, "127.0.0.1")
    assert exchange.started == NOW
    assert exchange.blob is not None
    assert KEPT[exchange.blob] == response.body == "政务公开".encode() * 500
    assert (exchange.size, exchange.wire > len(GZIPPED)) == (6000, True)
    assert exchange.header("server") == "Apache"
    assert exchange.header("set-cookie") == "JSESSIONID=0123456789abcdef01234567"
    assert exchange.header("x-secret") == ""
    assert exchange.connect_s is not None
    assert exchange.first_byte_s is not None
    assert exchange.connect_s <= exchange.first_byte_s <= exchange.total_s


async def test_a_request_says_honestly_who_asks(server: HostileServer) -> None:
    await fetched(server)
    headers = server.asked[0].headers
    assert headers["user-agent"] == SETTINGS.user_agent
    assert headers["accept-language"].startswith("zh-CN")
    assert headers["accept-encoding"] == "gzip, deflate"
    assert headers["host"] == f"127.0.0.1:{server.port}"
    assert "cookie" not in headers


async def test_a_body_need_not_be_kept(server: HostileServer) -> None:
    server.behaviours["/"] = answer(b"seen")
    async with door_for() as door:
        response = await door.get(server.url(), keep_body=False)
    assert (response.body, response.exchange.blob, response.exchange.size) == (b"seen", None, 4)


async def test_a_post_sends_its_body_and_head_gets_none(server: HostileServer) -> None:
    server.behaviours["/"] = answer(b"ok")
    async with door_for() as door:
        posted = await door.get(server.url(), method="POST", body="页=1".encode())
        head = await door.get(server.url(), method="HEAD")
    assert (server.asked[0].body.decode(), posted.exchange.sent) == ("页=1", "页=1")
    assert (head.body, head.exchange.status, head.exchange.method) == (b"", 200, "HEAD")


async def test_a_fragment_is_not_sent_and_chinese_is_quoted_once(server: HostileServer) -> None:
    async with door_for() as door:
        await door.get(server.url("/公开/a b.html?q=文#part"))
        await door.get(server.url("/%E5%85%AC/%D6%D0.html"))
    assert server.targets == [
        "/%E5%85%AC%E5%BC%80/a%20b.html?q=%E6%96%87",
        "/%E5%85%AC/%D6%D0.html",
    ]


async def test_the_classifier_names_challenges_and_blocks(server: HostileServer) -> None:
    server.behaviours["/"] = answer(b"prove it", "412 Precondition Failed", X_Via_Jsl="1")

    def classify(
        status: int, headers: tuple[tuple[str, str], ...], body: bytes
    ) -> tuple[str | None, bool]:
        assert (status, dict(headers)["x-via-jsl"], body) == (412, "1", b"prove it")
        return "jsl", True

    async with Door(SETTINGS, keep, classify=classify) as door:
        exchange = (await door.get(server.url())).exchange
    assert (exchange.challenge, exchange.blocked, exchange.ok) == ("jsl", True, False)


@pytest.mark.parametrize(
    ("url", "failure"),
    [
        ("http://no-such-name.invalid/", "dns"),
        ("ftp://127.0.0.1/", "bad-address"),
        ("no address", "bad-address"),
        ("http://no-such-name.invalid/\ud800", "dns"),
        ("http://user@127.0.0.1/", "forbidden-address"),
        ("http://10.0.0.1/", "forbidden-address"),
        ("http://localhost/", "forbidden-address"),
        ("http://[::1]/", "forbidden-address"),
        ("http://169.254.169.254/", "forbidden-address"),
    ],
)
async def test_an_address_that_leads_nowhere_is_a_named_failure(url: str, failure: str) -> None:
    policy = AddressPolicy(allow_private=(ip_network("192.168.0.0/16"),))
    async with door_for(replace(SETTINGS, policy=policy)) as door:
        response = await door.get(url)
    assert (response.exchange.failure, response.exchange.status) == (failure, None)
    assert response.exchange.canonical()


@pytest.mark.parametrize(
    ("behaviour", "failure"),
    [
        (reset, "reset"),
        (nothing, "timeout-first-byte"),
        (drip(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n", b"x"), "timeout-body"),
        (answer(b"rubbish", Content_Encoding="gzip"), "decoding"),
        (answer(b"x" * 5000), "too-large"),
    ],
)
async def test_a_failure_on_the_wire_is_an_exchange(
    server: HostileServer, behaviour: Behaviour | bytes, failure: str
) -> None:
    server.behaviours["/"] = behaviour
    limits = Limits(first_byte_s=0.2, body_s=0.2, body_bytes=4000)
    response = await fetched(server, settings=replace(SETTINGS, limits=limits))
    assert (response.exchange.failure, response.body) == (failure, b"")
    assert response.exchange.address == "127.0.0.1"


async def test_a_deadline_of_one_call_ends_it(server: HostileServer) -> None:
    server.behaviours["/"] = nothing
    async with door_for() as door:
        exchange = (await door.get(server.url(), deadline_s=0.2)).exchange
    assert exchange.failure == "timeout-first-byte"
    assert 0.15 < exchange.total_s < 0.9


async def test_past_its_pages_a_site_is_not_asked(server: HostileServer) -> None:
    budget = SiteBudget(seconds=60, pages=1)
    async with door_for() as door:
        first = await door.visit(budget).get(server.url())
        second = await door.visit(budget).get(server.url())
    assert (first.exchange.failure, second.exchange.failure) == (None, "budget")
    assert len(server.asked) == 1


@pytest.mark.parametrize("behaviour", [nothing, drip(b"", b""), redirect("/slow")])
async def test_a_site_is_cut_at_its_wall_clock_and_that_is_no_fault_of_it(
    server: HostileServer, behaviour: Behaviour | bytes
) -> None:
    server.behaviours |= {"/": behaviour, "/slow": nothing}
    budget = SiteBudget(seconds=0.2, pages=9)
    async with door_for() as door:
        cut = (await door.visit(budget).get(server.url())).exchange
        after_it = (await door.visit(budget).get(server.url())).exchange
    assert (cut.failure, after_it.failure) == ("budget", "budget")
    assert len(server.asked) <= 2


async def test_a_cut_request_frees_its_place(server: HostileServer) -> None:
    server.behaviours |= {"/": nothing, "/b": answer()}
    async with door_for(replace(SETTINGS, per_address=1, in_flight=1)) as door:
        waiting = [door.visit(SiteBudget(0.1, 9)).get(server.url()) for _ in range(3)]
        await all_of(*waiting)
        assert (await door.get(server.url("/b"))).exchange.ok


async def test_a_registry_entry_may_open_its_own_network_only(server: HostileServer) -> None:
    server.behaviours["/"] = answer()
    async with door_for(replace(SETTINGS, policy=AddressPolicy())) as door:
        mine = door.visit(allow_private=LOOPBACK)
        assert (await mine.get(server.url())).exchange.ok
        other = (await door.get(server.url())).exchange
    assert other.failure == "forbidden-address"


async def test_a_connection_one_site_may_use_is_not_lent_to_another() -> None:
    """The same name, once inside the allowed network and then refused: nothing is reused."""
    async with HostileServer(behaviours={"/": answer()}) as server:
        name = server.url(host="localhost")
        async with door_for(replace(SETTINGS, policy=AddressPolicy())) as door:
            assert (await door.visit(allow_private=LOOPBACK).get(name)).exchange.ok
            refused = (await door.get(name)).exchange
    assert refused.failure == "forbidden-address"
    assert len(server.asked) == 1


async def test_the_real_clock_knows_its_zone(server: HostileServer) -> None:
    async with Door(SETTINGS, keep) as door:
        started = (await door.get(server.url())).exchange.started
    assert started.utcoffset() == timedelta(hours=8)
