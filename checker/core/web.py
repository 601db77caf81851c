"""What one look at one address gave: an answer, or a failure with its name."""

import re
from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlsplit

from checker.core.fact import Fact, Moment

Failure = Literal[
    "dns",  # the name does not resolve
    "refused",  # nobody listens
    "unreachable",  # no route to the address
    "reset",  # the connection broke before a whole answer
    "tls",  # the certificate or the handshake failed
    "timeout-connect",
    "timeout-first-byte",
    "timeout-body",
    "too-large",  # more bytes than the cap, on the wire or inflated
    "redirect-loop",  # too many hops, or back to where it was
    "protocol",  # the answer is no HTTP
    "decoding",  # the body does not unpack
    "bad-address",  # the address, or one it redirects to, is no http(s) address
    "forbidden-address",  # our network policy refuses it (private, loopback, ...)
    "robots",  # robots.txt asks us to stay away
    "budget",  # our own page or time budget was spent
    "crash",  # our browser or our own code failed
]
"""Why there is no answer. The site's own: dns to decoding. Ours: the last five."""

FAILURE_WORDS: Mapping[Failure, str] = {
    "dns": "域名无法解析",
    "refused": "连接被拒绝",
    "unreachable": "网络不通",
    "reset": "连接中断",
    "tls": "证书或加密连接有误",
    "timeout-connect": "连接超时",
    "timeout-first-byte": "等待应答超时",
    "timeout-body": "传输超时",
    "too-large": "内容过大，未读完",
    "redirect-loop": "循环跳转",
    "protocol": "应答不是网页协议",
    "decoding": "内容无法解压",
    "bad-address": "网址有误",
    "forbidden-address": "地址不在允许访问的网络范围内",
    "robots": "网站的 robots.txt 不允许访问",
    "budget": "超出本次检查的限额",
    "crash": "检查程序出错",
}
"""Each failure as a report says it; the technical detail stays with the exchange."""

OURS: frozenset[str] = frozenset({"forbidden-address", "robots", "budget", "crash"})
"""Failures that only we met: they say nothing of the site."""

Method = Literal["GET", "HEAD", "POST"]
Via = Literal["http", "browser", "ipv6"]
"""How an address was asked; `ipv6` is HTTP over IPv6 alone."""


class Hop(Fact):
    """One redirect on the way: the address that answered, and its status."""

    url: str
    status: int


class Exchange(Fact):
    """One request and its answer. Seconds are wall seconds from the start of the request.

    `sent` is the body of a POST. `status` is the first document's own status, also for the
    browser. `blob` names the body's
    bytes as they were after content decoding (or the rendered document for the browser), and
    `screenshot` a picture of what the browser showed.
    `unchanged` says that the server was asked by the mark of an earlier answer and said 304: status,
    type and bytes are those of that answer, which still holds.
    `lost` counts the requests by which a rendered page asked for data or scripts in vain: what
    such a page does not show may still be there.
    """

    url: str
    final_url: str
    method: Method = "GET"
    via: Via = "http"
    sent: str = ""
    started: Moment
    status: int | None = None
    failure: Failure | None = None
    detail: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    hops: tuple[Hop, ...] = ()
    address: str = ""
    blob: str | None = None
    screenshot: str | None = None
    size: int = 0
    wire: int = 0
    connect_s: float | None = None
    first_byte_s: float | None = None
    total_s: float = 0.0
    challenge: str | None = None
    blocked: bool = False
    lost: int = 0
    unchanged: bool = False

    @property
    def ok(self) -> bool:
        """A 2xx answer that is no challenge and no block page."""
        good = self.status is not None and 200 <= self.status < 300
        return good and self.failure is None and not self.challenge and not self.blocked

    def header(self, name: str) -> str:
        """The first header of that name, or an empty string; names ignore case."""
        wanted = name.lower()
        for key, value in self.headers:
            if key == wanted or key.lower() == wanted:
                return value
        return ""


_GOVERNMENT = re.compile(r"(?:.+\.)?(?:gov\.(?:cn|example)|政务|xn--zfr164b)")
"""`gov.cn` and `.政务`; `.example` is reserved for names that nobody has."""


def is_government(url: str) -> bool:
    """Whether an address lies under a government's name."""
    try:
        return _GOVERNMENT.fullmatch(urlsplit(url).hostname or "") is not None
    except ValueError:
        return False
