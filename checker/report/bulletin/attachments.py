"""The attachments of a bulletin as tables: every column there is; the office's form chooses.

Each builder gives all of its columns under our own headers; see `arrangement` for what an office
makes of them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from checker.core.standing import Standing, tallies
from checker.core.target import Account, Site
from checker.core.tickets import by_unit, yearly_deduction
from checker.report.bulletin.figures import Figures, place_of
from checker.report.bulletin.form import TableName
from checker.report.bulletin.letters_tables import letters, letters_answers
from checker.report.bulletin.numbers import rate
from checker.report.bulletin.place_tables import grades, places, supervision
from checker.report.bulletin.problems import NONE, problems_in_words, vetoes_in_words
from checker.report.tables import Cell, Column, Table
from checker.report.wording import word

_NUMBER = Column("number", "序号", "no", "number")
_WHO = (
    Column("name", "名称", "name", "name"),
    Column("code", "标识码", "code", "code"),
    Column("type", "类型", "type"),
    Column("owner", "主办单位", "owner", "name"),
    Column("region", "地区", "region"),
    Column("level", "层级", "level"),
    Column("place", "所属地方或部门", "place", "name"),
)


def _who(target: Site | Account) -> tuple[Cell, ...]:
    return (target.name, target.code, target.type, target.owner, target.region, target.level,
            place_of(target))  # fmt: skip


def _failing(name: str, title: str, standings: Iterable[Standing], figures: Figures) -> Table:
    def rows() -> Iterator[tuple[Cell, ...]]:
        failing = (each for each in standings if each.word == "unqualified")
        for number, each in enumerate(failing, 1):
            words = vetoes_in_words(each, figures.form) or _by_score(each)
            yield (
                number,
                *_who(each.target),
                words,
                sum(p.faults for p in each.vetoes),
                each.verdict,
            )

    columns = (
        _NUMBER, *_WHO, Column("problems", "存在的突出问题", "problems", "sentence"),
        Column("faults", "问题处数", "faults", "number"),
        Column("verdict", "判定编号", "verdict", "code"),
    )  # fmt: skip
    return Table(name, title, columns, rows())


def _by_score(standing: Standing) -> str:
    return f"得分 {standing.score.high:g}，低于合格线" if standing.score else ""


def failing_sites(figures: Figures) -> Table:
    """不合格政府网站名单: the sites that a person confirmed as failing."""
    return _failing("failing-sites", "不合格政府网站名单", figures.sites, figures)


def failing_accounts(figures: Figures) -> Table:
    """不合格政务新媒体名单."""
    return _failing("failing-accounts", "不合格政务新媒体名单", figures.accounts, figures)


def undetermined(figures: Figures) -> Table:
    """待确认和无法判定: for the office's own use, never for publication."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        open_ones = ("pending", "undetermined", "unchecked")
        waiting = (e for e in chain(figures.sites, figures.accounts) if e.word in open_ones)
        for number, each in enumerate(waiting, 1):
            told = f"{each.told}/{each.indicators}"
            yield number, *_who(each.target), word(each.word, "zh"), told, each.verdict

    columns = (
        _NUMBER, *_WHO, Column("standing", "状态", "standing"), Column("told", "已判指标", "told"),
        Column("verdict", "判定编号", "verdict", "code"),
    )  # fmt: skip
    return Table("undetermined", "待确认和无法判定名单", columns, rows())


def tickets(figures: Figures) -> Table:
    """网民留言办理情况: one row a unit, with 承办, 办结 and 逾期."""
    days = figures.terms.tickets_days

    def rows() -> Iterator[tuple[Cell, ...]]:
        for number, each in enumerate(by_unit(figures.tickets, figures.as_of, days), 1):
            in_time = rate(each.taken - each.late, each.taken, figures.form.decimals)
            yield number, each.unit, each.taken, each.finished, each.late, each.returned, in_time

    columns = (
        _NUMBER,
        Column("unit", "单位", "unit", "name"),
        Column("taken", "承办数量", "taken", "number"),
        Column("finished", "办结数量", "finished", "number"),
        Column("late", "逾期数量", "late", "number"),
        Column("returned", "退回修改数量", "sent back", "number"),
        Column("in_time", "按期办结率", "in time"),
    )
    return Table("tickets", "留言办理情况统计表", columns, rows())


def ticket_deductions(figures: Figures) -> Table:
    """监管考核扣分: what a year's unfinished and much belated tickets take from each unit."""
    taken = yearly_deduction(figures.tickets, figures.period.year)
    heads = (
        Column("unit", "单位", "unit", "name"),
        Column("points", "扣分", "points", "number"),
    )
    rows = [(unit, -points) for unit, points in taken.items()]
    return Table("ticket-deductions", "留言办理监管考核扣分", heads, rows)


def columns(figures: Figures) -> Table:
    """栏目更新统计: one row a registered column, the items of each month of the period."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        for number, each in enumerate(figures.columns, 1):
            yield number, each.name, each.frequency, each.unit, *each.months

    heads = (
        _NUMBER,
        Column("name", "栏目名称", "column", "name"),
        Column("frequency", "更新频次", "frequency"),
        Column("unit", "保障单位", "unit", "name"),
        *(
            Column(f"month{place}", f"{day.month}月", f"month {day.month}", "number")
            for place, day in enumerate(figures.period.months, 1)
        ),
    )
    return Table("columns", "政府网站栏目更新统计表", heads, rows())


def accounts(figures: Figures) -> Table:
    """政务新媒体更新情况: one row an account, what it owed and did."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        for number, each in enumerate(figures.accounts, 1):
            duty = each.duty
            done = (duty.due, duty.done, duty.recommended, duty.reposted) if duty else (None,) * 4
            problems = vetoes_in_words(each, figures.form) or _noted(each, figures)
            if duty and duty.noted:
                problems = duty.noted if problems == NONE else f"{problems}；{duty.noted}"
            yield number, *_who(each.target), *done, _result(each), problems

    heads = (
        _NUMBER, *_WHO,
        Column("due", "应更新数", "due", "number"),
        Column("done", "实际更新数", "done", "number"),
        Column("recommended", "推荐转发内容数量", "recommended", "number"),
        Column("reposted", "实际转载数量", "reposted", "number"),
        Column("result", "合格/不合格", "result"),
        Column("problems", "存在突出问题", "problems", "sentence"),
    )  # fmt: skip
    return Table("accounts", "政务新媒体更新情况统计表", heads, rows())


def _noted(standing: Standing, figures: Figures) -> str:
    return problems_in_words([e for e in standing.problems if not e.veto], figures.form)


def _result(standing: Standing) -> str:
    """合格 or 不合格; what is not told is said to be so, and never a fault."""
    return word(standing.word, "zh")


def scores(figures: Figures) -> Table:
    """检查评分: best first as registered; a site with a veto has no score."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        ranked = sorted(
            figures.sites, key=lambda e: -(e.score.low if e.score and not e.vetoes else -1)
        )
        for number, each in enumerate(ranked, 1):
            problems = problems_in_words(each.problems, figures.form) if each.verdict else NONE
            yield number, *_who(each.target), _score(each), _result(each), problems

    heads = (
        _NUMBER, *_WHO, Column("score", "评分", "score"), Column("result", "结果", "result"),
        Column("problems", "主要问题", "problems", "sentence"),
    )  # fmt: skip
    return Table("scores", "政府网站检查评分情况", heads, rows())


def _score(standing: Standing) -> str:
    score = standing.score
    if score is None or standing.vetoes:
        return ""
    return f"{score.low:g}" if score.low == score.high else f"{score.low:g}～{score.high:g}"


def accounts_by_unit(figures: Figures) -> Table:
    """政务新媒体检查情况 by region: 数量, 合格数, 不合格数, 合格率."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        for number, (unit, each) in enumerate(tallies(figures.accounts, "region").items(), 1):
            passed = rate(each.qualified, each.told, figures.form.decimals)
            open_ones = each.pending + each.undetermined
            note = f"{open_ones}个待确认或无法判定" if open_ones else ""
            yield number, unit, each.registered, each.qualified, each.unqualified, passed, note

    heads = (
        _NUMBER,
        Column("unit", "单位", "unit", "name"),
        Column("registered", "新媒体数量", "registered", "number"),
        Column("qualified", "合格数", "qualified", "number"),
        Column("unqualified", "不合格数", "unqualified", "number"),
        Column("rate", "合格率", "rate"),
        Column("note", "备注", "note", "sentence"),
    )
    return Table("accounts-by-unit", "政务新媒体检查情况", heads, rows())


def mending(figures: Figures) -> Table:
    """问题整改情况: notices given up to the day, mended, overdue and opened again."""
    m = figures.mending
    share = rate(m.mended, m.given, figures.form.decimals)
    heads = (
        Column("given", "下发问题数", "given", "number"),
        Column("mended", "已整改数", "mended", "number"),
        Column("overdue", "超期未改数", "overdue", "number"),
        Column("reopened", "反复出现数", "reopened", "number"),
        Column("rate", "整改率", "rate"),
    )
    rows = [(m.given, m.mended, m.overdue, m.reopened, share)] if m.given else []
    return Table("mending", "问题整改情况", heads, rows)


BUILDERS: Mapping[TableName, Callable[[Figures], Table]] = {
    "failing-sites": failing_sites,
    "failing-accounts": failing_accounts,
    "letters": letters,
    "letters-answers": letters_answers,
    "columns": columns,
    "tickets": tickets,
    "ticket-deductions": ticket_deductions,
    "accounts": accounts,
    "scores": scores,
    "accounts-by-unit": accounts_by_unit,
    "places": places,
    "grades": grades,
    "supervision": supervision,
    "mending": mending,
    "undetermined": undetermined,
}
