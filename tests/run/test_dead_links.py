"""Links over several nights: dead once is suspected, dead again hours later is seen twice."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from checker.config import Config
from checker.core.judge import judge
from checker.core.links import Link, Links, dead_before
from checker.core.verdict import Finding
from checker.run.check import CODE
from checker.run.memory import case_of
from checker.run.office import Office, open_office
from checker.store.planning import plan_round
from checker.store.recording import record
from checker.store.registry import apply
from tests.builders import AS_OF, site, site_evidence

TARGET = site()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_office(Config(folder=tmp_path)) as office:
        apply(office.database, [TARGET], at=AS_OF, ledger="sites.csv")
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
