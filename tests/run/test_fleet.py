"""The fleet without a browser: no healthy site is accused, and what HTTP alone can see is found."""

from pathlib import Path

from tests.fleet.night import compared, fleet_night, fleet_office
from tests.fleet.plans import fleet

NEEDS_BROWSER = {
    "site.columns-blank",
    "site.dead-services",
    "site.feedback-missing",
    "site.guides-incomplete",
    "site.letters-unanswered",
    "site.services-missing",
}


def test_no_healthy_site_is_accused_and_no_old_list_is_missed(
    tmp_path: Path,
) -> None:
    with fleet_office(tmp_path) as office:
        found = fleet_night(office, no_browser=True)
    assert len(found) == len(fleet())
    rows = compared(found)
    assert {row.indicator: row.false for row in rows if row.false} == {}
    missed = {row.indicator for row in rows if row.missed}
    assert missed == NEEDS_BROWSER
