"""The commands as people and programs call them: exit codes, JSON keys, languages, bad input."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from checker.cli.app import app
from tests.demo_night import AS_OF, DemoNight

SITE_HEADER = "网站标识码,网站名称,首页网址,主办单位,地区,层级,类型,有无办事服务,监管单位,状态\n"
GOOD_ROW = "6199210001,青溪县人民政府,http://www.qingxi.gov.example/,县府办,青溪县,县级,门户网站,有,,正常\n"


def run(*words: str | Path) -> Result:
    """One command; an exception that is no exit is raised here."""
    return CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture(scope="session")
def config(plain_night: DemoNight) -> Path:
    """The config of the office that the night was made in."""
    file = plain_night.office.config.folder / "config.yaml"
    file.write_text("registry: demo\n", encoding="utf-8")
    return file


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The config of an empty office."""
    file = tmp_path / "config.yaml"
    file.write_text("database: sqlite:///checker.db\nblobs: blobs\n", encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("code", "exit_code"),
    [("6199210001", 0), ("6199210014", 1), ("6199210022", 3), ("青溪县财政局", 0)],
)
def test_scan_tells_by_its_exit_code_what_it_found(config: Path, code: str, exit_code: int) -> None:
    done = run("scan", code, "--no-browser", "--config", config, "--as-of", AS_OF.isoformat())
    assert done.exit_code == exit_code, done.output


def test_scan_prints_one_verdict_a_line_with_the_keys_of_the_interface(config: Path) -> None:
    done = run("scan", "6199210014", "6199210001", "--json", "--no-browser", "--config", config,
               "--as-of", AS_OF.isoformat())  # fmt: skip
    first, second = map(json.loads, done.stdout.splitlines())
    assert done.exit_code == 1
    assert (first["target"]["code"], second["target"]["code"]) == ("6199210014", "6199210001")
    assert {"schema", "id", "round", "as_of", "finished", "target", "book", "evidence", "code",
            "outcome", "stage", "score", "findings", "columns", "coverage", "cost"} <= set(first)  # fmt: skip
    assert first["schema"] == "checker.verdict/1"
    assert first["outcome"] == "unqualified"
    finding = next(each for each in first["findings"] if each["status"] == "breached")
    assert finding["as"] == "veto"
    assert finding["stage"] == "suspected"
    assert {"url", "quote", "selector", "blob", "screenshot", "seen"} == set(finding["proofs"][0])
    assert {
        "name",
        "url",
        "path",
        "class",
        "newest",
        "items",
        "blank",
        "stale",
        "limit_days",
        "frequency",
        "unit",
    } == set(first["columns"][0])


def test_an_unregistered_address_is_checked_without_being_registered(config: Path) -> None:
    done = run("scan", "http://unknown.qingxi.gov.example/", "--json", "--no-browser", "--config",
               config)  # fmt: skip
    assert done.exit_code == 3
    assert json.loads(done.stdout)["target"]["code"] == ""
    listed = run("targets", "--json", "--config", config).stdout
    assert "unknown.qingxi" not in listed


@pytest.mark.parametrize("name", ["", "  ", "二号\n机房", "x" * 25])
def test_tries_are_not_filed_under_another_machine_because_a_name_was_empty(
    office: Path, name: str
) -> None:
    refused = run("probe", "--from", name, "--config", office)
    assert refused.exit_code == 2
    assert "--from" in refused.stderr
    assert run("probe", "--from", "二号机房", "--config", office).exit_code == 0


@pytest.mark.parametrize(
    "word", ["没有这个网站", "ftp://www.qingxi.gov.example/", "javascript:alert(1)"]
)
def test_a_word_that_names_nothing_is_an_error_that_says_what_to_do(
    config: Path, word: str
) -> None:
    done = run("scan", word, "--config", config)
    assert done.exit_code == 2
    assert "checker targets" in done.stderr


def test_export_of_verdicts_as_jsonl_gives_the_stored_verdicts(
    config: Path, plain_night: DemoNight
) -> None:
    done = run("export", "verdicts", "--format", "jsonl", "--config", config)
    codes = [json.loads(line)["target"]["code"] for line in done.stdout.splitlines()]
    assert done.exit_code == 0
    assert len(codes) == plain_night.done.result.counts.registered


@pytest.mark.parametrize(
    "what", ["failing", "verdicts", "findings", "columns", "units", "accounts", "links"]
)
@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "jsonl"])
def test_every_list_is_written_in_every_format(
    config: Path, tmp_path: Path, what: str, form: str
) -> None:
    file = tmp_path / f"list.{form}"
    done = run("export", what, "-o", file, "--config", config)
    assert done.exit_code == 0, done.output
    assert file.exists()


def test_nothing_is_exported_as_confirmed_that_no_person_confirmed(config: Path) -> None:
    words = ("export", "failing", "--stage", "confirmed", "--format", "jsonl", "--config", config)
    refused = run(*words)
    assert refused.exit_code == 2, "the county is below the floor by its plan"
    assert "71.4%" in refused.stderr
    done = run(*words, "--below-floor", "示例县", "--by", "张三")
    assert done.exit_code == 0
    assert done.stdout == ""


def test_an_unknown_round_is_named(config: Path) -> None:
    done = run("export", "failing", "--round", "1999-01-01", "--config", config)
    assert done.exit_code == 2
    assert "1999-01-01" in done.stderr


def test_import_keeps_good_rows_and_names_bad_ones(office: Path) -> None:
    ledger = office.with_name("sites.csv")
    ledger.write_text(SITE_HEADER + GOOD_ROW + "123,坏编码,ftp://x,,,,,,,\n", encoding="gb18030")
    done = run("import", ledger, "--config", office)
    assert done.exit_code == 1
    assert "新增 1" in done.stdout
    assert "第 3 行" in done.stdout
    again = run("import", ledger, "--config", office, "--lang", "en")
    assert "1 unchanged, 1 rejected" in again.stdout


def test_a_dry_run_changes_nothing(office: Path) -> None:
    ledger = office.with_name("sites.csv")
    ledger.write_text(SITE_HEADER + GOOD_ROW, encoding="utf-8")
    assert run("import", ledger, "--dry-run", "--config", office).exit_code == 0
    assert run("targets", "--json", "--config", office).stdout == ""


def test_an_unreadable_ledger_ends_with_2(office: Path) -> None:
    ledger = office.with_name("sites.xlsx")
    ledger.write_bytes(b"PK\x03\x04 no workbook")
    assert run("import", ledger, "--config", office).exit_code == 2
    assert run("import", office.with_name("missing.csv"), "--config", office).exit_code == 2


def test_a_night_over_nothing_says_how_to_register(office: Path) -> None:
    done = run("nightly", "--config", office)
    assert done.exit_code == 2
    assert "registry" in done.stderr


def test_an_unknown_key_names_the_nearest_known_one(office: Path) -> None:
    office.write_text("network: {delay: 1}\n", encoding="utf-8")
    done = run("targets", "--config", office)
    assert done.exit_code == 2
    assert "delay_s" in done.stderr


def test_a_missing_config_says_how_to_make_one(tmp_path: Path) -> None:
    done = run("targets", "--config", tmp_path / "none.yaml")
    assert done.exit_code == 2
    assert "checker init" in done.stderr


def test_init_writes_an_office_that_the_doctor_finds_fit(tmp_path: Path) -> None:
    assert run("init", tmp_path).exit_code == 0
    done = run("doctor", "--json", "--config", tmp_path / "config.yaml")
    found = {each["check"]: each["ok"] for each in map(json.loads, done.stdout.splitlines())}
    assert all(found[name] for name in ("python", "store", "book", "registry", "clock", "network"))
    again = run("init", tmp_path)
    assert again.exit_code == 2
    assert "config.yaml" in again.stderr


def test_inspect_says_what_it_read_and_why(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html><head><title>关于开展检查的通知</title></head><body><h1>关于开展检查的通知</h1>"
        "<p>发布时间：2026-11-03 来源：办公室</p><p>"
        + "各单位要认真开展检查。" * 30
        + "</p></body></html>",
        encoding="gb18030",
    )
    done = run("inspect", page, "--json", "--as-of", "2026-11-22")
    read = json.loads(done.stdout)
    assert (read["schema"], read["kind"], read["published"]) == (
        "checker.page/1", "article", "2026-11-03",
    )  # fmt: skip
    assert read["encoding"] == "gb18030"
    assert "2026-11-03" in run("inspect", page, "--as-of", "2026-11-22").stdout


@pytest.mark.parametrize("command", ["init", "doctor", "import", "targets", "scan", "nightly",
                                     "recheck", "replay", "export", "inspect", "demo"])  # fmt: skip
def test_every_command_has_help_with_an_example_and_its_exit_codes(command: str) -> None:
    said = run(command, "--help").stdout
    assert "Example" in said
    assert "Exit codes" in said


def test_a_date_that_is_none_is_refused(office: Path) -> None:
    done = run("nightly", "--as-of", "gestern", "--config", office)
    assert done.exit_code == 2
    assert "--as-of" in done.stderr


def test_a_reader_that_has_seen_enough_is_no_error(config: Path) -> None:
    words = [sys.executable, "-m", "checker.cli.app", "export", "findings", "--format", "jsonl"]
    command = [*words, "--config", str(config)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.read(10)
        child.stdout.close()
        assert child.stderr.read() == b""


def test_a_replay_under_a_stricter_book_shows_at_a_glance_what_fails_by_what(config: Path) -> None:
    done = run("replay", "--book", "weibin-2023", "--config", config)
    assert done.exit_code == 0
    last = done.stdout.splitlines()
    assert "重判规则 weibin-2023@1" in done.stdout
    assert any(line.split() == ["合格", "→", "不合格", "4"] for line in last)
    assert "其中结论变化 4 个" in done.stdout
    rows = run("replay", "--book", "weibin-2023", "--json", "--config", config).stdout
    changed = [json.loads(line) for line in rows.splitlines()]
    assert {one["indicator"] for each in changed for one in each["findings"]} == {
        "account.idle", "account.posts-too-few", "account.reposts-missing",
    }  # fmt: skip


def test_lists_without_a_stage_refuse_one(config: Path) -> None:
    done = run("export", "links", "--stage", "confirmed", "--config", config)
    assert done.exit_code == 2
    assert "--stage" in done.stderr


def test_whole_verdicts_obey_the_stage(config: Path) -> None:
    words = ("export", "verdicts", "--format", "jsonl", "--config", config)
    assert run(*words, "--stage", "confirmed").stdout.strip() == ""
    suspected = [
        json.loads(line) for line in run(*words, "--stage", "suspected").stdout.split("\n") if line
    ]
    assert suspected
    assert {each["outcome"] for each in suspected} == {"unqualified"}
