"""What the tests of the fetch layer share: one event loop, servers, policies, certificates."""

import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator
from ipaddress import ip_network
from pathlib import Path

import pytest
from hostile_server import HostileServer

from checker.collect.http.address_policy import AddressPolicy


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def server() -> AsyncIterator[HostileServer]:
    async with HostileServer() as running:
        yield running


@pytest.fixture
async def wide_server() -> AsyncIterator[HostileServer]:
    """A server on every address of 127.0.0.0/8."""
    async with HostileServer(bind="0.0.0.0") as running:
        yield running


@pytest.fixture
def loopback() -> AddressPolicy:
    return AddressPolicy(allow_private=(ip_network("127.0.0.0/8"),))


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A self-signed certificate for site.test and 127.0.0.1, and its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs the openssl program to make a certificate")
    home = tmp_path_factory.mktemp("tls")
    cert, key = home / "cert.pem", home / "key.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=site.test", "-addext", "subjectAltName=DNS:site.test,IP:127.0.0.1",
         "-keyout", str(key), "-out", str(cert)],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return cert, key


@pytest.fixture
def server_tls(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context
