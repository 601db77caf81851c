"""A verdict is never edited, only superseded; the newest word stands and all are readable."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.core.evidence import Statement
from checker.core.fact import digest_of
from checker.core.site import SiteEvidence
from checker.core.verdict import BookName, Verdict
from checker.store.blobs import Blobs
from checker.store.database import Database, open_database
from checker.store.errors import StoreError
from checker.store.planning import plan_round
from checker.store.recording import record
from checker.store.rounds import counts, finish
from checker.store.schema import migrate
from checker.store.statements import add_statement, statements, statements_on
from checker.store.verdicts import FindingRow, findings, latest_for, supersede, verdict, verdicts
from tests.builders import AS_OF, BOOK, finding, site, site_evidence, verdict_on

OTHER = BookName(name="example-district", version="1", digest=digest_of(b"example-district@1"))
CONFIRMED = Statement(
    kind="confirm",
    indicator="site.homepage-stale",
    by="张三",
    at=AS_OF + timedelta(hours=9),
    reason="两次打开均无更新",
)


def recorded(
    database: Database, blobs: Blobs, day: int = 0, number: int = 1
) -> tuple[SiteEvidence, Verdict]:
    as_of = AS_OF + timedelta(days=day)
    planned = plan_round(
        database,
        [site(number)],
        kind="nightly",
        as_of=as_of,
        book=BOOK,
        code="0.1.0",
        at=as_of,
    )
    seen = site_evidence(site(number), round_id=planned.id, as_of=as_of)
    judged = verdict_on(seen, findings=[finding(status="breached", proofs=2), finding("site.tags")])
    assert record(database, blobs, seen, judged, at=as_of)
    finish(database, planned.id, at=as_of)
    return seen, judged


def test_a_new_verdict_takes_the_place_of_the_old(database: Database, blobs: Blobs) -> None:
    seen, old = recorded(database, blobs)
    new = verdict_on(seen, book=OTHER, outcome="undetermined")
    assert supersede(database, blobs, old.id, seen, new, at=AS_OF)
    assert list(verdicts(database, old.round)) == [new]
    before = verdict(database, old.id)
    assert before is not None
    assert (before.verdict, before.superseded_by) == (old, new.id)
    assert counts(database, old.round).told == 0


def test_a_statement_makes_new_evidence_and_a_new_verdict(database: Database, blobs: Blobs) -> None:
    seen, old = recorded(database, blobs)
    signed = seen.model_copy(update={"statements": (CONFIRMED,)})
    new = verdict_on(signed)
    assert supersede(database, blobs, old.id, signed, new, at=AS_OF)
    assert latest_for(database, "site", site().code, AS_OF + timedelta(days=9)) == new


def test_superseding_by_the_same_verdict_does_nothing(database: Database, blobs: Blobs) -> None:
    seen, old = recorded(database, blobs)
    assert not supersede(database, blobs, old.id, seen, old, at=AS_OF)
    assert list(verdicts(database, old.round)) == [old]


def test_only_the_verdict_that_stands_is_superseded(database: Database, blobs: Blobs) -> None:
    seen, old = recorded(database, blobs)
    new = verdict_on(seen, book=OTHER)
    supersede(database, blobs, old.id, seen, new, at=AS_OF)
    with pytest.raises(StoreError, match=f"{new.id} stands"):
        supersede(database, blobs, old.id, seen, verdict_on(seen, code="9"), at=AS_OF)
    with pytest.raises(StoreError, match="no verdict unknown"):
        supersede(database, blobs, "unknown", seen, verdict_on(seen, code="9"), at=AS_OF)


def test_a_verdict_of_another_target_or_round_does_not_supersede(
    database: Database, blobs: Blobs
) -> None:
    _, old = recorded(database, blobs)
    elsewhere, other = recorded(database, blobs, day=1)
    with pytest.raises(StoreError, match="not of the same target and round"):
        supersede(database, blobs, old.id, elsewhere, verdict_on(elsewhere, book=OTHER), at=AS_OF)
    with pytest.raises(StoreError, match="is not of evidence"):
        supersede(
            database, blobs, other.id, elsewhere, verdict_on(site_evidence(), code="9"), at=AS_OF
        )


@settings(deadline=None, max_examples=25)
@given(books=st.lists(st.integers(0, 3), max_size=8))
def test_after_any_replays_exactly_the_last_verdict_stands(
    tmp_path_factory: pytest.TempPathFactory, books: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("law")
    database, blobs = open_database(f"sqlite:///{folder}/checker.db"), Blobs(folder / "blobs")
    migrate(database)
    seen, standing = recorded(database, blobs)
    given_verdicts = {standing.id: standing}
    for number in books:
        book = OTHER.model_copy(
            update={"version": str(number), "digest": digest_of(b"%d" % number)}
        )
        new = verdict_on(seen, book=book)
        supersede(database, blobs, standing.id, seen, new, at=AS_OF)
        standing = given_verdicts[new.id] = new
    assert list(verdicts(database, standing.round)) == [standing]
    for each in given_verdicts.values():
        stored = verdict(database, each.id)
        assert stored is not None
        assert stored.verdict == each
        assert (stored.superseded_by is None) == (each.id == standing.id)
    database.close()


def test_the_latest_verdict_before_a_moment_is_found(database: Database, blobs: Blobs) -> None:
    _, first = recorded(database, blobs)
    _, second = recorded(database, blobs, day=1)
    recorded(database, blobs, day=3, number=2)
    code = site().code
    assert latest_for(database, "site", code, AS_OF) is None
    assert latest_for(database, "site", code, second.as_of) == first
    assert latest_for(database, "site", code, second.as_of + timedelta(seconds=1)) == second
    assert latest_for(database, "account", code, second.as_of + timedelta(days=9)) is None


def test_findings_are_listed_with_their_faults(database: Database, blobs: Blobs) -> None:
    seen, judged = recorded(database, blobs)
    breach = FindingRow(
        verdict=judged.id,
        kind="site",
        code=site().code,
        indicator="site.homepage-stale",
        consequence="veto",
        status="breached",
        stage="suspected",
        faults=2,
        says=judged.findings[0].says,
    )
    assert [row.indicator for row in findings(database, judged.round)] == [
        "site.homepage-stale",
        "site.tags",
    ]
    assert list(findings(database, judged.round, status="breached")) == [breach]
    assert list(findings(database, judged.round, stage="suspected")) == [breach]
    assert len(list(findings(database, judged.round, indicator="site.tags"))) == 1
    supersede(database, blobs, judged.id, seen, verdict_on(seen, book=OTHER), at=AS_OF)
    assert list(findings(database, judged.round, status="breached")) == []


def test_verdicts_are_chosen_by_kind_and_outcome(database: Database, blobs: Blobs) -> None:
    _, judged = recorded(database, blobs)
    assert list(verdicts(database, judged.round, kind="site", outcome="qualified")) == [judged]
    assert list(verdicts(database, judged.round, kind="account")) == []
    assert list(verdicts(database, judged.round, outcome="unqualified")) == []


def test_an_unknown_verdict_is_none(database: Database) -> None:
    assert verdict(database, "unknown") is None


def test_statements_are_kept_in_the_order_of_signing(database: Database) -> None:
    later = CONFIRMED.model_copy(
        update={"kind": "overrule", "at": CONFIRMED.at + timedelta(days=1), "by": "李\x00四"}
    )
    add_statement(database, "site", "X1", later)
    add_statement(database, "site", "X1", CONFIRMED, verdict="v1")
    add_statement(database, "account", "X1", CONFIRMED)
    assert statements_on(database, "site", "X1", until=later.at) == (CONFIRMED, later)
    assert statements_on(database, "site", "X1", until=CONFIRMED.at) == (CONFIRMED,)
    assert [(each.kind, each.verdict) for each in statements(database)] == [
        ("site", "v1"),
        ("account", ""),
        ("site", ""),
    ]
