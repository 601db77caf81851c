"""A part of the demo county at two addresses, to be checked by one process or by several."""

import csv
import re
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from checker.core.verdict import Verdict
from checker.demo.ledgers import write_ledgers
from checker.demo.process import RunningCounty, running
from checker.run.office import Office
from checker.store.evidence import blobs_cited_by, load_evidence
from checker.store.verdicts import verdicts
from tests.demo_night import AS_OF

ADDRESSES = 2
SITES, ACCOUNTS = 4, 2
_MEASURED = re.compile(r"\d+\.\d+ 秒")
_OWN = {"id", "round", "finished", "evidence", "cost", "made", "seen", "screenshot"}
"""What two visits of the same site may differ in, beside measured seconds: when they were, and what
they cost."""


@dataclass(frozen=True)
class SharedCounty:
    """The running county; its names lead to several ports, which are addresses of their own."""

    servers: tuple[RunningCounty, ...]

    @property
    def connect_to(self) -> dict[str, str]:
        """Where the names lead, as `network.connect_to` has it."""
        first = self.servers[0]
        found = dict(first.connect_to)
        for number, host in enumerate(sorted(first.county.hosts)):
            if host not in first.county.refusing:
                found[f"{host}:80"] = f"127.0.0.1:{self.servers[number % ADDRESSES].port}"
        return found

    def office(self, folder: Path, **changes: Any) -> dict[str, Any]:
        """The words of a config.yaml for an office in that folder, its ledgers written."""
        ledgers = folder / "ledgers"
        write_ledgers(self.servers[0].county, ledgers)
        _cut(ledgers / "sites.csv", SITES)
        _cut(ledgers / "accounts.csv", ACCOUNTS)
        return {
            "registry": [f"ledgers/{name}.csv" for name in ("sites", "accounts", "observations")],
            "network": {"delay_s": 0.0, "connect_to": self.connect_to},
            **changes,
        }


@contextmanager
def shared_county() -> Generator[SharedCounty]:
    """The county, served while the block runs."""
    with ExitStack() as stack:
        yield SharedCounty(tuple(stack.enter_context(running(AS_OF)) for _ in range(ADDRESSES)))


def essence(verdict: Verdict) -> Any:
    """All of a verdict that two visits to an unchanged site must agree on."""
    return _without(verdict.model_dump(mode="json"))


def essences(office: Office, round_id: str) -> dict[str, Any]:
    """The essence of every verdict that stands, by code."""
    return {each.target.code: essence(each) for each in verdicts(office.database, round_id)}


def broken(office: Office, round_id: str) -> list[str]:
    """Verdicts of which evidence or bytes are not whole; reading checks every digest."""
    bad: list[str] = []
    for each in verdicts(office.database, round_id):
        try:
            load_evidence(office.blobs, each.evidence)
            for digest in blobs_cited_by(office.database, each.evidence):
                office.blobs.read(digest)
        except Exception as error:
            bad.append(f"{each.target.code}: {error}")
    return bad


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        named = cast(dict[str, Any], value)
        return {key: _without(part) for key, part in named.items() if key not in _OWN}
    if isinstance(value, list):
        return [_without(part) for part in cast(list[Any], value)]
    return _MEASURED.sub("… 秒", value) if isinstance(value, str) else value


def _cut(file: Path, rows: int) -> None:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        kept = list(csv.reader(stream))[: rows + 1]
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(kept)
