"""Verdicts to tables of what was seen: columns, registered columns by unit, accounts."""

from collections.abc import Iterator

from checker.core.calendar import months_before
from checker.core.fact import CHINA
from checker.core.verdict import MonthRow, Stage, Verdict
from checker.report.tables import Cell, Column, Lang, Table
from checker.report.target_columns import ACCOUNT, SITE, account_cells, site_cells
from checker.report.verdict_tables import (
    MADE,
    InForce,
    Verdicts,
    at_stage,
    made,
    still_cited,
)
from checker.report.wording import word, yes_no


def columns(
    verdicts: Verdicts, lang: Lang, stage: Stage | None = None, in_force: InForce = still_cited
) -> Table:
    """栏目更新情况: one row a column of every site."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        for verdict in verdicts:
            if stage and not at_stage(verdict, stage):
                continue
            for each in verdict.columns or ():
                yield (
                    *site_cells(verdict.target),
                    each.name,
                    each.url,
                    " > ".join(each.path),
                    word(each.column_class, lang),
                    each.newest,
                    each.items,
                    each.limit_days,
                    yes_no(each.stale, lang),
                    yes_no(each.blank, lang),
                    each.frequency,
                    each.unit,
                    *made(verdict, in_force, lang),
                )

    heads = (
        *SITE,
        Column("name", "栏目名称", "column", "name"),
        Column("url", "栏目网址", "url", "url"),
        Column("path", "栏目路径", "path", "sentence"),
        Column("class", "栏目类别", "class"),
        Column("newest", "最新信息日期", "newest", "date"),
        Column("items", "首页条数", "items", "number"),
        Column("limit_days", "更新期限（天）", "limit (days)", "number"),
        Column("stale", "是否逾期", "stale"),
        Column("blank", "是否空白", "blank"),
        Column("frequency", "更新频次", "frequency"),
        Column("unit", "保障单位", "kept by", "name"),
        *MADE,
    )
    return Table("columns", "栏目更新情况", heads, rows())


def accounts(
    verdicts: Verdicts, lang: Lang, stage: Stage | None = None, in_force: InForce = still_cited
) -> Table:
    """新媒体更新情况: one row an account, with the warn line that it crossed and the days left to it.

    A book's lines go from the first (national: 7 days without a post) to the last (12 days).
    """

    def rows() -> Iterator[tuple[Cell, ...]]:
        for verdict in verdicts:
            posts = verdict.posts
            if posts is None or (stage and not at_stage(verdict, stage)):
                continue
            idle = (verdict.as_of - posts.newest).days if posts.newest else None
            warnings = [each.warning for each in verdict.findings if each.warning]
            warning = max(warnings, key=lambda each: each.line, default=None)
            yield (
                *account_cells(verdict.target),
                posts.newest.astimezone(CHINA) if posts.newest else None, idle, posts.count,
                posts.longest_gap_days, posts.breach_days, "；".join(posts.sources),
                word(verdict.outcome, lang), word(verdict.stage, lang),
                warning.line if warning else None, warning.days_left if warning else None,
                *made(verdict, in_force, lang),
            )  # fmt: skip

    heads = (
        *ACCOUNT,
        Column("newest", "最近更新", "newest", "moment"),
        Column("idle_days", "未更新天数", "idle days", "number"),
        Column("count", "可见信息条数", "posts seen", "number"),
        Column("longest_gap_days", "最长间隔（天）", "longest gap (days)", "number"),
        Column("breach_days", "不达标天数", "days out of rule", "number"),
        Column("sources", "数据源", "sources", "sentence"),
        Column("outcome", "结论", "outcome"),
        Column("stage", "阶段", "stage"),
        Column("warning_line", "预警级别", "warn line", "number"),
        Column("days_left", "剩余天数", "days left", "number"),
        *MADE,
    )
    return Table("accounts", "新媒体更新情况", heads, rows())


def units(
    verdicts: Verdicts, lang: Lang, stage: Stage | None = None, in_force: InForce = still_cited
) -> Table:
    """保障单位更新情况: one row a registered column, by site and unit, as offices annex it.

    The months are those of the monitoring time and the two before it.
    """

    def rows() -> Iterator[tuple[Cell, ...]]:
        for verdict in verdicts:
            if stage and not at_stage(verdict, stage):
                continue
            for each in verdict.promised:
                shown = {month.month: month for month in each.months}
                yield (
                    *site_cells(verdict.target), each.unit, each.name, each.url,
                    each.frequency, *(_count(shown.get(name)) for name in _last_months(verdict)),
                    each.newest, yes_no(each.kept, lang), yes_no(each.found, lang),
                    *made(verdict, in_force, lang),
                )  # fmt: skip

    heads = (
        *SITE,
        Column("unit", "保障单位", "kept by", "name"),
        Column("name", "栏目名称", "column", "name"),
        Column("url", "栏目网址", "url", "url"),
        Column("frequency", "更新频次", "frequency"),
        Column("month_before_last", "前月条数", "items, month before last"),
        Column("last_month", "上月条数", "items, last month"),
        Column("this_month", "本月条数", "items, this month"),
        Column("newest", "最新信息日期", "newest", "date"),
        Column("kept", "是否按频次更新", "in time"),
        Column("found", "是否找到栏目", "column found"),
        *MADE,
    )
    return Table("units", "保障单位更新情况", heads, rows())


def _last_months(verdict: Verdict) -> tuple[str, ...]:
    first = verdict.as_of.astimezone(CHINA).date().replace(day=1)
    return tuple(f"{months_before(first, back):%Y-%m}" for back in (2, 1, 0))


def _count(month: MonthRow | None) -> Cell:
    """The items of a month; with ≥ where the page may not show all, empty where it shows none."""
    if month is None:
        return None
    return f"≥{month.items}" if month.at_least else month.items
