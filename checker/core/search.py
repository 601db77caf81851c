"""The search part: whether the site's own search finds titles that stand on the home page."""

from typing import Literal

from checker.core.evidence import Proof
from checker.core.fact import Fact

SearchBox = Literal[
    "form",  # a form that can be asked by an address
    "script",  # a box that only a script, a POST or a picture code sends
    "link",  # only a link to a page of search
    "none",
]


class SearchTry(Fact):
    """One title that was asked for. `found` is None where the answer could not be told."""

    title: str
    found: bool | None
    reason: str = ""
    at: Proof


class SiteSearch(Fact):
    """The search of a site, and what it answered.

    `rendered` says that a browser saw the home page too, so that no box seen means none there.
    """

    box: SearchBox
    address: str = ""
    tries: tuple[SearchTry, ...] = ()
    rendered: bool = False
    at: Proof
