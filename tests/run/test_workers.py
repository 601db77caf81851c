"""A round on several processes, one of them killed, ends as it does in one process."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.config import load_config
from checker.run.nightly import Night, run_night
from checker.run.office import open_office
from checker.store.database import Database, open_database
from checker.store.queue import QueueLength, queue_length
from checker.store.rounds import Counts, PlannedTarget, newest_round, planned_targets
from checker.store.standing import standing
from checker.store.verdicts import verdicts
from checker.web.endpoint import metrics
from tests.demo_night import AS_OF, quiet, unheard
from tests.run.shared_county import SharedCounty, broken, essences, shared_county

CHECKER = (sys.executable, "-m", "checker.cli.app")
NIGHT = ("nightly", "--no-browser", "--as-of", AS_OF.isoformat())
DEAD_AFTER_S = 3
PATIENCE_S = 120


@pytest.fixture(scope="module")
def county() -> Iterator[SharedCounty]:
    with shared_county() as running:
        yield running


@pytest.fixture
def office_folder(
    county: SharedCounty, empty_postgresql: Callable[[], str], tmp_path: Path
) -> Path:
    """An office on PostgreSQL whose rounds are handed out to workers."""
    words = county.office(
        tmp_path,
        database=empty_postgresql(),
        engine="workers",
        workers={"dead_after_s": DEAD_AFTER_S},
    )
    (tmp_path / "config.yaml").write_text(yaml.safe_dump(words), "utf-8")
    return tmp_path


class Processes:
    """Real processes of the program in one office; those that still live are killed at the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.all: list[subprocess.Popen[bytes]] = []

    def start(self, name: str, *words: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen([*CHECKER, *words], cwd=self.folder, stdout=log, stderr=log)
        self.all.append(process)
        return process

    def said(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text("utf-8")

    def worker(self, name: str) -> subprocess.Popen[bytes]:
        return self.start(name, "worker", "--no-browser", "--at-once", "4", "--lang", "en")


@pytest.fixture
def processes(office_folder: Path) -> Iterator[Processes]:
    some = Processes(office_folder)
    yield some
    for each in some.all:
        each.kill()
        each.wait()


def wait_until(holds: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < ends
        time.sleep(0.05)


def planned(database: Database) -> Sequence[PlannedTarget]:
    current = newest_round(database)
    return planned_targets(database, current.id) if current else ()


def done(database: Database) -> int:
    return sum(row.state == "done" for row in planned(database))


def standing_queue(database: Database) -> QueueLength | None:
    seen = standing(database, at=AS_OF, since=AS_OF, dead_after_s=DEAD_AFTER_S)
    if seen.queue:
        assert f"checker_workers {seen.queue.workers}\n" in metrics(seen)
    return seen.queue


def in_one_process(county: SharedCounty, folder: Path) -> tuple[Counts, dict[str, Any]]:
    """The same night in this process on SQLite."""
    folder.mkdir()
    (folder / "config.yaml").write_text(yaml.safe_dump(county.office(folder)), "utf-8")
    with open_office(load_config(folder / "config.yaml")) as office:
        night = run_night(office, Night(AS_OF, no_browser=True), quiet(), unheard)
        return night.result.counts, essences(office, night.result.round.id)


@pytest.mark.postgresql
def test_a_round_on_three_workers_one_of_them_killed_is_the_round_of_one_process(
    county: SharedCounty, processes: Processes, office_folder: Path, tmp_path: Path
) -> None:
    config = load_config(office_folder / "config.yaml")
    night = processes.start("night", *NIGHT)
    killed = processes.worker("killed")
    with open_office(config) as office:
        wait_until(lambda: done(office.database) >= 2)
        os.kill(killed.pid, signal.SIGKILL)
        left = [processes.worker("second"), processes.worker("third")]
        assert night.wait(PATIENCE_S) == 0, processes.said("night")
        some = next(row.target.code for row in planned(office.database) if row.state == "done")
        scan = processes.start("scan", "scan", some, "--no-browser", "--as-of", AS_OF.isoformat())
        assert scan.wait(PATIENCE_S) in (0, 1, 3), processes.said("scan")
        wait_until(lambda: standing_queue(office.database) == QueueLength(0, 0, 0, workers=2))
        for each in left:
            each.send_signal(signal.SIGTERM)
        assert [each.wait(PATIENCE_S) for each in left] == [0, 0]
        assert "the worker of job" in processes.said("second") + processes.said("third")

        current = newest_round(office.database)
        assert current is not None
        assert current.state == "complete"
        rows = planned_targets(office.database, current.id)
        found = Counter(each.target.code for each in verdicts(office.database, current.id))
        assert {row.state for row in rows} == {"done"}
        assert {row.target.code for row in rows} == set(found)
        assert set(found.values()) == {1}
        assert broken(office, current.id) == []
        counts, alone = in_one_process(county, tmp_path / "alone")
        assert counts.done == len(rows)
        assert essences(office, current.id) == alone


@pytest.mark.postgresql
def test_a_night_that_is_told_to_stop_takes_its_jobs_back(
    processes: Processes, office_folder: Path
) -> None:
    night = processes.start("night", *NIGHT)
    database = open_database(load_config(office_folder / "config.yaml").database_url)

    def waiting() -> int:
        length = queue_length(database, dead_after_s=DEAD_AFTER_S)
        return length.waiting if length else 0

    wait_until(lambda: waiting() > 0)
    night.send_signal(signal.SIGTERM)
    assert night.wait(PATIENCE_S) == 4
    assert waiting() == 0
    current = newest_round(database)
    assert current is not None
    assert current.state == "cut-short"
    database.close()
