"""The safety part: what the pages of a site carry that somebody else may have put there."""

from typing import Literal

from checker.core.evidence import Proof
from checker.core.fact import Fact

InjectionKind = Literal[
    "page",  # the whole page advertises what the law forbids
    "head",  # its title, keywords or description do, and its text is about something else
    "hidden-text",  # words that no visitor sees do
    "search-engine-jump",  # a script sends those who come from a search engine to another host
]
ForeignKind = Literal["script", "frame", "hidden-frame"]


class Injection(Fact):
    """Something that looks planted in a page of the site, and the words or features that say so."""

    kind: InjectionKind
    signs: tuple[str, ...] = ()
    at: Proof


class Foreign(Fact):
    """A script or a frame from a host that is neither the site's own, nor a government's, nor a
    known public service. `pages` counts the pages that carry one from this host; `at` is the first.
    """

    host: str
    kind: ForeignKind
    url: str
    pages: int = 1
    at: Proof


class Safety(Fact):
    """What was found on the pages that were opened, `pages` of them, as sent and as shown."""

    pages: int = 0
    injections: tuple[Injection, ...] = ()
    foreign: tuple[Foreign, ...] = ()
    at: Proof
