"""What goes into an evidence pack, record by record: plain values before they become a WARC.

An exchange becomes a request and a response, as a visitor of an archive expects them. What only a
browser made (a rendered page, a screenshot) is a `resource`: under the page's own address where
nothing else was stored for it, else under `urn:dom:` and `urn:view:`, as archives name them.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, Literal, cast
from urllib.parse import quote, urlsplit

from checker.core.indicator import Evidence
from checker.core.verdict import Verdict
from checker.core.web import Exchange

Read = Callable[[str], bytes]
"""A digest to the stored bytes; raises where they are missing or broken."""

Role = Literal["request", "response", "redirect", "failure", "rendered", "page", "screenshot"]

_ASCII = "".join(chr(code) for code in range(0x21, 0x7F))
_SIGNS = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"RIFF", "image/webp"),
    (b"%PDF", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
)
# The bytes are stored as they were after decoding, so these no longer describe them.
_OF_THE_WIRE = ("content-encoding", "content-length", "transfer-encoding")


@dataclass(frozen=True, slots=True)
class Piece:
    """One record: what it is, its address, when it was made, and its bytes.

    `start` is the HTTP request or status line and `headers` go with it; both are empty for
    records without HTTP. `media` is the content type of those.
    """

    role: Role
    url: str
    at: datetime
    data: bytes
    start: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    media: str = ""


def pieces(evidence: Evidence, verdict: Verdict, read: Read) -> Iterator[Piece]:
    """Every exchange of the evidence and every stored piece that it or the verdict cites."""
    by_http = {each.final_url for each in evidence.exchanges if each.via == "http" and each.blob}
    written: set[str] = set()
    for exchange in evidence.exchanges:
        yield from _of_exchange(exchange, exchange.final_url in by_http, read)
        written.update([exchange.blob] if exchange.blob else [])
    for key, role in (("screenshot", "screenshot"), ("blob", "page")):
        for digest, url in _cited(evidence, verdict, key):
            if digest not in written:
                written.add(digest)
                data = read(digest)
                address = f"urn:view:{url}" if key == "screenshot" else url
                yield Piece(
                    cast(Role, role), one_line(address), evidence.as_of, data, media=media_of(data)
                )


_UNCHANGED = ("x-checker-answer", "304; status and bytes are those of the last whole answer")
"""What came over the wire, said where a pack shows the page that it stands for."""


def one_line(url: str) -> str:
    """The address in printable ASCII without blanks, so that no header line can be forged."""
    return quote(url, safe=_ASCII)


def media_of(data: bytes) -> str:
    """The content type that the first bytes tell."""
    found = next((media for sign, media in _SIGNS if data.startswith(sign)), "")
    return (
        found or "text/html; charset=utf-8"
        if b"<" in data[:512]
        else found or "application/octet-stream"
    )


def _of_exchange(one: Exchange, by_http: bool, read: Read) -> Iterator[Piece]:
    if one.via == "browser":
        if one.blob:
            data = read(one.blob)
            address = f"urn:dom:{one.final_url}" if by_http else one.final_url
            yield Piece("rendered", one_line(address), one.started, data, media=media_of(data))
        return
    yield _request(one)
    stops = [hop.url for hop in one.hops] + [one.final_url]
    for hop, onward in zip(one.hops, stops[1:], strict=True):
        head = (("location", one_line(onward)),)
        yield Piece("redirect", one_line(hop.url), one.started, b"", _status(hop.status), head)
    if one.status is None:
        told = json.dumps({"failure": one.failure, "detail": one.detail}, ensure_ascii=False)
        yield Piece(
            "failure", one_line(one.final_url), one.started, told.encode(), media="application/json"
        )
        return
    body = read(one.blob) if one.blob else b""
    kept = tuple(pair for pair in one.headers if pair[0].lower() not in _OF_THE_WIRE)
    if one.unchanged:
        kept = (*kept, _UNCHANGED)
    yield Piece("response", one_line(one.final_url), one.started, body, _status(one.status), kept)


def _request(one: Exchange) -> Piece:
    """The request as far as it is stored: its method, address and body."""
    url = one_line(one.url)
    try:
        parts = urlsplit(url)
        path, host = parts.path or "/", parts.netloc
    except ValueError:
        return Piece("request", url, one.started, one.sent.encode(), f"{one.method} / HTTP/1.1")
    line = f"{one.method} {path}{'?' + parts.query if parts.query else ''} HTTP/1.1"
    return Piece("request", url, one.started, one.sent.encode(), line, (("host", host),))


def _status(code: int) -> str:
    try:
        return f"HTTP/1.1 {code} {HTTPStatus(code).phrase}"
    except ValueError:
        return f"HTTP/1.1 {code} "


def _cited(evidence: Evidence, verdict: Verdict, key: str) -> Iterator[tuple[str, str]]:
    """Digest and address of each proof that names stored bytes under `key`, each digest once."""
    seen: dict[str, str] = {}
    waiting: list[Any] = [json.loads(evidence.canonical()), json.loads(verdict.canonical())]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            fields = cast("dict[str, Any]", value)
            if isinstance(fields.get(key), str) and "url" in fields:
                seen.setdefault(fields[key], str(fields["url"]))
            waiting += fields.values()
        elif isinstance(value, list):
            waiting += cast("list[Any]", value)
    yield from sorted(seen.items())
