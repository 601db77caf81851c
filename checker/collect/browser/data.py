"""What a page asks for while it is shown: data and scripts, and how many came to nothing.

A list that is filled by a request that failed is not a blank list. So a rendering carries the
number of such requests, and nothing is called blank where there are any.
"""

from types import TracebackType
from typing import Self

from playwright.async_api import Page, Request, Response

from checker.extract.document import host_of

_DATA = frozenset({"xhr", "fetch"})
_ERROR = 400
_OWNER_LABELS = 3


class DataRequests:
    """Watches one page while the `with` block runs."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._pending: set[Request] = set()
        self._lost = 0

    @property
    def lost(self) -> int:
        """Requests that failed, were answered with an error, or have no answer yet."""
        return self._lost + len(self._pending)

    def __enter__(self) -> Self:
        self._page.on("request", self._on_asked)
        self._page.on("response", self._on_answered)
        self._page.on("requestfinished", self._on_finished)
        self._page.on("requestfailed", self._on_failed)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._page.remove_listener("request", self._on_asked)
        self._page.remove_listener("response", self._on_answered)
        self._page.remove_listener("requestfinished", self._on_finished)
        self._page.remove_listener("requestfailed", self._on_failed)

    def _on_asked(self, request: Request) -> None:
        """Data from anywhere; scripts of the site's own: a foreign one counts visitors."""
        own = _owner(request.url) == _owner(self._page.url)
        if request.resource_type in _DATA or (request.resource_type == "script" and own):
            self._pending.add(request)

    def _on_answered(self, response: Response) -> None:
        if response.status >= _ERROR and response.request in self._pending:
            self._lost += 1

    def _on_finished(self, request: Request) -> None:
        self._pending.discard(request)

    def _on_failed(self, request: Request) -> None:
        if request in self._pending:
            self._pending.discard(request)
            self._lost += 1


def _owner(url: str) -> str:
    """The last labels of a host (`county.gov.cn`): what the hosts of one owner share."""
    return ".".join(host_of(url).split(".")[-_OWNER_LABELS:])
