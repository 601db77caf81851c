"""A draw starts a round: what it named is checked, what it did not name is not missing."""

import json
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner, Result

from checker.cli.app import app
from checker.config import Config
from checker.run.office import open_office
from checker.store.planning import plan_round
from checker.store.registry import targets
from checker.store.rounds import cut_short, is_over_draw, round_by
from tests.run.test_recheck import ACCOUNTS, noted

CODES = sorted(ACCOUNTS.values())


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office of three accounts and a site, and a draw of one account."""
    rows = "".join(f"{code},{name},微信公众号,manual\n" for name, code in ACCOUNTS.items())
    head = "新媒体标识码,账号名称,账号类型,数据源\n"
    (tmp_path / "accounts.csv").write_text(head + rows, encoding="utf-8")
    site = "网站标识码,网站名称,首页网址\n6199210001,示例网,http://s.gov.example/\n"
    (tmp_path / "sites.csv").write_text(site, encoding="utf-8")
    noted(tmp_path, 甲="2026-11-20", 乙="2026-11-20", 丙="2026-11-20")
    config = tmp_path / "config.yaml"
    config.write_text("registry: [accounts.csv, sites.csv, observations.csv]\n", encoding="utf-8")
    for ledger in ("accounts", "sites", "observations"):
        run(config, "import", str(tmp_path / f"{ledger}.csv"))
    run(config, "draw", "--number", "1", "--by", "type", "--seed", "x",
        "-o", str(tmp_path / "抽查.xlsx"))  # fmt: skip
    return config


def run(office: Path, *words: str, code: int = 0) -> Result:
    done = CliRunner().invoke(app, [*words, "--config", str(office)], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done


def drawn_night(office: Path, *words: str, name: str = "抽查.xlsx", code: int = 0) -> Result:
    return run(
        office, "nightly", "--no-browser", "--as-of", "2026-11-22T02:00",
        "--draw", str(office.parent / name), *words, code=code,
    )  # fmt: skip


def test_what_was_not_drawn_is_not_missing(office: Path) -> None:
    told = json.loads(drawn_night(office, "--json").stdout)
    assert (told["registered"], told["done"], told["undrawn"], told["planned"]) == (3, 1, 2, 0)

    numbers = json.loads(run(office, "report", "numbers", "--period", "2026Q4", "--json").stdout)
    counted = numbers["accounts"]
    assert (counted["registered"], counted["checked"], counted["undrawn"]) == (3, 1, 2)
    assert counted["checked_rate"] == "33.33%"
    assert numbers["sites"]["registered"] == 0

    paper = office.parent / "通报.docx"
    run(
        office,
        "report",
        "bulletin",
        "--period",
        "2026Q4",
        "--as-of",
        "2026-12-31",
        "-o",
        str(paper),
    )
    words = "\n".join(each.text for each in docx.Document(str(paper)).paragraphs)
    assert "共3个，抽查1个，抽查率33.33%，其中" in words


def test_a_list_of_another_office_is_refused(office: Path) -> None:
    (office.parent / "别处.csv").write_text("标识码\n6199219999WX0001\n", encoding="utf-8")
    assert "未登记" in drawn_night(office, name="别处.csv", code=2).output


def test_a_night_over_everything_does_not_go_on_with_a_draw(office: Path) -> None:
    drawn_night(office)
    with open_office(Config(folder=office.parent)) as opened:
        database = opened.database
        whole, half = targets(database, kind="account"), frozenset(CODES[:2])
        base = round_by(database, "latest")
        cut = plan_round(
            database, whole, kind="nightly", as_of=base.as_of, book=base.book, code="1",
            at=base.started, drawn=half,
        )  # fmt: skip
        cut_short(database, cut.id, at=base.started)
        assert is_over_draw(database, cut.id, half)
        assert not is_over_draw(database, cut.id, frozenset(CODES[:1]))
        assert not is_over_draw(database, cut.id, None)
    told = json.loads(
        run(office, "nightly", "--no-browser", "--only", "accounts", "--json",
            "--as-of", "2026-11-22T03:00").stdout
    )  # fmt: skip
    assert (told["resumed"], told["done"], told["undrawn"]) == (False, 3, 0)
