"""Every target has its row in every round, and a round is whole or known not to be."""

from datetime import datetime, timedelta

import pytest

from checker.core.target import Target
from checker.store.blobs import Blobs
from checker.store.database import Database
from checker.store.errors import BlobMissing, RoundUnfinished, StoreError
from checker.store.evidence import blobs_cited_by, load_evidence
from checker.store.filing import code_of
from checker.store.planning import plan_round
from checker.store.recording import record, record_failure
from checker.store.rounds import (
    Counts,
    Round,
    counts,
    cut_short,
    finish,
    open_round,
    planned_targets,
    remaining,
    resume,
    round_by,
)
from checker.store.verdicts import verdict, verdicts
from tests.builders import AS_OF, BOOK, account, account_evidence, site, site_evidence, verdict_on

TARGETS: list[Target] = [site(1), site(2), account(1), site(3, state="关停")]


def plan(database: Database, *, day: int = 0, targets: list[Target] | None = None) -> Round:
    as_of = AS_OF + timedelta(days=day)
    some = TARGETS if targets is None else targets
    return plan_round(
        database, some, kind="nightly", as_of=as_of, book=BOOK, code="0.1.0", at=as_of
    )


def scan(database: Database, *targets: Target, at: datetime = AS_OF) -> Round:
    return plan_round(database, targets, kind="scan", as_of=at, book=BOOK, code="0.1.0", at=at)


def done(database: Database, blobs: Blobs, round_id: str, *numbers: int) -> None:
    for number in numbers:
        seen = site_evidence(site(number), round_id=round_id)
        assert record(database, blobs, seen, verdict_on(seen), at=AS_OF)


def test_a_round_is_planned_with_every_target_as_it_is_now(database: Database) -> None:
    planned = plan(database)
    assert planned.id == "2026-11-22"
    assert open_round(database) == planned
    assert remaining(database, planned.id) == (site(1), site(2), account(1))
    assert [row.state for row in planned_targets(database, planned.id)] == [
        "planned",
        "planned",
        "planned",
        "closed",
    ]
    assert counts(database, planned.id) == Counts(registered=4, closed=1, planned=3)


def test_rounds_of_one_day_have_names_of_their_own(database: Database) -> None:
    names = [plan(database).id, scan(database, site()).id, plan(database).id, plan(database).id]
    names += [scan(database, site()).id, plan(database, day=1).id]
    assert names == [
        "2026-11-22",
        "scan-2026-11-22",
        "2026-11-22-2",
        "2026-11-22-3",
        "scan-2026-11-22-2",
        "2026-11-23",
    ]


def test_the_day_of_a_round_is_the_day_in_china(database: Database) -> None:
    late = datetime.fromisoformat("2026-11-21T18:30:00+00:00")
    assert scan(database, site(), at=late).id == "scan-2026-11-22"


def test_what_is_recorded_is_read_back_equal(database: Database, blobs: Blobs) -> None:
    planned = plan(database)
    pages = [blobs.keep(f"<p>第{number}页</p>".encode()) for number in range(700)]
    seen = site_evidence(site(1), pages=pages)
    judged = verdict_on(seen)
    assert record(database, blobs, seen, judged, at=AS_OF)
    posts = account_evidence(account(1))
    assert record(database, blobs, posts, verdict_on(posts), at=AS_OF)

    stored = verdict(database, judged.id)
    assert stored is not None
    assert stored.verdict == judged
    assert stored.verdict.canonical() == judged.canonical()
    assert load_evidence(blobs, judged.evidence) == seen
    assert load_evidence(blobs, posts.seal()) == posts
    assert blobs_cited_by(database, judged.evidence) == tuple(sorted(pages))
    assert list(verdicts(database, planned.id)) == [judged, verdict_on(posts)]


def test_a_target_is_recorded_once(database: Database, blobs: Blobs) -> None:
    plan(database)
    seen = site_evidence(site(1))
    assert record(database, blobs, seen, verdict_on(seen), at=AS_OF)
    assert not record(database, blobs, seen, verdict_on(seen), at=AS_OF)
    again = seen.model_copy(update={"finished": AS_OF + timedelta(hours=1)})
    assert not record(database, blobs, again, verdict_on(again), at=AS_OF)
    assert not record_failure(database, "2026-11-22", site(1), "crash", at=AS_OF)
    assert list(verdicts(database, "2026-11-22")) == [verdict_on(seen)]


def test_a_round_is_not_whole_while_a_target_waits(database: Database, blobs: Blobs) -> None:
    planned = plan(database)
    done(database, blobs, planned.id, 1)
    with pytest.raises(RoundUnfinished, match="2 targets"):
        finish(database, planned.id, at=AS_OF)
    assert record_failure(database, planned.id, site(2), "browser\x00 died", at=AS_OF)
    posts = account_evidence(account(1))
    record(database, blobs, posts, verdict_on(posts, outcome="undetermined"), at=AS_OF)
    ended = finish(database, planned.id, at=AS_OF + timedelta(hours=3))
    assert (ended.state, ended.finished) == ("complete", AS_OF + timedelta(hours=3))
    assert counts(database, planned.id) == Counts(
        registered=4, closed=1, planned=0, done=2, failed=1, told=1
    )
    assert open_round(database) is None


def test_a_failed_target_may_still_be_done(database: Database, blobs: Blobs) -> None:
    planned = plan(database)
    record_failure(database, planned.id, site(1), "crash", at=AS_OF)
    done(database, blobs, planned.id, 1)
    [row, *_] = planned_targets(database, planned.id)
    assert (row.state, row.detail) == ("done", "")


def test_a_complete_round_takes_no_more(database: Database, blobs: Blobs) -> None:
    planned = plan(database, targets=[site(1)])
    record_failure(database, planned.id, site(1), "crash", at=AS_OF)
    finish(database, planned.id, at=AS_OF)
    seen = site_evidence(site(1))
    with pytest.raises(StoreError, match="complete"):
        record(database, blobs, seen, verdict_on(seen), at=AS_OF)
    assert cut_short(database, planned.id, at=AS_OF).state == "complete"
    with pytest.raises(StoreError, match="complete or unknown"):
        resume(database, planned.id)


def test_what_was_not_planned_is_not_recorded(database: Database, blobs: Blobs) -> None:
    plan(database)
    for stranger in (site_evidence(site(9)), site_evidence(site(3))):
        with pytest.raises(StoreError, match="does not plan"):
            record(database, blobs, stranger, verdict_on(stranger), at=AS_OF)
    elsewhere = site_evidence(site(1), round_id="2026-11-23")
    with pytest.raises(StoreError, match="does not plan"):
        record(database, blobs, elsewhere, verdict_on(elsewhere), at=AS_OF)


def test_a_verdict_on_other_evidence_is_not_recorded(database: Database, blobs: Blobs) -> None:
    plan(database)
    with pytest.raises(StoreError, match="is not of evidence"):
        record(
            database, blobs, site_evidence(site(1)), verdict_on(site_evidence(site(2))), at=AS_OF
        )


def test_evidence_that_cites_what_was_never_kept_is_not_recorded(
    database: Database, blobs: Blobs
) -> None:
    planned = plan(database)
    seen = site_evidence(site(1), pages=["sha256:" + "0" * 64])
    with pytest.raises(BlobMissing):
        record(database, blobs, seen, verdict_on(seen), at=AS_OF)
    assert counts(database, planned.id).done == 0


def test_a_page_cannot_feign_a_citation(database: Database, blobs: Blobs) -> None:
    plan(database)
    feigned = 'x","blob":"sha256:' + "0" * 64 + '","y":"'
    seen = site_evidence(site(1)).model_copy(update={"target": site(1, name=feigned)})
    assert record(database, blobs, seen, verdict_on(seen), at=AS_OF)
    assert blobs_cited_by(database, seen.seal()) == ()


def test_a_round_that_was_cut_short_is_resumed(database: Database, blobs: Blobs) -> None:
    planned = plan(database)
    done(database, blobs, planned.id, 1)
    cut_short(database, planned.id, at=AS_OF)
    left = open_round(database)
    assert left is not None
    assert (left.id, left.state) == (planned.id, "cut-short")
    assert resume(database, left.id).state == "running"
    assert remaining(database, left.id) == (site(2), account(1))


def test_a_fresh_round_leaves_the_old_one_behind(database: Database) -> None:
    old, new = plan(database), plan(database, day=1)
    assert open_round(database) == new
    assert round_by(database, old.id).state == "cut-short"


def test_an_address_without_a_code_is_filed_under_the_address(
    database: Database, blobs: Blobs
) -> None:
    targets = [site(1, code=""), site(2, code=""), site(3, code="", url="http://a/" + "x" * 900)]
    planned = scan(database, *targets)
    for target in targets:
        seen = site_evidence(target, round_id=planned.id)
        assert record(database, blobs, seen, verdict_on(seen), at=AS_OF)
    assert [each.target for each in verdicts(database, planned.id)] == targets
    assert [len(code_of(each)) for each in targets][-1] == 71
    assert finish(database, planned.id, at=AS_OF).state == "complete"


def test_a_target_that_is_given_twice_is_planned_once(database: Database) -> None:
    planned = scan(database, site(1), site(2), site(1))
    assert remaining(database, planned.id) == (site(1), site(2))


def test_a_round_without_targets_is_complete_at_once(database: Database) -> None:
    planned = scan(database)
    assert finish(database, planned.id, at=AS_OF).state == "complete"
    assert counts(database, planned.id) == Counts()


def test_people_name_rounds_by_id_day_and_latest(database: Database) -> None:
    with pytest.raises(StoreError, match="no round yet"):
        round_by(database, "latest")
    first = plan(database, targets=[])
    with pytest.raises(StoreError, match=r"newest is 2026-11-22 \(running\)"):
        round_by(database, "latest")
    finish(database, first.id, at=AS_OF)
    second = plan(database, day=1)
    alone = scan(database, site(1), at=AS_OF + timedelta(days=2))
    assert round_by(database, "latest").id == first.id
    assert round_by(database, "2026-11-23").id == second.id
    assert round_by(database, "2026-11-24").id == alone.id
    assert round_by(database, alone.id).id == alone.id
    for word in ("2026-11-25", "2026-02-30", "yesterday", "", "%"):
        with pytest.raises(StoreError, match="there is no round"):
            round_by(database, word)


def recheck(database: Database, of: Round, *, day: int = 0) -> Round:
    at = AS_OF + timedelta(days=day)
    return plan_round(
        database, [site(1)], kind="recheck", as_of=at, book=BOOK, code="1", at=at, of_round=of.id
    )


def test_a_recheck_is_a_round_of_its_own_that_names_the_round_it_looks_at_again(
    database: Database,
) -> None:
    first = plan(database)
    again = recheck(database, first)
    assert (again.id, again.of_round) == ("recheck-2026-11-22", first.id)
    assert round_by(database, again.id) == again
    assert open_round(database, "recheck") == again
    assert open_round(database) == first
    assert recheck(database, first).id == "recheck-2026-11-22-2"
    assert round_by(database, again.id).state == "cut-short"


def test_people_name_rechecks_by_day_and_latest_too(
    database: Database,
) -> None:
    first = plan(database, targets=[])
    with pytest.raises(StoreError, match="there is no round"):
        round_by(database, "latest", "recheck")
    again, later = recheck(database, first), recheck(database, first, day=1)
    assert round_by(database, "2026-11-22", "recheck") == round_by(database, again.id)
    assert round_by(database, "2026-11-22").id == first.id
    assert round_by(database, "2026-11-23").id == later.id
    with pytest.raises(StoreError, match="there is no round"):
        round_by(database, "latest", "recheck")
