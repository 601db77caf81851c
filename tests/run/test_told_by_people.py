"""What people wrote down is part of the evidence: a verdict is made again of what they had told then."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from checker.config import Config
from checker.core.account import AccountEvidence
from checker.core.fact import CHINA
from checker.core.verdict import Verdict
from checker.run.nightly import Night, run_night
from checker.run.office import Office, open_office
from checker.run.replay import replay
from checker.store import tables
from checker.store.evidence import keep_evidence, load_evidence
from checker.store.verdicts import verdicts
from tests.demo_night import quiet, unheard

AS_OF = datetime(2026, 11, 22, 2, 0, tzinfo=CHINA)
HEADERS = "新媒体标识码,发布时间,标题,账号状态,观察时间,观察人,备注,联系电话"
FIRST = (
    "610800001WX01,2026-11-20 08:30,通知一,,2026-11-21 20:00,张三,,0912-1234567",
    "610800001WX01,2026-11-12 08:30,通知二,,2026-11-21 20:00,张三,,",
    "610800001WX01,2026-10-12 08:30,通知三,,2026-11-21 20:00,张三,,",
    "610800001WX01,,,正常,2026-11-21 20:00,张三,能搜到,",
)
# The week after: one post was dated wrongly, one is new, and the account was found closed.
LATER = (
    "610800001WX01,2026-09-12 08:30,通知二,,2026-11-28 20:00,李四,,",
    "610800001WX01,2026-11-20 08:30,通知一,,2026-11-28 20:00,李四,改过,",
    "610800001WX01,2026-11-21 08:30,通知四,,2026-11-28 20:00,李四,,",
    "610800001WX01,,,已注销,2026-11-21 21:00,李四,,",
)


def told(folder: Path, rows: tuple[str, ...]) -> None:
    """The ledger of observations in the office's folder."""
    (folder / "seen.csv").write_text("\n".join([HEADERS, *rows]) + "\n", encoding="utf-8")


def night(office: Office, as_of: datetime) -> Verdict:
    """The verdict on the office's one account."""
    done = run_night(office, Night(as_of, no_browser=True), quiet(), unheard)
    (verdict,) = verdicts(office.database, done.result.round.id)
    return verdict


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """An office of one account that people look at."""
    ledger = "新媒体标识码,账号名称,开设主体,数据源\n610800001WX01,某局发布,某局,manual\n"
    (tmp_path / "accounts.csv").write_text(ledger, encoding="utf-8")
    told(tmp_path, FIRST)
    registry = ("accounts.csv", "seen.csv")
    return Config(folder=tmp_path, database="sqlite:///c.db", blobs="blobs", registry=registry)


def as_an_older_version_kept_it(office: Office, verdict: Verdict) -> Verdict:
    """The verdict, made of evidence that does not hold what people had told."""
    evidence = load_evidence(office.blobs, verdict.evidence)
    assert isinstance(evidence, AccountEvidence)
    kept = keep_evidence(office.blobs, evidence.model_copy(update={"observations": None}))
    return verdict.model_copy(update={"evidence": kept.digest})


def test_what_is_written_down_later_does_not_change_a_verdict_that_is_made_again(
    config: Config,
) -> None:
    with open_office(config) as office:
        before = night(office, AS_OF)
        older = as_an_older_version_kept_it(office, before)
        unchanged = list(replay(office, [before, older], book="", extract=True))
        assert [each.changed for each in unchanged] == [False, False]
        told(config.folder, LATER)
        night(office, AS_OF.replace(day=29))
        ours, by_register = replay(office, [before, older], book="", extract=True)
        assert not ours.changed
        assert ours.again.evidence == before.evidence
        assert by_register.changed, "the register does tell something else by now"


def test_cells_that_nobody_judges_by_stay_in_the_register(config: Config) -> None:
    with open_office(config) as office:
        canonical = load_evidence(office.blobs, night(office, AS_OF).evidence).canonical().decode()
        with office.database.reading() as connection:
            registered = "".join(connection.execute(select(tables.observations.c.fact)).scalars())
        for text in (registered, canonical):
            assert "张三" in text
        assert "0912-1234567" in registered
        assert "0912-1234567" not in canonical
