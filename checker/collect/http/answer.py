"""What the wire gave: a whole bounded answer, or one failure with its name."""

from dataclasses import dataclass

import httpx

from checker.core.web import Failure


@dataclass(frozen=True, slots=True)
class Limits:
    """What one exchange may cost. Seconds are wall seconds, sizes are bytes.

    `connect_s` bounds name resolution, the TCP connection and the TLS handshake, each for itself;
    `first_byte_s` runs from the sent request to the end of the header, `body_s` from there to the
    end of the body.
    """

    connect_s: float = 15.0
    first_byte_s: float = 30.0
    body_s: float = 60.0
    header_bytes: int = 64 * 1024
    wire_bytes: int = 8 * 1024 * 1024
    body_bytes: int = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Question:
    """One request as it goes out; `headers` hold the Host too."""

    method: str
    url: httpx.URL
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, unpacked and whole; after a failure, what had been read by then.

    `wire` counts the bytes of header and body as they came. Seconds run from the moment the
    transport was asked; `connect_s` is None where a kept connection was used. `note` says what
    was odd about an answer that is good all the same, such as a TLS version of the past.
    """

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    wire: int
    address: str
    connect_s: float | None
    first_byte_s: float
    total_s: float
    note: str = ""

    def header(self, name: bytes) -> bytes:
        """The first header of that lower-case name, or nothing."""
        return next((value for key, value in self.headers if key == name), b"")


class FetchFailed(httpx.TransportError):
    """No whole answer: `failure` is its name, `detail` says it for a person.

    It is a transport error of httpx, so that plain users of the client catch it as they are used
    to. `answer` holds what was read before the failure, with an empty body.
    """

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(f"{failure}: {detail}" if detail else failure)
        self.failure: Failure = failure
        self.detail = detail
        self.answer: Answer | None = None
        self.address = ""
