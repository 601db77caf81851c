"""Links over several nights: dead once is suspected, dead again hours later is seen twice."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest

from checker.config import Config
from checker.core.evidence import Proof
from checker.core.judge import judge
from checker.core.links import Link, Links, dead_before
from checker.core.verdict import Finding
from checker.run.check import CODE
from checker.run.memory import case_of
from checker.run.office import Office, open_office
from checker.store.planning import plan_round
from checker.store.recording import record
from checker.store.registry import apply
from tests.builders import AS_OF, account, account_evidence, site, site_evidence

TARGET = site()
ACCOUNT = account()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_office(Config(folder=tmp_path)) as office:
        apply(office.database, [TARGET], at=AS_OF, ledger="sites.csv")
        apply(office.database, [ACCOUNT], at=AS_OF, ledger="accounts.csv")
        yield office


def visited(office: Office, as_of: datetime, *dead: str) -> Finding:
    """What a stored visit says of dead links, where the links of these names were dead."""
    current = plan_round(
        office.database, [TARGET], kind="scan", as_of=as_of, book=office.book.named, code=CODE,
        at=as_of,
    )  # fmt: skip
    whole = site_evidence(TARGET, round_id=current.id, as_of=as_of)
    case = case_of(office, TARGET, as_of, current.id)
    before = dead_before(case.sightings)
    links = tuple(
        Link(
            url=f"{TARGET.url}{name}", found_on=TARGET.url, external=False, verdict="dead",
            dead_before=before.get(f"{TARGET.url}{name}"),
        )
        for name in dead
    )  # fmt: skip
    assert isinstance(whole.links, Links)
    changed = whole.links.model_copy(update={"links": (*whole.links.links, *links)})
    evidence = whole.model_copy(update={"links": changed, "sightings": case.sightings})
    found = judge(evidence, office.book, office.indicators, CODE)
    record(office.database, office.blobs, evidence, found, at=as_of)
    told = found.finding("site.dead-links")
    assert told
    return told


def names(finding: Finding) -> set[str]:
    return {each.url.rsplit("/", 1)[1] for each in finding.proofs}


def nights(count: int) -> datetime:
    return AS_OF + timedelta(days=count)


def test_a_link_is_suspected_first_and_seen_twice_the_next_night(office: Office) -> None:
    first = visited(office, nights(0), "a", "b")
    assert (first.stage, names(first)) == ("suspected", {"a", "b"})
    second = visited(office, nights(1), "a", "c")
    assert (second.stage, names(second)) == ("rechecked", {"a"})
    third = visited(office, nights(2), "a", "c")
    assert (third.stage, names(third)) == ("rechecked", {"a", "c"})


def test_other_links_than_last_night_s_are_seen_once(office: Office) -> None:
    visited(office, nights(0), "a")
    other = visited(office, nights(1), "b")
    assert (other.stage, names(other)) == ("suspected", {"b"})


def test_a_second_visit_an_hour_later_is_no_other_night(office: Office) -> None:
    visited(office, nights(0), "a")
    soon = visited(office, nights(0) + timedelta(hours=1), "a", "b")
    assert (soon.stage, names(soon)) == ("suspected", {"a", "b"})


def test_a_link_that_was_mended_in_between_begins_anew(office: Office) -> None:
    visited(office, nights(0), "a")
    assert visited(office, nights(1)).status == "passed"
    assert visited(office, nights(2), "a").stage == "suspected"


def post_links_visited(
    office: Office, as_of: datetime, verdict: Literal["works", "dead"]
) -> Finding:
    """What a stored visit says of the links in an account's posts, where the one asked is so."""
    current = plan_round(
        office.database, [ACCOUNT], kind="scan", as_of=as_of, book=office.book.named, code=CODE,
        at=as_of,
    )  # fmt: skip
    case = case_of(office, ACCOUNT, as_of, current.id)
    url = "http://a.example/"
    since = dead_before(case.sightings).get(url)
    link = Link(url=url, found_on="x", external=True, verdict=verdict, dead_before=since)
    whole = account_evidence(ACCOUNT, round_id=current.id, as_of=as_of)
    evidence = whole.model_copy(
        update={
            "links": Links(links=(link,), at=Proof(url=url)), "sightings": case.sightings,
        }
    )  # fmt: skip
    found = judge(evidence, office.book, office.indicators, CODE)
    record(office.database, office.blobs, evidence, found, at=as_of)
    told = found.finding("account.dead-links")
    assert told
    return told


def test_a_link_in_a_post_is_remembered_from_night_to_night_as_a_site_s_is(office: Office) -> None:
    assert post_links_visited(office, nights(0), "dead").stage == "suspected"
    earlier = case_of(office, ACCOUNT, nights(1), "next").earlier
    assert earlier
    assert (earlier.visited, earlier.doubted) == (nights(0), {"http://a.example/"})
    assert post_links_visited(office, nights(1), "dead").stage == "rechecked"
    assert post_links_visited(office, nights(2), "works").status == "passed"
    mended = case_of(office, ACCOUNT, nights(3), "next").earlier
    assert mended
    assert mended.doubted == frozenset()
