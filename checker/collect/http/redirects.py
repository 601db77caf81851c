"""Where an answer sends us: the address it names, the request to go there with, the cookies.

Cookies live along the redirects of one request only. That is enough for a site that sets one and
sends us back to see it again, and nothing is carried from one request, or site, to the next.
"""

import re
from collections.abc import Iterable
from urllib.parse import urljoin

import httpx

from checker.collect.http.address_policy import AddressPolicy
from checker.collect.http.answer import FetchFailed

Headers = tuple[tuple[bytes, bytes], ...]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_KEPT_ABROAD = frozenset({b"accept", b"accept-language", b"content-type", b"range"})
_NON_ASCII = re.compile(rb"[\x80-\xff]")
_AUTHORITY = re.compile(rb"(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?//[^/?#]*")
_MOST_COOKIES = 50
_LONGEST_COOKIE = 4096


def location_of(status: int, headers: Iterable[tuple[bytes, bytes]]) -> bytes | None:
    """The Location of a redirect, or None where the answer is none."""
    if status not in _REDIRECTS:
        return None
    return next((value for name, value in headers if name == b"location"), None)


def target_of(location: bytes, base: httpx.URL, policy: AddressPolicy) -> httpx.URL:
    """The address a Location names, checked; raises FetchFailed.

    Bytes outside ASCII go back to the server as they came, as browsers send them: a server that
    writes GBK into a Location wants GBK back. Only a host is read as text.
    """
    location = location.strip()
    authority = _AUTHORITY.match(location)
    cut = authority.end() if authority else 0
    path = _NON_ASCII.sub(lambda byte: b"%%%02X" % byte[0][0], location[cut:])
    text = text_of(location[:cut]) + path.decode("ascii")
    try:
        absolute = cut and not text.startswith("//")
        return policy.read(text if absolute else urljoin(str(base), text))
    except FetchFailed as trouble:
        detail = f"redirects to {text[:200]}: {trouble.detail}"
        raise FetchFailed(trouble.failure, detail) from trouble
    except ValueError as error:
        raise FetchFailed("bad-address", f"redirects to {text[:200]}: {error}") from error


def next_method(status: int, method: str) -> str:
    """The method of the request after a redirect, as browsers choose it."""
    if status == 303 and method != "HEAD":
        return "GET"
    return "GET" if status in (301, 302) and method == "POST" else method


def headers_abroad(headers: Headers, here: httpx.URL, there: httpx.URL) -> Headers:
    """The caller's headers for the next hop; another origin gets none that could be a secret."""
    if (here.scheme, here.raw_host, here.port) == (there.scheme, there.raw_host, there.port):
        return headers
    return tuple(pair for pair in headers if pair[0].lower() in _KEPT_ABROAD)


class HopCookies:
    """The cookies of one request's redirects, given back only to the host that set them."""

    def __init__(self) -> None:
        self._jar: dict[tuple[bytes, str], tuple[str, bool]] = {}

    def learn(self, url: httpx.URL, headers: Iterable[tuple[bytes, bytes]]) -> None:
        """Takes what an answer sets; an ended or oversized cookie is dropped."""
        for name, value in headers:
            if name != b"set-cookie" or len(value) > _LONGEST_COOKIE:
                continue
            pair, *attributes = value.decode("latin-1").split(";")
            key, equals, text = pair.strip().partition("=")
            marks = {attribute.strip().lower().replace(" ", "") for attribute in attributes}
            if not equals or not key:
                continue
            if "max-age=0" in marks or len(self._jar) >= _MOST_COOKIES:
                self._jar.pop((url.raw_host, key), None)
            else:
                self._jar[url.raw_host, key] = (text, "secure" in marks)

    def header(self, url: httpx.URL) -> bytes:
        """The Cookie header for an address; empty when there is nothing to give back."""
        if not self._jar:
            return b""
        mine = (
            f"{key}={text}"
            for (host, key), (text, secure) in self._jar.items()
            if host == url.raw_host and (url.scheme == "https" or not secure)
        )
        return "; ".join(mine).encode("latin-1")


def text_of(raw: bytes) -> str:
    """A header's bytes as text: UTF-8, else GB18030, which takes anything."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")
