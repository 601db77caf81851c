"""A recheck (复查): only what failed in another round is visited again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from checker.core.target import Target
from checker.report.tables import Lang
from checker.run.job import Job, JobResult, run_job
from checker.run.ledgers import Imported
from checker.run.office import Office
from checker.run.round import Progress
from checker.store.filing import code_of
from checker.store.registry import targets
from checker.store.rounds import Round
from checker.store.verdicts import verdicts


@dataclass(frozen=True)
class Recheck:
    """What a recheck is asked to do; `undetermined` visits those targets too."""

    as_of: datetime
    of: Round
    undetermined: bool = False
    fresh: bool = False
    no_browser: bool = False
    lang: Lang = "zh"


def run_recheck(
    office: Office, wanted: Recheck, progress: Progress, told: Callable[[Imported], None]
) -> JobResult:
    """One recheck; raises LockHeld, LedgerError, StoreError, and NothingToCheck where nothing failed."""

    def failed(live: Office) -> Sequence[Target]:
        outcomes = ("unqualified", "undetermined") if wanted.undetermined else ("unqualified",)
        known = {(one.kind, code_of(one)): one for one in targets(live.database)}
        found = verdicts(live.database, wanted.of.id)
        return [
            known.get((each.target.kind, code_of(each.target)), each.target)
            for each in found
            if each.outcome in outcomes
        ]

    job = Job(
        kind="recheck",
        as_of=wanted.as_of,
        choose=failed,
        of_round=wanted.of.id,
        fresh=wanted.fresh,
        no_browser=wanted.no_browser,
        lang=wanted.lang,
    )
    return run_job(office, job, progress, told)
