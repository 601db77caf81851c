"""People sign findings: what a signature changes at once, what it changes later, what is refused."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from checker.config import Config
from checker.core.judge import judge
from checker.core.site import Home, SiteEvidence
from checker.core.verdict import Finding, Verdict
from checker.run.check import CODE
from checker.run.clock import now
from checker.run.memory import case_of
from checker.run.office import Office, open_office
from checker.run.signing import (
    NotSigned,
    Signature,
    answer_finding,
    exempt_target,
    state_target,
)
from checker.store.errors import StoreError
from checker.store.planning import plan_round
from checker.store.recording import record
from checker.store.registry import apply
from checker.store.verdicts import verdict as stored
from tests.builders import AS_OF, site, site_evidence

STALE = "site.homepage-stale"
ZHANG = Signature("张三", "逐条打开核实", "核查记录01.docx")
TARGET = site()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_office(Config(folder=tmp_path)) as office:
        apply(office.database, [TARGET], at=AS_OF, ledger="sites.csv")
        yield office


def visited(office: Office, as_of: datetime, *, idle_days: int) -> Verdict:
    """A stored visit of the site, whose home page was last renewed so many days before."""
    current = plan_round(
        office.database, [TARGET], kind="scan", as_of=as_of, book=office.book.named, code=CODE,
        at=as_of,
    )  # fmt: skip
    whole = site_evidence(TARGET, round_id=current.id, as_of=as_of)
    assert isinstance(whole.home, Home)
    day = as_of.date() - timedelta(days=idle_days)
    entries = tuple(each.model_copy(update={"published": day}) for each in whole.home.entries)
    case = case_of(office, TARGET, as_of, current.id)
    evidence = whole.model_copy(
        update={
            "home": whole.home.model_copy(update={"entries": entries}),
            "statements": case.statements,
            "sightings": case.sightings,
        }
    )
    found = judge(evidence, office.book, office.indicators, CODE)
    assert isinstance(evidence, SiteEvidence)
    record(office.database, office.blobs, evidence, found, at=as_of)
    return found


def finding(verdict: Verdict, indicator: str = STALE) -> Finding:
    return next(each for each in verdict.findings if each.indicator == indicator)


def test_a_confirmed_finding_is_confirmed_in_a_verdict_that_replaces_the_old_one(
    office: Office,
) -> None:
    old = visited(office, AS_OF, idle_days=30)
    assert old.stage == "suspected"
    new = answer_finding(office, old.id, STALE, "confirm", ZHANG)
    assert (new.outcome, new.stage) == ("unqualified", "confirmed")
    assert "张三" in finding(new).says
    before, after = stored(office.database, old.id), stored(office.database, new.id)
    assert before
    assert after
    assert (before.superseded_by, after.superseded_by) == (new.id, None)


def test_an_overruled_finding_costs_nothing(office: Office) -> None:
    old = visited(office, AS_OF, idle_days=30)
    new = answer_finding(office, old.id, STALE, "overrule", ZHANG)
    assert finding(new).stage == "overruled"
    assert new.outcome != "unqualified"


def test_a_confirmation_goes_on_while_the_fault_does_and_ends_when_it_is_mended(
    office: Office,
) -> None:
    first = visited(office, AS_OF, idle_days=30)
    answer_finding(office, first.id, STALE, "confirm", ZHANG)
    assert finding(visited(office, AS_OF + timedelta(days=1), idle_days=31)).stage == "confirmed"
    assert finding(visited(office, AS_OF + timedelta(days=2), idle_days=0)).status == "passed"
    again = visited(office, AS_OF + timedelta(days=40), idle_days=38)
    assert finding(again).stage == "suspected"


def test_an_exemption_holds_until_its_last_day(office: Office) -> None:
    visited(office, AS_OF, idle_days=30)
    last = now().date() + timedelta(days=30)
    _, new = exempt_target(office, TARGET.code, STALE, last, ZHANG)
    assert new
    assert finding(new).status == "exempt"
    after = datetime.combine(last, AS_OF.timetz()) + timedelta(days=1)
    assert finding(visited(office, after - timedelta(days=1), idle_days=40)).status == "exempt"
    assert finding(visited(office, after, idle_days=41)).status == "breached"


def test_people_answer_what_no_machine_can(office: Office) -> None:
    visited(office, AS_OF, idle_days=0)
    _, new = state_target(office, TARGET.code, "site.public-incident", "breached", ZHANG)
    assert new
    assert (new.outcome, new.stage) == ("unqualified", "confirmed")


def test_a_statement_on_a_site_that_was_never_visited_waits_for_the_first_visit(
    office: Office,
) -> None:
    _, none = state_target(office, TARGET.code, "site.secrets-leaked", "breached", ZHANG)
    assert none is None
    assert visited(office, AS_OF, idle_days=0).outcome == "unqualified"


def test_what_cannot_be_signed_is_refused_and_stored_nowhere(office: Office) -> None:
    found = visited(office, AS_OF, idle_days=30)
    with pytest.raises(NotSigned, match="没有判定"):
        answer_finding(office, "nobody", STALE, "confirm", ZHANG)
    with pytest.raises(NotSigned, match=STALE):
        answer_finding(office, found.id, "site.columns-blank", "confirm", ZHANG)
    with pytest.raises(NotSigned, match="--by"):
        answer_finding(office, found.id, STALE, "confirm", Signature("  ", "理由"))
    with pytest.raises(NotSigned, match="已经过去"):
        exempt_target(office, TARGET.code, STALE, date(2020, 1, 1), ZHANG)
    with pytest.raises(NotSigned, match="没有登记"):
        state_target(office, "6199999999", STALE, "breached", ZHANG)
    with pytest.raises(NotSigned, match=r"没有 site\.nothing"):
        state_target(office, TARGET.code, "site.nothing", "breached", ZHANG)
    assert finding(visited(office, AS_OF + timedelta(days=1), idle_days=31)).stage != "confirmed"


def test_a_verdict_that_was_replaced_takes_no_signature(office: Office) -> None:
    old = visited(office, AS_OF, idle_days=30)
    answer_finding(office, old.id, STALE, "confirm", ZHANG)
    with pytest.raises((NotSigned, StoreError), match="取代"):
        answer_finding(office, old.id, STALE, "overrule", ZHANG)


def test_a_site_mended_between_two_visits_passes_and_says_so(office: Office) -> None:
    visited(office, AS_OF, idle_days=30)
    mended = finding(visited(office, AS_OF + timedelta(days=1), idle_days=0))
    assert mended.status == "passed"
    assert "现已改" in mended.says


def test_two_visits_at_odds_are_undetermined_until_a_third_settles_it(office: Office) -> None:
    first = visited(office, AS_OF, idle_days=30)
    odd = visited(office, AS_OF + timedelta(days=1), idle_days=8)
    assert (odd.outcome, finding(odd).status) == ("undetermined", "cannot-tell")
    assert set(finding(first).proofs) <= set(finding(odd).proofs)
    assert finding(visited(office, AS_OF + timedelta(days=2), idle_days=9)).status == "passed"
