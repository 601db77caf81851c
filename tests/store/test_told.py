"""What people were told, what they signed for, what a round counts: the same on both databases."""

from datetime import timedelta

from checker.core.alerts import Alert, Reminder, UnitCount
from checker.core.availability import Outage
from checker.core.message import Message
from checker.core.publishing import Release
from checker.store.alerts import (
    compose,
    deliveries,
    known_reminders,
    newest_message,
    note_try,
    reminded_units,
    undelivered,
    waiting,
    was_told,
)
from checker.store.availability import (
    Withdrawal,
    add_outage,
    outages,
    stored_outages,
    withdraw_outage,
)
from checker.store.blobs import Blobs
from checker.store.counting import add_counts, round_sums
from checker.store.database import Database
from checker.store.planning import plan_round
from checker.store.recording import record
from checker.store.releases import add_release, releases
from checker.store.rounds import finish
from checker.store.standing import standing
from checker.store.thinning import is_thinned, mark_thinned, what_may_go
from tests.builders import AS_OF, BOOK, site, site_evidence, verdict_on

STALE = Alert(
    kind="site", code="6108000001", name="甲", unit="某局", indicator="site.homepage-stale",
    title="首页不更新", word="suspected", says="20 天",
)  # fmt: skip
DIGEST = Message(title="日报", lines=("一", "二"), firm=1)


def test_a_digest_waits_is_tried_and_what_it_reminded_of_counts_when_it_arrived(
    database: Database,
) -> None:
    compose(database, "digest", "r1", DIGEST, ("群", "邮箱"), at=AS_OF, alerts=[STALE])
    assert was_told(database, "r1")
    assert not was_told(database, "r1", since=AS_OF + timedelta(seconds=1))
    key = (STALE.kind, STALE.code, STALE.indicator)
    assert known_reminders(database) == {key: Reminder(word="suspected", times=1, delivered=False)}
    first, second = waiting(database)
    assert first.message == DIGEST
    note_try(database, first.id, "waiting", "HTTP 500", at=AS_OF)
    note_try(database, first.id, "sent", "", at=AS_OF)
    note_try(database, second.id, "waiting", "HTTP 500", at=AS_OF)
    assert undelivered(database, since=AS_OF) == 1
    assert known_reminders(database)[key].delivered
    assert reminded_units(database) == (UnitCount("某局", 1, 1),)
    cleared = STALE.model_copy(update={"word": "cleared", "news": "cleared"})
    compose(database, "digest", "r2", DIGEST, ("群",), at=AS_OF, alerts=[cleared])
    assert known_reminders(database) == {}
    newest = newest_message(database)
    assert newest is not None
    assert newest.about == "r2"
    states = {(each.about, each.channel): (each.state, each.tries) for each in deliveries(database)}
    assert states == {
        ("r1", "群"): ("sent", 2), ("r1", "邮箱"): ("replaced", 1), ("r2", "群"): ("waiting", 0),
    }  # fmt: skip


def test_signatures_and_withdrawals_are_kept_as_they_were_given(database: Database) -> None:
    release = Release(at=AS_OF, paper="bulletin", about="2026Q4", told=48, targets=50, floor=0.98,
                      reason="迁移", by="张三")  # fmt: skip
    add_release(database, release)
    assert releases(database) == (release,)
    stop = Outage(
        since=AS_OF, until=AS_OF + timedelta(hours=2), reason="搬迁", by="张三", reported=AS_OF
    )
    add_outage(database, "6108000001", stop)
    (stored,) = stored_outages(database, "6108000001")
    back = Withdrawal(AS_OF, "李四", "日期写错")
    withdraw_outage(database, "6108000001", stored.number, back)
    (stored,) = stored_outages(database, "6108000001")
    assert (stored.outage, stored.withdrawn) == (stop, back)
    assert outages(database, "6108000001", since=AS_OF, until=AS_OF) == ()


def test_a_round_is_summed_counted_and_its_pages_may_go(database: Database, blobs: Blobs) -> None:
    for day in (0, 40):
        as_of = AS_OF + timedelta(days=day)
        planned = plan_round(
            database, [site()], kind="nightly", as_of=as_of, book=BOOK, code="1", at=as_of
        )
        page = blobs.keep(f"page of day {day}".encode() * 50)
        seen = site_evidence(site(), round_id=planned.id, as_of=as_of, pages=[page])
        assert record(database, blobs, seen, verdict_on(seen), at=as_of)
        finish(database, planned.id, at=as_of)
        for _ in range(2):
            add_counts(database, planned.id, {("seconds", ""): 1.5, ("source_ok", "hub"): 2})
        sums = round_sums(database, planned.id)
        assert (sums.pages, sums.bytes, sums.untold) == (1, 1_000_000, {})
        assert sums.counts == {("seconds", ""): 3.0, ("source_ok", "hub"): 4.0}
    assert standing(database, at=as_of, since=AS_OF).sums == sums
    found = what_may_go(database, AS_OF + timedelta(days=30))
    assert (len(found.evidence), len(found.pages), found.protected) == (1, 1, 0)
    mark_thinned(database, found.evidence, at=as_of)
    assert not is_thinned(database, seen.seal())
    assert what_may_go(database, AS_OF + timedelta(days=30)).evidence == ()
