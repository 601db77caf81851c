"""A night that is killed in the middle goes on where it stopped: nothing lost, nothing twice."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from checker.run.nightly import Night, run_night
from checker.run.office import open_office
from checker.store.errors import LockHeld
from checker.store.lock import round_lock
from checker.store.rounds import open_round, planned_targets
from checker.store.verdicts import verdicts
from tests.demo_night import AS_OF, demo_config, quiet, unheard

COMMAND = (sys.executable, "-m", "checker.cli.app", "nightly", "--no-browser", "--as-of",
           AS_OF.isoformat())  # fmt: skip


def started(folder: Path) -> subprocess.Popen[bytes]:
    """A real `checker nightly` over the demo county in that folder."""
    (folder / "config.yaml").write_text("registry: demo\n")
    return subprocess.Popen(COMMAND, cwd=folder, stdout=subprocess.DEVNULL)


def done_rows(folder: Path) -> int:
    """How many targets are recorded, as another process sees them."""
    file = folder / "var" / "demo" / "checker.db"
    if not file.exists():
        return 0
    engine = create_engine(f"sqlite:///{file}")
    try:
        with engine.connect() as connection:
            rows = connection.execute(text("SELECT count(*) FROM round_targets WHERE state='done'"))
            return rows.scalar_one()
    except Exception:
        return 0
    finally:
        engine.dispose()


def wait_for_rows(folder: Path, process: subprocess.Popen[bytes], least: int) -> None:
    ends = time.monotonic() + 120
    while done_rows(folder) < least:
        assert process.poll() is None, "the round ended before it could be stopped"
        assert time.monotonic() < ends
        time.sleep(0.02)


def test_a_killed_night_is_resumed_with_nothing_lost_and_nothing_twice(tmp_path: Path) -> None:
    process = started(tmp_path)
    wait_for_rows(tmp_path, process, 5)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = done_rows(tmp_path)
    with open_office(demo_config(tmp_path)) as office:
        waiting = open_round(office.database)
        assert waiting is not None
        assert waiting.state == "running"
        done = run_night(office, Night(AS_OF, no_browser=True), quiet(), unheard)
        assert done.result.resumed
        assert done.result.round.id == waiting.id
        assert done.result.round.state == "complete"
        rows = planned_targets(office.database, waiting.id)
        assert {row.state for row in rows} == {"done"}
        found = Counter(each.target.code for each in verdicts(office.database, waiting.id))
        assert set(found.values()) == {1}
        assert len(found) == len(rows) > before


def test_a_night_that_is_told_to_stop_says_so_and_exits_with_4(tmp_path: Path) -> None:
    process = started(tmp_path)
    wait_for_rows(tmp_path, process, 3)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) == 4
    with open_office(demo_config(tmp_path)) as office:
        waiting = open_round(office.database)
        assert waiting is not None
        assert waiting.state == "cut-short"


def test_two_nights_never_overlap(tmp_path: Path) -> None:
    process = started(tmp_path)
    wait_for_rows(tmp_path, process, 1)
    try:
        with (
            open_office(demo_config(tmp_path)) as office,
            pytest.raises(LockHeld),
            round_lock(office.database, at=AS_OF),
        ):
            pass
        other = subprocess.run(COMMAND, cwd=tmp_path, capture_output=True, check=False)
        assert other.returncode == 4
        assert b"pid" in other.stderr
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
