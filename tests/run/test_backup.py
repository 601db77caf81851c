"""A backup that is taken while a round runs is whole, and an office can live on from it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checker.config import Config
from checker.run.office import open_office
from checker.store.backup import backup
from checker.store.database import open_database
from checker.store.errors import StoreError
from tests.run.small_office import (
    assert_whole,
    done_rows,
    ended,
    night,
    small_office,
    wait_for_rows,
)

ACCOUNTS = 20


def test_a_backup_in_the_middle_of_a_round_is_whole_and_the_round_goes_on_from_it(
    tmp_path: Path,
) -> None:
    home, folder = tmp_path / "home", tmp_path / "copy"
    home.mkdir()
    with small_office(home, ACCOUNTS) as (file, feeds):
        feeds.most = 8
        process = night(file)
        wait_for_rows(file, process, 5)
        command = (sys.executable, "-m", "checker.cli.app", "backup", str(folder))
        subprocess.run(command, cwd=home, check=True)
        feeds.open_gate()
        assert ended(process)[0] == 0, "the round took no notice"
        for each in ("checker.db-wal", "checker.db-shm"):
            (home / each).unlink(missing_ok=True)
        (home / "checker.db").unlink()
        shutil.rmtree(home / "blobs")
        shutil.move(folder / "checker.db", home / "checker.db")
        shutil.move(folder / "blobs", home / "blobs")
        assert 5 <= done_rows(file) < ACCOUNTS
        assert ended(night(file))[0] == 0
        assert_whole(file, ACCOUNTS)


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
