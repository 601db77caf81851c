"""What a round over sites on loopback tells, a line for each site, to compare two builds by.

Run: python -m tests.run.told_round FOLDER SITES PAGES PORT STORE
"""

import asyncio
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from checker.run.office import open_office
from checker.run.round import open_or_plan, run_round
from checker.store.evidence import load_evidence
from checker.store.verdicts import verdicts
from tests.bench.fleet import Fleet
from tests.bench.whole_way_ours import AS_OF, config, register
from tests.demo_night import quiet

_SECONDS = re.compile(r"[\d.]+ 秒")
_MOMENT = re.compile(r'"seen":"[^"]+"')


def lines(fleet: Fleet, port: int, store: Path) -> Iterator[str]:
    """Of each site what was asked, its parts and its verdict, without what differs by the clock."""
    with open_office(config(store, fleet.pages, 100)) as office:
        current = open_or_plan(office, register(office, fleet, port), AS_OF, None)
        done = asyncio.run(run_round(office, current, no_browser=True, progress=quiet()))
        found = verdicts(office.database, done.round.id)
        for verdict in sorted(found, key=lambda each: each.target.code):
            seen = load_evidence(office.blobs, verdict.evidence)
            parts = seen.model_dump_json(include={"columns", "guides", "safety", "texts"})
            told = [
                verdict.target.code,
                verdict.outcome,
                [(of.indicator, of.status, _SECONDS.sub("", of.says)) for of in verdict.findings],
                sorted(f"{of.method} {of.url} {of.status} {of.blob}" for of in seen.exchanges),
                _MOMENT.sub("", parts),
            ]
            yield json.dumps(told, ensure_ascii=False, sort_keys=True)


def main() -> None:
    """The round, told."""
    folder, sites, pages, port, store = sys.argv[1:]
    fleet = Fleet(Path(folder), int(sites), int(pages))
    sys.stdout.writelines(f"{line}\n" for line in lines(fleet, int(port), Path(store)))


if __name__ == "__main__":
    main()
