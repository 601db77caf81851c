"""Which addresses we may go to: the one policy for HTTP, the browser and every notice sent.

An address is read by one parser (httpx.URL), the same that the request is built from, so that no
second parser can see another host in it. A name is resolved, every address it has is checked, and
only a checked address is connected to.
"""

import string
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import NamedTuple

import httpx

from checker.collect.http.answer import FetchFailed
from checker.core.web import Failure

Network = IPv4Network | IPv6Network
Lookup = Callable[[str], Awaitable[tuple[str, ...]]]

_LONGEST = 8000
_LABEL = frozenset(string.ascii_lowercase + string.digits + "-_")
_STRIPPED = {ord(mark): None for mark in "\t\r\n"}  # browsers drop these anywhere in an address
_BLANKS = "".join(map(chr, range(0x21)))
_PORTS = {"http": 80, "https": 443}

_NEVER = tuple(
    ip_network(net)
    for net in ("0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "::/128",
                "fe80::/10", "ff00::/8")
)  # fmt: skip
"""Link-local (where clouds keep their secrets), multicast and reserved: only a listed network
opens these, `allow_private=True` does not."""

_PRIVATE = tuple(
    ip_network(net)
    for net in ("100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15",
                "64:ff9b:1::/48", "100::/64", "2001:db8::/32", "3fff::/20", "5f00::/16",
                "fec0::/10")
)  # fmt: skip
"""Not global, whatever the `ipaddress` of this Python says."""

_NAT64 = IPv6Network("64:ff9b::/96")
_V4_COMPATIBLE = IPv6Network("::/96")


class Refusal(NamedTuple):
    """Why an address is refused: `bad-address` is its own fault, `forbidden-address` our rule."""

    failure: Failure
    reason: str


class Endpoint(NamedTuple):
    """A checked address and port to connect to."""

    address: str
    port: int


@dataclass(frozen=True)
class AddressPolicy:
    """What may be fetched, and where a name leads.

    `allow_private`: True opens private, loopback and carrier networks; a tuple opens just these
    networks. `connect_to` maps `host:port` or `*.suffix:port` to `host:port`, as curl does; what a
    name is mapped to is allowed. `only_ipv6` takes no IPv4 address of a name. Raises ValueError for a mapping that is neither.
    """

    allow_private: bool | tuple[Network, ...] = False
    connect_to: Mapping[str, str] = field(default_factory=dict[str, str])
    only_ipv6: bool = False

    def __post_init__(self) -> None:
        _ = self._exact, self._wildcards  # a bad mapping must fail at the start

    def allows_url(self, url: str | httpx.URL) -> Refusal | None:
        """None, or why this address may not be fetched; names are not resolved here."""
        try:
            self.read(url)
        except FetchFailed as refused:
            return Refusal(refused.failure, refused.detail)
        return None

    def read(self, url: str | httpx.URL) -> httpx.URL:
        """The address parsed, without its fragment; raises FetchFailed."""
        parsed = url if isinstance(url, httpx.URL) else _parse(url)
        host, port = _host_of(parsed), port_of(parsed)
        literal = _literal(host)
        if literal and self.mapped(host, port) is None and not self.allows_address(host):
            raise FetchFailed("forbidden-address", f"{host} is in no public network")
        return parsed.copy_with(fragment=None) if parsed.fragment else parsed

    def allows_address(self, address: str) -> bool:
        """Whether this IP address, and every IPv4 address within it, may be connected to."""
        return _is_public(address) or _is_opened(address, self.allow_private)

    def mapped(self, host: str, port: int) -> tuple[str, int] | None:
        """Where `connect_to` leads this host and port; the exact name wins, then the longest."""
        if not self.connect_to:
            return None
        host = host.rstrip(".")
        exact = self._exact.get((host, port))
        if exact is not None:
            return exact
        for suffix, number, target in self._wildcards:
            if number == port and host.endswith(suffix):
                return target
        return None

    async def resolve(self, host: str, port: int, lookup: Lookup) -> tuple[Endpoint, ...]:
        """The checked addresses of a host, IPv4 first; raises FetchFailed.

        `dns` when there is none, `forbidden-address` when the policy refuses all there are.
        """
        mapped = self.mapped(host, port)
        name, number = mapped or (host, port)
        found = (name,) if _literal(name) else await lookup(name.rstrip("."))
        allowed = found if mapped else tuple(ip for ip in found if self.allows_address(ip))
        if self.only_ipv6:
            found, allowed = _sixes(host, found, mapped), _sixes(host, allowed, mapped)
        if not found:
            raise FetchFailed("dns", f"{host} has no address")
        if not allowed:
            raise FetchFailed("forbidden-address", f"{host} is {found[0]}, in no public network")
        if len(allowed) > 1:
            allowed = tuple(sorted(allowed, key=_is_v6))
        return tuple(Endpoint(address, number) for address in allowed)

    @cached_property
    def _exact(self) -> dict[tuple[str, int], tuple[str, int]]:
        return {
            _host_port(name): _host_port(target)
            for name, target in self.connect_to.items()
            if not name.startswith("*.")
        }

    @cached_property
    def _wildcards(self) -> list[tuple[str, int, tuple[str, int]]]:
        found = [
            (*_host_port(name[1:]), _host_port(target))
            for name, target in self.connect_to.items()
            if name.startswith("*.")
        ]
        return sorted(found, key=lambda entry: -len(entry[0]))


def port_of(url: httpx.URL) -> int:
    """The port an address means."""
    return url.port if url.port is not None else _PORTS[url.scheme]


def host_of(url: httpx.URL) -> str:
    """The host as it is asked for: lower-case ASCII, IPv6 without brackets."""
    return url.raw_host.decode("ascii")


def _parse(url: str) -> httpx.URL:
    text = url.strip(_BLANKS).translate(_STRIPPED)
    if len(text) > _LONGEST:
        raise FetchFailed("forbidden-address", f"longer than {_LONGEST} characters")
    if "\\" in text.partition("?")[0].partition("#")[0]:
        raise FetchFailed("forbidden-address", "a backslash, which parsers read differently")
    try:
        return httpx.URL(text)
    except (httpx.InvalidURL, ValueError) as error:
        odd_host = "IDNA" in str(error)
        raise FetchFailed(
            "forbidden-address" if odd_host else "bad-address", str(error)[:200]
        ) from error


def _host_of(url: httpx.URL) -> str:
    """The host of a well-formed http(s) address; raises FetchFailed."""
    if url.scheme not in _PORTS:
        raise FetchFailed("bad-address", f"not http(s): {url.scheme[:20] or 'no scheme'}")
    if url.userinfo:
        raise FetchFailed("forbidden-address", "a user name in the address")
    if url.port is not None and not 0 < url.port < 65536:
        raise FetchFailed("bad-address", f"port {url.port}")
    host = host_of(url)
    if not host:
        raise FetchFailed("bad-address", "no host")
    if _literal(host):
        return host
    labels = host.removesuffix(".").split(".")
    well_formed = all(0 < len(label) < 64 and _LABEL.issuperset(label) for label in labels)
    if not well_formed or len(host) > 253 or _is_number(labels[-1]):
        raise FetchFailed("forbidden-address", f"an odd host: {host[:80]}")
    return host


def _is_number(label: str) -> bool:
    """Whether a last label makes resolvers read the host as an IPv4 address in disguise."""
    return label.isdigit() or label.startswith("0x")


@lru_cache(maxsize=4096)
def _literal(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return "%" not in host


def _sixes(host: str, found: tuple[str, ...], mapped: tuple[str, int] | None) -> tuple[str, ...]:
    """The IPv6 addresses among those found; raises FetchFailed where our own mapping has none."""
    sixes = tuple(each for each in found if _is_v6(each))
    if mapped and not sixes:
        raise FetchFailed("forbidden-address", f"{host} is mapped to {mapped[0]} here")
    return sixes


def _is_v6(address: str) -> bool:
    return ":" in address


@lru_cache(maxsize=4096)
def _is_public(address: str) -> bool:
    return all(
        part.is_global and not any(part in net for net in (*_NEVER, *_PRIVATE))
        for part in _parts(address)
    )


@lru_cache(maxsize=4096)
def _is_opened(address: str, by: bool | tuple[Network, ...]) -> bool:
    """Whether `allow_private` opens an address that is not public."""
    parts = _parts(address)
    if isinstance(by, tuple):
        return all(_is_public(str(part)) or any(part in net for net in by) for part in parts)
    return by and not any(part in net for part in parts for net in _NEVER)


def _parts(address: str) -> tuple[IPv4Address | IPv6Address, ...]:
    """An address and the IPv4 addresses it stands for: mapped, 6to4, NAT64 and Teredo."""
    ip = ip_address(address)
    if isinstance(ip, IPv4Address):
        return (ip,)
    if ip.ipv4_mapped is not None:
        return (ip.ipv4_mapped,)
    if ip in _NAT64:
        return (IPv4Address(int(ip) & 0xFFFFFFFF),)
    if ip in _V4_COMPATIBLE and int(ip) > 0xFFFF:
        return (ip, IPv4Address(int(ip)))
    if ip.sixtofour is not None:
        return (ip, ip.sixtofour)
    if ip.teredo is not None:
        return (ip, *ip.teredo)
    return (ip,)


def _host_port(text: str) -> tuple[str, int]:
    """`host:port` or `[v6]:port`; raises ValueError."""
    host, colon, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]").lower()
    if not host or not colon or not port.isdigit() or not 0 < int(port) < 65536:
        raise ValueError(f"not host:port: {text!r}")
    return host, int(port)
