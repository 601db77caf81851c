"""Draws: who must be in one, and the list that it leaves."""

from pathlib import Path

from checker.core.draw import Draw
from checker.core.period import Period
from checker.report.table_file import save_table
from checker.report.tables import Column, Lang, Table
from checker.run.bulletin import standings
from checker.run.office import Office
from checker.store.periods import registered_since


def must_be_drawn(office: Office, period: Period) -> frozenset[str]:
    """The codes of those registered since the period began, and of last period's unqualified."""
    failed = (
        each.target.code
        for of_kind in standings(office, period.before)
        for each in of_kind
        if each.word == "unqualified"
    )
    return frozenset((*failed, *registered_since(office.database, period.start)))


def write_draw(made: Draw, path: Path, lang: Lang) -> None:
    """The list of a draw in the form of the file's suffix; raises OSError."""
    columns = (
        Column("code", "标识码", "code", "code"),
        Column("name", "名称", "name", "name"),
        Column("type", "类型", "type"),
        Column("owner", "主办单位", "owner", "name"),
        Column("region", "地区", "region"),
        Column("level", "层级", "level"),
        Column("seed", "抽查种子", "seed"),
        Column("population", "总体摘要", "population", "code"),
    )
    rows = (
        (
            each.code,
            each.name,
            each.type,
            each.owner,
            each.region,
            each.level,
            made.seed,
            made.population,
        )
        for each in made.targets
    )
    table = Table("draw", "抽查名单", columns, rows)
    save_table(table, path, lang)
