"""An office made of a bulletin's own facts: ledgers in, a round at the desk, the bulletin out.

`facts.yaml` says what the office knew: the targets it names with what was found, how many others
there were and where, letters and tickets. Everything goes the way a person's ledgers go: through
`checker import`, `checker desk` and `checker report`.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any, cast

import yaml
from typer.testing import CliRunner, Result

from checker.cli.app import app
from checker.config import load_config
from checker.core.account import end_of_day
from checker.core.evidence import Proof
from checker.core.site import Column, Promised, PromisedColumns
from checker.core.target import Site
from checker.run.check import CODE
from checker.run.office import open_office
from checker.store.planning import plan_round
from checker.store.recording import record
from checker.store.registry import find_target, registered_columns
from tests.builders import site_evidence, verdict_on

HERE = Path(__file__).parent
SITES = ("网站标识码", "网站名称", "首页网址", "主办单位", "地区", "层级", "类型", "状态")
DUTIES = ("应更新数", "实际更新数", "推荐转发内容数量", "实际转载数量")
ACCOUNTS = ("新媒体标识码", "账号名称", "账号类型", "开设主体", "地区", "层级", "状态", *DUTIES)
COLUMNS = ("网站标识码", "栏目名称", "更新频次", "保障单位")
RESULTS = ("标识码", "指标", "检查结果", "存在的突出问题", "扣分", "检查日期", "检查人")
LETTERS = ("测试轮次", "网站标识码", "第几封", "测试问题", "发信时间", "回复时间", "答非所问")
TICKETS = ("留言编号", "来源", "承办单位", "地区", "收到日期", "办结日期", "退回次数")

Facts = dict[str, Any]


@dataclass(frozen=True)
class Bulletin:
    """One bulletin: the facts that the office had and the tables that it printed."""

    name: str
    facts: Facts
    printed: Facts


def bulletin(name: str) -> Bulletin:
    """The facts and the printed tables of one of the folders here."""
    folder = HERE / name
    facts = yaml.safe_load((folder / "facts.yaml").read_text(encoding="utf-8"))
    printed = yaml.safe_load((folder / "printed.yaml").read_text(encoding="utf-8"))
    return Bulletin(name, facts, printed)


def run(config: Path, *words: str | Path) -> Result:
    """One command of that office; any exit but 0 fails."""
    asked = [*(str(word) for word in words), "--config", str(config)]
    done = CliRunner().invoke(app, asked, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done


def made_office(told: Bulletin, folder: Path) -> Path:
    """The office with its ledgers imported and its desk rounds judged; returns its config."""
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "config.yaml"
    (folder / "form.yaml").write_text(
        yaml.safe_dump(told.facts["form"], allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    settings: Facts = {"book": told.facts.get("book", "national-2019"), "bulletin": "form.yaml"}
    if (HERE / told.name / "books").is_dir():
        settings["books"] = str(HERE / told.name / "books")
    config.write_text(yaml.safe_dump(settings), encoding="utf-8")
    for name, heads, rows in _ledgers(told.facts):
        lines = list(rows)
        if lines:
            path = folder / f"{name}.csv"
            _write(path, heads, lines)
            run(config, "import", path, "--kind", name)
    for day in told.facts.get("visits", ()):
        _visit(config, told.facts, day)
    for desk in told.facts["desks"]:
        since = ("--since", str(desk["since"])) if "since" in desk else ()
        run(config, "desk", "--as-of", str(desk["as_of"]), *since)
    return config


def _write(path: Path, heads: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(heads)
        writer.writerows(rows)


def _ledgers(facts: Facts) -> Iterator[tuple[str, tuple[str, ...], Iterator[tuple[object, ...]]]]:
    sites, accounts = list(_targets(facts, "sites")), list(_targets(facts, "accounts"))
    yield "sites", SITES, (_site(each) for each in sites)
    yield "accounts", ACCOUNTS, (_account(each) for each in accounts)
    yield "results", RESULTS, (row for each in (*sites, *accounts) for row in _results(each, facts))
    yield "columns", COLUMNS, (_column(each, facts) for each in facts.get("columns", ()))
    yield "letters", LETTERS, (row for each in sites for row in _letters(each, facts))
    yield "tickets", TICKETS, _tickets(facts)


def _targets(facts: Facts, kind: str) -> Iterator[Facts]:
    """The ledger's rows in its order; targets that the bulletin only counts get plain names."""
    number = count(1)
    for each in facts.get(kind, ()):
        for _ in range(each.get("count", 1)):
            place = next(number)
            made = (
                f"610000{place:04d}"
                if kind == "sites"
                else f"610000M{place // 10000:03d}WX{place % 10000:04d}"
            )
            yield {"name": f"{each.get('region', '')}{place}号", "code": made, **each}


def _site(row: Facts) -> tuple[object, ...]:
    return (row["code"], row["name"], f"http://s{row['code']}.gov.example/", row.get("owner", ""),
            row.get("region", ""), row.get("level", ""), row.get("type", "部门网站"), "正常")  # fmt: skip


def _account(row: Facts) -> tuple[object, ...]:
    return (row["code"], row["name"], row.get("type", ""), row.get("owner", ""),
            row.get("region", ""), row.get("level", ""), "正常",
            *row.get("duty", [""] * len(DUTIES)))  # fmt: skip


def _column(row: Facts, facts: Facts) -> tuple[object, ...]:
    return facts["sites"][0]["code"], row["name"], row["frequency"], row["unit"]


def _visit(config: Path, facts: Facts, day: date) -> None:
    """A stored visit of the first site that saw what its registered columns published that month."""
    with open_office(load_config(config)) as office:
        target = find_target(office.database, facts["sites"][0]["code"])
        assert isinstance(target, Site)
        as_of = end_of_day(day)
        current = plan_round(
            office.database, [target], kind="scan", as_of=as_of, book=office.book.named, code=CODE,
            at=as_of,
        )  # fmt: skip
        whole = site_evidence(target, round_id=current.id, as_of=as_of)
        at = Proof(url=target.url)
        promised = zip(
            registered_columns(office.database, target.code), facts["columns"], strict=True
        )
        seen = tuple(
            Promised(registered=column, seen=_seen(column.name, row["months"][day.month - 1], day))
            for column, row in promised
        )
        evidence = whole.model_copy(update={"promised": PromisedColumns(columns=seen, at=at)})
        record(office.database, office.blobs, evidence, verdict_on(evidence), at=as_of)


def _seen(name: str, items: int, day: date) -> Column:
    """A list with so many items of that month, and one of the year before under them."""
    first = day.replace(day=1)
    days = [first + timedelta(days=place % 28) for place in range(items)]
    listed = tuple(sorted((*days, first.replace(month=1) - timedelta(days=30)), reverse=True))
    url = f"http://s.gov.example/{name}"
    return Column(
        name=name, url=url, content="list", items=len(listed), days=listed, at=Proof(url=url)
    )


def _results(row: Facts, facts: Facts) -> Iterator[tuple[object, ...]]:
    """A line for all vetoes where nothing was found or only points were taken, one a fault."""
    if row.get("unchecked"):
        return
    for indicator in row.get("before", ()):
        yield row["code"], indicator, "存在问题", "", "", facts["checked_before"], "检查组"
    if "evaluated" in row:
        evaluated = ("site.evaluation", "存在问题", "", row["evaluated"], facts["evaluated"])
        yield row["code"], "", "合格", "", "", facts["evaluated"], "评估组"
        yield row["code"], *evaluated, "评估组"
    found: Facts = row.get("found", {})
    for day in row.get("days") or facts.get("days") or [facts["checked"]]:
        if not any(value is None or isinstance(value, str) for value in found.values()):
            yield row["code"], "", "合格", "", "", day, "检查组"
        for indicator, value in found.items():
            words, points = _words_and_points(value)
            yield row["code"], indicator, "存在问题", words, points, day, "检查组"


def _words_and_points(value: Any) -> tuple[object, object]:
    """What was found: nothing but the indicator, its words, or its words and points."""
    if isinstance(value, list):
        words, points = cast("list[object]", value)
        return words, points
    return value or "", ""


def _letters(row: Facts, facts: Facts) -> Iterator[tuple[object, ...]]:
    letters = facts.get("letters")
    if not letters or "letters" not in row:
        return
    off_point = row.get("off_point", False)
    for number, answer in enumerate(row["letters"], 1):
        answered = letters["answers"][answer] or ""
        mark = "是" if off_point and number == 1 else "否"
        yield (
            facts["period"],
            row["code"],
            number,
            "如何办理居住证?",
            letters["sent"],
            answered,
            mark,
        )


def _tickets(facts: Facts) -> Iterator[tuple[object, ...]]:
    number = count(1)
    for each in facts.get("tickets", ()):
        for _ in range(each["count"]):
            yield (f"L{next(number):04d}", each.get("channel", ""), each["unit"], each.get("region", ""),
                   each["received"], each.get("finished", ""), each.get("returned", 0))  # fmt: skip
