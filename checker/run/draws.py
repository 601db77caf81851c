"""Draws: who must be in one, the list that it leaves, and the list as a round takes it up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.core.draw import Draw
from checker.core.period import Period
from checker.core.target import Target
from checker.extract.ledgers.bounds import LedgerError
from checker.extract.ledgers.rows import entries
from checker.extract.ledgers.sheet import sheet
from checker.extract.ledgers.words import code_of as written_code
from checker.report.table_file import save_table
from checker.report.tables import Column, Lang, Table
from checker.run.ledgers import ledger_bytes
from checker.run.office import Office
from checker.run.standings import unqualified_in
from checker.store.filing import code_of
from checker.store.periods import registered_since

_SEED = Column("seed", "抽查种子", "seed")
_POPULATION = Column("population", "总体摘要", "population", "code")


def must_be_drawn(office: Office, period: Period) -> frozenset[str]:
    """The codes of those registered since the period began, and of last period's unqualified."""
    failed = (
        each.target.code
        for kind in ("site", "account")
        for each in unqualified_in(office, period.before, kind)
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
        _SEED,
        _POPULATION,
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


@dataclass(frozen=True)
class DrawnList:
    """A draw's list as a round takes it up: the codes that it names, its seed and population."""

    codes: frozenset[str]
    seed: str
    population: str


class StrangeDraw(Exception):
    """A list that names what is not registered: another office's, or an old one."""

    def __init__(self, codes: Sequence[str]) -> None:
        some = "、".join(codes[:5])
        self.zh = f"抽查名单中有 {len(codes)} 个未登记（{some}），请重新抽取"
        self.en = f"{len(codes)} codes of the draw are not registered ({some}); draw again"
        super().__init__(self.zh)


def read_draw(path: Path) -> DrawnList:
    """The list that `checker draw -o` left; raises LedgerError for a file that is none."""
    rows = list(entries(sheet(ledger_bytes(path), path.name), "results", ("code",)))
    codes = frozenset(code for row in rows if (code := row.value("code", written_code, "")))
    if not codes:
        raise LedgerError(f"{path} 里没有抽中的对象", f"{path} names no target")
    noted = dict(rows[0].notes)
    return DrawnList(codes, _noted(noted, _SEED), _noted(noted, _POPULATION))


def _noted(notes: Mapping[str, str], column: Column) -> str:
    return notes.get(column.zh) or notes.get(column.en) or ""


def drawn_from(draw: DrawnList, registered: Sequence[Target]) -> Sequence[Target]:
    """The targets of the kinds that a draw names, drawn or not; raises StrangeDraw."""
    named = {code_of(each): each.kind for each in registered if code_of(each) in draw.codes}
    if strange := sorted(draw.codes - named.keys()):
        raise StrangeDraw(strange)
    kinds = set(named.values())
    return [each for each in registered if each.kind in kinds]
