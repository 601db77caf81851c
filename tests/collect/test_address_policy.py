"""The policy opens public web addresses, and what an office listed; everything else stays shut."""

from dataclasses import replace
from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.collect.http.address_policy import AddressPolicy, Endpoint
from checker.collect.http.answer import FetchFailed

PUBLIC = AddressPolicy()

OPEN = [
    "http://www.gov.cn",
    "https://www.gov.cn:8443/a?b=c#d",
    "  http://www.gov.cn/\n",
    "http://www.gov.cn/中文 空格.html",
    "http://www.gov.cn/?next=a\\b",
    "http://a_b.gov.cn/",
    "http://www.gov.cn./",
    "http://政务.cn/",
    "http://114.114.114.114/",
    "http://[2400:3200::1]/",
    "HTTP://WWW.GOV.CN/",
    "http://www.gov.cn/a@b",
]

SHUT = {
    "bad-address": [
        "",
        "www.gov.cn",
        "//www.gov.cn/",
        "/a",
        "file:///etc/passwd",
        "ftp://www.gov.cn/",
        "javascript:alert(1)",
        "data:text/html,x",
        "gopher://www.gov.cn/",
        "http:///a",
        "http://",
        "http://www.gov.cn:0/",
        "http://www.gov.cn:65536/",
        "http://www.gov.cn:x/",
        "http://[::1/",
        "http://0177.0.0.1/",
        "http://300.1.1.1/",
        "http://h/\ud800",
    ],
    "forbidden-address": [
        "http://user@www.gov.cn/",
        "http://user:secret@www.gov.cn/",
        "http://www.gov.cn\\@evil.example/",
        "http://evil.example\\.www.gov.cn/",
        "http://www.gov.cn/a\\b",
        "http://%31%32%37.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.1/",
        "http://１２７.0.0.1/",
        "http://①②⑦.0.0.1/",
        "http://www..gov.cn/",
        "http://.gov.cn/",
        "http://a b.gov.cn/",
        "http://a<b.gov.cn/",
        "http://" + "a" * 64 + ".cn/",
        "http://www.gov.cn/" + "a" * 9000,
        "http://[fe80::1%25eth0]/",
        "http://127.0.0.1/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
    ],
}

PRIVATE = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.8",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
    "2002:0a00:0001::1",  # 6to4 of 10.0.0.1
    "2002:7f00:0001::",  # 6to4 of 127.0.0.1
    "64:ff9b::10.0.0.1",  # NAT64
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",  # Teredo
    "2001:db8::1",
    "fc00::1",
    "fd12::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("url", OPEN)
def test_a_public_web_address_is_open(url: str) -> None:
    assert PUBLIC.allows_url(url) is None


@pytest.mark.parametrize(("failure", "url"), [(f, url) for f, urls in SHUT.items() for url in urls])
def test_an_address_is_shut_for_its_own_fault_or_by_our_rule(failure: str, url: str) -> None:
    refusal = PUBLIC.allows_url(url)
    assert refusal is not None
    assert (refusal.failure, bool(refusal.reason)) == (failure, True)


@pytest.mark.parametrize("address", PRIVATE)
def test_no_private_address_is_open_in_any_disguise(address: str) -> None:
    assert not PUBLIC.allows_address(address)


@pytest.mark.parametrize(
    "address", ["1.2.4.8", "2400:3200::1", "64:ff9b::1.2.4.8", "::ffff:1.2.4.8"]
)
def test_public_addresses_are_open(address: str) -> None:
    assert PUBLIC.allows_address(address)


def test_listed_networks_open_only_themselves() -> None:
    office = AddressPolicy(allow_private=(ip_network("10.20.0.0/16"),))
    assert office.allows_url("http://10.20.3.4/") is None
    assert office.allows_address("::ffff:10.20.3.4")
    assert not office.allows_address("10.21.0.1")
    assert not office.allows_address("127.0.0.1")


def test_allowing_private_networks_still_keeps_link_local_shut() -> None:
    lenient = AddressPolicy(allow_private=True)
    assert lenient.allows_address("10.0.0.1")
    assert lenient.allows_address("127.0.0.1")
    assert lenient.allows_address("100.64.0.1")
    for address in ("169.254.169.254", "::ffff:169.254.169.254", "0.0.0.0", "224.0.0.1", "fe80::1"):
        assert not lenient.allows_address(address)


@given(st.ip_addresses())
def test_what_is_not_global_is_never_open(address: object) -> None:
    if not ip_address(str(address)).is_global:
        assert not PUBLIC.allows_address(str(address))


@given(st.ip_addresses(v=4))
def test_a_disguise_opens_nothing_that_the_address_itself_does_not(address: object) -> None:
    number = int(ip_address(str(address)))
    disguises = [(0xFFFF << 32) | number, (0x64FF9B << 96) | number, (0x2002 << 112) | number << 80]
    for disguise in disguises:
        hidden = str(ip_address(disguise.to_bytes(16)))
        assert not PUBLIC.allows_address(hidden) or PUBLIC.allows_address(str(address))


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_and_never_crashes(text: str) -> None:
    for url in (text, f"http://{text}", f"http://www.gov.cn/{text}"):
        PUBLIC.allows_url(url)


MAPPED = AddressPolicy(
    connect_to={
        "www.example.gov.cn:80": "127.0.0.1:8001",
        "*.example.gov.cn:80": "127.0.0.1:8002",
        "*.deep.example.gov.cn:80": "[::1]:8003",
        "10.0.0.1:80": "127.0.0.1:8004",
        "*.example.gov.cn:443": "gate.example.gov.cn:8443",
    }
)


async def _found(name: str) -> tuple[str, ...]:
    return {
        "gate.example.gov.cn": ("192.168.0.7",),
        "mixed.gov.cn": ("10.0.0.1", "2400:3200::1", "114.114.114.114"),
        "inside.gov.cn": ("10.0.0.1", "127.0.0.1"),
        "nowhere.gov.cn": (),
    }[name]


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("host", "port", "ends"),
    [
        ("www.example.gov.cn", 80, [("127.0.0.1", 8001)]),
        ("www.example.gov.cn.", 80, [("127.0.0.1", 8001)]),
        ("a.b.example.gov.cn", 80, [("127.0.0.1", 8002)]),
        ("x.deep.example.gov.cn", 80, [("::1", 8003)]),
        ("10.0.0.1", 80, [("127.0.0.1", 8004)]),
        ("x.example.gov.cn", 443, [("192.168.0.7", 8443)]),
        ("mixed.gov.cn", 80, [("114.114.114.114", 80), ("2400:3200::1", 80)]),
    ],
)
async def test_a_name_leads_where_it_is_mapped_or_to_its_checked_addresses(
    host: str, port: int, ends: list[tuple[str, int]]
) -> None:
    assert await MAPPED.resolve(host, port, _found) == tuple(Endpoint(*end) for end in ends)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("host", "failure"), [("inside.gov.cn", "forbidden-address"), ("nowhere.gov.cn", "dns")]
)
async def test_a_name_without_an_open_address_is_refused(host: str, failure: str) -> None:
    with pytest.raises(FetchFailed) as caught:
        await MAPPED.resolve(host, 80, _found)
    assert caught.value.failure == failure


@pytest.mark.anyio
async def test_over_ipv6_alone_no_ipv4_address_is_taken() -> None:
    six = replace(MAPPED, only_ipv6=True)
    assert await six.resolve("mixed.gov.cn", 80, _found) == (Endpoint("2400:3200::1", 80),)
    assert await six.resolve("x.deep.example.gov.cn", 80, _found) == (Endpoint("::1", 8003),)
    refused: dict[str, str] = {}
    for host in ("inside.gov.cn", "nowhere.gov.cn", "www.example.gov.cn"):
        with pytest.raises(FetchFailed) as caught:
            await six.resolve(host, 80, _found)
        refused[host] = caught.value.failure
    assert refused == {
        "inside.gov.cn": "dns",
        "nowhere.gov.cn": "dns",
        "www.example.gov.cn": "forbidden-address",  # our own mapping says nothing of the site
    }


def test_a_mapping_covers_its_port_and_suffix_only() -> None:
    assert MAPPED.mapped("www.example.gov.cn", 8080) is None
    assert MAPPED.mapped("example.gov.cn", 80) is None
    assert MAPPED.mapped("evilexample.gov.cn", 80) is None
    assert MAPPED.allows_url("http://10.0.0.1/") is None
    assert MAPPED.allows_url("http://10.0.0.1:81/") is not None
    assert MAPPED.allows_url("http://127.0.0.1:8001/") is not None


@pytest.mark.parametrize("bad", ["www.gov.cn", "www.gov.cn:x", ":80", "www.gov.cn:0"])
def test_a_bad_mapping_fails_at_the_start(bad: str) -> None:
    with pytest.raises(ValueError, match="host:port"):
        AddressPolicy(connect_to={bad: "127.0.0.1:80"})
    with pytest.raises(ValueError, match="host:port"):
        AddressPolicy(connect_to={"www.gov.cn:80": bad})
