"""Attachments that count by place: the table of a province, grades, and who is to be commended."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from checker.core.standing import Standing, Tally, tallies
from checker.core.target import PORTAL, Site
from checker.core.tickets import by_unit
from checker.report.bulletin.figures import Figures
from checker.report.bulletin.form import Grade
from checker.report.tables import Cell, Column, Table

_PROVINCE = "省级"
_SUFFIXES = ("自治州", "地区", "市", "州", "盟")


def short_place(region: str) -> str:
    """The name of a city without its kind: 成都市 is 成都, 阿坝州 is 阿坝."""
    for suffix in _SUFFIXES:
        if region.endswith(suffix) and len(region) > len(suffix) + 1:
            return region.removesuffix(suffix)
    return region


def places(figures: Figures) -> Table:
    """各地检查情况: one row a city, one for the province's own, and the sums."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        counted: dict[str, Counter[str]] = {}
        for each in chain(figures.sites, figures.accounts):
            counted.setdefault(_place(each), Counter()).update(_counts_as(each))
        order = sorted(counted, key=lambda name: name == _PROVINCE)
        shown = [_row(figures, name, counted[name]) for name in order]
        yield from shown
        yield _sums(shown)

    heads = (
        Column("place", "单位", "place", "name"),
        Column("short", "地区", "short name"),
        Column("sites", "网站总数", "sites", "number"),
        Column("portals", "市级门户网站数", "city portals", "number"),
        Column("departments", "市级部门网站数", "city departments", "number"),
        Column("counties", "县级门户网站数", "county portals", "number"),
        Column("failing", "存在突出问题网站数", "failing sites", "number"),
        Column("accounts", "政务新媒体总数", "accounts", "number"),
        Column("failing_accounts", "存在突出问题新媒体数", "failing accounts", "number"),
    )
    return Table("places", "政府网站与政务新媒体检查情况统计表", heads, rows())


def _place(standing: Standing) -> str:
    return _PROVINCE if standing.target.level == _PROVINCE else standing.target.region


def _counts_as(standing: Standing) -> list[str]:
    """What one target counts as in its place's row."""
    kind = standing.target.kind
    counts = [kind]
    if standing.word == "unqualified":
        counts.append(f"failing {kind}")
    if isinstance(standing.target, Site):
        portal = standing.target.type == PORTAL
        counts.append(f"{standing.target.level} {'portal' if portal else 'department'}")
    return counts


def _row(figures: Figures, place: str, counted: Counter[str]) -> tuple[Cell, ...]:
    kinds: tuple[Cell, ...] = tuple(
        counted[kind] for kind in ("市级 portal", "市级 department", "县级 portal")
    )
    name, short = place, short_place(place)
    if place == _PROVINCE:
        kinds, name, short = ("—",) * 3, figures.form.province_row, figures.form.province_row
    return (
        name, short, counted["site"], *kinds, counted["failing site"],
        counted["account"], counted["failing account"],
    )  # fmt: skip


def _sums(rows: list[tuple[Cell, ...]]) -> tuple[Cell, ...]:
    sums = (
        sum(cell for cell in column if isinstance(cell, int))
        for column in list(zip(*rows, strict=True))[2:]
    )
    return ("合计", "合计", *sums)


def grades(figures: Figures) -> Table:
    """评估等次: the best grade first, in each the kinds of sites. What is not told has no grade."""
    words = figures.form.words
    graded: dict[tuple[str, str], list[str]] = {}
    scored = [each for each in figures.sites if each.score]
    scored.sort(key=lambda each: -(each.score.low if each.score else 0))
    for each in scored:
        grade = _grade(each, figures.form.grades)
        name = figures.form.name_style.format(name=each.target.name)
        graded.setdefault((grade, _kind_of(each)), []).append(name)
    found = dict.fromkeys(_kind_of(each) for each in figures.sites)
    kinds = sorted(found, key=lambda kind: not kind.endswith(_PORTALS))  # portals come first

    def rows() -> Iterator[tuple[Cell, ...]]:
        for cut in sorted(figures.form.grades, key=lambda each: -each.at_least):
            for kind in kinds:
                names = graded.get((cut.name, kind))
                if names:
                    yield cut.name, words.get(kind, kind), "、".join(names), len(names)

    heads = (
        Column("grade", "等次", "grade"),
        Column("group", "类别", "group"),
        Column("names", "网站名称", "sites", "sentence"),
        Column("count", "家数", "sites", "number"),
    )
    return Table("grades", "政府网站评估情况", heads, rows())


def _grade(standing: Standing, cuts: Sequence[Grade]) -> str:
    """The grade of a score, empty where its two ends lie in different grades."""
    score = standing.score
    ends = (score.low, score.high) if score else ()
    best_first = sorted(cuts, key=lambda each: -each.at_least)
    names = {next((cut.name for cut in best_first if end >= cut.at_least), "") for end in ends}
    return names.pop() if len(names) == 1 else ""


_PORTALS = "政府门户网站"


def _kind_of(standing: Standing) -> str:
    target = standing.target
    kind = _PORTALS if isinstance(target, Site) and target.is_portal else "部门网站"
    return f"{target.level}{kind}"


PASSED, IN_TIME = "passed", "in-time"
"""In the form's `commended`, these stand for the places that the figures themselves name."""
_COMMENDED: tuple[dict[str, tuple[str, ...]], ...] = (
    {"政府网站与政务新媒体合格率均达100%": (PASSED,)},
    {"“我为政府网站找错”留言按期办结率100%": (IN_TIME,)},
)


def supervision(figures: Figures) -> Table:
    """监管工作: the places whose rates are 100 %, and those that the office itself commends."""
    counted = {PASSED: _all_passed(figures), IN_TIME: _all_in_time(figures)}
    rows: list[tuple[Cell, ...]] = []
    for listed in figures.form.commended or _COMMENDED:
        for title, names in listed.items():
            places = counted[names[0]] if names and names[0] in counted else list(names)
            if places:
                rows.append((title, "、".join(places), len(places)))
    heads = (
        Column("title", "工作成效", "what", "sentence"),
        Column("places", "单位", "places", "sentence"),
        Column("count", "个数", "count", "number"),
    )
    return Table("supervision", "监管工作开展情况", heads, rows)


def _regions(figures: Figures) -> list[str]:
    return list(dict.fromkeys(e.target.region for e in figures.sites if _place(e) != _PROVINCE))


def _all_passed(figures: Figures) -> list[str]:
    """The regions without an unqualified target in any quarter of the period."""
    by_site, by_account = tallies(figures.sites, "region"), tallies(figures.accounts, "region")
    return [
        place
        for place in _regions(figures)
        if place not in figures.failing_before
        and not _any_failing(by_site.get(place))
        and not _any_failing(by_account.get(place))
    ]


def _all_in_time(figures: Figures) -> list[str]:
    """The regions that had tickets, and none of them late or overdue."""
    counted = by_unit(figures.tickets, figures.as_of, figures.terms.tickets_days, key="region")
    late = {each.unit: each.late for each in counted}
    return [place for place in _regions(figures) if late.get(place) == 0]


def _any_failing(found: Tally | None) -> bool:
    return found is not None and found.unqualified > 0
