"""The links part: where the pages of a site or the posts of an account lead, and what answered."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal

from checker.core.evidence import Proof, Sighting
from checker.core.fact import Fact, Moment, settled

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
SecondLook = Literal[
    "",  # a browser was not asked: none was needed, or none was there
    "agrees",  # it shows what the plain answer held against the link
    "differs",  # it shows a page that nothing is to be said against
]


class Link(Fact):
    """One address that home or column pages or posts point to, and what it answered.

    `verdict` tells a working link, one that is dead as far as this visit saw, and one that could
    not be told (challenge, time out, robots, budget); `cause` says why in one word and `reason`
    in a sentence. `tries` counts how often this visit asked before it said so.
    `dead_before` is when an earlier visit, hours before, first found it dead as well.
    `hidden` marks a link that nobody can see on its page. `suspect` is what a page that answers
    seems to be instead of what the link promises; `signs` are the words that say so, and `second`
    is what a browser made of it. `moved_to` is the other host's address that a permanent redirect
    (301, 308) leads to. `selector` is where the link stands on `found_on`; `at` is what answered.
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
    second: SecondLook = ""
    tries: int = 1
    dead_before: Moment | None = None
    moved_to: str = ""
    selector: str = ""
    at: Proof | None = None

    @property
    def proof(self) -> Proof:
        """What answered, or the bare address, with the words for where it stands and what is wrong."""
        name = f"“{self.text}”" if self.text else "链接"
        said = f"{name}（所在页面 {self.found_on}）"
        said = f"{said}：{self.reason}" if self.reason else said
        return (self.at or Proof(url=self.url)).model_copy(
            update={"url": self.url, "quote": said, "selector": None}
        )


class Links(Fact):
    """The links of home and column pages, or of posts. `unchecked` counts those the budget left
    out."""

    links: tuple[Link, ...] = ()
    unchecked: int = 0
    at: Proof


def by_address(links: Iterable[Link]) -> list[Link]:
    """Links in an order that does not depend on that of the pages."""
    return settled(links, lambda each: (each.url,))


DEAD_LINKS: Mapping[str, str] = {"site": "site.dead-links", "account": "account.dead-links"}
"""The indicator by the kind of target whose earlier sightings say, link by link, since when an
address has been dead."""


def dead_before(sightings: Iterable[Sighting]) -> dict[str, datetime]:
    """The addresses that earlier visits found dead, each with when the first of them did."""
    found: dict[str, datetime] = {}
    for each in sightings:
        if each.indicator in DEAD_LINKS.values() and each.method == "earlier-visit":
            for proof in each.proofs:
                since = proof.seen or each.at
                found[proof.url] = min(since, found.get(proof.url, since))
    return found


def seen_dead(links: Links, at: datetime) -> tuple[Proof, ...]:
    """What a visit made at this moment tells the next one: its dead links, and since when."""
    dead = by_address(each for each in links.links if each.verdict == "dead")
    return tuple(
        Proof(url=each.url, quote=each.reason, seen=each.dead_before or at) for each in dead
    )
