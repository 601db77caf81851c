"""A backup that is taken while a round runs is whole, and an office can live on from it."""

import subprocess
import sys
from pathlib import Path

import pytest

from checker.config import Config
from checker.run.nightly import Night, run_night
from checker.run.office import open_office
from checker.store.backup import backup
from checker.store.database import open_database
from checker.store.errors import StoreError
from checker.store.evidence import blobs_cited_by, load_evidence
from checker.store.rounds import newest_round, planned_targets
from checker.store.verdicts import verdicts
from tests.demo_night import AS_OF, demo_config, quiet, unheard
from tests.run.test_interrupted_night import started, wait_for_rows


def restored(folder: Path, home: Path) -> Config:
    """The config of an office that lives on from a backup."""
    return demo_config(home).model_copy(
        update={"database": f"sqlite:///{folder}/checker.db", "blobs": str(folder / "blobs")}
    )


def backed_up(home: Path, folder: Path) -> subprocess.CompletedProcess[bytes]:
    command = (sys.executable, "-m", "checker.cli.app", "backup", str(folder))
    return subprocess.run(command, cwd=home, capture_output=True, check=False)


def test_a_backup_in_the_middle_of_a_round_is_whole_and_the_round_goes_on_from_it(
    tmp_path: Path,
) -> None:
    home, folder = tmp_path / "home", tmp_path / "copy"
    home.mkdir()
    process = started(home)
    wait_for_rows(home, process, 5)
    done = backed_up(home, folder)
    assert done.returncode == 0, done.stderr
    assert process.wait(timeout=300) == 0, "the round took no notice"
    with open_office(restored(folder, home)) as office:
        waiting = newest_round(office.database)
        assert waiting is not None
        stored = list(verdicts(office.database, waiting.id))
        assert len(stored) >= 5
        for each in stored:
            load_evidence(office.blobs, each.evidence)
            for digest in blobs_cited_by(office.database, each.evidence):
                office.blobs.read(digest)
        ended = run_night(office, Night(AS_OF, no_browser=True), quiet(), unheard)
        assert ended.result.round.id == waiting.id
        assert ended.result.round.state == "complete"
        assert {row.state for row in planned_targets(office.database, waiting.id)} == {"done"}


def test_a_second_backup_adds_only_what_is_new(tmp_path: Path) -> None:
    with open_office(Config(folder=tmp_path)) as office:
        office.blobs.sync([office.blobs.keep(b"one page")])
        blobs = office.config.path(office.config.blobs)
        assert backup(office.database, blobs, tmp_path / "copy").pieces == 1
        office.blobs.sync([office.blobs.keep(b"another page")])
        again = backup(office.database, blobs, tmp_path / "copy")
        assert (again.pieces, again.standing) == (1, 1)


def test_a_backup_that_the_disk_refuses_says_so_and_leaves_the_one_before(tmp_path: Path) -> None:
    with open_office(Config(folder=tmp_path)) as office:
        blobs, folder = office.config.path(office.config.blobs), tmp_path / "copy"
        before = backup(office.database, blobs, folder).database.read_bytes()
        (folder / "checker.db.begun").mkdir()  # what stands in the way cannot be written
        with pytest.raises(StoreError, match="run it again"):
            backup(office.database, blobs, folder)
        assert (folder / "checker.db").read_bytes() == before
    database = open_database(f"sqlite:///{folder}/checker.db")
    database.close()
