"""What may befall a night, done to a real one: it stops or waits with a clear word, and goes on whole."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from checker.store.flushing import FileSystem
from tests.run.small_office import (
    assert_whole,
    done_rows,
    ended,
    night,
    small_office,
    wait_for_rows,
)

ACCOUNTS = 40


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mounted, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_killed_night_is_gone_on_with_and_another_never_runs_beside_it(tmp_path: Path) -> None:
    with small_office(tmp_path, ACCOUNTS) as (file, feeds):
        feeds.most = 8
        process = night(file)
        wait_for_rows(file, process, 5)
        code, said = ended(night(file))
        assert code == 4
        assert f"pid {process.pid}" in said
        process.kill()
        process.communicate()
        feeds.open_gate()
        before = done_rows(file)
        assert 5 <= before < ACCOUNTS
        code, said = ended(night(file))
        assert code == 0
        assert f"{ACCOUNTS - before} targets to check" in said, "what was left of the same round"
        assert_whole(file, ACCOUNTS)


def test_a_night_that_is_told_to_stop_says_so_and_goes_on_later(tmp_path: Path) -> None:
    with small_office(tmp_path, ACCOUNTS) as (file, feeds):
        feeds.most = 8
        process = night(file)
        wait_for_rows(file, process, 5)
        process.terminate()
        code, said = ended(process)
        assert code == 4
        assert "cut short; run again to resume" in said
        feeds.open_gate()
        assert ended(night(file, "--resume"))[0] == 0
        assert_whole(file, ACCOUNTS)


def test_a_full_disk_stops_the_round_with_a_word_and_it_goes_on_after(small_disk: Path) -> None:
    with small_office(small_disk, ACCOUNTS, padding=150_000) as (file, _):
        code, said = ended(night(file))
        assert code == 4, said
        assert "No space left" in said or "disk is full" in said
        assert "run it again" in said
        assert 0 < done_rows(file) < ACCOUNTS
        subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
        code, said = ended(night(file, "--resume"))
        assert code == 0, said
        assert "coverage" in said
        assert_whole(file, ACCOUNTS)
        assert ended(night(file, "--resume")) == (0, ""), "nothing is left to go on with"


def test_a_database_that_is_held_and_then_gone_for_seconds_costs_nothing(tmp_path: Path) -> None:
    with small_office(tmp_path, ACCOUNTS) as (file, feeds):
        feeds.most = 8
        process = night(file)
        wait_for_rows(file, process, 5)
        with closing(sqlite3.connect(tmp_path / "checker.db", isolation_level=None)) as other:
            other.execute("PRAGMA busy_timeout=10000")
            other.execute("BEGIN IMMEDIATE")
            feeds.open_gate()
            time.sleep(1.5)
            other.execute("ROLLBACK")
            other.execute("BEGIN IMMEDIATE")  # nobody writes while the file moves
            (tmp_path / "checker.db").rename(tmp_path / "away.db")
            other.execute("ROLLBACK")
        time.sleep(1.5)
        assert not (tmp_path / "checker.db").exists(), "nobody made an empty one in its place"
        (tmp_path / "away.db").rename(tmp_path / "checker.db")
        code, said = ended(process)
        assert code == 0, said
        assert_whole(file, ACCOUNTS)


JUMPING = """
import sys
from datetime import timedelta
from pathlib import Path
import checker.run.clock as clock

asked, true_now = [], clock.now
def jumping():
    asked.append(1)
    return true_now() + timedelta(hours=(0, 30, -30)[len(asked) % 3])
clock.now = jumping

from checker.cli.app import app
app(["nightly", "--as-of", "2026-11-22T12:00", "--quiet", "--config", sys.argv[1]])
"""


def test_a_clock_that_jumps_moves_no_round_and_no_duration(tmp_path: Path) -> None:
    """Thirty hours to and fro at every look: further than a round stays fresh."""
    with small_office(tmp_path, ACCOUNTS) as (file, _):
        subprocess.run([sys.executable, "-c", JUMPING, str(file)], check=True, timeout=120)
        current = assert_whole(file, ACCOUNTS)
        assert f"{current.as_of:%Y-%m-%d %H:%M}" == "2026-11-22 12:00"
        with sqlite3.connect(tmp_path / "checker.db") as database:
            (worked,) = database.execute(
                "SELECT value FROM round_counts WHERE name = 'seconds'"
            ).fetchone()
        assert 0 < worked < 120


ORDER = """
import sys
from pathlib import Path
from checker.store.blobs import Blobs
from checker.store.database import open_database
from checker.store.planning import plan_round
from checker.store.recording import record
from checker.store.schema import migrate
from tests.builders import AS_OF, BOOK, site, site_evidence, verdict_on

database = open_database(f"sqlite:///{sys.argv[1]}/checker.db")
migrate(database)
blobs = Blobs(Path(sys.argv[1]) / "blobs")
planned = plan_round(
    database, [site()], kind="nightly", as_of=AS_OF, book=BOOK, code="1", at=AS_OF
)
pages = [blobs.keep(f"page {number}".encode() * 99) for number in range(int(sys.argv[2]))]
seen = site_evidence(site(), round_id=planned.id, pages=pages)
sys.stdout.write("now"); sys.stdout.flush()
record(database, blobs, seen, verdict_on(seen), at=AS_OF)
"""


@pytest.mark.parametrize("pages", [3, 30])
def test_bytes_are_on_the_disk_before_a_row_cites_them(tmp_path: Path, pages: int) -> None:
    """Against a power cut: file, name and folder are flushed before the first byte of the row.

    Few pieces are flushed one by one, many with all of their file system where that can be.
    """
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed: apt-get install strace")
    log = tmp_path / "calls"
    watched = "trace=write,pwrite64,fsync,fdatasync,syncfs,rename,renameat,renameat2"
    script = [sys.executable, "-c", ORDER, tmp_path, str(pages)]
    subprocess.run(
        ["strace", "-f", "-y", "-e", watched, "-o", log, *script],
        check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    begin = next(place for place, line in enumerate(lines) if '"now"' in line)
    calls = list(enumerate(lines[begin:]))
    renamed = [n for n, line in calls if "rename" in line and ".zst" in line]
    assert len(renamed) == pages + 1, "the pages and the evidence"
    rows = [n for n, line in calls if "write64(" in line and "checker.db-wal" in line]
    if whole := [n for n, line in calls if "syncfs(" in line]:
        assert pages > 3
        assert FileSystem(str(tmp_path)).can_flush
        assert whole[0] < min(renamed)
        assert max(renamed) < whole[-1] < min(rows)
        return
    assert pages == 3 or not FileSystem(str(tmp_path)).can_flush
    flushed = [n for n, line in calls if "fsync(" in line and "/blobs/incoming/" in line]
    shelved = [n for n, line in calls if "fsync(" in line and "/blobs/" in line and n > renamed[-1]]
    assert len(flushed) == pages + 1
    assert max(flushed) < min(renamed)
    assert max(renamed) < min(shelved)
    assert max(shelved) < min(rows)


@pytest.mark.parametrize(("call", "pages"), [("fsync", 3), ("syncfs", 30)])
def test_bytes_that_the_disk_lost_are_never_cited(tmp_path: Path, call: str, pages: int) -> None:
    """A disk that fails while it is flushed stops the record; no name and no row stand for it."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed: apt-get install strace")
    if call == "syncfs" and not FileSystem(str(tmp_path)).can_flush:
        pytest.skip("this file system is flushed file by file")
    script = [sys.executable, "-c", ORDER, tmp_path, str(pages)]
    failing = f"inject={call}:error=EIO:when=1+"
    done = subprocess.run(
        ["strace", "-f", "-e", f"trace={call}", "-e", failing, "-o", tmp_path / "calls", *script],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == "now", "the record itself fails, and not before it"
    assert "StoreUnavailable" in done.stderr
    with closing(sqlite3.connect(tmp_path / "checker.db")) as database:
        assert database.execute("SELECT count(*) FROM verdicts").fetchone() == (0,)
    assert not list((tmp_path / "blobs").glob("*/*.zst"))
