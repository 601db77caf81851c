"""A night over the demo county: its verdicts are the planned ones, and they can be made again."""

import io
import json
from importlib.resources import files
from typing import Any

import pytest

from checker.collect.browser.find import NoBrowser, find_browser
from checker.core.target import Site
from checker.core.verdict import Score, Verdict
from checker.report.alerts.digest import digest
from checker.run.alerts import night_of
from checker.run.exports import export_to
from checker.run.nightly import Night, run_night
from checker.run.office import open_office
from checker.run.replay import replay
from checker.store.counting import round_sums
from checker.store.evidence import load_evidence
from checker.store.rounds import planned_targets, round_by
from checker.store.verdicts import verdicts
from tests.demo_night import AS_OF, DemoNight, demo_config, quiet, unheard

EXPECTED: dict[str, dict[str, Any]] = json.loads(
    (files("checker.demo") / "expected.json").read_text(encoding="utf-8")
)


def planned(code: str, *, browser: bool) -> dict[str, str]:
    """What the county's plan says of one target: the outcome, and each indicator's status."""
    plan: dict[str, Any] = {**EXPECTED["sites"], **EXPECTED["accounts"]}[code]
    other: dict[str, Any] = {} if browser else plan.get("without_browser", {})
    statuses: dict[str, str] = {**plan["indicators"], **other.get("indicators", {})}
    return {"outcome": other.get("outcome", plan["outcome"]), **statuses}


def found(verdict: Verdict, wanted: dict[str, str]) -> dict[str, str]:
    """The same answers as the verdict gives them."""
    statuses = {each.indicator: each.status for each in verdict.findings}
    return {"outcome": verdict.outcome, **{name: statuses[name] for name in wanted if "." in name}}


def answers(night: DemoNight) -> dict[str, Verdict]:
    """The verdicts of a night by code."""
    round_id = night.done.result.round.id
    return {each.target.code: each for each in verdicts(night.office.database, round_id)}


def assert_as_planned(given: dict[str, Verdict], *, browser: bool) -> None:
    wrong: dict[str, Any] = {}
    for code, verdict in given.items():
        wanted = planned(code, browser=browser)
        got = found(verdict, wanted)
        if got != wanted:
            wrong[code] = {
                name: (wanted[name], got[name]) for name in wanted if got[name] != wanted[name]
            }
    assert wrong == {}
    assert set(given) == {*EXPECTED["sites"], *EXPECTED["accounts"]}


def test_without_a_browser_nothing_is_accused_that_only_a_browser_can_see(
    plain_night: DemoNight,
) -> None:
    assert_as_planned(answers(plain_night), browser=False)


def test_the_score_of_the_portal_is_the_one_worked_out_by_hand(plain_night: DemoNight) -> None:
    portal = answers(plain_night)["6199210001"]
    taken = {each.indicator: each.points for each in portal.findings if each.points}
    assert taken == {
        "site.service-statistics-late": -2,
        "site.letter-statistics-missing": -2,
        "site.data-published": 3,
        "site.surveys-held": 3,
    }
    untold = {each.indicator for each in portal.findings if each.status == "cannot-tell"}
    assert untold == {"site.ipv6-missing", "site.https-missing"}  # 2 points, and a watch
    assert portal.score == Score(low=100 - 4 - 2 + 6, high=100 - 4 + 6, advisory=True)


def test_the_portals_are_ranked_with_the_points_that_were_taken_and_given(
    plain_night: DemoNight,
) -> None:
    stream = io.BytesIO()
    round_id = plain_night.done.result.round.id
    export_to(plain_night.office, "scores", "json", round_id, None, "zh", stream)
    rows = {each["code"]: each for each in json.loads(stream.getvalue())}
    best = rows["6199210001"]
    assert (best["cohort"], best["grade"], best["advisory"]) == ("县级门户", "合格", "是")
    assert best["taken"] == "2.2.5 办事统计数据未更新 -2；2.3.2 未公开留言受理反馈统计 -2"
    assert best["given"] == "3.1 数据发布及时 +3；3.6 征集调查 +3"
    assert best["untold"] == "2.4.7 不支持 IPv6"
    assert rows.keys() == {"6199210001", "6199210002"}


def test_only_portals_are_scored_and_judged_by_deductions(plain_night: DemoNight) -> None:
    for verdict in answers(plain_night).values():
        consequences = {each.consequence for each in verdict.findings}
        portal = isinstance(verdict.target, Site) and verdict.target.is_portal
        assert ("deduct" in consequences) == portal
        assert portal or verdict.score is None


def test_every_target_has_its_dated_row(plain_night: DemoNight) -> None:
    rows = planned_targets(plain_night.office.database, plain_night.done.result.round.id)
    assert len(rows) == len(EXPECTED["sites"]) + len(EXPECTED["accounts"])
    assert {row.state for row in rows} == {"done"}


def test_replay_changes_no_verdict(plain_night: DemoNight) -> None:
    office = plain_night.office
    stored = list(answers(plain_night).values())
    again = list(replay(office, stored, book="", extract=False))
    assert [each.again for each in again] == stored


def test_reading_the_stored_bytes_again_changes_no_answer(plain_night: DemoNight) -> None:
    office = plain_night.office
    changed = [
        (each.stored.target.code, each.differences)
        for each in replay(office, answers(plain_night).values(), book="", extract=True)
        if each.changed
    ]
    assert changed == []


def test_the_eight_lines_of_the_demo_night_hold_sites_and_items(plain_night: DemoNight) -> None:
    office = plain_night.office
    current = round_by(office.database, plain_night.done.result.round.id)
    night, alerts = night_of(office, current)
    chinese, english = digest(night, "zh"), digest(night, "en")
    eight = chinese.lines[: chinese.firm]
    assert len(eight) == english.firm == 8
    assert "已判定 30 个（71.4%）" in eight[0]
    assert "低于下限 98%" in eight[0]
    assert eight[2] == "首页不更新：2 站点 2 项"
    assert eight[3] == "栏目不更新、空白：7 站点 43 个栏目"
    assert english.lines[3] == "columns stale or blank: 7 sites, 43 columns"
    assert sum(line.startswith("· ") for line in chinese.lines) == len(alerts) == 16


def test_the_sums_of_a_round_are_those_of_its_verdicts(plain_night: DemoNight) -> None:
    found = answers(plain_night).values()
    sums = round_sums(plain_night.office.database, plain_night.done.result.round.id)
    assert sums.pages == sum(each.cost.pages for each in found) > 0
    assert sums.bytes == sum(each.cost.bytes for each in found) > 0
    assert sum(sums.untold.values()) == sum(each.outcome == "undetermined" for each in found)
    assert sums.counts["seconds", ""] > 0


def test_every_proof_that_names_a_stored_page_can_be_read(plain_night: DemoNight) -> None:
    for verdict in answers(plain_night).values():
        load_evidence(plain_night.office.blobs, verdict.evidence)
        for finding in verdict.findings:
            for proof in finding.proofs:
                if proof.blob:
                    assert plain_night.office.blobs.read(proof.blob)


def test_a_stricter_local_book_breaches_more_on_the_same_evidence(plain_night: DemoNight) -> None:
    stored = list(answers(plain_night).values())
    again = replay(plain_night.office, stored, book="example-district-2023", extract=False)
    for each in again:
        if each.stored.outcome == "unqualified":
            assert each.again.outcome == "unqualified"


@pytest.mark.browser
def test_with_a_browser_all_verdicts_are_the_planned_ones_twice(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    if isinstance(find_browser("auto"), NoBrowser):
        pytest.skip("no browser on this machine: apt-get install chromium")
    with open_office(demo_config(tmp_path_factory.mktemp("rendered"))) as office:
        for _ in range(2):
            done = run_night(office, Night(AS_OF, fresh=True), quiet(), unheard)
            assert_as_planned(answers(DemoNight(office, done)), browser=True)
            assert_pictured(answers(DemoNight(office, done)))


def assert_pictured(given: dict[str, Verdict]) -> None:
    """Every column that is called blank is shown by a picture that is in the store's evidence."""
    findings = [each for verdict in given.values() for each in verdict.findings]
    blank = [each for each in findings if each.indicator == "site.columns-blank"]
    proofs = [each for one in blank if one.status == "breached" for each in one.proofs]
    assert proofs
    assert all(each.screenshot for each in proofs)
