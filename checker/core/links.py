"""The links part: where the pages of a site lead, and what each address answered."""

from typing import Literal

from checker.core.evidence import Proof
from checker.core.fact import Fact

LinkKind = Literal[
    "a", "img", "iframe", "option", "script-jump", "area", "frame", "meta-refresh", "attachment"
]
LinkCause = Literal[
    "",  # nothing to say: it works
    "slow",  # it worked after a long wait, or began to answer and did not end in time
    "not-found",  # 404, 410
    "soft-404",  # a page that says that nothing is here
    "moved-home",  # the home page answers in its place
    "redirect-loop",
    "no-such-host",
    "refused",
    "empty-page",
    "not-a-file",  # an attachment's address that answers with a page
    "moved-away",  # another host's home page answers
    "no-site",  # a server's own page: nobody lives there, or not just now
    "no-answer",  # the line broke or nobody answered
    "server-error",
    "refuses",  # 401, 403 and other statuses that may be meant for us
    "challenged",
    "blocked",
    "unreadable",
    "ours",  # robots.txt, our network policy, a crash of ours
    "budget",
]
LinkSuspicion = Literal["", "gambling", "pornography", "parked"]


class Link(Fact):
    """One address that home or column pages point to, and what it answered.

    `verdict` tells a working link, one that is dead as far as this visit saw, and one that could
    not be told (challenge, time out, robots, budget); `cause` says why in one word and `reason`
    in a sentence. `tries` counts how often this visit asked before it said so.
    `hidden` marks a link that nobody can see on its page. `suspect` is what a page that answers
    seems to be instead of what the link promises; `signs` are the words that say so.
    `selector` is where the link stands on `found_on`; `at` is what answered.
    """

    url: str
    text: str = ""
    found_on: str
    external: bool
    verdict: Literal["works", "dead", "cannot-tell"]
    status: int | None = None
    reason: str = ""
    kind: LinkKind = "a"
    hidden: bool = False
    cause: LinkCause = ""
    suspect: LinkSuspicion = ""
    signs: tuple[str, ...] = ()
    tries: int = 1
    selector: str = ""
    at: Proof | None = None


class Links(Fact):
    """The links of home and column pages. `unchecked` counts those the budget left out."""

    links: tuple[Link, ...] = ()
    unchecked: int = 0
    at: Proof
