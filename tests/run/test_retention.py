"""Retention lets go of pages that nobody can ask for, and of nothing that anybody stands on."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from checker.config import Config, ConfigError, load_config
from checker.core.evidence import Statement
from checker.core.mending import Notice, NoticeEvent
from checker.core.verdict import Verdict
from checker.run.evidence_pack import verify
from checker.run.office import Office, open_office
from checker.run.retention import let_go, preview
from checker.store.evidence import insert_evidence, keep_evidence
from checker.store.notices import add_event, add_notices
from checker.store.planning import plan_round
from checker.store.recording import record
from checker.store.rounds import finish
from checker.store.statements import add_statement
from tests.builders import AS_OF, BOOK, finding, site, site_evidence, verdict_on

ROUND_OF_LATER = f"{AS_OF - timedelta(days=5):%Y-%m-%d}"
DAYS = 180


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_office(Config(folder=tmp_path)) as opened:
        yield opened


def visited(office: Office, number: int, day: int, *pages: str, bad: bool = False) -> Verdict:
    """A round of its own over one site, days before AS_OF, that saw these pages."""
    as_of = AS_OF - timedelta(days=day)
    target = site(number)
    planned = plan_round(
        office.database, [target], kind="nightly", as_of=as_of, book=BOOK, code="1", at=as_of
    )
    digests = [office.blobs.keep(page.encode() * 50) for page in pages]
    seen = site_evidence(target, round_id=planned.id, as_of=as_of, pages=digests)
    answer = finding(status="breached", proofs=1) if bad else finding()
    verdict = verdict_on(seen, findings=[answer], outcome="unqualified" if bad else "qualified")
    assert record(office.database, office.blobs, seen, verdict, at=as_of)
    finish(office.database, planned.id, at=as_of)
    return verdict


def standing(office: Office) -> set[str]:
    """All pages that can be read from the shelves; evidence, which is JSON, is left out."""
    folder = office.config.path(office.config.blobs)
    texts = (office.blobs.read(f"sha256:{file.stem}") for file in folder.glob("??/*.zst"))
    return {text[: len(text) // 50].decode() for text in texts if not text.startswith(b"{")}


def test_only_pages_that_nobody_stands_on_go_and_first_it_is_shown(office: Office) -> None:
    free = visited(office, 1, 200, "free", "shared with a failing site", "seen again lately")
    visited(office, 1, 5, "seen again lately")
    visited(office, 2, 200, "failing", "shared with a failing site", bad=True)
    visited(office, 2, 5, "mended")
    visited(office, 3, 200, "the newest of its site")
    signed = visited(office, 4, 200, "a person looked")
    visited(office, 4, 5, "later")
    rechecked = visited(office, 5, 200, "shows that it was mended")
    visited(office, 5, 5, "later still")
    reason = Statement(
        kind="confirm", indicator="site.homepage-stale", by="张三", at=AS_OF, reason="核实"
    )
    add_statement(office.database, "site", site(4).code, reason, verdict=signed.id)
    draft = Notice(number="", target=site(5), verdict="gone", indicator="site.homepage-stale",
                   title="", says="", issued=AS_OF, due=AS_OF.date())  # fmt: skip
    (notice,) = add_notices(office.database, [draft], at=AS_OF)
    mended = NoticeEvent(kind="rechecked", at=AS_OF, by="checker", words=rechecked.id)
    add_event(office.database, notice.number, mended)

    before = standing(office)
    shown = preview(office, DAYS, AS_OF)
    assert (shown.evidence, shown.pages, shown.protected) == (1, 1, 4)
    assert shown.bytes > 0
    assert standing(office) == before, "showing changes nothing"

    assert let_go(office, DAYS, AS_OF) == shown
    assert before - standing(office) == {"free"}
    (checked,) = verify(office, [free])
    assert (checked.broken, checked.thinned) == ((), True)
    assert preview(office, DAYS, AS_OF).evidence == 0, "what went is not counted again"


def test_a_page_goes_a_day_later_unless_it_is_cited_by_then(office: Office) -> None:
    visited(office, 1, 200, "gone for good", "fetched again meanwhile")
    visited(office, 1, 5, "later")
    # A visit finds the page on its shelf, and before its row is written retention comes by.
    digest = office.blobs.keep(b"fetched again meanwhile" * 50)
    as_of = AS_OF - timedelta(days=5)
    seen = site_evidence(site(1), round_id=ROUND_OF_LATER, as_of=as_of, pages=[digest])
    kept = keep_evidence(office.blobs, seen)
    assert let_go(office, DAYS, AS_OF).pages == 2
    assert standing(office) == {"later"}
    with office.database.writing() as connection:
        insert_evidence(connection, kept, seen)
    done = let_go(office, DAYS, AS_OF, aside_s=0)
    assert (done.taken_away, done.brought_back) == (1, 1)
    assert standing(office) == {"later", "fetched again meanwhile"}
    assert let_go(office, DAYS, AS_OF, aside_s=0).taken_away == 0


def test_too_short_a_retention_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("retention: {qualified_days: 7}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="30"):
        load_config(tmp_path / "config.yaml")
