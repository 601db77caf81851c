"""The night after: what has not changed is taken over, and the verdicts are those of a whole look."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from checker.core.target import Target
from checker.core.verdict import Verdict
from checker.run.ledgers import refresh_registry
from checker.run.office import Office
from checker.run.registry_source import ledger_files
from checker.run.replay import replay
from checker.run.round import open_or_plan, run_round
from checker.store.evidence import load_evidence
from checker.store.registry import targets
from checker.store.rounds import RoundKind
from checker.store.verdicts import verdicts
from tests.demo_night import AS_OF, quiet
from tests.fleet.night import fleet_office

SITES = 2
TIMED = "site.page-slow"


def night(
    office: Office, found: Sequence[Target], nth: int, kind: RoundKind = "nightly"
) -> list[Verdict]:
    """The verdicts of the n-th night over these sites."""
    current = open_or_plan(office, found, AS_OF + timedelta(days=nth), None, kind)
    asyncio.run(run_round(office, current, no_browser=True, progress=quiet()))
    return sorted(verdicts(office.database, current.id), key=lambda each: each.target.code)


def unchanged(office: Office, found: Sequence[Verdict]) -> int:
    stored = (load_evidence(office.blobs, each.evidence) for each in found)
    return sum(exchange.unchanged for each in stored for exchange in each.exchanges)


def answers(found: Sequence[Verdict]) -> list[dict[str, tuple[str, str]]]:
    return [
        {one.indicator: (one.status, one.says) for one in each.findings if one.indicator != TIMED}
        for each in found
    ]


def test_a_second_night_takes_over_what_is_unchanged_and_finds_what_a_whole_look_finds(
    tmp_path: Path,
) -> None:
    with fleet_office(tmp_path) as office:
        refresh_registry(office.database, office.blobs, ledger_files(office.config), at=AS_OF)
        found = list(targets(office.database))[7::50][:SITES]
        first = night(office, found, 0)
        second = night(office, found, 1)
        whole = night(office, found, 1, kind="recheck")
        again = list(replay(office, second, book="", extract=True))
        assert unchanged(office, first) == unchanged(office, whole) == 0
        assert unchanged(office, second) > 20 * SITES
        assert answers(second) == answers(whole)
        assert [each for each in again if each.changed] == []
