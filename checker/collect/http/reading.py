"""Reads one HTTP answer out of bytes as they come: header, framing, bounded body."""

import httptools

from checker.collect.http.answer import FetchFailed, Limits
from checker.collect.http.inflate import Body

_FRAMING = frozenset({b"content-length", b"transfer-encoding"})


class Reading:
    """One answer in the making. `feed` and `end` raise FetchFailed when it cannot be one."""

    __slots__ = (
        "_bare",
        "_body",
        "_head_only",
        "_header_size",
        "_interim",
        "_limits",
        "_parser",
        "_trouble",
        "complete",
        "headers",
        "reusable",
        "status",
        "wire",
    )

    def __init__(self, limits: Limits, *, head_only: bool) -> None:
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self.wire = 0
        self.complete = False
        self.reusable = False
        self._limits = limits
        self._head_only = head_only
        self._header_size = 0
        self._interim = False
        self._bare = False
        self._body: Body | None = None
        self._trouble: FetchFailed | None = None
        self._parser: httptools.HttpResponseParser | None = _parser(self)

    @property
    def in_body(self) -> bool:
        """Whether the header is whole, so that `status` and `headers` hold."""
        return self._body is not None

    def feed(self, data: bytes) -> None:
        """Takes the next bytes; look at `complete` afterwards."""
        if self._parser is None:
            self.reusable = False
            return
        self.wire += len(data)
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade as error:
            raise FetchFailed("protocol", "switches protocols unasked") from error
        except httptools.HttpParserError as error:
            if not self.complete:
                raise self._trouble or FetchFailed("protocol", str(error)) from error
            self.reusable = False
        if self.complete:
            return
        if self.wire > self._limits.wire_bytes:
            raise FetchFailed("too-large", f"more than {self._limits.wire_bytes} bytes sent")
        if self._body is None and self.wire > self._limits.header_bytes:
            raise self._header_too_large()

    def end(self) -> None:
        """The server closed: fine where the body runs to the end, else `reset`."""
        if self.complete:
            return
        if not self.wire:
            raise FetchFailed("reset", "closed without an answer")
        if self._body is None:
            raise FetchFailed("reset", "closed within the header")
        if not self._bare:
            raise FetchFailed("reset", "closed before the end of the body")
        self.complete = True

    def body(self) -> bytes:
        """The unpacked body of a complete answer; raises FetchFailed with `decoding`."""
        return b"" if self._body is None or self._head_only else self._body.whole()

    def close(self) -> None:
        """Lets go of the parser, which holds this reading in a cycle."""
        self._parser = None

    def on_message_begin(self) -> None:
        if self.complete:  # a second answer to one request
            self.reusable = False

    def on_header(self, name: bytes, value: bytes) -> None:
        if self._body is not None:
            return  # trailers, or a second answer
        self._header_size += len(name) + len(value)
        if self._header_size > self._limits.header_bytes:
            self._trouble = self._header_too_large()
            raise self._trouble
        self.headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        if self._parser is None or self.complete:
            return
        status = self._parser.get_status_code()
        self._interim = 100 <= status < 200
        if self._interim:
            self.headers.clear()
            return
        self.status = status
        encoding = b",".join(value for name, value in self.headers if name == b"content-encoding")
        self._body = Body(encoding.decode("latin-1"), self._limits.body_bytes)
        self._bare = not any(name in _FRAMING for name, _ in self.headers)
        if self._head_only:
            self.reusable = self._parser.should_keep_alive()
            self.complete = True

    def on_body(self, body: bytes) -> None:
        if self._body is None or self.complete:
            return
        try:
            self._body.feed(body)
        except FetchFailed as trouble:
            self._trouble = trouble
            raise

    def on_message_complete(self) -> None:
        if self._interim or self.complete or self._parser is None:
            return
        self.reusable = self._parser.should_keep_alive()
        self.complete = True

    def _header_too_large(self) -> FetchFailed:
        return FetchFailed("too-large", f"a header of more than {self._limits.header_bytes} bytes")


def _parser(reading: Reading) -> httptools.HttpResponseParser:
    """A parser that forgives what browsers forgive; nothing is forwarded, so nothing smuggles."""
    parser = httptools.HttpResponseParser(reading)
    parser.set_dangerous_leniencies(
        lenient_chunked_length=True,
        lenient_optional_lf_after_cr=True,
        lenient_optional_cr_before_lf=True,
        lenient_optional_crlf_after_chunk=True,
        lenient_spaces_after_chunk_size=True,
    )
    return parser
