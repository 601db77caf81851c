"""What the visit before left of a site: its pages' readings, and their answers to ask by.

A server that says 304 to the mark of an earlier answer spares both sides the page. It is asked so
for a week at most: then the page is fetched whole again, for a server may be wrong about itself.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta

from pydantic import ValidationError

from checker.collect.kept_readings import KeptReadings
from checker.core.web import Exchange
from checker.extract.answers.link_target import shown_on

NOT_MODIFIED = 304
WHOLE_AGAIN = timedelta(days=7)
"""How old an answer may be that an unchanged page is still told by."""

_SHOWS_OF_KNOWN = ("content-type", "etag", "last-modified")
_MARK = b"\texchange\t"
_LINK = b"\tlink\t"


class VisitBefore:
    """The lines that the visit before kept, and those that this one will keep."""

    def __init__(
        self,
        lines: Iterable[bytes],
        today: date,
        *,
        holds: Callable[[str], bool],
        asked_anew: frozenset[str] | None = frozenset(),
        keep: Callable[[list[bytes]], None],
    ) -> None:
        """`holds` tells whether a blob is in the store; `keep` files lines for the next visit.

        The addresses `asked_anew` are fetched whole, whatever is known of them; None means all.
        """
        self._lines = sorted(lines)
        self._today = today
        self._holds = holds
        self._asked_anew = asked_anew
        self._keep = keep
        self._answers = _answers(self._lines, _MARK)
        self._links = _links(self._lines)
        self._links_now: dict[str, tuple[str, Exchange]] = {}
        said = (line for line in self._lines if not line.startswith((_MARK, _LINK)))
        self.readings = KeptReadings(today, said)

    def unchanged_since(self, url: str, now: datetime) -> Exchange | None:
        """The earlier whole answer of an address that may be asked by its mark, if there is one."""
        known = self._answers.get(url)
        if known is None or known.blob is None or not self._may_ask(url, known, now):
            return None
        return known if self._holds(known.blob) else None

    def link_unchanged_since(self, url: str, now: datetime) -> tuple[str, Exchange] | None:
        """The digest and the whole answer of a link that was seen to work and may be asked so."""
        digest, known = self._links.get(url, ("", None))
        if known is None or not self._may_ask(url, known, now):
            return None
        readings = self.readings.of(known, digest)
        return (digest, known) if readings and readings.knows(shown_on) else None

    def note_link(self, exchange: Exchange, digest: str) -> None:
        """A link's whole answer, whose bytes are not kept: the next visit may ask by its mark."""
        if _is_straight(exchange):
            self._links_now[exchange.url] = (digest, exchange)

    def _may_ask(self, url: str, known: Exchange, now: datetime) -> bool:
        allowed = self._asked_anew is not None and url not in self._asked_anew
        return allowed and now - known.started < WHOLE_AGAIN

    def keep(self, exchanges: Sequence[Exchange]) -> None:
        """Files what this visit leaves for the next one, where that is anything new, and ends it:
        what was read is held no longer."""
        answers = {
            each.url: self._answers[each.url] if each.unchanged else each
            for each in exchanges
            if each.blob and (each.unchanged or _is_straight(each))
        }
        lines = [_MARK + _line(each) for each in answers.values()]
        lines += [
            _LINK + digest.encode() + b"\t" + _line(each)
            for digest, each in self._links_now.values()
            if each.url not in answers
        ]
        lines = sorted([*lines, *self.readings.lines()])
        if lines != self._lines:
            self._keep(lines)
        self._lines, self.readings = [], KeptReadings(self._today)


def conditions(known: Exchange | None) -> Mapping[str, str]:
    """The headers that ask for an answer only if it is another one than the known."""
    if known is None:
        return {}
    etag, changed = known.header("etag"), known.header("last-modified")
    marks = {"If-None-Match": etag} if etag else {}
    return {**marks, "If-Modified-Since": changed} if changed else marks


def as_before(seen: Exchange, known: Exchange) -> Exchange:
    """An answer that nothing changed: it stands for the known one, seen again now."""
    return seen.model_copy(
        update={
            "status": known.status,
            "unchanged": True,
            "blob": known.blob,
            "size": known.size,
            "headers": with_known(seen, known),
        }
    )


def with_known(seen: Exchange, known: Exchange) -> tuple[tuple[str, str], ...]:
    """The headers of an answer that nothing changed, with those of the known that it left out."""
    names = {name for name, _ in seen.headers}
    return (
        *seen.headers,
        *(
            (name, value)
            for name, value in known.headers
            if name in _SHOWS_OF_KNOWN and name not in names
        ),
    )


def _is_straight(exchange: Exchange) -> bool:
    """Whether an answer came whole and without a detour, and has a mark to be asked by."""
    whole = exchange.ok and not exchange.hops and exchange.via == "http"
    asked = exchange.method == "GET" and not exchange.sent
    return bool(whole and asked and conditions(exchange))


def _line(exchange: Exchange) -> bytes:
    """An exchange as JSON, its fields in their own order: it is only read back, never sealed."""
    return exchange.model_dump_json().encode()


def _answers(lines: Iterable[bytes], mark: bytes) -> dict[str, Exchange]:
    """The answers on the lines with a mark, by address; those broken on the disk are left out."""
    found: dict[str, Exchange] = {}
    for line in lines:
        if line.startswith(mark):
            with suppress(ValidationError):
                exchange = Exchange.from_json(line.removeprefix(mark))
                found[exchange.url] = exchange
    return found


def _links(lines: Iterable[bytes]) -> dict[str, tuple[str, Exchange]]:
    """The answers of links with the digests of their bytes, by address."""
    found: dict[str, tuple[str, Exchange]] = {}
    for line in lines:
        if line.startswith(_LINK):
            digest, _, said = line.removeprefix(_LINK).partition(b"\t")
            with suppress(ValueError):
                exchange = Exchange.from_json(said)
                found[exchange.url] = (digest.decode(), exchange)
    return found
