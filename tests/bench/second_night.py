"""What the second night costs over a fleet that has not changed: CPU, bytes and room, night by night.

Run: python -m tests.bench.second_night [--sites 20] [--pages 100] [--nights 3]

The floor: at most a third of the first night in CPU and in bytes. The servers answer 304 to the mark
of an earlier answer, as nginx does for files; `--deaf` fetches every page whole, so that only the
bytes tell that nothing changed. Wait a minute after thousands of files were removed on the same disk:
until then the first night makes its files far dearer, which flatters the second.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from checker.cli.garbage import collect_seldom
from checker.core.fact import CHINA
from checker.core.target import Target
from checker.core.verdict import Verdict
from checker.run.office import Office, open_office
from checker.run.round import Progress, open_or_plan, run_round
from checker.store.evidence import load_evidence
from checker.store.rounds import Round, RoundKind
from checker.store.verdicts import verdicts
from tests.bench.fleet import make, served
from tests.bench.numbers_asked import some
from tests.bench.whole_way_ours import config, register

_FLOOR = 1 / 3


@dataclass(frozen=True)
class NightCost:
    """One night: CPU seconds, bytes on the wire, pages and those that were not sent again."""

    cpu: float
    wire: int
    pages: int
    unchanged: int


def night(office: Office, targets: Sequence[Target], as_of: datetime, kind: RoundKind) -> NightCost:
    """One round over these targets, with what it cost."""

    def begin(_: Round, __: int) -> None: ...
    def done(_: Target, __: Verdict | None) -> None: ...

    current = open_or_plan(office, targets, as_of, None, kind)
    before = time.process_time()
    asyncio.run(run_round(office, current, no_browser=True, progress=Progress(begin, done)))
    cpu = time.process_time() - before
    exchanges = [
        exchange
        for verdict in verdicts(office.database, current.id)
        for exchange in load_evidence(office.blobs, verdict.evidence).exchanges
    ]
    return NightCost(
        cpu=cpu,
        wire=sum(each.wire for each in exchanges),
        pages=sum(each.ok and each.blob is not None for each in exchanges),
        unchanged=sum(each.unchanged for each in exchanges),
    )


def _room(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the nights one after the other and says what each cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=some, default=20)
    parser.add_argument("--pages", type=some, default=100)
    parser.add_argument("--nights", type=some, default=3)
    parser.add_argument("--deaf", action="store_true", help="fetch every page whole")
    collect_seldom()
    asked = parser.parse_args(arguments)
    start = datetime.now(CHINA)
    kind: RoundKind = "scan" if asked.deaf else "nightly"
    with tempfile.TemporaryDirectory(prefix="checker-bench-") as passing:
        fleet, folder = make(Path(passing), asked.sites, asked.pages), Path(passing) / "office"
        folder.mkdir()
        with served(fleet) as port, open_office(config(folder, asked.pages, 1000)) as office:
            targets = register(office, fleet, port)
            print(f"{asked.sites} sites x {asked.pages} pages, nothing changes")
            print(f"  {'night':>6}{'CPU s':>8}{'ms/page':>9}{'sent MB':>9}{'304':>7}{'kept MB':>9}")
            costs: list[NightCost] = []
            for nth in range(asked.nights):
                cost = night(office, targets, start + timedelta(days=nth), kind)
                costs.append(cost)
                print(
                    f"  {nth + 1:6}{cost.cpu:8.2f}{cost.cpu * 1000 / max(1, cost.pages):9.2f}"
                    f"{cost.wire / 1e6:9.2f}{cost.unchanged:7}{_room(folder) / 1e6:9.1f}",
                    flush=True,
                )
    first, second = costs[0], costs[-1]
    cpu, wire = second.cpu / first.cpu, second.wire / first.wire
    word = "reached" if max(cpu, wire) <= _FLOOR else "NOT reached"
    print(
        f"  last / first night: CPU {cpu:.2f}, bytes {wire:.2f}; at most {_FLOOR:.2f} asked, {word}"
    )


if __name__ == "__main__":
    main()
