"""One opened address: what it answered, and what can be read in it.

Its bytes are loaded and its document is parsed when somebody needs them: what is known of a page
from an earlier reading costs neither.
"""

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from checker.collect.kept_readings import Readings
from checker.core.web import Exchange
from checker.extract.decoding import Decoded, decode
from checker.extract.document import Document, parse

_Said = ParamSpec("_Said")
_Read = TypeVar("_Read")
_HTML_SIGNS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class AtHand:
    """The pages whose documents lie open, a few in all, however many visits go on side by side.

    A page is read at once, in one go; but who waits for the next page still holds it. A document is
    twenty times as large as its bytes, so it is put away when newer ones come, and made again in
    the rare case that somebody reads on. Of four that lie open no more is read than of two, and
    they push one another out of the processor's cache: reading took a twentieth longer.
    """

    def __init__(self, most: int = 2) -> None:
        self._pages: deque[Page] = deque()
        self._most = most

    def note(self, page: "Page") -> None:
        """One more page has been opened."""
        self._pages.append(page)
        if len(self._pages) > self._most:
            self._pages.popleft().put_away()


class Contents:
    """The bytes behind an answer, loaded when somebody needs them, and what was read in them."""

    __slots__ = ("_body", "_load", "at_hand", "readings")

    def __init__(
        self,
        body: bytes | None,
        load: Callable[[], bytes] = bytes,
        readings: Readings | None = None,
        at_hand: AtHand | None = None,
    ) -> None:
        """`body` is None where the bytes are not at hand: then `load` gets them."""
        self._body = body
        self._load = load
        self.readings = readings
        self.at_hand = at_hand

    @property
    def body(self) -> bytes:
        """The bytes after content decoding; empty where there are none."""
        if self._body is None:
            self._body = self._load()
        return self._body

    def let_go(self) -> "Contents":
        """The same without the bytes, which are loaded again if they are needed."""
        return Contents(None, self._load, self.readings, self.at_hand)


class Page:
    """One opened address: its exchange and its contents. `is_open` says whether its document is
    there, or was seen to be none."""

    __slots__ = ("_doc", "contents", "exchange", "is_open")

    def __init__(self, exchange: Exchange, contents: Contents) -> None:
        self.exchange = exchange
        self.contents = contents
        self.is_open = False
        self._doc: Document | None = None

    @property
    def body(self) -> bytes:
        """The bytes of the answer."""
        return self.contents.body

    @property
    def doc(self) -> Document | None:
        """The page to be read, made when it is asked for; None for what is no HTML."""
        if not self.is_open:
            if self.contents.at_hand:
                self.contents.at_hand.note(self)
            self._doc = self._document()
            self.is_open = True
        return self._doc

    def put_away(self) -> None:
        """Closes the document, which is made again if somebody asks for it, and what was read."""
        self._doc, self.is_open = None, False
        if self.contents.readings:
            self.contents.readings.close()

    def _document(self) -> Document | None:
        exchange = self.exchange
        kind = exchange.header("content-type").lower()
        if kind and "html" not in kind:
            return None
        if kind and (exchange.blob or (exchange.unchanged and self.contents.readings)):
            # Not a method of the page: a circle would keep every document until the next sweep.
            return Document(exchange.final_url, partial(_decoded, self.contents, kind))
        html = kind or self.body.lstrip()[:3].startswith(_HTML_SIGNS)
        return parse(self.body, exchange.final_url, kind) if html and self.body else None

    @property
    def url(self) -> str:
        """Where the answer came from at last."""
        return self.exchange.final_url

    @property
    def rendered(self) -> bool:
        """Whether a browser made it."""
        return self.exchange.via == "browser"

    def read(
        self,
        reader: Callable[Concatenate[Document, _Said], _Read],
        *said: _Said.args,
        **named: _Said.kwargs,
    ) -> _Read:
        """What a reader finds in the page: the kept answer where its bytes were read before.

        To be asked only where there is a document, and only readers whose answers are plain values.
        """
        doc, readings = self.doc, self.contents.readings
        assert doc is not None
        if readings is None or named:
            return reader(doc, *said, **named)
        return readings.answer(reader, doc, said)

    def let_go(self) -> "Page":
        """The page without its bytes and its document: what a proof needs, and little to hold.

        What was kept of it is loaded again if somebody reads on.
        """
        return Page(self.exchange, self.contents.let_go())


def _never_sent() -> bytes:
    raise LookupError("a link that is unchanged is judged by what was read in it before")


def _decoded(contents: Contents, kind: str) -> Decoded:
    return decode(contents.body, kind)


def page_of(
    exchange: Exchange,
    body: bytes | None,
    load: Callable[[str], bytes] | None = None,
    readings: Readings | None = None,
    at_hand: AtHand | None = None,
) -> Page:
    """A page out of an exchange and its bytes, or None where `load` gets them by their digest."""
    blob = exchange.blob
    if exchange.unchanged and blob is None and readings:
        return Page(exchange, Contents(None, _never_sent, readings))
    if load is None or blob is None:
        return Page(exchange, Contents(body or b"", readings=readings))
    return Page(exchange, Contents(body, partial(load, blob), readings, at_hand))
