"""Two checkers of links as programs of their own: they read pages for links, and ask those.

Run: python -m tests.bench.whole_way_checkers lychee|linkchecker FOLDER SITES PORT
Prints one line of JSON as our side does; CPU is that of the program, its start (what it spends to
tell its version) apart. Neither looks for a day, keeps a page or judges anything.

lychee does not follow links: it is given the address of every page, and asks each link once more.
linkchecker follows them. It holds back between requests unless the server says that it need not,
which ours does; being slow even so, it is given the first site alone.
"""

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.fleet import host, site_url
from tests.bench.whole_way_plan import AT_ONCE, PER_HOST

_FOUND_BROKEN = {"lychee": 2, "linkchecker": 1}
"""How each ends that met a broken link, which the pictures of every page are."""


def program(name: str) -> str:
    """The program beside this Python; FileNotFoundError where it is not installed."""
    found = Path(sys.executable).with_name(name)
    if not found.exists():
        raise FileNotFoundError(f"{name} is not installed")
    return str(found)


def asked_of(command: Sequence[str], broken: int) -> tuple[str, float]:
    """What a program says, and its CPU seconds; RuntimeError where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ran = subprocess.run(command, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ran.returncode not in (0, broken):
        raise RuntimeError(f"{command[0]} ended with {ran.returncode}: {ran.stderr[-300:]}")
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return ran.stdout, spent


def page_addresses(folder: Path, sites: int, port: int) -> list[str]:
    """The address of every page of the fleet."""
    return [
        f"http://{host(number)}:{port}/{page.relative_to(folder / host(number))}"
        for number in range(sites)
        for page in sorted((folder / host(number)).rglob("*.html"))
    ]


def lychee(place: Path, addresses: Sequence[str]) -> tuple[list[str], int]:
    """The command over these pages, and how many they are."""
    listed = place / "pages.txt"
    listed.write_text("\n".join(addresses))
    command = [
        program("lychee"), "--no-progress", "--format", "json", "--max-retries", "0",
        "--max-concurrency", str(AT_ONCE), "--host-concurrency", str(PER_HOST),
        "--host-request-interval", "0s", "--exclude", "/images/", "--files-from", str(listed),
    ]  # fmt: skip
    return command, len(addresses)


def linkchecker(place: Path, home: str, pages: int) -> tuple[list[str], int]:
    """The command over one site, and how many pages that has."""
    config = place / "linkcheckerrc"
    config.write_text("[checking]\nmaxrequestspersecond=10000\n")
    command = [program("linkchecker"), "-f", str(config), "--no-status", "--no-warnings", home]
    return command, pages


def links_asked(name: str, said: str) -> int:
    """How many different links a program says that it asked."""
    if name == "lychee":
        return int(json.loads(said)["unique"])
    found = re.search(r"links? in (\d+) URLs? checked", said)
    return int(found[1]) if found else 0


def main() -> None:
    """Runs one of the two and tells of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=list(_FOUND_BROKEN))
    parser.add_argument("folder", type=Path)
    parser.add_argument("sites", type=int)
    parser.add_argument("port", type=int)
    asked = parser.parse_args()
    _, start = asked_of([program(asked.name), "--version"], 0)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        if asked.name == "lychee":
            addresses = page_addresses(asked.folder, asked.sites, asked.port)
            command, pages = lychee(Path(folder), addresses)
        else:
            here = len(page_addresses(asked.folder, 1, asked.port))
            command, pages = linkchecker(Path(folder), site_url(0, asked.port), here)
        wall = time.monotonic()
        said, spent = asked_of(command, _FOUND_BROKEN[asked.name])
    links = links_asked(asked.name, said)
    if links < pages:
        raise RuntimeError(f"{asked.name} asked {links} links only: {said[-300:]}")
    print(
        json.dumps(
            {
                "pages": pages,
                "checks": links,
                "start_cpu": start,
                "work_cpu": max(0.0, spent - start),
                "work_wall": time.monotonic() - wall,
            }
        ),
        flush=True,
    )


if __name__ == "__main__":
    main()
