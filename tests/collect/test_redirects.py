"""Redirects are followed as browsers follow them, and none leads past the policy."""

from dataclasses import replace

import pytest
from fetching import SETTINGS, door_for, fetched
from hostile_server import (
    Asked,
    Behaviour,
    HostileServer,
    Writer,
    answer,
    redirect,
)

from checker.collect.http.address_policy import AddressPolicy

pytestmark = pytest.mark.anyio


async def test_redirects_are_followed_and_listed(server: HostileServer) -> None:
    server.behaviours |= {"/": redirect("/b"), "/b": redirect("c?d#e", "301 Moved"), "/c": answer()}
    response = await fetched(server)
    exchange = response.exchange
    assert (exchange.final_url, exchange.status) == (server.url("/c?d"), 200)
    assert [(hop.url, hop.status) for hop in exchange.hops] == [
        (server.url("/"), 302),
        (server.url("/b"), 301),
    ]


@pytest.mark.parametrize(
    ("location", "failure"),
    [
        ("http://10.0.0.1/", "forbidden-address"),
        ("http://169.254.169.254/latest/meta-data/", "forbidden-address"),
        ("http://[::ffff:10.0.0.1]/", "forbidden-address"),
        ("http://[::ffff:a9fe:a9fe]/", "forbidden-address"),
        ("http://100.64.0.1/", "forbidden-address"),
        ("http://[::1]/", "forbidden-address"),
        ("//10.0.0.1/", "forbidden-address"),
        ("http://2130706433/", "forbidden-address"),
        ("http://user:pass@127.0.0.1/", "forbidden-address"),
        ("http://127.0.0.1\\@evil.example/", "forbidden-address"),
        ("\\\\evil.example/", "forbidden-address"),
        ("file:///etc/passwd", "bad-address"),
        ("javascript:alert(1)", "bad-address"),
        ("data:text/html,x", "bad-address"),
        ("ftp://127.0.0.1/", "bad-address"),
        ("http://", "bad-address"),
        ("http://[bad/", "forbidden-address"),
    ],
)
async def test_no_redirect_leads_past_the_policy(
    server: HostileServer, location: str, failure: str
) -> None:
    server.behaviours["/"] = redirect(location)
    exchange = (await fetched(server)).exchange
    assert exchange.failure == failure
    assert location[:20] in exchange.detail
    assert [hop.status for hop in exchange.hops] == [302]


async def test_no_redirect_leads_from_a_public_name_to_loopback() -> None:
    """The mapped name is allowed, the address it redirects to is not."""
    async with HostileServer() as server:
        server.behaviours["/"] = redirect(server.url("/admin"))
        mapped = {"www.example.gov.cn:80": f"127.0.0.1:{server.port}"}
        async with door_for(replace(SETTINGS, policy=AddressPolicy(connect_to=mapped))) as door:
            exchange = (await door.get("http://www.example.gov.cn/")).exchange
    assert exchange.failure == "forbidden-address"
    assert server.targets == ["/"]


LOOPS: dict[str, dict[str, bytes | Behaviour]] = {
    "to itself": {"/": redirect("/")},
    "there and back": {"/": redirect("/b"), "/b": redirect("/")},
    "to itself but for the fragment": {"/": redirect("/#again")},
}


@pytest.mark.parametrize("case", LOOPS)
async def test_a_redirect_back_to_where_it_was_is_a_loop(server: HostileServer, case: str) -> None:
    server.behaviours |= LOOPS[case]
    assert (await fetched(server)).exchange.failure == "redirect-loop"
    assert len(server.asked) <= 2


async def _onward(asked: Asked, writer: Writer) -> None:
    writer.write(redirect(f"/hop?{int(asked.target.partition('?')[2]) + 1}"))


async def test_more_than_ten_redirects_are_a_loop(server: HostileServer) -> None:
    server.behaviours["/hop"] = _onward
    exchange = (await fetched(server, "/hop?1")).exchange
    assert exchange.failure == "redirect-loop"
    assert (len(exchange.hops), len(server.asked)) == (11, 11)


async def test_bytes_in_a_location_go_back_as_they_came(server: HostileServer) -> None:
    server.behaviours |= {"/gbk": redirect("/中文.html?标".encode("gbk")), "/u": redirect("/中文")}
    async with door_for() as door:
        await door.get(server.url("/gbk"))
        await door.get(server.url("/u"))
    assert server.targets[1] == "/%D6%D0%CE%C4.html?%B1%EA"
    assert server.targets[3] == "/%E4%B8%AD%E6%96%87"


async def _cookie_gate(asked: Asked, writer: Writer) -> None:
    if asked.headers.get("cookie") == "gate=open":
        writer.write(answer(b"inside"))
    else:
        writer.write(redirect("/", Set_Cookie="gate=open; Path=/; HttpOnly"))


async def test_a_site_that_sets_a_cookie_and_sends_us_back_is_entered(
    server: HostileServer,
) -> None:
    server.behaviours["/"] = _cookie_gate
    async with door_for() as door:
        assert (await door.get(server.url())).body == b"inside"
        assert (await door.get(server.url())).body == b"inside"
    assert ["cookie" in asked.headers for asked in server.asked] == [False, True, False, True]


async def test_a_site_that_sets_another_cookie_each_time_ends_as_a_loop(
    server: HostileServer,
) -> None:
    async def behave(asked: Asked, writer: Writer) -> None:
        writer.write(redirect("/", Set_Cookie=f"n={asked.at}"))

    server.behaviours["/"] = behave
    assert (await fetched(server)).exchange.failure == "redirect-loop"


async def test_cookies_and_secrets_stay_with_the_host_that_has_them() -> None:
    async with HostileServer(bind="0.0.0.0") as server:
        elsewhere = server.url("/b", host="127.0.0.2")
        server.behaviours |= {
            "/": redirect(elsewhere, Set_Cookie="session=1; Domain=127.0.0.2"),
            "/b": answer(),
        }
        async with door_for() as door:
            await door.get(
                server.url("/", host="127.0.0.1"),
                headers={"Authorization": "Bearer x", "X-Api-Key": "y", "Accept": "text/plain"},
            )
    here, there = (asked.headers for asked in server.asked)
    assert here["authorization"] == "Bearer x"
    assert there["accept"] == "text/plain"
    assert not {"authorization", "x-api-key", "cookie"} & set(there)


@pytest.mark.parametrize(
    ("status", "method", "body"),
    [
        (301, "GET", b""),
        (302, "GET", b""),
        (303, "GET", b""),
        (307, "POST", b"x"),
        (308, "POST", b"x"),
    ],
)
async def test_a_post_that_is_redirected_goes_on_as_browsers_do(
    server: HostileServer, status: int, method: str, body: bytes
) -> None:
    server.behaviours |= {"/": redirect("/b", f"{status} On"), "/b": answer()}
    async with door_for() as door:
        await door.get(server.url(), method="POST", body=b"x")
    assert (server.asked[1].method, server.asked[1].body) == (method, body)
