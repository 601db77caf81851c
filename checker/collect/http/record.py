"""Writes a journey down: the exchange as evidence holds it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from checker.collect.http.answer import Answer
from checker.collect.http.journey import Journey
from checker.collect.http.redirects import text_of
from checker.core.web import Exchange
from checker.extract.answers.firewalls import FIREWALLS

KeptHeaders = tuple[tuple[str, str], ...]
Classify = Callable[[int, KeptHeaders, bytes], tuple[str | None, bool]]
"""Status, kept headers and body to the name of a challenge, and whether we are blocked."""

_PLAIN = (
    "content-type", "content-length", "content-encoding", "content-disposition", "last-modified",
    "etag", "date", "server", "location", "retry-after", "via", "x-powered-by",
)  # fmt: skip
_FIREWALLS = (name for wall in FIREWALLS for name, _ in (*wall.headers, *wall.answers))
_KEPT = frozenset(name.encode() for name in (*_PLAIN, "cf-mitigated", *_FIREWALLS)) - {
    b"set-cookie"
}
_LONGEST_VALUE = 500
_LONGEST_COOKIE_NAME = 60
_COOKIE_VALUE = 24  # as much as tells a firewall's token; half a session opens nothing


@dataclass(frozen=True, slots=True)
class Response:
    """An exchange and its body as it was after content decoding; empty after a failure."""

    exchange: Exchange
    body: bytes


@dataclass(frozen=True, slots=True)
class Record:
    """How journeys are written down: where bytes are kept, and who knows a firewall's page."""

    keep: Callable[[bytes], str]
    classify: Classify | None

    def classified(self, answer: Answer) -> tuple[str | None, bool]:
        """The challenge an answer is, and whether it is a page that blocks us."""
        if self.classify is None:
            return None, False
        return self.classify(answer.status, kept_headers(answer.headers), answer.body)

    def response(self, journey: Journey, *, keep_body: bool) -> Response:
        """The exchange of a finished journey; its bytes are kept where it has some."""
        ask, answer, trouble = journey.ask, journey.answer, journey.trouble
        seen: dict[str, Any] = {}
        body = b""
        if answer is not None:
            before = journey.seconds - answer.total_s
            seen = {
                "status": answer.status,
                "headers": kept_headers(answer.headers),
                "wire": answer.wire,
                "connect_s": answer.connect_s,
                "first_byte_s": before + answer.first_byte_s,
                "detail": answer.note,
            }
        if trouble is not None:
            seen |= {"failure": trouble.failure, "detail": printable(trouble.detail)}
        elif answer is not None:
            body = answer.body
            challenge, blocked = self.classified(answer)
            seen |= {"challenge": challenge, "blocked": blocked, "size": len(body)}
            if body and keep_body:
                seen["blob"] = self.keep(body)
        exchange = Exchange(
            url=ask.url,
            final_url=journey.final_url,
            method=ask.method,
            sent=ask.body.decode("utf-8", "replace"),
            started=journey.started or journey.road.clock(),
            hops=tuple(journey.hops),
            address=journey.address,
            total_s=journey.seconds,
            **seen,
        )
        return Response(exchange, body)


def kept_headers(headers: Iterable[tuple[bytes, bytes]]) -> KeptHeaders:
    """The headers worth storing; of a cookie the name and the beginning of its value."""
    kept: list[tuple[str, str]] = []
    for name, value in headers:
        if name in _KEPT:
            kept.append((name.decode("ascii"), printable(text_of(value))[:_LONGEST_VALUE]))
        elif name == b"set-cookie":
            key, _, mark = printable(text_of(value)).partition(";")[0].partition("=")
            kept.append(("set-cookie", f"{key[:_LONGEST_COOKIE_NAME]}={mark[:_COOKIE_VALUE]}"))
    return tuple(kept)


def printable(text: str) -> str:
    """The text with a blank for everything that a terminal or a page might obey."""
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)
