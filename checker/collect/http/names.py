"""Turns names into addresses, each name once in a while, without holding up the others."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

from checker.collect.http.answer import FetchFailed

_MOST_NAMES = 20_000


class Names:
    """A small cache before the system's resolver.

    The resolver blocks a thread for seconds when a name server is dead, so it has threads of its
    own. Failures are not cached: a second look must be a real one.
    """

    def __init__(self, *, threads: int = 32, keep_s: float = 300.0) -> None:
        self._keep_s = keep_s
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="names")
        self._known: dict[str, tuple[float, tuple[str, ...]]] = {}
        self._asked: dict[str, asyncio.Future[tuple[str, ...]]] = {}

    async def lookup(self, name: str) -> tuple[str, ...]:
        """The addresses of a name in the resolver's order; raises FetchFailed with `dns`."""
        known = self.known(name)
        if known is not None:
            return known
        asked = self._asked.get(name)
        if asked is None:
            loop = asyncio.get_running_loop()
            asked = asyncio.ensure_future(loop.run_in_executor(self._threads, _resolve, name))
            self._asked[name] = asked
            asked.add_done_callback(lambda done: self._answered(name, done))
        try:
            return await asyncio.shield(asked)
        except OSError as error:
            raise FetchFailed("dns", str(error)) from error
        except UnicodeError as error:
            raise FetchFailed("dns", "no name a resolver can ask for") from error

    def known(self, name: str) -> tuple[str, ...] | None:
        """The addresses of a name that was looked up a while ago; None where it must be asked."""
        until, found = self._known.get(name, (0.0, ()))
        return found if until > asyncio.get_running_loop().time() else None

    def close(self) -> None:
        """Lets the threads go without waiting for a resolver that hangs."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _answered(self, name: str, done: asyncio.Future[tuple[str, ...]]) -> None:
        self._asked.pop(name, None)
        if done.cancelled() or done.exception() is not None:
            return
        if len(self._known) >= _MOST_NAMES:
            self._known.clear()
        self._known[name] = (done.get_loop().time() + self._keep_s, done.result())


def _resolve(name: str) -> tuple[str, ...]:
    found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
