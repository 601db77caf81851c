"""The nightly job, the same for cron and for a person: registry, one round, the exports.

Its parts: the round lock, the interrupted round or a new one, the registry as of its moment, the
round itself, and the lists it leaves behind.
"""

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from checker.report.tables import Lang
from checker.run.clock import now
from checker.run.exports import write_nightly_lists
from checker.run.ledgers import Imported, refresh_registry
from checker.run.office import Office
from checker.run.registry_source import ledger_files, registry_at
from checker.run.round import Progress, RoundResult, open_or_plan, run_round, waiting_round
from checker.store.lock import round_lock
from checker.store.registry import targets
from checker.store.rounds import Round


@dataclass(frozen=True)
class Night:
    """What a nightly job is asked to do."""

    as_of: datetime
    only: Literal["sites", "accounts"] | None = None
    region: str = ""
    fresh: bool = False
    no_browser: bool = False
    lang: Lang = "zh"


@dataclass(frozen=True)
class NightResult:
    """The round as it ended, what the ledgers brought, and the files that were written."""

    result: RoundResult
    imported: tuple[Imported, ...]
    exports: tuple[Path, ...]


class NothingRegistered(Exception):
    """A registry without any target to check."""


def run_night(
    office: Office, night: Night, progress: Progress, told: Callable[[Imported], None]
) -> NightResult:
    """One nightly job; raises LockHeld, LedgerError, StoreError, NothingRegistered."""
    with round_lock(office.database, at=now()):
        waiting = None if night.fresh else waiting_round(office, night.as_of)
        as_of = waiting.as_of if waiting else night.as_of
        with registry_at(office.config, as_of) as config:
            live = replace(office, config=config)
            _ = live.lexicon  # a broken one stops the night before anything is planned
            imported = refresh_registry(office.database, ledger_files(config), at=now())
            for each in imported:
                told(each)
            kind = night.only.rstrip("s") if night.only else ""
            found = targets(office.database, kind=kind, region=night.region)
            if not found:
                raise NothingRegistered
            current = open_or_plan(live, found, as_of, waiting)
            result = asyncio.run(
                _until_told_to_stop(live, current, night, progress, waiting is not None)
            )
    exports = write_nightly_lists(office, result.round.id, night.lang)
    return NightResult(result, imported, exports)


async def _until_told_to_stop(
    office: Office, current: Round, night: Night, progress: Progress, resumed: bool
) -> RoundResult:
    """The round; SIGINT or SIGTERM leaves it cut short, to be resumed."""
    task = asyncio.ensure_future(
        run_round(office, current, no_browser=night.no_browser, progress=progress, resumed=resumed)
    )
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        with suppress(ValueError, RuntimeError):  # not the main thread: the caller stops us
            loop.add_signal_handler(sign, task.cancel)
    return await task
