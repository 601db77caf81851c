"""All benches in one run: python -m tests.bench [--quick] [--without browser]

Each bench is a process of its own, so that none inherits another's memory.
"""

import argparse
import subprocess
import sys
import time

_BENCHES: dict[str, tuple[list[str], list[str] | None]] = {
    "transport": ([], ["10", "100", "--pages", "10", "--rounds", "1"]),
    "whole_way": ([], ["--sizes", "10", "--rounds", "1"]),
    "second_night": (["--sites", "20"], ["--sites", "5"]),
    "ledger_import": ([], []),
    "browser": ([], ["--pages", "30"]),
    "reading": ([], ["--rounds", "2"]),
    "wording": ([], []),
    "safety": ([], []),
    "links": ([], None),
    "accounts": ([], ["1000"]),
    "country": ([], ["--sites", "140", "--accounts", "1000"]),
    "probes": ([], ["--sites", "500"]),
    "province": ([], ["--sites", "8", "--pages", "30", "--accounts", "100", "--feeds", "4"]),
    "workers": ([], ["--jobs", "200", "--sites", "20", "--rounds", "1"]),
}
"""Each bench with its arguments in full, and with `--quick`; None where it is not quick."""

_FILES = ("whole_way", "second_night", "country", "province", "workers")
"""Benches whose cost is partly that of making files."""
_REST_S = 75.0
"""For a minute after many files were removed, ext4 makes new ones several times dearer."""


def main() -> int:
    """Runs the benches one after the other; 1 when one of them failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, one round")
    parser.add_argument("--without", action="append", default=[], choices=list(_BENCHES))
    asked = parser.parse_args()
    failed: list[str] = []
    for name, (full, quick) in _BENCHES.items():
        arguments = quick if asked.quick else full
        if name in asked.without or arguments is None:
            continue
        if name in _FILES and not asked.quick:
            time.sleep(_REST_S)
        print(f"== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"tests.bench.{name}", *arguments]).returncode:
            failed.append(name)
    if failed:
        print("failed:", *failed)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
