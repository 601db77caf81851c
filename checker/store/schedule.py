"""Where the scheduler keeps its jobs: a table beside the others, so that a restart forgets none."""

from datetime import UTC, datetime

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from sqlalchemy import inspect, text

from checker.core.fact import CHINA
from checker.store.database import Database

_TABLE = "scheduled_jobs"


def job_store(database: Database) -> SQLAlchemyJobStore:
    """The jobs of the scheduler of this database; only one scheduler may work with them."""
    return SQLAlchemyJobStore(engine=database.engine, tablename=_TABLE)


def next_runs(database: Database) -> dict[str, datetime]:
    """When each job runs next, by its name; empty where no scheduler ever ran."""
    with database.reading() as connection:
        if not inspect(connection).has_table(_TABLE):
            return {}
        wanted = text(f"SELECT id, next_run_time FROM {_TABLE} WHERE next_run_time IS NOT NULL")  # noqa: S608 - our own name
        rows = connection.execute(wanted).all()
    return {row[0]: datetime.fromtimestamp(row[1], UTC).astimezone(CHINA) for row in rows}
