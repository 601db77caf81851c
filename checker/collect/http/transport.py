"""The transport under httpx: cheap, bounded, exact about what went wrong.

It resolves a name once, lets the address policy check every address, and connects to a checked
one. An answer is read whole (there is a cap on everything) and given unpacked.
"""

import asyncio
import errno
from collections.abc import Collection

import httpx

from checker.collect.http.address_policy import AddressPolicy, Endpoint, host_of, port_of
from checker.collect.http.answer import Answer, FetchFailed, Limits, Question
from checker.collect.http.names import Names
from checker.collect.http.pool import Origin, Pool
from checker.collect.http.trust import Trust, is_old_server, tls_failure
from checker.collect.http.wire import Span, Wire

_STAGGER_S = 1.0  # RFC 8305 says 0.25; v4 comes first here and deserves a fair chance
_MOST_TRIED = 4
_NO_DEADLINE_S = 3600.0
_RETRIED = frozenset({"GET", "HEAD"})
_OUR_ERRNOS = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
_NO_ROUTE = frozenset(
    {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN, errno.EADDRNOTAVAIL,
     errno.EACCES, errno.EPERM}
)  # fmt: skip


class GuardedTransport(httpx.AsyncBaseTransport):
    """Goes only where the policy lets it. Raises FetchFailed.

    It serves any httpx client, whose response then carries the Answer in its extensions; the door
    asks it without one.
    """

    def __init__(
        self,
        policy: AddressPolicy,
        *,
        limits: Limits | None = None,
        trust: Trust | None = None,
        names: Names | None = None,
        idle_s: float = 4.0,
        most_idle: int = 512,
    ) -> None:
        self.names = names or Names()
        self._policy = policy
        self._limits = limits or Limits()
        self._trust = trust or Trust()
        self._pool = Pool(idle_s, most_idle)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        headers = tuple(request.headers.raw)
        question = Question(request.method, request.url, headers, await request.aread())
        answer = await self.fetch(question)
        return httpx.Response(
            answer.status,
            headers=[pair for pair in answer.headers if pair[0] != b"content-encoding"],
            stream=httpx.ByteStream(answer.body),
            extensions={"http_version": b"HTTP/1.1", "answer": answer},
        )

    async def aclose(self) -> None:
        self._pool.close()
        self.names.close()

    async def fetch(
        self,
        question: Question,
        endpoints: tuple[Endpoint, ...] | None = None,
        deadline_s: float = _NO_DEADLINE_S,
    ) -> Answer:
        """The whole answer. `endpoints` are the checked addresses, where they are known already.

        A kept connection that died before it brought a byte is replaced by a fresh one, once.
        """
        started = asyncio.get_running_loop().time()
        ends = started + deadline_s
        url = question.url
        if endpoints is None:
            endpoints = await self._resolve(url, ends)
        origin = (url.scheme, host_of(url), port_of(url))
        message = _message(question)
        head_only = question.method == "HEAD"
        wire = None
        if question.method in _RETRIED:
            wire = self._pool.take(origin, [endpoint.address for endpoint in endpoints])
        if wire is not None:
            span = Span(started, ends, None)
            try:
                answer = await wire.exchange(message, span, head_only=head_only)
            except FetchFailed as trouble:
                if trouble.failure != "reset" or not wire.silent:
                    raise
            else:
                return self._kept(origin, wire, answer)
        wire = await self._connect(origin, endpoints, ends)
        span = Span(started, ends, asyncio.get_running_loop().time() - started)
        return self._kept(origin, wire, await wire.exchange(message, span, head_only=head_only))

    def _kept(self, origin: Origin, wire: Wire, answer: Answer) -> Answer:
        if wire.reusable:
            self._pool.keep(origin, wire)
        return answer

    async def _resolve(self, url: httpx.URL, ends: float) -> tuple[Endpoint, ...]:
        self._policy.read(url)
        try:
            async with asyncio.timeout(self._left(ends)):
                return await self._policy.resolve(host_of(url), port_of(url), self.names.lookup)
        except TimeoutError as error:
            raise FetchFailed("dns", "no name server answered in time") from error

    async def _connect(self, origin: Origin, endpoints: tuple[Endpoint, ...], ends: float) -> Wire:
        scheme, host, _ = origin
        wire = await self._dial(endpoints, ends)
        if scheme != "https":
            return wire
        try:
            await self._secure(wire, host, ends, old=False)
        except (OSError, TimeoutError) as error:
            if not is_old_server(error):
                raise _at(wire, tls_failure(error)) from error
            wire = await self._dial(endpoints, ends)
            try:
                await self._secure(wire, host, ends, old=True)
            except (OSError, TimeoutError):
                raise _at(wire, tls_failure(error)) from error
        return wire

    async def _dial(self, endpoints: tuple[Endpoint, ...], ends: float) -> Wire:
        limit = self._left(ends)
        try:
            async with asyncio.timeout(limit):
                if len(endpoints) == 1:
                    return await self._open(endpoints[0])
                return await self._race(endpoints[:_MOST_TRIED])
        except TimeoutError as error:
            trouble = FetchFailed("timeout-connect", f"no connection after {limit:.3g} s")
            trouble.address = endpoints[0].address
            raise trouble from error

    async def _race(self, endpoints: tuple[Endpoint, ...]) -> Wire:
        """The first connection of several addresses, each tried a little after the one before."""
        waiting = list(endpoints)
        running: set[asyncio.Task[Wire]] = set()
        first_trouble: FetchFailed | None = None
        try:
            while waiting or running:
                if waiting:
                    running.add(asyncio.create_task(self._open(waiting.pop(0))))
                done, running = await asyncio.wait(
                    running,
                    timeout=_STAGGER_S if waiting else None,
                    return_when=asyncio.FIRST_COMPLETED,
                )
                opened, trouble = _outcome(done)
                if opened is not None:
                    return opened
                first_trouble = first_trouble or trouble
        finally:
            await _give_up(running)
        raise first_trouble or FetchFailed("unreachable", "no address to try")

    async def _open(self, endpoint: Endpoint) -> Wire:
        loop = asyncio.get_running_loop()
        try:
            _, wire = await loop.create_connection(
                lambda: Wire(self._limits, endpoint.address), endpoint.address, endpoint.port
            )
        except OSError as error:
            trouble = _connect_failure(error)
            trouble.address = endpoint.address
            raise trouble from error
        return wire

    async def _secure(self, wire: Wire, host: str, ends: float, *, old: bool) -> None:
        """The TLS handshake; raises OSError, of which ssl's errors are, and TimeoutError."""
        context = self._trust.old if old else self._trust.modern
        plain = wire.transport
        assert plain is not None
        try:
            async with asyncio.timeout(self._left(ends)):
                secured = await asyncio.get_running_loop().start_tls(
                    plain, wire, context, server_hostname=host.rstrip(".")
                )
        except BaseException:
            plain.abort()
            raise
        assert secured is not None
        wire.transport = secured
        if old:
            wire.note = f"old TLS: {secured.get_extra_info('ssl_object').version()}"

    def _left(self, ends: float) -> float:
        left = ends - asyncio.get_running_loop().time()
        return max(0.0, min(self._limits.connect_s, left))


def _message(question: Question) -> bytes:
    lines = [b"%s %s HTTP/1.1" % (question.method.encode("ascii"), question.url.raw_path)]
    for name, value in question.headers:
        if b"\r" in value or b"\n" in value:
            raise httpx.LocalProtocolError(f"a line break in the header {name!r}")
        lines.append(b"%s: %s" % (name, value))
    return b"\r\n".join([*lines, b"", question.body])


def _connect_failure(error: OSError) -> FetchFailed:
    detail = str(error) or type(error).__name__
    if isinstance(error, ConnectionRefusedError):
        return FetchFailed("refused", detail)
    if isinstance(error, TimeoutError):
        return FetchFailed("timeout-connect", detail)
    if error.errno in _OUR_ERRNOS:
        return FetchFailed("crash", detail)
    if error.errno in _NO_ROUTE:
        return FetchFailed("unreachable", detail)
    return FetchFailed("reset", detail)


def _at(wire: Wire, trouble: FetchFailed) -> FetchFailed:
    trouble.address = wire.address
    return trouble


def _outcome(done: Collection[asyncio.Task[Wire]]) -> tuple[Wire | None, FetchFailed | None]:
    """The one connection to use of those that came at once, and the first trouble."""
    opened: Wire | None = None
    trouble: FetchFailed | None = None
    for task in done:
        error = task.exception()
        if isinstance(error, FetchFailed):
            trouble = trouble or error
        elif error is not None:
            raise error
        elif opened is None:
            opened = task.result()
        else:
            task.result().close()
    return opened, trouble


async def _give_up(running: Collection[asyncio.Task[Wire]]) -> None:
    for task in running:
        task.cancel()
    if running:
        done, _ = await asyncio.wait(running)
        for task in done:
            if not task.cancelled() and task.exception() is None:
                task.result().close()
