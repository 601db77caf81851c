"""TLS is verified always; a server of the past is read and noted."""

import asyncio
import ssl
from pathlib import Path

import pytest
from fetching import TEXT, answer_of, client_for, failure_of
from hostile_server import (
    GZIPPED,
    PLAIN,
    Asked,
    Behaviour,
    HostileServer,
    Writer,
    answer,
    closing,
    nothing,
)

from checker.collect.http.address_policy import AddressPolicy
from checker.collect.http.answer import Limits
from checker.collect.http.trust import Trust

pytestmark = pytest.mark.anyio


async def test_a_certificate_nobody_vouches_for_is_a_tls_failure(
    loopback: AddressPolicy, server_tls: ssl.SSLContext
) -> None:
    async with HostileServer(tls=server_tls) as server:
        async with client_for(loopback) as client:
            trouble = await failure_of(client, server.url())
        assert trouble.failure == "tls"
        assert "self-signed certificate" in trouble.detail
        assert not server.asked


async def test_a_certificate_of_ones_own_authority_is_trusted(
    server_tls: ssl.SSLContext, certificate: tuple[Path, Path]
) -> None:
    trust = Trust(str(certificate[0]))
    page = {
        "/": answer(GZIPPED, Content_Encoding="gzip"),
        "/end": closing(f"{PLAIN}\r\nend".encode()),
    }
    async with HostileServer(tls=server_tls, behaviours=dict(page)) as server:
        policy = AddressPolicy(connect_to={"*.test:443": f"127.0.0.1:{server.port}",
                                           "site.test:443": f"127.0.0.1:{server.port}"})  # fmt: skip
        async with client_for(policy, trust=trust) as client:
            assert (await client.get("https://site.test/")).content == TEXT
            assert (await client.get("https://site.test/end")).content == b"end"
            trouble = await failure_of(client, "https://other.test/")
        assert trouble.failure == "tls"
        assert "ostname mismatch" in trouble.detail


async def test_a_server_of_the_past_is_read_and_noted(
    server_tls: ssl.SSLContext, certificate: tuple[Path, Path], loopback: AddressPolicy
) -> None:
    server_tls.set_ciphers("AES128-SHA:@SECLEVEL=0")  # no forward secrecy: refused by default
    server_tls.maximum_version = ssl.TLSVersion.TLSv1_2
    async with HostileServer(tls=server_tls, behaviours={"/": answer()}) as server:
        async with client_for(loopback, trust=Trust(str(certificate[0]))) as client:
            response = await client.get(server.url())
        assert response.content == b"ok"
        assert answer_of(response).note.startswith("old TLS")


@pytest.mark.parametrize(
    "behaviour", [closing(b"HTTP/1.1 400 Bad Request\r\n\r\n"), closing(b""), nothing]
)
async def test_a_port_without_tls_is_a_tls_failure(
    loopback: AddressPolicy, behaviour: Behaviour
) -> None:
    class Plain(HostileServer):
        async def serve(self, reader: asyncio.StreamReader, writer: Writer) -> None:
            await reader.read(1)
            await behaviour(Asked("", "", {}, b"", 0.0, 1), writer)

    async with Plain() as plain, client_for(loopback, Limits(connect_s=0.3)) as client:
        trouble = await failure_of(client, plain.url().replace("http:", "https:"))
    assert trouble.failure == "tls"
