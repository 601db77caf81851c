"""One connection: writes a request, waits for one bounded answer, and says how it ended."""

import asyncio
from dataclasses import dataclass

from checker.collect.http.answer import Answer, FetchFailed, Limits
from checker.collect.http.reading import Reading
from checker.core.web import Failure


@dataclass(frozen=True, slots=True)
class Span:
    """When an exchange started and must have ended, in the loop's time; what connecting took."""

    started: float
    ends: float
    connect_s: float | None


class Wire(asyncio.Protocol):
    """A connection that carries one exchange at a time."""

    def __init__(self, limits: Limits, address: str) -> None:
        self.address = address
        self.note = ""
        self.open = True
        self.reusable = False
        self.transport: asyncio.Transport | None = None
        self._limits = limits
        self._loop = asyncio.get_running_loop()
        self._reading: Reading | None = None
        self._waiter: asyncio.Future[Answer] | None = None
        self._span = Span(0.0, 0.0, None)
        self._first_byte_at = 0.0
        self._timer: asyncio.TimerHandle | None = None

    async def exchange(self, request: bytes, span: Span, *, head_only: bool) -> Answer:
        """Sends the request and gives the whole answer; raises FetchFailed.

        Cancelling closes the connection.
        """
        if self.transport is None or not self.open:
            raise FetchFailed("reset", "closed before the request")
        self.reusable = False
        self._span = span
        self._first_byte_at = 0.0
        self._reading = Reading(self._limits, head_only=head_only)
        self._waiter = self._loop.create_future()
        self._wait("timeout-first-byte", self._limits.first_byte_s)
        self.transport.write(request)
        try:
            return await self._waiter
        except asyncio.CancelledError:
            self._settle()
            self.close()
            raise

    @property
    def silent(self) -> bool:
        """Whether not one byte came to the last request: so dies a connection kept too long."""
        return not self._first_byte_at

    def close(self) -> None:
        """Closes at once; nothing is flushed, for nothing is owed."""
        self.open = self.reusable = False
        if self.transport is not None:
            self.transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        reading = self._reading
        if reading is None:  # nobody asked: a server that speaks out of turn
            self.close()
            return
        if not self._first_byte_at:
            self._first_byte_at = self._loop.time()
        in_header = not reading.in_body
        try:
            reading.feed(data)
            if reading.complete:
                self._deliver(reading)
            elif in_header and reading.in_body:
                self._wait("timeout-body", self._limits.body_s)
        except FetchFailed as trouble:
            self._fail(trouble)

    def eof_received(self) -> None:
        self._lost(None)

    def connection_lost(self, exc: Exception | None) -> None:
        self._lost(exc)

    def _lost(self, exc: Exception | None) -> None:
        self.open = self.reusable = False
        reading = self._reading
        if reading is None:
            return
        if exc is not None:
            self._fail(FetchFailed("reset", str(exc) or type(exc).__name__))
            return
        try:
            reading.end()
            self._deliver(reading)
        except FetchFailed as trouble:
            self._fail(trouble)

    def _deliver(self, reading: Reading) -> None:
        answer = self._answer(reading, reading.body())
        self.reusable = self.open and reading.reusable
        waiter = self._settle()
        if waiter is not None:
            waiter.set_result(answer)
        if not self.reusable:
            self.close()

    def _fail(self, trouble: FetchFailed) -> None:
        reading = self._reading
        trouble.address = self.address
        if reading is not None and reading.in_body:
            trouble.answer = self._answer(reading, b"")
        waiter = self._settle()
        if waiter is not None:
            waiter.set_exception(trouble)
        self.close()

    def _settle(self) -> asyncio.Future[Answer] | None:
        """Ends the exchange; gives the future that still waits for its outcome."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._reading is not None:
            self._reading.close()
            self._reading = None
        waiter, self._waiter = self._waiter, None
        return None if waiter is None or waiter.done() else waiter

    def _answer(self, reading: Reading, body: bytes) -> Answer:
        started = self._span.started
        return Answer(
            status=reading.status,
            headers=tuple(reading.headers),
            body=body,
            wire=reading.wire,
            address=self.address,
            connect_s=self._span.connect_s,
            first_byte_s=self._first_byte_at - started,
            total_s=self._loop.time() - started,
            note=self.note,
        )

    def _wait(self, failure: Failure, seconds: float) -> None:
        """Sets the one timer: to the end of this phase, or of the whole exchange if sooner."""
        if self._timer is not None:
            self._timer.cancel()
        due = self._loop.time() + seconds
        detail = f"not done after {seconds:g} s"
        if self._span.ends < due:
            due = self._span.ends
            detail = f"not done within {due - self._span.started:.3g} s in all"
        self._timer = self._loop.call_at(due, self._late, failure, detail)

    def _late(self, failure: Failure, detail: str) -> None:
        self._fail(FetchFailed(failure, detail))
