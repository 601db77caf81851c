"""The debugging protocol of Chromium, with types: Playwright hands out its answers untyped."""

from collections.abc import Callable
from typing import Protocol, cast

from playwright.async_api import CDPSession

Told = dict[str, object]


class DevTools(Protocol):
    """A session of the debugging protocol. `send` raises Playwright's Error."""

    async def send(self, method: str, params: Told | None = None) -> Told:
        """Sends a command and gives its answer."""
        ...

    async def detach(self) -> None:
        """Ends the session."""
        ...

    def on(self, event: str, f: Callable[[Told], None]) -> None:
        """Calls `f` with every event of this name."""
        ...


def devtools(session: CDPSession) -> DevTools:
    """The same session, with types."""
    return cast("DevTools", session)
