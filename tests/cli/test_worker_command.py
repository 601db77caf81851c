"""What an office is told when it asks for workers and something is missing."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from checker.cli.app import app
from checker.config import load_config
from checker.store.database import open_database
from checker.store.queue import prepare_queue

ROW = (
    "网站标识码,网站名称,首页网址,主办单位,地区,层级,类型\n"
    "6199210001,青溪县人民政府,http://www.qingxi.gov.example/,县府办,青溪县,县级,门户网站\n"
)


def office(folder: Path, **words: str) -> Path:
    (folder / "sites.csv").write_text(ROW, "utf-8")
    lines = {"registry": "[sites.csv]", "blobs": "blobs", "engine": "workers", **words}
    file = folder / "config.yaml"
    file.write_text("".join(f"{key}: {value}\n" for key, value in lines.items()), "utf-8")
    return file


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)


@pytest.mark.parametrize("words", [("nightly", "--quiet"), ("worker",), ("scan", "6199210001")])
def test_workers_on_sqlite_are_refused_with_the_way_out(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = run(*words, "--config", office(tmp_path, database="sqlite:///checker.db"))
    assert done.exit_code == 2
    assert "engine: workers needs PostgreSQL" in done.output
    assert "checker transfer" in done.output


def test_a_worker_without_anything_to_take_says_why(tmp_path: Path) -> None:
    done = run("worker", "--config", office(tmp_path, engine="process"), "--lang", "en")
    assert done.exit_code == 2
    assert "nightly checks by itself" in done.output


@pytest.mark.parametrize(
    ("missing", "extra", "command"),
    [
        ("procrastinate", "checker[workers]", "worker"),
        ("procrastinate", "checker[workers]", "nightly"),
        ("psycopg", "checker[postgresql]", "nightly"),
        ("obstore", "checker[s3]", "nightly"),
    ],
)
def test_a_part_that_is_not_installed_is_named_with_its_mend(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str, extra: str, command: str
) -> None:
    for module in (missing, *(each for each in sys.modules if each.startswith(f"{missing}."))):
        monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.delitem(sys.modules, "checker.run.worker", raising=False)
    url = "postgresql://checker@127.0.0.1:1/checker" if missing == "psycopg" else "sqlite:///c.db"
    blobs = "s3://pages/office" if missing == "obstore" else "blobs"
    done = run(command, "--config", office(tmp_path, database=url, blobs=blobs))
    assert done.exit_code == 2, done.output
    assert f"pip install '{extra}'" in done.output


@pytest.mark.postgresql
def test_the_doctor_looks_at_the_queue_and_at_who_works(
    tmp_path: Path, empty_postgresql: Callable[[], str]
) -> None:
    def engine(file: Path) -> dict[str, object]:
        lines = map(
            json.loads,
            run("doctor", "--json", "--lang", "en", "--config", file).stdout.splitlines(),
        )
        return next(each for each in lines if each["check"] == "engine")

    assert engine(office(tmp_path, database="sqlite:///checker.db", engine="process"))["ok"]
    on_sqlite = engine(office(tmp_path, database="sqlite:///checker.db"))
    assert not on_sqlite["ok"]
    assert on_sqlite["needed"]
    file = office(tmp_path, database=empty_postgresql())
    assert "no tables yet" in str(engine(file)["says"])
    database = open_database(load_config(file).database_url)
    prepare_queue(database)
    database.close()
    ready = engine(file)
    assert "0 workers live" in str(ready["says"])
    assert not ready["needed"], "who works is not this machine's fitness"
