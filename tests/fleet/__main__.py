"""`python -m tests.fleet`: a night over the fleet, and the table of planted, found and false vetoes."""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.fleet.night import compared, fleet_night, fleet_office
from tests.fleet.plans import fleet


def main() -> None:
    """Prints the table; `--no-browser` does without one."""
    with tempfile.TemporaryDirectory() as folder, fleet_office(Path(folder)) as office:
        found = fleet_night(office, no_browser="--no-browser" in sys.argv)
    sites = fleet()
    healthy = sum(not each.faults for each in sites)
    print(f"{len(sites)} sites, {healthy} of them healthy")
    print(f"{'indicator':28}{'planted':>8}{'found':>8}{'false':>8}")
    for row in compared(found):
        print(f"{row.indicator:28}{row.planted:8}{row.found:8}{len(row.false):8}")
        for name in row.false:
            print(f"    false: {name}")
        for name in row.missed:
            print(f"    missed: {name}")
    print(dict(Counter(each.outcome for each in found.values())))
    for each in sites:
        verdict = found[each.plan.code]
        if verdict.outcome == "undetermined":
            open_ = [
                f for f in verdict.findings if f.consequence == "veto" and f.status == "cannot-tell"
            ]
            says = "; ".join(f"{f.indicator}: {f.says}" for f in open_)
            print(f"undetermined: {each.plan.family} {each.why}: {says}")


if __name__ == "__main__":
    main()
