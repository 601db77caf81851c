"""Taking down a stop that a site's unit announced, so that its failures of that time do not count.

One that was taken down wrongly is withdrawn, with a name and a reason; nothing is edited.
"""

from dataclasses import dataclass

from checker.core.availability import Outage
from checker.core.target import Site
from checker.run.office import Office
from checker.run.scan import UnknownTarget
from checker.store.availability import (
    StoredOutage,
    Withdrawal,
    add_outage,
    stored_outages,
    withdraw_outage,
)
from checker.store.registry import find_target


@dataclass(frozen=True)
class Announced:
    """A site with all its stops, the withdrawn ones too, the earliest first."""

    site: Site
    outages: tuple[StoredOutage, ...]


def announced(office: Office, word: str) -> Announced:
    """The stops of a registered site; UnknownTarget where the word means none."""
    site = find_target(office.database, word)
    if not isinstance(site, Site):
        raise UnknownTarget(word)
    return Announced(site, stored_outages(office.database, site.code))


def announce(office: Office, word: str, outage: Outage) -> Announced:
    """Stores a stop; UnknownTarget."""
    add_outage(office.database, announced(office, word).site.code, outage)
    return announced(office, word)


def withdraw(office: Office, word: str, number: int, back: Withdrawal) -> Announced:
    """Takes a stop back; UnknownTarget, and StoreError where there is none of that number."""
    withdraw_outage(office.database, announced(office, word).site.code, number, back)
    return announced(office, word)
