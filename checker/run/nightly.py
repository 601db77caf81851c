"""The nightly round (初查): everything that is registered, or the sites or accounts of a region."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from checker.core.target import Target
from checker.report.tables import Lang
from checker.run.alerts import send_waiting, tell_round
from checker.run.job import Job, JobResult, run_job
from checker.run.ledgers import Imported
from checker.run.office import Office
from checker.run.round import Progress
from checker.store.registry import targets

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


def run_night(
    office: Office, night: Night, progress: Progress, told: Callable[[Imported], None]
) -> JobResult:
    """One nightly job; raises LockHeld, LedgerError, StoreError, NothingToCheck."""

    def registered(live: Office) -> Sequence[Target]:
        kind = night.only.rstrip("s") if night.only else ""
        return targets(live.database, kind=kind, region=night.region)

    job = Job(
        kind="nightly",
        as_of=night.as_of,
        choose=registered,
        fresh=night.fresh,
        no_browser=night.no_browser,
        lang=night.lang,
    )
    done = run_job(office, job, progress, told)
    _tell(office, done)
    return done


def _tell(office: Office, done: JobResult) -> None:
    """Tells people of the round; what goes wrong with that is no fault of the round."""
    try:
        tell_round(office, done.result.round)
        send_waiting(office)
    except Exception:
        _log.exception("the digest of round %s was not sent", done.result.round.id)
