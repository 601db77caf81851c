"""Asking one link: by HEAD where that can answer, else by GET, along jumps, and once more later.

HEAD answers for files and pictures. A page must be read: an error that says 200, the home page
in its place and a hijacked name show only in the body. A HEAD that says anything but yes is not
believed: many servers answer it wrongly.
"""

from dataclasses import dataclass, replace

from checker.collect.look import Look, worth_another_try
from checker.collect.page import Page
from checker.core.links import SecondLook
from checker.core.web import Method
from checker.extract.answers.illegal_words import IllegalWords
from checker.extract.answers.link_target import LinkTarget, names_file, read_target, shown_on
from checker.extract.links import SeenLink

_MOST_JUMPS = 2
_RATE_LIMITED = 429


@dataclass(frozen=True, slots=True)
class Checked:
    """What a link answered in the end. `asked` is its address, or where a page jumped from there.

    `second` is what a browser made of it.
    """

    asked: str
    page: Page
    target: LinkTarget
    tries: int = 1
    second: SecondLook = ""

    @property
    def doubtful(self) -> bool:
        """Whether a later answer may speak for the link: nothing seen once is held against it."""
        exchange = self.page.exchange
        if self.target.verdict == "works" or self.target.cause in ("budget", "ours"):
            return False
        limited = exchange.status == _RATE_LIMITED
        return self.target.verdict == "dead" or limited or worth_another_try(exchange)

    def let_go(self) -> "Checked":
        """The same without the page's bytes: hundreds of answers wait for the last one."""
        return replace(self, page=self.page.let_go())

    def without_names(self) -> "Checked":
        """The same where no other name was found either: our own resolver may be down."""
        if self.target.cause != "no-such-host":
            return self
        said = LinkTarget("cannot-tell", "no-answer", "域名均无法解析，可能是本机网络问题")
        return replace(self, target=said)


async def check_link(look: Look, link: SeenLink, words: IllegalWords) -> Checked:
    """The first answer of a link."""
    by_head = link.kind in ("img", "attachment") or names_file(link.url)
    method: Method = "HEAD" if by_head else "GET"
    checked = judged(link, link.url, await look.check(link.url, method), words)
    if checked.page.exchange.method == "HEAD" and not _is_told_by_head(checked):
        checked = judged(link, link.url, await look.check(link.url, "GET"), words)
    for _ in range(_MOST_JUMPS):
        onward = checked.target.onward
        if not onward:
            break
        look.settle(checked.page)
        checked = judged(link, onward, await look.check(onward, "GET"), words)
    return checked if checked.target.plain else _settled(look, checked)


async def check_link_again(
    look: Look, link: SeenLink, first: Checked, words: IllegalWords
) -> Checked:
    """A later answer; of the two, the one that says less against the link is believed."""
    second = judged(link, first.asked, await look.check_again(first.asked), words)
    if second.target.cause in ("budget", "ours"):
        return first
    believed = second if second.target.weight <= first.target.weight else first
    return replace(_settled(look, believed), tries=2)


def _settled(look: Look, checked: Checked) -> Checked:
    return replace(checked, page=look.settle(checked.page))


def judged(link: SeenLink, asked: str, page: Page, words: IllegalWords) -> Checked:
    """What one answer says of a link."""
    shown = page.read(shown_on, words) if page.exchange.ok and page.doc else None
    return Checked(asked, page, read_target(asked, link.text, page.exchange, shown))


_SAME_BY_GET = frozenset(
    {"dns", "refused", "unreachable", "tls", "timeout-connect", "robots", "budget",
     "forbidden-address", "bad-address", "crash"}
)  # fmt: skip
"""Failures that come before the method is said."""


def _is_told_by_head(checked: Checked) -> bool:
    """Whether a head alone is an answer: the file is there, or nobody was reached at all."""
    exchange = checked.page.exchange
    if exchange.failure in _SAME_BY_GET:
        return True
    return exchange.ok and "html" not in exchange.header("content-type").lower()
