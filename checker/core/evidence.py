"""What evidence is made of: proofs, parts that were not seen, and what people stated."""

from datetime import date
from typing import Literal

from pydantic import Field

from checker.core.fact import Fact, Moment

UnseenReason = Literal[
    "not-collected",  # nobody looked for it
    "challenged",  # a firewall asked for proof that we are a browser
    "blocked",  # a firewall refused us
    "no-answer",  # the address did not answer this once
    "site-error",  # it answered with an error page
    "wrong-page",  # something else answered: another site, a parking page
    "needs-browser",  # only a browser could have read it, and none was there
    "unreadable",  # we read it and could not make sense of it
    "robots",
    "forbidden-address",
    "budget",
    "crash",
    "no-source",  # an account without any source of posts
    "empty-source",  # a source that answered with nothing, which proves nothing
    "source-failed",
]


class Unseen(Fact):
    """A part of the evidence that was not seen. It is never a fault of the target."""

    unseen: Literal[True] = True
    reason: UnseenReason
    detail: str = ""


class Proof(Fact):
    """A place that shows it: the address, the words there, and the stored bytes.

    `selector` is where in the page, as a short CSS path; `blob` and `screenshot` are digests.
    """

    url: str
    quote: str = ""
    selector: str | None = None
    blob: str | None = None
    screenshot: str | None = None
    seen: Moment | None = None

    def quoting(self, words: str) -> "Proof":
        """The same place with other words quoted."""
        return self.model_copy(update={"quote": words})


class Statement(Fact):
    """What a person signed: evidence like any other.

    `confirm` and `overrule` answer a machine's finding, `state` answers an indicator that no
    machine judges (`points` are what a deduction then takes), `exempt` takes the target out of an
    indicator until the end of `until`.
    """

    kind: Literal["confirm", "overrule", "exempt", "state"]
    indicator: str
    by: str = Field(min_length=1)
    at: Moment
    reason: str = Field(min_length=1)
    status: Literal["passed", "breached", "not-applicable"] | None = None
    until: date | None = None
    proof: str = ""
    points: float | None = None


class Sighting(Fact):
    """That an indicator was seen breached before, or a second way: another visit or a browser.

    `says` and `proofs` are what an earlier visit found. `measure` is the digest of the thresholds
    that it was found with, empty where a visit of today does not measure with the same.
    """

    indicator: str
    method: Literal["earlier-visit", "browser"]
    at: Moment
    verdict: str = ""
    measure: str = ""
    says: str = ""
    proofs: tuple[Proof, ...] = ()


class Cost(Fact):
    """What collecting cost: wall seconds, bytes on the wire, pages, links, browser pages."""

    seconds: float = 0.0
    bytes: int = 0
    pages: int = 0
    links: int = 0
    browser_pages: int = 0
