"""How things stand: the newest round and how far it came, the newest try, and what is late."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select

from checker.store import tables
from checker.store.alerts import undelivered
from checker.store.counting import RoundSums, round_sums
from checker.store.database import Database
from checker.store.lock import round_runs, scheduler_runs
from checker.store.queue import QueueLength, queue_length
from checker.store.rounds import Counts, Round, counts, newest_round
from checker.store.schedule import next_runs


@dataclass(frozen=True)
class Standing:
    """One look at a deployment. `undelivered` messages failed and were not taken since."""

    at: datetime
    round: Round | None
    counts: Counts
    working: bool
    scheduler: bool
    next_runs: dict[str, datetime]
    last_try: datetime | None
    tries_of_day: int
    failed_of_day: int
    void_of_day: int
    undelivered: int = 0
    sums: RoundSums = field(default_factory=RoundSums)
    queue: QueueLength | None = None

    @property
    def scheduled(self) -> bool:
        """Whether a scheduler was ever used here: then it should live."""
        return bool(self.next_runs)

    @property
    def coverage(self) -> float | None:
        """Told targets among those checked, None before any was."""
        return self.counts.told / self.counts.done if self.counts.done else None


def standing(
    database: Database, *, at: datetime, since: datetime, dead_after_s: float = 30.0
) -> Standing:
    """How things stand at a moment; tries are counted from `since`.

    A worker that is silent for longer than `dead_after_s` does not count as one that lives.
    """
    current = newest_round(database)
    table = tables.openings.c
    tried = select(
        func.max(table.at),
        func.count(),
        func.count().filter(~table.opened, ~table.void),
        func.count().filter(table.void),
    ).where(table.at >= since)
    with database.reading() as connection:
        last, tries, failed, void = connection.execute(tried).one()
    return Standing(
        at=at,
        round=current,
        counts=counts(database, current.id) if current else Counts(),
        working=round_runs(database, at=at),
        scheduler=scheduler_runs(database, at=at),
        next_runs=next_runs(database),
        last_try=last,
        tries_of_day=tries,
        failed_of_day=failed,
        void_of_day=void,
        undelivered=undelivered(database, since=since),
        sums=round_sums(database, current.id) if current else RoundSums(),
        queue=queue_length(database, dead_after_s=dead_after_s),
    )
