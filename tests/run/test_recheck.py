"""初查 and 复查 by the commands: only what failed is visited again, and each finding has its word."""

import json
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from checker.cli.app import app
from checker.config import Config
from checker.core.account import end_of_day
from checker.run.office import open_office
from checker.run.recheck import Recheck, run_recheck
from checker.store.planning import plan_round
from checker.store.rounds import cut_short, planned_targets, round_by
from checker.store.verdicts import verdicts
from tests.demo_night import quiet, unheard

ACCOUNTS = {"甲": "6199210001WX0001", "乙": "6199210001WX0002", "丙": "6199210001WX0003"}
IDLE = "account.idle"
LOOKED = "2026-11-23 01:00"
"""When the person who notes the posts last looked at the accounts."""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office of three accounts whose posts a person notes down; two of them are idle."""
    rows = "".join(f"{code},{name},微信公众号,manual\n" for name, code in ACCOUNTS.items())
    head = "新媒体标识码,账号名称,账号类型,数据源\n"
    (tmp_path / "accounts.csv").write_text(head + rows, encoding="utf-8")
    noted(tmp_path, 甲="2026-10-01", 乙="2026-10-05", 丙="2026-11-20")
    config = tmp_path / "config.yaml"
    config.write_text("registry: [accounts.csv, observations.csv]\n", encoding="utf-8")
    return config


def noted(folder: Path, **newest: str) -> None:
    """The ledger of observations with one post of each account, on top of what stands there."""
    file = folder / "observations.csv"
    known = (
        file.read_text("utf-8") if file.exists() else "新媒体标识码,标题,发布时间,观察时间,观察人\n"
    )
    more = "".join(
        f"{ACCOUNTS[name]},{day}的动态,{day},{LOOKED},值班员\n" for name, day in newest.items()
    )
    file.write_text(known + more, encoding="utf-8")


def run(office: Path, *words: str) -> Result:
    done = CliRunner().invoke(app, [*words, "--config", str(office)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done


def night(office: Path, day: str = "2026-11-22") -> None:
    run(office, "nightly", "--no-browser", "--as-of", f"{day}T02:00")


def recheck(office: Path, *words: str, at: str = "2026-11-24T09:00") -> dict[str, object]:
    done = run(office, "recheck", "--no-browser", "--json", "--as-of", at, *words)
    return json.loads(done.stdout) if done.stdout else {}


def listed(office: Path, *words: str) -> list[dict[str, str]]:
    done = run(office, "export", *words, "--format", "jsonl")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_recheck_visits_what_failed_and_says_what_became_of_it(office: Path) -> None:
    night(office)
    noted(office.parent, 乙="2026-11-23")
    told = recheck(office)
    assert (told["of"], told["registered"]) == ("2026-11-22", 2)
    rows = [row for row in listed(office, "recheck") if row["indicator"] == IDLE]
    assert {row["name"]: row["change"] for row in rows} == {"甲": "仍存在", "乙": "已整改"}
    stages = {row["name"]: row["stage"] for row in rows}
    assert stages == {"甲": "已复查", "乙": ""}
    assert (office.parent / "var/exports/recheck-2026-11-24/recheck.xlsx").exists()


def test_a_post_that_ought_to_have_been_seen_before_leaves_the_account_to_a_person(
    office: Path,
) -> None:
    night(office)
    noted(office.parent, 乙="2026-11-12")
    recheck(office)
    rows = listed(office, "recheck")
    (row,) = [row for row in rows if (row["name"], row["indicator"]) == ("乙", IDLE)]
    assert row["change"] == "本次无法判定"
    assert "须人工核实" in row["rechecked_says"]


def test_nothing_that_passed_is_visited_and_no_recheck_stands_for_a_round(office: Path) -> None:
    night(office)
    recheck(office)
    with open_office(Config(folder=office.parent)) as one:
        again = round_by(one.database, "latest", "recheck")
        names = {row.target.name for row in planned_targets(one.database, again.id)}
        assert names == {"甲", "乙"}
        assert round_by(one.database, "latest").id == "2026-11-22"
    wrong = CliRunner().invoke(
        app, ["export", "recheck", "--round", "2026-11-22", "--config", str(office)]
    )
    assert wrong.exit_code == 2
    assert "checker recheck" in wrong.output


def test_where_nothing_failed_there_is_nothing_to_look_at_again(office: Path) -> None:
    noted(office.parent, 甲="2026-11-20", 乙="2026-11-20")
    night(office)
    done = run(office, "recheck", "--as-of", "2026-11-24")
    assert "没有须复查的对象" in done.output


def test_a_recheck_that_was_cut_short_is_resumed_for_the_round_it_was_for(office: Path) -> None:
    night(office)
    night(office, "2026-11-23")
    with open_office(Config(folder=office.parent)) as one:
        first, second = (round_by(one.database, f"2026-11-{day}") for day in (22, 23))
        as_of = end_of_day(second.as_of.date())
        failed = [verdict.target for verdict in verdicts(one.database, first.id)][:2]
        waiting = plan_round(
            one.database, failed, kind="recheck", as_of=as_of, book=one.book.named, code="1",
            at=as_of, of_round=first.id,
        )  # fmt: skip
        cut_short(one.database, waiting.id, at=as_of)
        done = run_recheck(one, Recheck(as_of, first, no_browser=True), quiet(), unheard)
        assert (done.result.round.id, done.result.resumed) == (waiting.id, True)
        other = run_recheck(one, Recheck(as_of, second, no_browser=True), quiet(), unheard)
        assert (other.result.round.of_round, other.result.resumed) == (second.id, False)


def test_two_nights_a_recheck_and_what_people_sign(office: Path) -> None:
    """The way of a finding that a person looked at: rechecked, confirmed, exempt; another overruled."""
    night(office)
    assert listed(office, "failing", "--stage", "confirmed") == []
    night(office, "2026-11-23")
    failing = listed(office, "failing", "--stage", "rechecked")
    assert Counter(row["stage"] for row in failing) == {"已复查": 2}
    assert listed(office, "failing", "--stage", "confirmed") == []
    verdict = {row["name"]: row["verdict"] for row in failing}
    signed = ("--by", "张三", "--reason", "打开账号核实")
    run(office, "confirm", verdict["甲"], IDLE, *signed)
    run(office, "overrule", verdict["乙"], IDLE, *signed)
    (row,) = listed(office, "failing", "--stage", "confirmed")
    assert (row["name"], row["stage"]) == ("甲", "已确认")
    assert [row["name"] for row in listed(office, "failing")] == ["甲"]
    run(office, "exempt", ACCOUNTS["甲"], IDLE, "--until", "2099-12-31", *signed)
    assert listed(office, "failing") == []
    told = recheck(office, "--undetermined")
    assert told == {}
