"""The letters test in an attachment: who answered how, by kind of site; and letter by letter."""

from collections.abc import Iterator
from typing import Literal

from checker.core.letter_tests import SiteAnswer, SiteLetters, letter_words
from checker.core.target import Site
from checker.report.bulletin.figures import Figures
from checker.report.tables import Cell, Column, Table

_PRINTED: tuple[SiteAnswer | Literal["off-point"], ...] = (
    "same-day", "late", "none", "one-unanswered", "waiting", "off-point",
)  # fmt: skip
"""Who answered in time is counted, and not named."""
PORTALS = "政府门户类网站"


def _group(site: Site) -> str:
    return PORTALS if site.is_portal else f"{site.level or '其他'}部门网站"


def _asked(figures: Figures) -> dict[str, Site]:
    """The sites that got letters, by code."""
    codes = {each.site_code for each in figures.letters}
    return {
        each.target.code: each.target
        for each in figures.sites
        if isinstance(each.target, Site) and each.target.code in codes
    }


def letters(figures: Figures) -> Table:
    """互动回应专项检查情况: one row an answer and kind of site, with the sites' names."""
    words = {**letter_words(), "off-point": "答复内容质量不高", **figures.form.words}
    sites = _asked(figures)

    def rows() -> Iterator[tuple[Cell, ...]]:
        for answer in _PRINTED:
            groups: dict[str, list[str]] = {}
            for each in figures.letters:
                site = sites.get(each.site_code)
                if site and _is(each, answer):
                    groups.setdefault(_group(site), []).append(site.name)
            for group in sorted(groups, key=lambda name: (name != PORTALS, name)):
                names = [figures.form.name_style.format(name=each) for each in groups[group]]
                yield words[answer], group, "、".join(names), len(names)

    heads = (
        Column("answer", "回复情况", "answer"),
        Column("group", "类型", "group"),
        Column("names", "网站名称", "sites", "sentence"),
        Column("count", "家数", "sites", "number"),
    )
    return Table("letters", "政府网站互动回应专项检查情况", heads, rows())


def _is(site: SiteLetters, answer: str) -> bool:
    return site.off_point if answer == "off-point" else site.answer == answer


def letters_answers(figures: Figures) -> Table:
    """One row a tested site: how many letters, how many answered, and the answer it counts by."""
    words = letter_words()
    sites = _asked(figures)

    def rows() -> Iterator[tuple[Cell, ...]]:
        for each in figures.letters:
            site = sites.get(each.site_code)
            name, level = (site.name, site.level) if site else ("", "")
            mark = "是" if each.off_point else "否"
            yield each.site_code, name, level, each.letters, each.answered, words[each.answer], mark

    heads = (
        Column("code", "网站标识码", "site code", "code"),
        Column("name", "网站名称", "site", "name"),
        Column("level", "层级", "level"),
        Column("letters", "测试信件数", "letters", "number"),
        Column("answered", "回复数", "answered", "number"),
        Column("answer", "回复情况", "answer"),
        Column("off_point", "答非所问", "off the point"),
    )
    return Table("letters-answers", "互动回应测试明细", heads, rows())
