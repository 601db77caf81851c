"""Answers are read as browsers read them, under caps, and every failure has its own name."""

import gzip
import os
import tracemalloc
import zlib
from contextlib import suppress

import pytest
from fetching import (
    CAP,
    HASTY,
    TEXT,
    client_for,
    failure_of,
)
from hostile_server import (
    GZIPPED,
    PLAIN,
    Behaviour,
    HostileServer,
    answer,
    closing,
    drip,
    flood,
    gzip_of_zeros,
    nothing,
    raw_deflate,
    reset,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.collect.http.address_policy import AddressPolicy
from checker.collect.http.answer import FetchFailed
from checker.collect.http.inflate import Body

pytestmark = pytest.mark.anyio

GOOD: dict[str, tuple[bytes | Behaviour, bytes]] = {
    "a plain answer": (answer(b"ok"), b"ok"),
    "chunks": (
        (PLAIN + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n2\r\nbc\r\n0\r\n\r\n").encode(),
        b"abc",
    ),
    "chunks and a length at once": (
        (
            PLAIN + "Content-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
        ).encode(),
        b"abc",
    ),
    "a body that ends with the connection": (
        closing(f"{PLAIN}\r\nuntil-close".encode()),
        b"until-close",
    ),
    "HTTP/1.0": (closing(b"HTTP/1.0 200 OK\r\n\r\nold"), b"old"),
    "early hints first": (b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + answer(), b"ok"),
    "100 Continue first": (b"HTTP/1.1 100 Continue\r\n\r\n" + answer(), b"ok"),
    "bare line feeds": (b"HTTP/1.1 200 OK\nContent-Length: 2\n\nok", b"ok"),
    "no reason phrase": (b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok", b"ok"),
    "GBK in a header": (
        b"HTTP/1.1 200 OK\r\nX-Title: \xd6\xd0\xce\xc4\r\nContent-Length: 2\r\n\r\nok",
        b"ok",
    ),
    "gzip": (answer(GZIPPED, Content_Encoding="gzip"), TEXT),
    "gzip by its old name": (answer(GZIPPED, Content_Encoding="x-gzip"), TEXT),
    "gzip in two members": (
        answer(gzip.compress(b"one ") + gzip.compress(b"two"), Content_Encoding="gzip"),
        b"one two",
    ),
    "gzip and rubbish behind it": (answer(GZIPPED + b"\0\0rubbish", Content_Encoding="gzip"), TEXT),
    "gzip twice": (answer(gzip.compress(GZIPPED), Content_Encoding="gzip, gzip"), TEXT),
    "gzip of nothing": (answer(b"", Content_Encoding="gzip"), b""),
    "raw deflate": (answer(raw_deflate(b"raw"), Content_Encoding="deflate"), b"raw"),
    "deflate in its coat": (
        answer(zlib.compress(b"coat"), Content_Encoding="deflate"),
        b"coat",
    ),
    "an encoding that is none": (answer(b"ok", Content_Encoding="utf-8"), b"ok"),
}

BAD: dict[str, tuple[bytes | Behaviour, str]] = {
    "a broken connection": (reset, "reset"),
    "an empty answer": (closing(b""), "reset"),
    "an end within the header": (closing(b"HTTP/1.1 200 OK\r\nServer: x"), "reset"),
    "a body that is too short": (
        closing(f"{PLAIN}Content-Length: 10\r\n\r\nshort".encode()),
        "reset",
    ),
    "an end between chunks": (
        closing(f"{PLAIN}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n".encode()),
        "reset",
    ),
    "no HTTP": (closing(b"SSH-2.0-OpenSSH_9.9\r\n"), "protocol"),
    "a bad header": (closing(b"HTTP/1.1 200 OK\r\nbad header\r\n\r\n"), "protocol"),
    "rubbish for a chunk": (
        closing(f"{PLAIN}Transfer-Encoding: chunked\r\n\r\nxyz\r\nabc".encode()),
        "protocol",
    ),
    "another protocol": (
        closing(b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
        "protocol",
    ),
    "rubbish for gzip": (answer(b"no gzip at all", Content_Encoding="gzip"), "decoding"),
    "truncated gzip": (answer(GZIPPED[:-20], Content_Encoding="gzip"), "decoding"),
    "truncated gzip until the connection ends": (
        closing(f"{PLAIN}Content-Encoding: gzip\r\n\r\n".encode() + GZIPPED[:-20]),
        "decoding",
    ),
    "a packing nobody asked for": (
        answer(b"\x0b\x02\x80hello\x03", Content_Encoding="br"),
        "decoding",
    ),
    "packed too often": (answer(b"x", Content_Encoding="gzip, gzip, gzip"), "decoding"),
    "silence": (nothing, "timeout-first-byte"),
    "a header in drips": (drip(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), "timeout-first-byte"),
    "a body in drips": (drip(f"{PLAIN}Content-Length: 999\r\n\r\n".encode(), b"x"), "timeout-body"),
    "a header without end": (
        flood(b"HTTP/1.1 200 OK\r\n", b"X-Header: yyyyyyyy\r\n" * 500),
        "too-large",
    ),
    "a header of 1 MiB": (answer(b"ok", X_Long="y" * CAP), "too-large"),
    "early hints without end": (flood(b"", b"HTTP/1.1 103 E\r\nA: b\r\n\r\n" * 99), "too-large"),
    "a body over the cap": (flood(f"{PLAIN}\r\n".encode(), b"x" * 65536), "too-large"),
    "chunk extensions without end": (
        flood(f"{PLAIN}Transfer-Encoding: chunked\r\n\r\n1;".encode(), b"x" * 65536),
        "too-large",
    ),
    "a gzip bomb": (answer(gzip_of_zeros(2), Content_Encoding="gzip"), "too-large"),
    "a gzip bomb in gzip": (
        answer(gzip.compress(gzip_of_zeros(4)), Content_Encoding="gzip, gzip"),
        "too-large",
    ),
}


@pytest.mark.parametrize("case", GOOD)
async def test_what_a_browser_reads_is_read(
    server: HostileServer, loopback: AddressPolicy, case: str
) -> None:
    behaviour, body = GOOD[case]
    server.behaviours["/"] = behaviour
    async with client_for(loopback) as client:
        response = await client.get(server.url())
        assert (response.status_code, response.content) == (200, body)


@pytest.mark.parametrize("case", BAD)
async def test_every_failure_has_its_own_name(
    server: HostileServer, loopback: AddressPolicy, case: str
) -> None:
    behaviour, failure = BAD[case]
    server.behaviours["/"] = behaviour
    async with client_for(loopback, HASTY) as client:
        assert (await failure_of(client, server.url())).failure == failure


async def test_a_bomb_of_300_mib_stays_under_the_cap(
    server: HostileServer, loopback: AddressPolicy
) -> None:
    server.behaviours["/"] = answer(gzip_of_zeros(300), Content_Encoding="gzip")
    async with client_for(loopback) as client:
        tracemalloc.start()
        try:
            assert (await failure_of(client, server.url())).failure == "too-large"
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 6 * CAP


@pytest.mark.parametrize("more", [-1, 0, 1, 128 * 1024, 300_000])
@pytest.mark.parametrize(("encoding", "bits"), [("gzip", 31), ("deflate", 15), ("deflate", -15)])
def test_a_page_of_several_steps_is_unpacked_whole(encoding: str, bits: int, more: int) -> None:
    """A page that loses its end without a word would show blank columns."""
    page = "<li><a href='/zwgk/1.html'>关于做好工作的通知</a></li>".encode() * 9_000
    page = page[: 128 * 1024 + more]
    packer = zlib.compressobj(6, zlib.DEFLATED, bits)
    packed = packer.compress(page) + packer.flush()
    for size in (100, 1_460, len(packed)):
        body = Body(encoding, 2 * len(page))
        for at in range(0, len(packed), size):
            body.feed(packed[at : at + size])
        assert body.whole() == page


@given(
    body=st.binary(max_size=400).flatmap(lambda each: st.integers(1, 9).map(lambda n: each * n)),
    packing=st.sampled_from([("gzip", 31), ("deflate", 15), ("deflate", -15)]),
    cut=st.integers(0, 60),
    flipped=st.none() | st.integers(0, 4_000),
)
@settings(deadline=None, max_examples=300)
def test_a_damaged_body_unpacks_as_zlib_unpacks_it(
    body: bytes, packing: tuple[str, int], cut: int, flipped: int | None
) -> None:
    encoding, bits = packing
    packer = zlib.compressobj(9, zlib.DEFLATED, bits)
    packed = bytearray(packer.compress(body) + packer.flush())
    head = 10 if encoding == "gzip" else 2  # in a head isal overlooks marks that zlib does not know
    if flipped is not None and len(packed) > head:
        packed[head + flipped // 8 % (len(packed) - head)] ^= 1 << flipped % 8
    if cut < len(packed) - 2:
        del packed[len(packed) - cut :]
    unpacking, unpacked = Body(encoding, CAP), None
    with suppress(FetchFailed):
        unpacking.feed(bytes(packed))
        unpacked = unpacking.whole()
    assert unpacked == _by_zlib(bytes(packed), encoding)


def _by_zlib(packed: bytes, encoding: str) -> bytes | None:
    """The body as Python's own zlib unpacks it; None for one that is broken or cut."""
    in_coat = packed[0] & 0x0F == 8 and int.from_bytes(packed[:2]) % 31 == 0
    unpacker = zlib.decompressobj(31 if encoding == "gzip" else 15 if in_coat else -15)
    with suppress(zlib.error):
        body = unpacker.decompress(packed)
        return body if unpacker.eof else None
    return None


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100, 10_000])
def test_a_body_unpacks_the_same_in_pieces_of_any_size(size: int) -> None:
    for encoding, packed in (("gzip", GZIPPED), ("deflate", raw_deflate(TEXT)), ("", TEXT)):
        body = Body(encoding, CAP)
        for at in range(0, len(packed), size):
            body.feed(packed[at : at + size])
        assert body.whole() == TEXT


async def test_random_bytes_are_never_more_than_a_named_failure(
    server: HostileServer, loopback: AddressPolicy
) -> None:
    async with client_for(loopback) as client:
        for seed in range(30):
            noise = bytes(os.urandom(seed * 7 + 1))
            server.behaviours["/"] = closing(noise)
            assert (await failure_of(client, server.url())).failure in ("protocol", "reset")
