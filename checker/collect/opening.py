"""One try to open a home page, told as a visitor's wait: what an answer of the world amounts to."""

from datetime import datetime

from checker.collect.look import Look
from checker.collect.survey.arrival import trouble
from checker.core.availability import Opening, Tried
from checker.core.target import Site
from checker.core.web import OURS, Exchange
from checker.extract.document import host_of


async def try_to_open(look: Look, site: Site, vantage: str) -> Tried:
    """One try at a site's home page; where a firewall wants a browser, the browser tries too."""
    page = await look.open(site.url)
    first, rendered = page.exchange, False
    if first.challenge or first.blocked:
        shown = await look.render(site.url)
        rendered = shown is not None and trouble(site.url, shown) is None
    opening = opening_of(first, first.started, rendered=rendered, vantage=vantage)
    return Tried(site.code, first.address or host_of(site.url), opening)


def opening_of(
    first: Exchange, at: datetime, *, rendered: bool = False, vantage: str = ""
) -> Opening:
    """The try that an exchange was. `rendered` says that a browser opened what asked us for one.

    A firewall's challenge or refusal is met by us, not by a visitor: it is no failure, and a try
    that no browser could complete is void.
    """
    walled = bool(first.challenge) or first.blocked
    ours = first.failure in OURS or (walled and not rendered)
    opened = (rendered and walled) or first.ok or (300 <= (first.status or 0) < 400)
    reason = first.failure or ("" if opened else f"HTTP {first.status}")
    if walled:
        reason = first.challenge or "blocked"
    return Opening(
        at=at,
        opened=opened,
        seconds=round(first.total_s, 3),
        reason=reason,
        vantage=vantage,
        void=ours,
    )
