"""One whole story by commands: found by machine, confirmed, noticed, answered, mended, counted."""

import csv
import json
from pathlib import Path
from typing import Any

import docx
import pytest
from typer.testing import CliRunner, Result

from checker.cli.app import app

SITES = "网站标识码,网站名称,首页网址,主办单位,地区,层级,类型,状态\n"
SITE = "61080000{n:02},第{n}实验局,http://s{n}.gov.example/,第{n}实验局,示例市,市级,部门网站,正常\n"
RESULTS = "标识码,指标,检查结果,存在的突出问题,检查日期,检查人\n"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)


class Desk:
    """An office of ten sites, by its commands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = folder / "config.yaml"
        self.config.write_text("database: sqlite:///checker.db\nblobs: blobs\n", encoding="utf-8")
        rows = "".join(SITE.format(n=n) for n in range(10, 20))
        self.take("sites", SITES + rows)

    def take(self, kind: str, text: str) -> None:
        file = self.folder / f"{kind}.csv"
        file.write_text(text, encoding="utf-8")
        self.do("import", file, "--kind", kind)

    def check(self, day: str, breached: str = "") -> None:
        """A round at the desk: one site has blank columns, all others nothing."""
        rows = [
            f"61080000{n},{'site.columns-blank,存在问题' if str(n) == breached else ',合格'},,{day},检查组\n"
            for n in range(10, 20)
        ]
        self.take("results", RESULTS + "".join(rows))
        self.do("desk", "--as-of", day, "--since", day)

    def do(self, *words: str | Path) -> str:
        done = run(*words, "--config", self.config)
        assert done.exit_code == 0, done.output
        return done.stdout

    def numbers(self, period: str) -> dict[str, Any]:
        return json.loads(self.do("report", "numbers", "--period", period, "--json"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_fault_is_confirmed_noticed_answered_mended_and_counted(desk: Desk) -> None:
    desk.check("2026-09-20", breached="12")
    papers = desk.folder / "通知"
    told = desk.do(
        "mending",
        "send",
        "--round",
        "desk-2026-09-20",
        "-o",
        papers,
        "--as-of",
        "2026-09-21",
        "--json",
    )
    number = json.loads(told.splitlines()[0])["number"]
    (paper,) = papers.iterdir()
    text = "\n".join(each.text for each in docx.Document(str(paper)).paragraphs)
    assert "第12实验局：" in text
    assert number in text
    assert "整改期限" in text
    again = desk.do(
        "mending", "send", "--round", "desk-2026-09-20", "-o", papers, "--as-of", "2026-09-22"
    )
    assert "下发 0 份通知" in again

    desk.do(
        "mending",
        "note",
        number,
        "answered",
        "--by",
        "第12实验局",
        "--reason",
        "已补充内容",
        "--as-of",
        "2026-09-23",
    )
    assert "已回复，余 1/1 处，限 2026-09-24" in desk.do(
        "mending", "list", "--open", "--as-of", "2026-09-23"
    )
    assert "已超期" in desk.do("mending", "list", "--open", "--as-of", "2026-10-20")
    assert desk.numbers("2026Q3")["sites"]["unqualified"] == 1

    desk.check("2026-12-20")
    assert "变化 1 份" in desk.do("mending", "follow", "--as-of", "2026-12-21")
    assert "整改率 100%" in desk.do("mending", "list", "--as-of", "2026-12-31")
    assert "变化 0 份" in desk.do("mending", "follow", "--as-of", "2026-12-21")
    assert desk.numbers("2026Q4")["sites"]["rate"] == "100%"
    bulletin = desk.folder / "通报.docx"
    desk.do("report", "bulletin", "--period", "2026Q4", "--as-of", "2026-12-31", "-o", bulletin)
    words = "\n".join(each.text for each in docx.Document(str(bulletin)).paragraphs)
    assert "比上期上升10.00个百分点" in words
    assert "已完成整改1处，整改率100%" in words


def test_a_notice_that_nobody_gave_is_named(desk: Desk) -> None:
    done = run(
        "mending",
        "note",
        "2026-9999",
        "read",
        "--by",
        "张三",
        "--reason",
        "收到",
        "--config",
        desk.config,
    )
    assert done.exit_code == 2


def test_letters_are_planned_filled_in_by_a_person_and_counted(desk: Desk) -> None:
    plan = desk.folder / "计划.csv"
    desk.do("letters", "plan", "--name", "2026Q3", "--seed", "一", "--sites", "4", "-o", plan)
    with plan.open(encoding="utf-8-sig", newline="") as stream:
        heads, *rows = list(csv.reader(stream))
    assert len(rows) == 8
    assert len({tuple(row[1:6]) for row in rows}) == 8
    for place, row in enumerate(rows):
        row[heads.index("发信时间")] = "2026-09-01 09:00"
        row[heads.index("回复时间")] = "" if place == 0 else "2026-09-03 09:00"
    desk.take("letters", "\n".join(",".join(row) for row in [heads, *rows]))
    told = desk.do("letters", "result", "--name", "2026Q3", "--as-of", "2026-09-30")
    assert "4 个网站，按期答复 3 个，按期答复率 75.00%" in told
    assert "其中1封信未回复" in told


def test_a_draw_prints_what_the_inspected_side_needs_to_repeat_it(desk: Desk) -> None:
    desk.check("2026-09-20", breached="12")
    asked = ("draw", "--kind", "sites", "--share", "30%", "--seed", "x", "--json")
    once, again = (json.loads(desk.do(*asked).splitlines()[0]) for _ in range(2))
    assert once == again
    assert len(once["drawn"]) == 3
    assert once["population"].startswith("sha256:")
    list_file = desk.folder / "抽查.csv"
    told = desk.do("draw", "--kind", "sites", "--number", "3", "--seed", "x", "-o", list_file)
    assert "覆盖率 30.00%" in told
    assert list_file.read_text(encoding="utf-8-sig").count("\n") == 4
