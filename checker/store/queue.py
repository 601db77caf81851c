"""The queue of checks, kept by procrastinate in the same PostgreSQL database as everything else.

A job is one site, or some accounts of one feed server. It is only the means: what a round still has
to do stands in its own rows, and a job that is lost, doubled or run again changes no verdict. Nothing
here loads the engine unless a round is handed out to workers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, inspect, text

from checker.core.fact import Fact
from checker.store.database import Database
from checker.store.due import Key
from checker.store.errors import StoreError
from checker.store.rounds import RoundKind

if TYPE_CHECKING:
    from procrastinate.manager import JobManager

QUEUE, TASK = "checks", "check"
URGENCY: dict[RoundKind, int] = {"scan": 20, "recheck": 10, "nightly": 0}
"""What a person waits for is done before what the night does."""

_KEPT_FAILED_DAYS = 30
LEASES = (
    "CREATE TABLE checker_leases (address text PRIMARY KEY, worker_id bigint NOT NULL, "
    "until timestamp with time zone NOT NULL)"
)
APPLIED = "CREATE TABLE checker_queue_forms (name text PRIMARY KEY)"
NAMED = "INSERT INTO checker_queue_forms VALUES (:name)"
"""The tables beside the engine's own: leases, and which forms of the engine's were applied."""
_JOBS = "FROM procrastinate_jobs WHERE queue_name = 'checks' AND status IN ('todo', 'doing')"


class CheckJob(Fact):
    """One job: some targets of a round that stand under one address, for one worker.

    `address` is the network address that the check will press, empty where it asks nobody. `book`
    is the book that the command named, and `code` the version of the program that may judge.
    """

    round: str
    targets: tuple[Key, ...]
    address: str
    book: str = ""
    no_browser: bool = False
    code: str


@dataclass(frozen=True)
class QueueLength:
    """How the queue stands: jobs that wait, that run, and that we gave up; workers that live."""

    waiting: int
    running: int
    given_up: int
    workers: int


def prepare_queue(database: Database) -> None:
    """Makes the queue's tables, or brings them to the form of the installed engine.

    StoreError where the database is no PostgreSQL, the engine is not installed, or a newer one
    wrote the tables. Workers are stopped while an upgrade of the engine changes them.
    """
    forms = _engine_forms()
    _refuse_sqlite(database)
    with database.writing_alone() as connection:
        known = _known_forms(connection)
        if unknown := known - set(forms):
            raise StoreError(
                f"任务队列由更新版本的 procrastinate 写成（{max(unknown)}），请升级 · the queue was "
                f"written by a newer procrastinate ({max(unknown)}); upgrade it"
            )
        if not known:
            for statement in (_schema(), LEASES, APPLIED):
                connection.exec_driver_sql(_literal(statement))
        new = sorted(set(forms) - known)
        for name in new if known else ():
            connection.exec_driver_sql(_literal(forms[name]))
        for name in new:
            connection.execute(
                text("INSERT INTO checker_queue_forms VALUES (:name)"), {"name": name}
            )


def _refuse_sqlite(database: Database) -> None:
    if database.path is not None:
        raise StoreError(
            "engine: workers 需要 PostgreSQL，请把 database 改为 postgresql+psycopg://…"
            "（可先 checker transfer）· engine: workers needs PostgreSQL: put "
            "postgresql+psycopg://… into `database:` (`checker transfer` moves a store)"
        )


def queue_fault(database: Database) -> str | None:
    """What is wrong with the queue's tables, in words; None when they are there and current.

    StoreError as `prepare_queue`.
    """
    _refuse_sqlite(database)
    forms = set(_engine_forms())
    with database.reading() as connection:
        known = _known_forms(connection)
    if not known:
        return "任务队列尚未建立，第一次运行时自动建立 · the queue has no tables yet; the first run makes them"
    if known != forms:
        return "任务队列与已安装的 procrastinate 版本不符 · the queue is of another procrastinate"
    return None


def enqueue(connection: Connection, jobs: Sequence[CheckJob], priority: int) -> None:
    """Puts jobs into the queue, in the caller's transaction; StoreError when one waits already."""
    from procrastinate.exceptions import ProcrastinateException
    from procrastinate.jobs import Job

    if not jobs:
        return
    wanted = [
        Job(
            queue=QUEUE,
            task_name=TASK,
            lock=None,
            queueing_lock="/".join((job.round, *job.targets[0])),
            priority=priority,
            task_kwargs=job.model_dump(mode="json"),
        )
        for job in jobs
    ]
    driver: Any = connection.connection.driver_connection
    try:
        _manager().batch_defer_jobs(wanted, connection=driver)
    except ProcrastinateException as error:
        reason = str(error.__cause__ or error)[:300]
        raise StoreError(f"任务无法排队：{reason} · jobs cannot be queued: {reason}") from error


def enqueue_missing(database: Database, jobs: Sequence[CheckJob], priority: int) -> int:
    """Puts those jobs of one round into the queue of which no target waits or is being checked."""
    with database.writing_alone() as connection:
        live = {key for job in jobs[:1] for key in _live(connection, job.round)}
        missing = [
            job.model_copy(update={"targets": left})
            for job in jobs
            if (left := tuple(key for key in job.targets if key not in live))
        ]
        enqueue(connection, missing, priority)
    return len(missing)


def withdraw(database: Database, round_id: str) -> None:
    """Takes the waiting jobs of a round out of the queue; those being checked come to their end."""
    gone = text(
        "DELETE FROM procrastinate_jobs WHERE queue_name = 'checks' AND status = 'todo' "
        "AND args->>'round' = :round"
    )
    with database.writing() as connection:
        connection.execute(gone, {"round": round_id})


def forget_old(database: Database) -> None:
    """Drops jobs that were given up long ago, and leases that nobody renewed."""
    old = text(
        "DELETE FROM procrastinate_jobs AS job WHERE queue_name = 'checks' "
        "AND status NOT IN ('todo', 'doing') AND NOT EXISTS (SELECT FROM procrastinate_events "
        "WHERE job_id = job.id AND at > now() - make_interval(days => :days))"
    )
    with database.writing() as connection:
        connection.execute(old, {"days": _KEPT_FAILED_DAYS})
        connection.execute(
            text("DELETE FROM checker_leases WHERE until < now() - interval '1 day'")
        )


def queue_length(database: Database, *, dead_after_s: float) -> QueueLength | None:
    """How the queue stands; None where there is none. Workers that are silent longer are dead."""
    if database.path is not None:
        return None
    counted = text(
        "SELECT count(*) FILTER (WHERE status = 'todo'), count(*) FILTER (WHERE status = 'doing'), "
        "count(*) FILTER (WHERE status = 'failed') FROM procrastinate_jobs "
        "WHERE queue_name = 'checks'"
    )
    alive = text(
        "SELECT count(*) FROM procrastinate_workers "
        "WHERE last_heartbeat > now() - make_interval(secs => :seconds)"
    )
    with database.reading() as connection:
        if not inspect(connection).has_table("checker_queue_forms"):
            return None
        waiting, running, given_up = connection.execute(counted).one()
        workers = connection.execute(alive, {"seconds": dead_after_s}).scalar_one()
    return QueueLength(waiting, running, given_up, workers)


def _live(connection: Connection, round_id: str) -> set[Key]:
    """The targets of a round that wait in the queue or are being checked."""
    wanted = text(f"SELECT args->'targets' {_JOBS} AND args->>'round' = :round")
    rows = connection.execute(wanted, {"round": round_id}).scalars()
    return {(kind, code) for targets in rows for kind, code in targets}


def _known_forms(connection: Connection) -> set[str]:
    if not inspect(connection).has_table("checker_queue_forms"):
        return set()
    return set(connection.execute(text("SELECT name FROM checker_queue_forms")).scalars())


def _engine_forms() -> dict[str, str]:
    """The engine's own migrations by name, which are its ways from one form to the next."""
    try:
        from procrastinate.schema import migrations_path
    except ModuleNotFoundError as error:
        raise StoreError(
            f"缺少 {error.name}，请安装：pip install 'checker[workers]' · "
            f"{error.name} is missing: pip install 'checker[workers]'"
        ) from error
    return {file.name: file.read_text("utf-8") for file in migrations_path.glob("*.sql")}


def _schema() -> str:
    from procrastinate.schema import SchemaManager

    return SchemaManager.get_schema()


def _literal(statement: str) -> str:
    return statement.replace("%", "%%")


@cache
def _manager() -> "JobManager":
    from procrastinate import SyncPsycopgConnector
    from procrastinate.manager import JobManager

    return JobManager(SyncPsycopgConnector())  # never opened: it writes on connections of ours
