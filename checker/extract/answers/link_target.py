"""What answered where a link leads: the page, an error in some dress, or nothing that can be told.

One answer is judged here, by itself. Dead is only what a visitor would call so whoever he is:
nothing there, an error page that says 200, the home page in its place, a circle of redirects, no
such host, nobody listening. What may be meant for us alone (a firewall, 403, a time-out) is not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from checker.core.links import LinkCause
from checker.core.web import OURS, Exchange
from checker.extract.answers.illegal_page import Suspicion, suspicion
from checker.extract.answers.illegal_words import IllegalWords
from checker.extract.answers.wrong_page import moved_home, parked, redirect_of, soft_404
from checker.extract.document import Document, host_of
from checker.extract.flow import body_text
from checker.extract.links import is_attachment
from checker.extract.outline import outline

SLOW_S = 15.0
"""A visitor's patience: an address that takes longer counts as one that does not open (国办)."""

_Verdict = Literal["works", "dead", "cannot-tell"]


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """What one answer says of a link. `onward` is where a page that only jumps sends its reader."""

    verdict: _Verdict
    cause: LinkCause = ""
    says: str = ""
    suspicion: Suspicion | None = None
    onward: str = ""

    @property
    def weight(self) -> int:
        """How much it holds against the link: the lighter of two answers is the one to believe."""
        return {"works": 0, "cannot-tell": 1, "dead": 2}[self.verdict]

    @property
    def plain(self) -> bool:
        """Whether it works and nothing more need be known of it."""
        return self.verdict == "works" and self.suspicion is None and not self.onward


WORKS = LinkTarget("works")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page that answers well shows of itself, whoever links to it.

    `missing` says that it calls itself an error, `little` that it has few words, `blank` that it has
    nothing at all; `as_file` is what speaks against it where a file was asked for, None where it
    may be one.
    """

    missing: bool
    little: bool
    blank: bool
    suspicion: Suspicion | None
    parked: str | None
    onward: str | None
    as_file: Literal["login", "script", "page"] | None


def shown_on(doc: Document, words: IllegalWords) -> Shown:
    """What a page shows to those who follow a link to it."""
    return Shown(
        missing=soft_404(doc, 200),
        little=len(body_text(doc)) <= _LITTLE,
        blank=_is_blank(doc),
        suspicion=suspicion(doc, words),
        parked=parked(doc),
        onward=redirect_of(doc),
        as_file=_as_file(doc),
    )


def read_target(asked: str, text: str, exchange: Exchange, shown: Shown | None) -> LinkTarget:
    """Judges the answer to a link that reads `text`; `shown` is None where the answer is no page.

    A page whose bytes were not kept was one that works.
    """
    trouble = _by_wall(exchange) or _by_failure(exchange) or _by_status(exchange)
    if trouble:
        return trouble
    if shown is None:
        return _moved(asked, text, exchange, None) or _no_page(exchange)
    return next(_of_page(asked, text, exchange, shown), None) or _in_time(exchange)


def names_file(url: str) -> bool:
    """Whether an address by its path alone names a file to download."""
    try:
        return is_attachment(urlsplit(url).path)
    except ValueError:
        return False


def _by_wall(exchange: Exchange) -> LinkTarget | None:
    wall = f"{exchange.challenge or ''} HTTP {exchange.status}".strip()
    if exchange.blocked:
        return LinkTarget("cannot-tell", "blocked", f"被防护设备拦截（{wall}）")
    if exchange.challenge:
        return LinkTarget("cannot-tell", "challenged", f"遇到防护校验（{wall}）")
    return None


_DEAD_LINES: dict[str, tuple[LinkCause, str]] = {
    "dns": ("no-such-host", "域名无法解析"),
    "refused": ("refused", "服务器拒绝连接"),
    "redirect-loop": ("redirect-loop", "循环跳转"),
}
_OUR_RESOLVER = re.compile(r"in time|temporary|errno -3|errno -4|system error", re.IGNORECASE)
"""Names that no server answered for: it may be ours that is down."""


def _by_failure(exchange: Exchange) -> LinkTarget | None:
    match exchange.failure:
        case None:
            return None
        case "budget":
            return LinkTarget("cannot-tell", "budget", "检查额度用完，未检查")
        case failure if failure in OURS:
            return LinkTarget("cannot-tell", "ours", f"未检查（{failure}）")
        case "dns" if _OUR_RESOLVER.search(exchange.detail):
            return LinkTarget("cannot-tell", "no-answer", "域名解析服务未应答")
        case "dns" | "refused" | "redirect-loop" as failure:
            cause, says = _DEAD_LINES[failure]
            return LinkTarget("dead", cause, says)
        case "too-large" if _succeeded(exchange):
            if "html" in exchange.header("content-type").lower():
                return LinkTarget("cannot-tell", "unreadable", "页面过大，未读完")
            return WORKS
        case "timeout-first-byte" | "timeout-body":
            return LinkTarget("cannot-tell", "slow", "等待超时")
        case failure:
            return LinkTarget("cannot-tell", "no-answer", f"没有应答（{failure}）")


def _by_status(exchange: Exchange) -> LinkTarget | None:
    status = exchange.status or 0
    if status in (404, 410):
        return LinkTarget("dead", "not-found", f"HTTP {status}")
    if _succeeded(exchange):
        return None
    if status >= 500 or status in (408, 425, 429):
        return LinkTarget("cannot-tell", "server-error", f"HTTP {status}")
    return LinkTarget("cannot-tell", "refuses", f"HTTP {status}")


def _succeeded(exchange: Exchange) -> bool:
    return exchange.status is not None and 200 <= exchange.status < 300


def _no_page(exchange: Exchange) -> LinkTarget:
    """An answer without a document: a file, a picture, a head alone, a page long let go, nothing."""
    asks_for_body = exchange.method != "HEAD" and exchange.status == 200
    if asks_for_body and not exchange.size and not exchange.blob:
        return LinkTarget("dead", "empty-page", "页面空白（应答没有内容）")
    return _in_time(exchange)


def _in_time(exchange: Exchange) -> LinkTarget:
    if exchange.total_s > SLOW_S:
        return LinkTarget("works", "slow", f"{exchange.total_s:.0f} 秒才打开")
    return WORKS


def _of_page(asked: str, text: str, exchange: Exchange, shown: Shown) -> Iterator[LinkTarget]:
    """What is wrong with a page that answers well, the surest first."""
    if shown.missing or _is_error_address(exchange, shown):
        yield LinkTarget("dead", "soft-404", "页面提示不存在")
    if moved := _moved(asked, text, exchange, shown.onward):
        yield moved
    if shown.blank:
        yield LinkTarget("dead", "empty-page", "页面空白（没有任何内容）")
    if names_file(asked) and (wrong := _not_a_file(exchange, shown)):
        yield wrong
    if found := shown.suspicion:
        signs = "、".join(found.signs[:6])
        yield LinkTarget("works", "", f"疑似{_SUSPECTED[found.kind]}页面：{signs}", found)
    if shown.parked:
        said = f"页面是服务器的提示（“{shown.parked[:60]}”）"
        yield LinkTarget("cannot-tell", "no-site", said)
    if shown.onward:
        yield LinkTarget("works", onward=shown.onward)


_SUSPECTED = {"gambling": "赌博", "pornography": "色情", "parked": "域名停放"}
_ERROR_PATH = re.compile(
    r"/(?:404|40[34]error|error(?:_?404)?|err_?404|notfound|not_found|page404)(?:\.\w{2,5})?/?\Z",
    re.IGNORECASE,
)
_LITTLE = 500


def _is_error_address(exchange: Exchange, shown: Shown) -> bool:
    """A redirect to an address that names itself an error page."""
    if not exchange.hops or not shown.little:
        return False
    return _ERROR_PATH.search(urlsplit(exchange.final_url).path) is not None


_MEANS_HOME = re.compile(
    r"首\s?页|主页|主站|门户|官网|官方网站|网站|返回|回到|home|logo", re.IGNORECASE
)
_HOME_FOLDER = re.compile(
    r"/(?:cn|zh|zh[-_]cn|chinese|www|web|site|portal|pc|wap|mobile|m|h5|en|gov|html?|new|home|main"
    r"|index|default|app)(?:/(?:index|default)?(?:\.\w{2,5})?)?",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(r"\d{3}|\.(?:s?html?|jspx?|aspx?|php|pdf|docx?|xlsx?)\Z", re.IGNORECASE)


def _moved(asked: str, text: str, exchange: Exchange, onward: str | None) -> LinkTarget | None:
    """A home page that answers where something below it was asked for.

    Not where the link itself means the home page. Another host's home page may well be where a
    column lives now; only for an address of one document is that open to doubt.
    """
    final, path = exchange.final_url, urlsplit(asked).path
    if not moved_home(asked, final, onward):
        return None
    if _MEANS_HOME.search(text) or _HOME_FOLDER.fullmatch(path):
        return None
    if host_of(asked).removeprefix("www.") == host_of(final).removeprefix("www."):
        return LinkTarget("dead", "moved-home", "跳转到首页")
    if _DOCUMENT.search(path):
        return LinkTarget("cannot-tell", "moved-away", f"跳转到另一网站的首页（{host_of(final)}）")
    return None


_SHOWS_SOMETHING = (
    *("script", "img", "iframe", "frame", "embed", "object", "svg", "canvas", "video", "form"),
)
_SHOWS_A_FILE = ("embed", "object", "iframe", "frame", "canvas", "video", "audio")


def _is_blank(doc: Document) -> bool:
    """A page with no word, no picture and no script: nothing that could ever show."""
    if body_text(doc) or doc.title or len(doc.text) > 4 * _LITTLE:
        return False
    page = outline(doc)
    refreshes = any("http-equiv" in meta.attributes for meta in page.tagged("meta"))
    return not refreshes and not page.tagged(*_SHOWS_SOMETHING)


def _as_file(doc: Document) -> Literal["login", "script", "page"] | None:
    """What a page is that answers for a file: one that asks who we are, a script, a mere page.

    None for an office document saved as HTML, and for a page that shows the file.
    """
    if doc.text.find("urn:schemas-microsoft-com:", 0, 8_000) >= 0:
        return None
    page = outline(doc)
    if any(each.get("type").lower() == "password" for each in page.tagged("input")):
        return "login"
    if page.tagged(*_SHOWS_A_FILE):
        return None
    if len(body_text(doc)) < _LITTLE // 5 and page.tagged("script"):
        return "script"
    return "page"


def _not_a_file(exchange: Exchange, shown: Shown) -> LinkTarget | None:
    """A page that answers for a file, unless it shows the file, saves as one or asks who we are."""
    if shown.as_file is None or "attachment" in exchange.header("content-disposition").lower():
        return None
    if shown.as_file == "login":
        return LinkTarget("cannot-tell", "refuses", "附件需要登录")
    if shown.as_file == "script":
        return LinkTarget("cannot-tell", "unreadable", "附件地址返回脚本页面")
    if exchange.hops and not names_file(exchange.final_url):
        return LinkTarget("cannot-tell", "not-a-file", "附件地址跳转到一个网页")
    return LinkTarget("dead", "not-a-file", "附件地址返回的是网页")
