"""A country's accounts are a hundred thousand: a round holds those that are left, not those it did."""

import gc
from dataclasses import replace
from pathlib import Path

from checker.config import Config
from checker.core.target import Account, Target
from checker.core.verdict import Verdict
from checker.run.nightly import Night, run_night
from checker.run.office import open_office
from checker.store.registry import apply
from checker.store.rounds import planned_targets
from tests.demo_night import AS_OF, quiet, unheard

ACCOUNTS = 1500  # more than are planned at once


def alive() -> int:
    """How many accounts this process holds."""
    gc.collect()
    return sum(isinstance(each, Account) for each in gc.get_objects())


def test_a_round_lets_go_of_each_account_when_it_is_done(tmp_path: Path) -> None:
    held: list[int] = []

    def done(_: Target, __: Verdict | None) -> None:
        counted.append(None)
        if len(counted) in (1, ACCOUNTS):
            held.append(alive() - before)

    counted: list[None] = []
    with open_office(Config(folder=tmp_path)) as office:
        apply(
            office.database,
            [
                Account(code=f"610302M001WX{each:04}", name=f"账号{each}", source="manual")
                for each in range(ACCOUNTS)
            ],
            at=AS_OF,
        )
        before = alive()
        night = Night(AS_OF, no_browser=True)
        finished = run_night(office, night, replace(quiet(), done=done), unheard)
        rows = planned_targets(office.database, finished.result.round.id)
    assert [each.target.name for each in rows] == [f"账号{each}" for each in range(ACCOUNTS)]
    assert {each.state for each in rows} == {"done"}
    first, last = held
    assert first < ACCOUNTS + 100, "each of them is held once"
    assert last < 100
