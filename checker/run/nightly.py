"""The nightly round (初查): everything that is registered, the sites or accounts of a region, or
what a draw named of them."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from checker.core.target import Target
from checker.report.tables import Lang
from checker.run.alerts import send_waiting, tell_round
from checker.run.draws import DrawnList, drawn_from
from checker.run.job import Job, JobResult, run_job
from checker.run.ledgers import Imported
from checker.run.office import Office
from checker.run.round import Progress, waiting_round
from checker.store.lock import round_runs
from checker.store.registry import targets

TAKEN_UP_WITHIN = timedelta(hours=6)
"""How long after its start a round that was cut short is gone on with by itself."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Night:
    """What a nightly job is asked to do."""

    as_of: datetime
    only: Literal["sites", "accounts"] | None = None
    region: str = ""
    fresh: bool = False
    no_browser: bool = False
    lang: Lang = "zh"
    draw: DrawnList | None = None


def run_night(
    office: Office, night: Night, progress: Progress, told: Callable[[Imported], None]
) -> JobResult:
    """One nightly job; raises LockHeld, LedgerError, StoreError, NothingToCheck, StrangeDraw.

    Over a draw, the kind of target that it was made of is planned whole, and the other kind not at
    all: what the draw did not name stands in the round as not drawn.
    """

    def registered(live: Office) -> Sequence[Target]:
        kind = night.only.rstrip("s") if night.only else ""
        found = targets(live.database, kind=kind, region=night.region)
        return drawn_from(night.draw, found) if night.draw else found

    job = Job(
        kind="nightly",
        as_of=night.as_of,
        choose=registered,
        fresh=night.fresh,
        no_browser=night.no_browser,
        lang=night.lang,
        drawn=night.draw.codes if night.draw else None,
    )
    done = run_job(office, job, progress, told)
    _tell(office, done)
    return done


def left_behind(office: Office, at: datetime) -> bool:
    """Whether a round was cut short a few hours ago and nobody works on it.

    An older one would knock at the sites in office hours: it is for a person to take up.
    """
    waiting = waiting_round(office, at)
    recent = waiting is not None and at - waiting.started <= TAKEN_UP_WITHIN
    return recent and not round_runs(office.database, at=at)


def _tell(office: Office, done: JobResult) -> None:
    """Tells people of the round; what goes wrong with that is no fault of the round."""
    try:
        tell_round(office, done.result.round)
        send_waiting(office)
    except Exception:
        _log.exception("the digest of round %s was not sent", done.result.round.id)
