"""Our side of the whole way: one round over the fleet, in a process of its own.

Run: python -m tests.bench.whole_way_ours FOLDER SITES PAGES PORT [--links N] [--store DIR]
Prints one line of JSON: pages kept, links only checked, verdicts, and the CPU seconds spent before the work.
"""

import argparse
import asyncio
import json
import tempfile
import time
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from checker.cli.garbage import collect_seldom
from checker.config import Budget, Config, Network
from checker.core.fact import CHINA
from checker.core.target import Site, Target
from checker.core.verdict import Verdict
from checker.run.office import Office, open_office
from checker.run.round import Progress, open_or_plan, run_round
from checker.store.evidence import load_evidence
from checker.store.registry import apply
from checker.store.rounds import Round
from checker.store.verdicts import verdicts
from tests.bench.fleet import Fleet, site_url
from tests.bench.fleet_pages import TODAY
from tests.bench.whole_way_plan import AT_ONCE, PER_HOST

AS_OF = datetime(TODAY.year, TODAY.month, TODAY.day, 2, tzinfo=CHINA) + timedelta(days=1)


def config(folder: Path, pages: int, links: int) -> Config:
    """A deployment without pauses whose budget lets every page of a site be fetched."""
    return Config(
        folder=folder,
        network=Network(
            allow_private=("127.0.0.0/8",),
            per_address=PER_HOST,
            delay_s=0,
            sites_at_once=max(1, AT_ONCE // PER_HOST),
        ),
        budget=Budget(pages_per_site=pages + 20, seconds_per_site=3600, links_per_site=links),
    )


def register(office: Office, fleet: Fleet, port: int) -> list[Target]:
    """The fleet's sites as the registry knows them."""
    found = [
        Site(
            code=site.code,
            name=site.name,
            url=site_url(site.number, port),
            region="云河县",
            level="县级",
            type="门户网站",
            has_services=True,
        )
        for site in fleet.members
    ]
    apply(office.database, found, at=AS_OF)
    return list(found)


def tell(office: Office, current: Round) -> dict[str, object]:
    """What the round did, read from its stored evidence."""
    told: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    for each in verdicts(office.database, current.id):
        outcomes[each.outcome] += 1
        evidence = load_evidence(office.blobs, each.evidence)
        for exchange in evidence.exchanges:
            if exchange.method == "GET" and exchange.ok and exchange.blob:
                told["pages"] += 1
                told["bytes"] += exchange.size
            else:
                told["checks"] += 1
    return {**told, "outcomes": dict(outcomes)}


@contextmanager
def _place(fleet: Path, store: Path | None) -> Generator[str]:
    """A folder for what is kept: left in `store`, or removed again."""
    if store:
        yield tempfile.mkdtemp(dir=store)
    else:
        with tempfile.TemporaryDirectory(prefix="bench-", dir=fleet) as passing:
            yield passing


def main() -> None:
    """Runs the round and tells of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sites", type=int)
    parser.add_argument("pages", type=int)
    parser.add_argument("port", type=int)
    parser.add_argument("--links", type=int, default=1000)
    parser.add_argument(
        "--store", type=Path, help="where what is kept is left, for others to remove"
    )
    asked = parser.parse_args()
    collect_seldom()  # as the program itself does

    def begin(_: Round, __: int) -> None: ...
    def done(_: Target, __: Verdict | None) -> None: ...

    with (
        _place(asked.folder, asked.store) as folder,
        open_office(config(Path(folder), asked.pages, asked.links)) as office,
    ):
        fleet = Fleet(asked.folder, asked.sites, asked.pages)
        found = register(office, fleet, asked.port)
        current = open_or_plan(office, found, AS_OF, None)
        before, wall = time.process_time(), time.monotonic()
        run = run_round(office, current, no_browser=True, progress=Progress(begin, done))
        result = asyncio.run(run)
        spent = {
            "start_cpu": before,
            "work_cpu": time.process_time() - before,
            "work_wall": time.monotonic() - wall,
        }
        print(json.dumps({**tell(office, result.round), **spent}), flush=True)


if __name__ == "__main__":
    main()
