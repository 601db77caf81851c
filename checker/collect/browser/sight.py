"""What a visit has seen, and the right name for what went wrong."""

from dataclasses import dataclass

from playwright.async_api import Request, Response

from checker.collect.browser.failure import error_name, failure_of
from checker.collect.http.answer import FetchFailed
from checker.core.web import Failure, Hop

_MOST_HOPS = 30
_WEB = ("http://", "https://")


@dataclass(slots=True)
class Sight:
    """What a visit has seen so far.

    `last_status` is that of the document shown at the end; `documents` counts how often the page
    went on, the first time included; `lost` counts requests for data or scripts that came to
    nothing, or had not been answered when the page was read.
    """

    final_url: str
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    hops: tuple[Hop, ...] = ()
    failure: Failure | None = None
    detail: str = ""
    first_byte_s: float | None = None
    html: bytes = b""
    text_length: int = 0
    frames: tuple[tuple[str, bytes], ...] = ()
    picture: bytes | None = None
    last_status: int | None = None
    documents: int = 0
    lost: int = 0

    async def note(self, response: Response) -> None:
        """Takes the first document's own status, its header and the redirects before it."""
        self.status = response.status
        self.final_url = response.url
        self.headers = tuple(
            (each["name"], each["value"]) for each in await response.headers_array()
        )
        self.hops = await hops_before(response.request)

    def fail(self, failure: Failure, detail: str) -> None:
        """Names what went wrong; the first name stays."""
        if self.failure is None:
            self.failure, self.detail = failure, detail

    def fail_as(self, said: str, trouble: FetchFailed | None) -> None:
        """Names what Playwright said, or rather what our proxy met on the way there."""
        name = error_name(said)
        if trouble is not None:
            self.fail(trouble.failure, trouble.detail)
        elif name == "ERR_ABORTED" and not is_web(self.final_url):
            self.fail("bad-address", f"not http(s): {self.final_url[:100]}")
        else:
            self.fail(failure_of(name), name or said.partition("\n")[0][:200])


async def hops_before(request: Request) -> tuple[Hop, ...]:
    """The redirects that led to a request, the first one first."""
    hops = list[Hop]()
    before = request.redirected_from
    while before is not None and len(hops) < _MOST_HOPS:
        response = await before.response()
        if response is not None:
            hops.append(Hop(url=before.url, status=response.status))
        before = before.redirected_from
    return tuple(reversed(hops))


def why_no_page(response: Response, said: str) -> str:
    """Why Chromium shows nothing for an answer that came; empty when it should have shown it."""
    if error_name(said) not in ("", "ERR_ABORTED", "ERR_HTTP_RESPONSE_CODE_FAILURE"):
        return ""
    if "attachment" in response.headers.get("content-disposition", "").lower():
        return "a download, which was refused"
    return "an answer without a page"


def is_web(url: str) -> bool:
    """Whether an address is one of the web."""
    return url.startswith(_WEB)
