"""Stored bytes in a real S3-compatible server: whole or not there, like those in a folder."""

import importlib.util
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
import zstandard
from obstore.store import S3Store

from checker.config import S3, Config
from checker.core.fact import digest_of
from checker.run.office import blobs_of, open_office
from checker.store.blobs import Blobs
from checker.store.bucket import BucketAddress, BucketShelf
from checker.store.errors import BlobBroken, BlobMissing, StoreError

pytestmark = pytest.mark.s3
PAGES = [f"<html><body>示例市人民政府 {number}</body></html>".encode() for number in range(20)]


@contextmanager
def running_server(port: int) -> Generator[str]:
    """A server of moto that answers on that port."""
    command = (sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port))
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url, ends = f"http://127.0.0.1:{port}", time.monotonic() + 60
        while True:
            try:
                httpx.get(url)
                break
            except httpx.TransportError:
                assert server.poll() is None
                assert time.monotonic() < ends
                time.sleep(0.05)
        yield url
    finally:
        server.kill()
        server.wait()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    if importlib.util.find_spec("moto") is None:
        pytest.skip("no S3 server here: uv pip install --group servers")
    with running_server(_free_port()) as url:
        yield url


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "checker")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret-of-the-bucket")


@pytest.fixture
def address(server: str) -> BucketAddress:
    """A new bucket on the server."""
    name = f"pages-{uuid4().hex[:12]}"
    httpx.put(f"{server}/{name}").raise_for_status()
    return BucketAddress(name, "office", server)


def blobs(address: BucketAddress, folder: Path) -> Blobs:
    """The blobs as one machine has them: the bucket is shared, the folder is its own."""
    return Blobs(folder, BucketShelf(address))


def raw(address: BucketAddress) -> S3Store:
    """The bucket itself, past our own code."""
    return S3Store(
        address.bucket,
        config={"endpoint": address.endpoint, "region": "us-east-1"},
        client_options={"allow_http": True},
    )


def place(digest: str) -> str:
    name = digest.removeprefix("sha256:")
    return f"office/{name[:2]}/{name}.zst"


def test_what_one_machine_synced_another_reads(address: BucketAddress, tmp_path: Path) -> None:
    one, two = blobs(address, tmp_path / "one"), blobs(address, tmp_path / "two")
    digests = [one.keep(page) for page in PAGES]
    assert [one.read(each) for each in digests] == PAGES
    assert not any(two.holds(each) for each in digests), "kept and not yet durable"
    one.sync(digests)
    assert list((tmp_path / "one" / "incoming").iterdir()) == []
    assert [two.read(each) for each in digests] == PAGES
    assert [one.read(each) for each in digests] == PAGES
    assert [two.keep(page) for page in PAGES] == digests
    two.sync(digests)
    packed = bytes(raw(address).get(place(digests[0])).bytes())
    assert zstandard.decompress(packed) == PAGES[0]


def test_what_was_never_kept_is_missing(address: BucketAddress, tmp_path: Path) -> None:
    here = blobs(address, tmp_path)
    unknown = digest_of(b"never kept")
    with pytest.raises(BlobMissing):
        here.sync([here.keep(PAGES[0]), unknown])
    with pytest.raises(BlobMissing):
        here.read(unknown)
    assert not here.holds(unknown)
    assert not here.holds("../../etc/passwd")


def test_damaged_bytes_are_named_and_never_given_out(
    address: BucketAddress, tmp_path: Path
) -> None:
    here = blobs(address, tmp_path)
    digest = here.keep(PAGES[0])
    here.sync([digest])
    raw(address).put(place(digest), zstandard.compress(PAGES[1]))
    with pytest.raises(BlobBroken):
        here.read(digest)


def test_a_server_that_is_gone_loses_nothing_and_is_named_without_its_key(
    address: BucketAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checker.store.bucket._RETRIES", 0)
    port = _free_port()
    gone = BucketAddress(address.bucket, "office", f"http://127.0.0.1:{port}")
    here = blobs(gone, tmp_path)
    digests = [here.keep(page) for page in PAGES]
    with pytest.raises(StoreError, match="check endpoint, bucket, keys") as refused:
        here.sync(digests)
    assert "secret-of-the-bucket" not in str(refused.value)
    assert [here.read(each) for each in digests] == PAGES
    with running_server(port) as url:
        httpx.put(f"{url}/{address.bucket}").raise_for_status()
        here.sync(digests)
        assert [blobs(gone, tmp_path / "other").read(each) for each in digests] == PAGES


def test_the_config_names_the_bucket(address: BucketAddress, tmp_path: Path) -> None:
    config = Config(
        blobs=f"s3://{address.bucket}/office/", s3=S3(endpoint=address.endpoint), folder=tmp_path
    )
    with open_office(config) as office:
        digest = office.blobs.keep(PAGES[0])
        office.blobs.sync([digest])
    assert raw(address).head(place(digest))
    assert blobs_of(config).read(digest) == PAGES[0]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
