"""Connections: where they go, how long they are kept, what is told when there is none."""

import asyncio
import os
import resource
import socket
import struct
from typing import cast

import httpx
import pytest
from fetching import HASTY, answer_of, client_for, failure_of
from hostile_server import (
    PLAIN,
    Asked,
    HostileServer,
    Writer,
    after,
    answer,
    drip,
    nothing,
    reset,
)

from checker.collect.http.address_policy import AddressPolicy
from checker.collect.http.answer import FetchFailed, Limits, Question
from checker.collect.http.names import Names
from checker.collect.http.transport import GuardedTransport

pytestmark = pytest.mark.anyio


async def test_a_refused_connection_is_refused(loopback: AddressPolicy) -> None:
    with socket.create_server(("127.0.0.1", 0)) as lent:
        port = lent.getsockname()[1]
    async with client_for(loopback) as client:
        assert (await failure_of(client, f"http://127.0.0.1:{port}/")).failure == "refused"


async def test_our_own_lack_of_sockets_is_no_fault_of_the_site(
    server: HostileServer, loopback: AddressPolicy
) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    async with client_for(loopback) as client:
        lowest_free = os.dup(0)
        os.close(lowest_free)
        resource.setrlimit(resource.RLIMIT_NOFILE, (lowest_free, hard))
        try:
            assert (await failure_of(client, server.url())).failure == "crash"
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


async def test_a_name_that_does_not_exist_is_dns(loopback: AddressPolicy) -> None:
    async with client_for(loopback) as client:
        assert (await failure_of(client, "http://no-such-name.invalid/")).failure == "dns"


async def test_an_address_that_takes_no_connection_times_out(loopback: AddressPolicy) -> None:
    """A listener whose queue is full lets the next connection wait."""
    limits = Limits(connect_s=0.3)
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        port = full.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            async with client_for(loopback, limits) as client:
                trouble = await failure_of(client, f"http://127.0.0.1:{port}/")
    assert trouble.failure == "timeout-connect"
    assert trouble.address == "127.0.0.1"


async def test_a_deadline_over_all_names_the_phase_it_ends(
    server: HostileServer, loopback: AddressPolicy
) -> None:
    server.behaviours["/"] = nothing
    url = httpx.URL(server.url())
    question = Question("GET", url, ((b"Host", url.netloc),))
    async with GuardedTransport(loopback) as transport:
        with pytest.raises(FetchFailed) as caught:
            await transport.fetch(question, deadline_s=0.2)
    assert caught.value.failure == "timeout-first-byte"
    assert "in all" in caught.value.detail


async def test_a_failure_keeps_what_was_seen_before_it(
    server: HostileServer, loopback: AddressPolicy
) -> None:
    server.behaviours["/"] = drip(f"{PLAIN}Server: old\r\nContent-Length: 9\r\n\r\n".encode(), b"")
    async with client_for(loopback, HASTY) as client:
        trouble = await failure_of(client, server.url())
    assert trouble.answer is not None
    assert trouble.answer.status == 200
    assert trouble.answer.header(b"server") == b"old"
    assert trouble.answer.first_byte_s > 0


@pytest.mark.parametrize("status", ["204 No Content", "304 Not Modified"])
async def test_answers_without_a_body_end_at_their_header(
    server: HostileServer, loopback: AddressPolicy, status: str
) -> None:
    server.behaviours["/"] = f"HTTP/1.1 {status}\r\nServer: x\r\n\r\n".encode()
    async with client_for(loopback) as client:
        for _ in range(2):
            response = await client.get(server.url())
            assert (response.status_code, response.content) == (int(status[:3]), b"")
    assert server.connections == 1


async def test_head_gives_a_header_and_keeps_the_connection(
    server: HostileServer, loopback: AddressPolicy
) -> None:
    server.behaviours["/"] = (
        f"{PLAIN}Content-Length: 5000\r\nContent-Encoding: gzip\r\n\r\n".encode()
    )
    async with client_for(loopback) as client:
        for _ in range(2):
            response = await client.head(server.url())
            assert (response.status_code, response.content) == (200, b"")
    assert server.connections == 1


async def test_connections_are_kept_and_given_up_when_idle(
    server: HostileServer, loopback: AddressPolicy
) -> None:
    server.behaviours["/"] = answer()
    async with client_for(loopback, idle_s=0.1) as client:
        first = answer_of(await client.get(server.url()))
        second = answer_of(await client.get(server.url()))
        assert (first.connect_s is None, second.connect_s is None) == (False, True)
        await asyncio.sleep(0.3)
        assert answer_of(await client.get(server.url())).connect_s is not None
    assert server.connections == 2


async def test_a_limited_number_of_idle_connections_is_kept(loopback: AddressPolicy) -> None:
    transport = GuardedTransport(loopback, most_idle=2)
    async with HostileServer(behaviours={"/": answer()}, bind="0.0.0.0") as server:
        async with httpx.AsyncClient(transport=transport, trust_env=False) as client:
            for n in (1, 2, 3, 1):
                await client.get(server.url(host=f"127.0.0.{n}"))
        assert server.connections == 4


async def _dies_when_used_again(asked: Asked, writer: Writer) -> None:
    if asked.nth_on_connection > 1:
        writer.transport.abort()
    else:
        writer.write(answer(b"fresh"))


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
async def test_a_kept_connection_that_died_is_no_fault_of_the_site(
    server: HostileServer, loopback: AddressPolicy, method: str
) -> None:
    server.behaviours["/"] = _dies_when_used_again
    async with client_for(loopback) as client:
        for _ in range(3):
            assert (await client.request(method, server.url())).status_code == 200


async def test_a_fresh_connection_that_dies_is_not_tried_again(
    server: HostileServer, loopback: AddressPolicy
) -> None:
    server.behaviours["/"] = reset
    async with client_for(loopback) as client:
        assert (await failure_of(client, server.url())).failure == "reset"
    assert len(server.asked) == 1


async def test_an_answer_nobody_asked_for_is_never_given_to_the_next_request(
    server: HostileServer, loopback: AddressPolicy
) -> None:
    server.behaviours["/"] = answer(b"mine") + answer(b"smuggled")
    server.behaviours["/next"] = answer(b"next")
    async with client_for(loopback) as client:
        assert (await client.get(server.url())).content == b"mine"
        assert (await client.get(server.url("/next"))).content == b"next"


async def test_a_cancelled_request_closes_its_connection(
    server: HostileServer, loopback: AddressPolicy
) -> None:
    server.behaviours["/"] = nothing
    server.behaviours["/next"] = answer(b"next")
    async with client_for(loopback) as client:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await client.get(server.url())
        assert (await client.get(server.url("/next"))).content == b"next"
    assert server.connections == 2


async def test_a_request_has_the_name_and_goes_to_the_mapped_address(server: HostileServer) -> None:
    server.behaviours["/"] = answer()
    policy = AddressPolicy(connect_to={"www.example.gov.cn:80": f"127.0.0.1:{server.port}"})
    async with client_for(policy) as client:
        response = await client.get("http://www.example.gov.cn/")
    assert answer_of(response).address == "127.0.0.1"
    assert server.asked[0].headers["host"] == "www.example.gov.cn"


async def test_a_second_address_helps_where_the_first_refuses(
    loopback: AddressPolicy, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def two(self: Names, name: str) -> tuple[str, ...]:
        del self, name
        return ("127.0.0.9", "127.0.0.8")

    monkeypatch.setattr(Names, "lookup", two)
    async with HostileServer(behaviours={"/": answer()}, bind="127.0.0.8") as server:
        async with client_for(loopback) as client:
            response = await client.get(server.url(host="two.example.gov.cn"))
        assert answer_of(response).address == "127.0.0.8"


async def test_a_line_break_in_a_header_is_never_sent(
    server: HostileServer, loopback: AddressPolicy
) -> None:
    async with client_for(loopback) as client:
        with pytest.raises(httpx.LocalProtocolError):
            await client.get(server.url(), headers={b"X": b"a\r\nHost: evil"})
    assert not server.asked


async def test_a_break_in_the_middle_of_the_body_is_a_reset(
    server: HostileServer, loopback: AddressPolicy
) -> None:
    async def behave(asked: Asked, writer: Writer) -> None:
        del asked
        writer.write(f"{PLAIN}Content-Length: 99\r\n\r\nhalf".encode())
        await writer.drain()
        await asyncio.sleep(0.05)
        raw = cast("socket.socket", writer.get_extra_info("socket"))
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()

    server.behaviours["/"] = behave
    async with client_for(loopback) as client:
        assert (await failure_of(client, server.url())).failure == "reset"


async def test_a_late_answer_within_the_limit_is_an_answer(
    server: HostileServer, loopback: AddressPolicy
) -> None:
    server.behaviours["/"] = after(0.1, answer())
    async with client_for(loopback) as client:
        got = answer_of(await client.get(server.url()))
    assert got.total_s >= got.first_byte_s >= 0.1
