"""A store that the first version wrote is upgraded with all its data: read, held, judged again.

`tests/store/data/0001` is such a store as it was: two nights over a site and two accounts, then one
finding confirmed by a person. It was made by that version itself and is never made anew.
"""

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from checker.config import Config
from checker.core.evidence import Statement
from checker.core.fact import CHINA
from checker.run.evidence_pack import verify
from checker.run.office import Office, open_office
from checker.run.replay import replay
from checker.store.counting import round_sums
from checker.store.rounds import counts, round_by
from checker.store.statements import statements_on
from checker.store.tables import metadata
from checker.store.verdicts import verdict, verdicts

OLDER = Path(__file__).parents[1] / "store" / "data" / "0001"
LATER = datetime(2100, 1, 1, tzinfo=CHINA)
SITE, IDLE = "6108000001", "6108000002WX01"


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """An office that has this store, not yet upgraded."""
    with closing(sqlite3.connect(tmp_path / "checker.db")) as database:
        database.executescript((OLDER / "store.sql").read_text(encoding="utf-8"))
        assert database.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    shutil.copytree(OLDER / "blobs", tmp_path / "blobs")
    return Config(folder=tmp_path, database="sqlite:///checker.db", blobs="blobs")


def assert_as_it_was(office: Office) -> None:
    """Every row of the first version says what it said."""
    for day in ("2026-11-21", "2026-11-22"):
        current = round_by(office.database, day)
        assert (current.kind, current.state, current.of_round) == ("nightly", "complete", "")
        told = counts(office.database, current.id)
        assert (told.registered, told.done, told.told) == (3, 3, 3)
    standing = {each.target.code: each for each in verdicts(office.database, "2026-11-22")}
    assert {code: (each.outcome, each.stage) for code, each in standing.items()} == {
        SITE: ("unqualified", "confirmed"),
        IDLE: ("unqualified", "rechecked"),
        "6108000001WX01": ("qualified", None),
    }
    before = verdict(office.database, "68e31722152eaf3b")
    assert before is not None
    assert before.superseded_by == standing[SITE].id
    (signed,) = statements_on(office.database, "site", SITE, until=LATER)
    assert isinstance(signed, Statement)
    assert (signed.kind, signed.by) == ("confirm", "张三")


def test_a_store_of_the_first_version_is_upgraded_read_held_and_judged_again(
    config: Config,
) -> None:
    with open_office(config) as office:
        with office.database.reading() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, metadata) == []
        assert_as_it_was(office)
        stored = [each for day in (21, 22) for each in verdicts(office.database, f"2026-11-{day}")]
        assert [each.broken for each in verify(office, stored)] == [()] * 6
        again = list(replay(office, stored, book="", extract=False))
        assert [each.again.outcome for each in again] == [each.outcome for each in stored]
        assert round_sums(office.database, "2026-11-22").untold == {}
    with open_office(config) as office:
        assert_as_it_was(office)
