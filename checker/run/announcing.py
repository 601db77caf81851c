"""Taking down a stop that a site's unit announced, so that its failures of that time do not count."""

from dataclasses import dataclass

from checker.core.availability import Outage
from checker.core.target import Site
from checker.run.office import Office
from checker.run.scan import UnknownTarget
from checker.store.availability import add_outage, outages
from checker.store.registry import find_target


@dataclass(frozen=True)
class Announced:
    """A site and all stops of it that touch the time of the one just taken down."""

    site: Site
    outages: tuple[Outage, ...]


def announce(office: Office, word: str, outage: Outage) -> Announced:
    """Stores the stop for a registered site; UnknownTarget where the word means none."""
    site = find_target(office.database, word)
    if not isinstance(site, Site):
        raise UnknownTarget(word)
    add_outage(office.database, site.code, outage)
    near = outages(office.database, site.code, since=outage.since, until=outage.until)
    return Announced(site, near)
