"""得分与排名: scored sites ranked in their cohorts, each with its sheet of points in one row."""

from collections.abc import Callable, Iterator

from checker.core.ranking import Place, grade_of, places
from checker.core.rulebook import Grading
from checker.core.verdict import BookName, Consequence, Verdict
from checker.report.tables import Cell, Column, Lang, Table
from checker.report.verdict_tables import MADE, InForce, Verdicts, made
from checker.report.wording import word, yes_no

GradingOf = Callable[[BookName], Grading]
"""The grading of the book that a verdict cites."""


def scores(verdicts: Verdicts, lang: Lang, in_force: InForce, grading_of: GradingOf) -> Table:
    """One row a scored site: cohort by cohort, the best first, ties at one place."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        for place in places(verdicts):
            verdict, score = place.verdict, place.verdict.score
            yield (
                place.cohort,
                _ordinal(place, lang),
                place.size,
                verdict.target.code,
                verdict.target.name,
                verdict.target.region,
                grade_of(verdict, grading_of(verdict.book)),
                score.low if score else None,
                score.high if score else None,
                yes_no(score.advisory if score else None, lang),
                word(verdict.outcome, lang),
                _priced(verdict, "deduct"),
                _priced(verdict, "bonus"),
                _untold(verdict),
                *made(verdict, in_force, lang),
            )

    columns = (
        Column("cohort", "组别", "cohort"),
        Column("place", "名次", "place"),
        Column("ranked", "参加排名数", "ranked", "number"),
        Column("code", "网站标识码", "site code", "code"),
        Column("name", "网站名称", "site", "name"),
        Column("region", "地区", "region"),
        Column("grade", "等次", "grade"),
        Column("score_low", "得分下限", "score, low", "number"),
        Column("score_high", "得分上限", "score, high", "number"),
        Column("advisory", "是否参考分", "advisory"),
        Column("outcome", "结论", "outcome"),
        Column("taken", "扣分", "points taken", "sentence"),
        Column("given", "加分", "points given", "sentence"),
        Column("untold", "未能判定的计分指标", "scored indicators not told", "sentence"),
        *MADE,
    )
    return Table("scores", "得分与排名", columns, rows())


def _ordinal(place: Place, lang: Lang) -> str:
    """`3`, `2（并列）` for a tie, `2–5` where scores that are not told to the point overlap."""
    if not place.first:
        return ""
    span = f"{place.first}" if place.first == place.last else f"{place.first}–{place.last}"
    tie = {"zh": "（并列）", "en": " (tied)"}[lang] if place.tied else ""
    return span + tie


def _priced(verdict: Verdict, consequence: Consequence) -> str:
    """The findings that took or gave points, each with them (before its item's cap)."""
    priced = (
        f"{each.clause} {each.title} {each.points:+g}"
        for each in verdict.findings
        if each.consequence == consequence and each.points
    )
    return "；".join(priced)


def _untold(verdict: Verdict) -> str:
    untold = (
        f"{each.clause} {each.title}"
        for each in verdict.findings
        if each.consequence in ("deduct", "bonus") and each.status == "cannot-tell"
    )
    return "；".join(untold)
