"""The schedule: what was missed runs once, only one scheduler works, and a dead one is told of."""

# APScheduler carries no types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import json
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from apscheduler.events import EVENT_JOB_EXECUTED, JobExecutionEvent

from checker.config import Config, ConfigError, Schedule
from checker.core.fact import CHINA
from checker.run.clock import now
from checker.run.lateness import last_due, troubles
from checker.run.office import open_office
from checker.run.schedule import NIGHTLY, PROBES, RESUME, WATCH, nightly_trigger, scheduler_of
from checker.store.queue import QueueLength
from checker.store.rounds import Counts, Round, RoundState
from checker.store.schedule import next_runs
from checker.store.standing import Standing
from tests.builders import BOOK

MORNING = datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)
DUE = datetime(2026, 11, 22, 1, 0, tzinfo=CHINA)


def checker(*words: str) -> list[str]:
    return [sys.executable, "-m", "checker.cli.app", *words]


def written(folder: Path) -> Path:
    file = folder / "config.yaml"
    file.write_text("schedule: {nightly: '0 1 * * *'}\nprobing: {references: []}\n")
    return file


def stand(
    started: datetime | None = DUE, state: RoundState = "complete", scheduler: bool = True
) -> Standing:
    """A deployment whose newest round began then and ended so."""
    current = started and Round(
        id="r", kind="nightly", as_of=started, book=BOOK, code="1", started=started, state=state
    )
    return Standing(
        at=MORNING,
        round=current or None,
        counts=Counts(),
        working=False,
        scheduler=scheduler,
        next_runs={NIGHTLY: MORNING},
        last_try=MORNING,
        tries_of_day=24,
        failed_of_day=0,
        void_of_day=0,
    )


@pytest.mark.parametrize(
    ("seen", "wrong"),
    [
        (stand(), []),
        (stand(DUE - timedelta(minutes=30)), []),
        (stand(state="running"), ["01:00"]),
        (stand(DUE - timedelta(days=1)), ["01:00"]),
        (stand(None), []),
        (stand(scheduler=False), ["checker serve"]),
        (replace(stand(), last_try=MORNING - timedelta(hours=4)), ["拨测"]),
        (replace(stand(), last_try=MORNING - timedelta(hours=2)), []),
        (replace(stand(), queue=QueueLength(3, 0, 0, workers=0)), ["checker worker"]),
        (replace(stand(), queue=QueueLength(3, 0, 0, workers=1)), []),
        (replace(stand(), queue=QueueLength(0, 0, 1, workers=0)), []),
    ],
)
def test_what_is_late_or_dead_is_told_and_nothing_else(seen: Standing, wrong: list[str]) -> None:
    said = [each.zh for each in troubles(seen, Config())]
    assert len(said) == len(wrong), said
    assert all(words in each for words, each in zip(wrong, said, strict=True))


def test_before_the_set_hour_the_round_of_the_night_before_is_the_one_that_counts() -> None:
    assert last_due(MORNING, Config()) == DUE
    assert last_due(MORNING - timedelta(hours=2), Config()) == DUE - timedelta(days=1)


def test_a_schedule_that_never_fell_due_is_not_late() -> None:
    config = Config(schedule=Schedule(nightly="0 1 1 1 *"))
    assert last_due(MORNING, config) is None
    assert troubles(stand(DUE - timedelta(days=90)), config) == []


def test_cron_hours_are_hours_in_china() -> None:
    start = nightly_trigger(Config()).get_next_fire_time(None, MORNING)
    assert start == DUE + timedelta(days=1)


def test_what_is_no_cron_expression_is_said_with_an_example() -> None:
    with pytest.raises(ConfigError, match="0 1"):
        nightly_trigger(Config(schedule=Schedule(nightly="at one")))


def test_a_night_that_was_missed_runs_once_after_a_restart(tmp_path: Path) -> None:
    file = written(tmp_path)
    ran: list[str] = []

    def heard(event: JobExecutionEvent) -> None:
        ran.append(event.job_id)

    with open_office(Config(folder=tmp_path)) as office:
        first = scheduler_of(office, file)
        assert next_runs(office.database).keys() == {NIGHTLY, RESUME, PROBES, WATCH}
        first.pause()
        first.modify_job(NIGHTLY, next_run_time=now() - timedelta(hours=2))
        # Left as it is, like one that was killed: a shutdown would still hand out what is due.
        second = scheduler_of(office, file)
        second.add_listener(heard, EVENT_JOB_EXECUTED)
        ends = time.monotonic() + 60
        while NIGHTLY not in ran and time.monotonic() < ends:
            time.sleep(0.05)
        second.shutdown()
        assert ran.count(NIGHTLY) == 1
        assert next_runs(office.database)[NIGHTLY] > now()


def test_serve_answers_those_who_watch_and_its_death_is_told(tmp_path: Path) -> None:
    file = str(written(tmp_path))
    serving = subprocess.Popen(
        checker("serve", "--port", "0", "--config", file, "--lang", "en"),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert serving.stdout is not None
        at = serving.stdout.readline().split()[1].removesuffix("/healthz")
        assert _get(f"{at}/healthz") == "ok\n"
        assert "checker_scheduler_up 1" in _get(f"{at}/metrics")
        other = subprocess.run(
            checker("serve", "--port", "0", "--config", file), capture_output=True, check=False
        )
        assert other.returncode == 2
        assert str(serving.pid).encode() in other.stderr
        assert _status(file)[0] == 0
    finally:
        serving.send_signal(signal.SIGKILL)
        serving.communicate()
    code, said = _status(file)
    assert code == 1
    assert not said["scheduler"]
    assert "serve" in said["troubles"][0]


def test_serve_stops_when_it_is_told_to(tmp_path: Path) -> None:
    serving = subprocess.Popen(
        checker("serve", "--port", "0", "--config", str(written(tmp_path))),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert serving.stdout is not None
    serving.stdout.readline()
    serving.send_signal(signal.SIGTERM)
    serving.communicate(timeout=60)
    assert serving.returncode == 0


def _get(url: str) -> str:
    with urllib.request.urlopen(url) as answer:
        return answer.read().decode()


def _status(file: str) -> tuple[int, dict[str, list[str]]]:
    done = subprocess.run(
        checker("status", "--json", "--config", file), capture_output=True, check=False
    )
    return done.returncode, json.loads(done.stdout)
