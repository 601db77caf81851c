"""The schedule: the very commands that cron would run, each in a process of its own.

A job that was missed while the scheduler was down runs once when it is back, if it is not too
late for it; jobs that are due at the same moment start some seconds apart.
"""

# APScheduler carries no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import logging
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from checker.config import Config, ConfigError
from checker.core.fact import CHINA
from checker.run.events import tell
from checker.run.office import Office
from checker.store.schedule import job_store

NIGHTLY, RESUME, PROBES, WATCH = "nightly", "resume", "probes", "watch"
RETENTION = "retention"

_NIGHT_LATE_S = 6 * 3600  # later than that it would knock at the sites in office hours
_JITTER_S = 30
_RESUME_S = 10 * 60  # how soon a round that was cut short goes on
_WATCH_S = 15 * 60  # how soon a trouble is told, and a failed message tried again
_EPOCH = datetime(2026, 1, 1, tzinfo=CHINA)
_SHARE_OF_SPAN = 0.8  # a sweep ends before the next one begins

_log = logging.getLogger(__name__)


def nightly_trigger(config: Config) -> CronTrigger:
    """When the nightly round begins; ConfigError for what is no cron expression."""
    try:
        # Without its own zone the trigger would take the machine's, not the scheduler's.
        return CronTrigger.from_crontab(config.schedule.nightly, config.schedule.timezone)
    except ValueError as error:
        raise ConfigError(
            f"schedule.nightly 不是 cron 表达式：{config.schedule.nightly}，例如 0 1 * * * · "
            f"schedule.nightly is no cron expression ({error}); write for example 0 1 * * *"
        ) from None


def next_start(trigger: CronTrigger, moment: datetime) -> datetime | None:
    """The first moment of a trigger that is not before this one."""
    return trigger.get_next_fire_time(None, moment)


def scheduler_of(office: Office, config_file: Path) -> BackgroundScheduler:
    """The scheduler with the jobs of the config, started; the caller holds `scheduler_lock`.

    A job that stands in the store already keeps its next moment, also when that is past.
    """
    config, file = office.config, str(config_file.absolute())
    span = timedelta(days=1) / config.schedule.probes_per_day
    minutes = span.total_seconds() / 60 * _SHARE_OF_SPAN
    zone = config.schedule.timezone
    wanted: dict[str, tuple[BaseTrigger, list[str], int]] = {
        NIGHTLY: (nightly_trigger(config), ["nightly", "--quiet"], _NIGHT_LATE_S),
        RESUME: (
            IntervalTrigger(seconds=_RESUME_S, start_date=_EPOCH, timezone=zone, jitter=_JITTER_S),
            ["nightly", "--resume", "--quiet"],
            _RESUME_S,
        ),
        PROBES: (
            IntervalTrigger(
                seconds=int(span.total_seconds()),
                start_date=_EPOCH,
                timezone=zone,
                jitter=_JITTER_S,
            ),
            ["probe", "--quiet", "--spread", f"{minutes:.1f}"],
            int(span.total_seconds()),
        ),
        WATCH: (
            IntervalTrigger(seconds=_WATCH_S, start_date=_EPOCH, timezone=zone, jitter=_JITTER_S),
            ["alerts", "watch"],
            _WATCH_S,
        ),
    }
    if config.retention.qualified_days:
        wanted[RETENTION] = (
            CronTrigger(hour=12, minute=30, timezone=zone),
            ["retention", "--apply", "--quiet"],
            _NIGHT_LATE_S,
        )
    scheduler = BackgroundScheduler(
        jobstores={"default": job_store(office.database)},
        executors={"default": ThreadPoolExecutor(len(wanted))},
        job_defaults={"coalesce": True, "max_instances": 1},
        timezone=zone,
    )
    scheduler.start(paused=True)
    for each in scheduler.get_jobs():
        if each.id not in wanted:
            each.remove()
    for name, (trigger, words, grace_s) in wanted.items():
        words = [*words, "--config", file]
        standing = scheduler.get_job(name)
        if standing and str(standing.trigger) == str(trigger) and standing.args == (words,):
            continue
        scheduler.add_job(
            run_command,
            trigger,
            args=(words,),
            id=name,
            misfire_grace_time=grace_s,
            replace_existing=True,
        )
    scheduler.resume()
    return scheduler


def stop_schedule(scheduler: BackgroundScheduler) -> None:
    """Starts no job any more; one that runs goes on to its end."""
    scheduler.shutdown(wait=False)


def run_command(words: list[str]) -> int:
    """Runs one command of ours to its end; its exit code. What it complains of goes to stderr."""
    began = time.monotonic()
    # -P: the program that runs here, not what may lie in the working folder.
    command = (sys.executable, "-P", "-m", "checker.cli.app", *words)
    code = subprocess.run(command, check=False).returncode  # noqa: S603 - our own module
    tell(_log, "job_ended", job=words[0], code=code, seconds=round(time.monotonic() - began, 1))
    return code
