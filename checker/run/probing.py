"""Tries to open the home pages of sites, spread over a span of time, each stored as it was.

Where almost everything fails at once, a reference address is asked whether our own line works;
when none answers, the failures of that moment are void.
"""

import asyncio
import logging
import math
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime

from checker.collect.http.door import Door
from checker.collect.live import LiveLook
from checker.collect.opening import try_to_open
from checker.config import Config
from checker.core.availability import Opening, Tried, looks_spoiled
from checker.core.fact import digest_of
from checker.core.target import Site
from checker.run.clock import now
from checker.run.events import tell
from checker.run.ledgers import refresh_registry
from checker.run.office import Office, open_office
from checker.run.registry_source import ledger_files, registry_at
from checker.run.scan import UnknownTarget
from checker.run.world import Outside, open_outside
from checker.store.availability import add_openings
from checker.store.database import Database
from checker.store.errors import BlobMissing, StoreError
from checker.store.registry import find_target, targets
from checker.store.rounds import WORKING

WAIT_S = 15.0
"""The norm's wait: a page that has not opened by then has not opened (国办秘函〔2019〕19号, 1.2)."""

_SIDE_BY_SIDE_S = 20.0
_BATCH = 200
_BATCHES_AT_ONCE = 4

_PAUSES_S = (1, 5, 15, 40)
"""How long a store that is gone at the end of a sweep is waited for: about a minute."""

_log = logging.getLogger(__name__)
Told = Callable[[Site, Opening], None]


@dataclass(frozen=True)
class Sweep:
    """One try at each site: seen from where, and over how many seconds the starts are spread."""

    vantage: str = ""
    spread_s: float = 0.0


@dataclass(frozen=True)
class Tally:
    """How a sweep ended. `failed` leaves out what is void; `seconds` are wall seconds."""

    tried: int = 0
    failed: int = 0
    void: int = 0
    seconds: float = 0.0

    def with_batch(self, batch: Sequence[Tried]) -> "Tally":
        """The tally with a batch more."""
        void = sum(each.opening.void for each in batch)
        failed = sum(not each.opening.opened and not each.opening.void for each in batch)
        return replace(
            self,
            tried=self.tried + len(batch),
            failed=self.failed + failed,
            void=self.void + void,
        )


def in_turn(sites: Sequence[Site]) -> list[Site]:
    """The working sites in the order of a sweep: neighbours of one platform scattered, and always
    the same, so that the tries at one site are as far apart as the sweeps are."""
    working = [each for each in sites if each.state == WORKING]
    return sorted(working, key=lambda each: digest_of(each.code.encode()))


class Shelf:
    """Tries on their way into the store, from one thread: what it does not take waits here."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[Sequence[Tried]] = []

    def put(self, batch: Sequence[Tried]) -> None:
        """Stores a batch and those before it that wait; a store that refuses is no end."""
        self._waiting.append(batch)
        try:
            self._store()
        except StoreError as error:
            _log.warning("%d batches of tries wait for the store: %s", len(self._waiting), error)

    def clear(self) -> None:
        """Stores all that waits, trying for a while; raises StoreError."""
        for pause in _PAUSES_S:
            try:
                return self._store()
            except StoreError:
                time.sleep(pause)
        return self._store()

    def _store(self) -> None:
        while self._waiting:
            rows = [(one.code, one.opening) for one in self._waiting[0]]
            add_openings(self._database, rows)
            del self._waiting[0]


async def run_sweep(
    office: Office,
    sites: Sequence[Site],
    sweep: Sweep,
    told: Told,
    clock: Callable[[], datetime] = now,
) -> Tally:
    """Tries every site once and stores the tries, a batch at a time; never raises for a site.

    A store that does not answer ends no sweep: its tries wait. Raises StoreError at the end for what
    it would not take by then.
    """
    wanted = in_turn(sites)
    loop = asyncio.get_running_loop()
    began, tally = loop.time(), Tally()
    step = sweep.spread_s / len(wanted) if wanted else 0.0
    size = max(1, math.floor(_SIDE_BY_SIDE_S / step)) if step else _BATCH
    gate = asyncio.Semaphore(_BATCHES_AT_ONCE)
    shelf = Shelf(office.database)

    async def batch(number: int, some: Sequence[Site], outside: Outside) -> None:
        nonlocal tally
        starts = (began + (number + place) * step for place in range(len(some)))
        tried = await asyncio.gather(
            *(
                _one(outside, site, sweep.vantage, start)
                for site, start in zip(some, starts, strict=True)
            )
        )
        gate.release()
        sound = await _judged(outside.door, office.config, tried)
        await loop.run_in_executor(recorder, shelf.put, sound)
        tally = tally.with_batch(sound)
        for site, one in zip(some, sound, strict=True):
            told(site, one.opening)

    with ThreadPoolExecutor(1, "recorder") as recorder:
        async with (
            open_outside(_patient(office.config), digest_of, clock=clock) as outside,
            asyncio.TaskGroup() as group,
        ):
            for number in range(0, len(wanted), size):
                if not step:
                    await gate.acquire()
                await asyncio.sleep(began + number * step - loop.time())
                group.create_task(batch(number, wanted[number : number + size], outside))
        await loop.run_in_executor(recorder, shelf.clear)
    tally = replace(tally, seconds=loop.time() - began)
    tell(_log, "sweep_ended", tried=tally.tried, failed=tally.failed, void=tally.void,
         seconds=round(tally.seconds, 1), vantage=sweep.vantage or None)  # fmt: skip
    return tally


async def _one(outside: Outside, site: Site, vantage: str, start: float) -> Tried:
    await asyncio.sleep(start - asyncio.get_running_loop().time())
    visit = outside.door.visit()
    look = LiveLook(visit, visit, outside.browser, read=_nothing_kept, site=site.code)
    return await try_to_open(look, site, vantage)


async def _judged(door: Door, config: Config, tried: Sequence[Tried]) -> list[Tried]:
    """The tries of a batch, its failures void where our own side was not well."""
    if not looks_spoiled(tried, max_wait_s=WAIT_S) or await _line_works(door, config):
        return list(tried)
    return [each.spoiled() if each.silent(WAIT_S) else each for each in tried]


async def _line_works(door: Door, config: Config) -> bool:
    """Whether one of the references answers anything at all."""
    answers = await asyncio.gather(
        *(door.get(url, keep_body=False) for url in config.probing.references)
    )
    return any(each.exchange.status is not None for each in answers)


def _patient(config: Config) -> Config:
    """The config with the norm's wait for each step and for the whole."""
    waits = {"connect_s": WAIT_S, "first_byte_s": WAIT_S, "total_s": WAIT_S}
    return config.model_copy(update={"network": config.network.model_copy(update=waits)})


def _nothing_kept(digest: str) -> bytes:
    raise BlobMissing(digest)


def probe_now(config: Config, words: Sequence[str], region: str, sweep: Sweep, told: Told) -> Tally:
    """A sweep over the sites that words mean, or over all of a region; the registry fresh.

    Raises UnknownTarget for a word that means no registered site, LedgerError, StoreError.
    """
    with registry_at(config, now()) as live, open_office(live) as office:
        refresh_registry(
            office.database, office.blobs, ledger_files(live), at=now(), sources=live.sources
        )
        found = [_site(office, word) for word in words] if words else _sites(office, region)
        return asyncio.run(run_sweep(office, found, sweep, told))


def _sites(office: Office, region: str) -> list[Site]:
    found = targets(office.database, kind="site", region=region)
    return [each for each in found if isinstance(each, Site)]


def _site(office: Office, word: str) -> Site:
    found = find_target(office.database, word)
    if not isinstance(found, Site):
        raise UnknownTarget(word)
    return found
