"""Lists of verdicts: the stage is said, and so is a book that is not in force any more."""

from datetime import date

import pytest

from checker.core.evidence import Proof
from checker.core.verdict import BookName, Finding, MonthRow, PromisedRow, Stage, Verdict
from checker.report.content_tables import units
from checker.report.tables import Table
from checker.report.verdict_tables import InForce, failing, findings
from tests.builders import site_evidence, verdict_on


def verdict(stage: Stage = "suspected", **more: object) -> Verdict:
    finding = Finding(
        indicator="site.homepage-stale", title="首页不更新", consequence="veto", clause="1.3",
        status="breached", stage=stage, says="21 天", proofs=(Proof(url="http://a.example/"),),
    )  # fmt: skip
    made = verdict_on(site_evidence())
    return made.model_copy(
        update={"outcome": "unqualified", "stage": stage, "findings": (finding,), **more}
    )


def cells(table: Table, *keys: str) -> list[tuple[object, ...]]:
    known = [column.key for column in table.columns]
    return [tuple(row[known.index(key)] for key in keys) for row in table.checked_rows()]


def column(table: Table, key: str) -> list[object]:
    return [cell for (cell,) in cells(table, key)]


@pytest.mark.parametrize(
    ("least", "stages"),
    [
        (None, ["疑似", "已复查", "已确认"]),
        ("suspected", ["疑似", "已复查", "已确认"]),
        ("rechecked", ["已复查", "已确认"]),
        ("confirmed", ["已确认"]),
    ],
)
def test_a_list_says_the_stage_of_everyone_on_it(least: Stage | None, stages: list[str]) -> None:
    given = [verdict("suspected"), verdict("rechecked"), verdict("confirmed")]
    spared = verdict("overruled").model_copy(update={"outcome": "qualified", "stage": None})
    assert column(failing([*given, spared], "zh", least), "stage") == stages
    assert column(findings(given, "zh", least), "stage") == stages


def test_only_the_list_of_confirmed_ones_calls_itself_that() -> None:
    assert failing([], "zh", "confirmed").title("zh") == "不合格名单（已确认）"
    assert "待确认" in failing([], "zh").title("zh")


def changed(**fields: str) -> InForce:
    return lambda cited: cited.model_copy(update=fields)


def gone(_: BookName) -> None:
    return None


@pytest.mark.parametrize(
    ("in_force", "says"),
    [
        (changed(), "是"),
        (changed(version="2", digest="sha256:2"), "否，现为 @2"),
        (changed(digest="sha256:2"), "否，内容已改动"),
        (gone, "否，已无此规则"),
    ],
)
def test_a_verdict_under_an_older_book_says_so(in_force: InForce, says: str) -> None:
    for table in (failing, findings):
        assert column(table([verdict()], "zh", None, in_force), "book_now") == [says]


def test_what_could_not_be_told_is_listed_with_all_its_proofs() -> None:
    both = (Proof(url="http://a.example/1"), Proof(url="http://a.example/2"))
    one = verdict().findings[0]
    doubted = one.model_copy(update={"status": "cannot-tell", "stage": None, "proofs": both})
    table = findings([verdict(findings=(doubted,))], "zh")
    assert column(table, "proof_url") == [each.url for each in both]


def test_registered_columns_are_listed_by_unit_with_their_last_three_months() -> None:
    row = PromisedRow(
        name="政府债务", frequency="1条/季度", unit="区财政局", found=True, kept=False,
        newest=date(2026, 6, 1),
        months=(MonthRow(month="2026-10", items=0), MonthRow(month="2026-11", items=2, at_least=True)),
    )  # fmt: skip
    table = units([verdict(promised=(row,))], "zh")
    names = ("unit", "frequency", "month_before_last", "last_month", "this_month", "kept")
    assert cells(table, *names) == [("区财政局", "1条/季度", None, 0, "≥2", "否")]
