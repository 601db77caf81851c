"""A process that is killed in the middle of a round: nothing is lost and nothing is there twice."""

import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import func, select

from checker.store.blobs import Blobs
from checker.store.database import Database, open_database
from checker.store.evidence import blobs_cited_by, load_evidence
from checker.store.planning import plan_round
from checker.store.recording import record
from checker.store.rounds import Counts, counts, open_round
from checker.store.tables import evidence, findings, round_targets
from checker.store.tables import verdicts as verdict_rows
from checker.store.verdicts import verdict, verdicts
from tests.builders import AS_OF, BOOK, site, site_evidence, verdict_on

TARGETS = 60

ROUND = """
import sys
from pathlib import Path
from checker.store.blobs import Blobs
from checker.store.database import open_database
from checker.store.recording import record
from checker.store.planning import plan_round
from checker.store.rounds import finish, open_round, remaining, resume
from checker.store.schema import migrate
from tests.builders import AS_OF, BOOK, site, site_evidence, verdict_on

database = open_database(sys.argv[1])
migrate(database)
blobs = Blobs(Path(sys.argv[2]))
left = open_round(database)
if left is None:
    targets = [site(number) for number in range(1, int(sys.argv[3]) + 1)]
    left = plan_round(
        database, targets, kind="nightly", as_of=AS_OF, book=BOOK, code="0.1.0", at=AS_OF
    )
left = resume(database, left.id)
print("started", flush=True)
for target in remaining(database, left.id):
    pages = [blobs.keep(f"{target.code} page {page}".encode() * 500) for page in range(5)]
    seen = site_evidence(target, round_id=left.id, pages=pages)
    assert record(database, blobs, seen, verdict_on(seen), at=AS_OF)
    print(target.code, flush=True)
finish(database, left.id, at=AS_OF)
"""


def run_until(url: str, folder: Path, lines: int) -> list[str]:
    """Runs a round in a process of its own; kills it after so many lines. The targets it told."""
    child = subprocess.Popen(
        [sys.executable, "-c", ROUND, url, str(folder), str(TARGETS)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout
    told = [child.stdout.readline().strip() for _ in range(lines)]
    child.send_signal(signal.SIGKILL)
    told += child.stdout.read().split()
    child.wait()
    child.stdout.close()
    return [line for line in told if line and line != "started"]


def test_a_killed_round_goes_on_where_it_stopped(url: str, tmp_path: Path) -> None:
    folder = tmp_path / "blobs"
    told: list[str] = []
    for lines in (1, 9, 17, TARGETS + 1):
        told += run_until(url, folder, lines)
        database = open_database(url)
        left = open_round(database)
        if left is not None:
            assert counts(database, left.id).done >= len(set(told))
        database.close()
    database, blobs = open_database(url), Blobs(folder)
    _all_is_whole(database, blobs)
    assert max(Counter(told).values()) == 1
    database.close()


def _all_is_whole(database: Database, blobs: Blobs) -> None:
    """Each target once, each verdict with evidence that is whole, and no row that nobody needs."""
    assert open_round(database) is None
    assert counts(database, "2026-11-22") == Counts(registered=TARGETS, done=TARGETS, told=TARGETS)
    stored = list(verdicts(database, "2026-11-22"))
    assert {each.target.code for each in stored} == {
        site(number).code for number in range(1, TARGETS + 1)
    }
    for each in stored:
        seen = load_evidence(blobs, each.evidence)
        assert verdict_on(seen) == each
        cited = blobs_cited_by(database, each.evidence)
        assert len(cited) == 5
        for digest in cited:
            assert blobs.read(digest).startswith(each.target.code.encode())
    with database.reading() as connection:
        for table in (evidence, verdict_rows, findings, round_targets):
            assert connection.execute(select(func.count()).select_from(table)).scalar() == TARGETS


def test_two_workers_on_one_round_record_each_target_once(database: Database, blobs: Blobs) -> None:
    targets = [site(number) for number in range(1, 31)]
    planned = plan_round(
        database, targets, kind="nightly", as_of=AS_OF, book=BOOK, code="0.1.0", at=AS_OF
    )
    shared = [blobs.keep(f"a page of the platform {page}".encode()) for page in range(20)]

    def work(pages: list[str]) -> int:
        done = 0
        for target in targets:
            seen = site_evidence(target, round_id=planned.id, pages=pages)
            done += record(database, blobs, seen, verdict_on(seen), at=AS_OF)
        return done

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(work, (shared, shared[::-1]))) == len(targets)
    assert counts(database, planned.id).done == len(list(verdicts(database, planned.id))) == 30


def test_a_copy_of_the_files_taken_in_the_middle_is_a_whole_database(tmp_path: Path) -> None:
    url, folder = f"sqlite:///{tmp_path}/checker.db", tmp_path / "blobs"
    told = run_until(url, folder, 12)
    for ending in ("", "-wal"):
        (tmp_path / f"copy.db{ending}").write_bytes((tmp_path / f"checker.db{ending}").read_bytes())
    copy = sqlite3.connect(tmp_path / "copy.db")
    assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert copy.execute("PRAGMA foreign_key_check").fetchall() == []
    copy.close()
    database = open_database(f"sqlite:///{tmp_path}/copy.db")
    for each in verdicts(database, "2026-11-22"):
        assert verdict(database, each.id) is not None
        load_evidence(Blobs(folder), each.evidence)
    assert counts(database, "2026-11-22").done >= len(told)
    database.close()
