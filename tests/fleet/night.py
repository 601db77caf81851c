"""One night over the fleet, and what it found beside what was planted."""

import json
import subprocess
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from checker.config import Config, Network
from checker.core.verdict import Verdict
from checker.demo.ledgers import write_ledgers
from checker.run.nightly import Night, run_night
from checker.run.office import Office, open_office
from checker.store.verdicts import verdicts
from tests.demo_night import AS_OF, quiet, unheard
from tests.fleet.plans import Planned, fleet
from tests.fleet.serve import fleet_county


@dataclass(frozen=True)
class Row:
    """One indicator over the fleet: sites with the fault planted, found there, and elsewhere."""

    indicator: str
    planted: int
    found: int
    false: tuple[str, ...]
    missed: tuple[str, ...]


def fleet_night(office: Office, *, no_browser: bool) -> dict[str, Verdict]:
    """The verdicts of one night over the fleet, by code."""
    done = run_night(office, Night(AS_OF, fresh=True, no_browser=no_browser), quiet(), unheard)
    return {each.target.code: each for each in verdicts(office.database, done.result.round.id)}


@contextmanager
def fleet_office(folder: Path) -> Generator[Office]:
    """An office whose only ledger is the fleet's, which is served while the block runs."""
    world = fleet_county(AS_OF)
    write_ledgers(world, folder)
    command = (sys.executable, "-m", "tests.fleet.serve", AS_OF.isoformat())
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        told = json.loads(server.stdout.readline())
        network = Network(connect_to=told["connect_to"], per_address=16, delay_s=0.0)
        config = Config(registry=("sites.csv",), folder=folder, network=network)
        try:
            with open_office(config) as office:
                yield office
        finally:
            server.kill()


def compared(found: dict[str, Verdict]) -> list[Row]:
    """The table by indicator: faults planted, found where they were planted, and found elsewhere.

    All vetoes, and of the indicators that are only watched those that are planted somewhere.
    """
    sites = fleet()
    indicators = sorted({name for each in sites for name in each.faults} | _breached(found))
    return [_row(name, sites, found) for name in indicators]


def _breached(found: dict[str, Verdict]) -> set[str]:
    return {finding.indicator for each in found.values() for finding in each.breached_vetoes}


def _is_breached(verdict: Verdict, indicator: str) -> bool:
    found = verdict.finding(indicator)
    return found is not None and found.status == "breached" and found.stage != "overruled"


def _row(indicator: str, sites: Sequence[Planned], found: dict[str, Verdict]) -> Row:
    planted = {each.plan.code: each for each in sites if indicator in each.faults}
    seen = {code for code, verdict in found.items() if _is_breached(verdict, indicator)}
    named = {each.plan.code: f"{each.plan.family} {each.why}" for each in sites}
    return Row(
        indicator,
        len(planted),
        len(seen & planted.keys()),
        tuple(named[code] for code in sorted(seen - planted.keys())),
        tuple(named[code] for code in sorted(planted.keys() - seen)),
    )
