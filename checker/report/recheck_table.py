"""复查对照: one row a finding of a recheck, with what the round before said and what became of it."""

from collections.abc import Iterable, Iterator

from checker.core.comparison import ChangeWord, Compared
from checker.core.fact import CHINA
from checker.report.tables import Cell, Column, Lang, Table
from checker.report.target_columns import TARGET, target_cells
from checker.report.wording import word

CHANGES: dict[ChangeWord, tuple[str, str]] = {
    "still-there": ("仍存在", "still there"),
    "new": ("新发现", "new"),
    "cannot-tell": ("本次无法判定", "cannot tell now"),
    "not-visited": ("未复查", "not looked at again"),
    "mended": ("已整改", "mended"),
    "exempt": ("已豁免", "exempt"),
    "overruled": ("已撤销", "overruled"),
}
"""The words for a change, in the order in which a person wants to read them."""


def change_word(change: ChangeWord, lang: Lang) -> str:
    """The word for a change as offices print it."""
    return CHANGES[change][lang != "zh"]


def recheck(found: Iterable[Compared], lang: Lang) -> Table:
    """The findings that are breached in one of the two rounds or in both, target by target."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        for each in found:
            target = (each.after or each.before).target
            for change in each.changes:
                now, then = change.after, change.before
                one = change.finding
                proof = one.proofs[0] if one.proofs else None
                yield (
                    *target_cells(target, lang), one.indicator, one.title,
                    word(one.consequence, lang), one.clause, change_word(change.word, lang),
                    each.before.as_of.astimezone(CHINA), then.says if then else "",
                    each.after.as_of.astimezone(CHINA) if each.after else None,
                    now.says if now else each.detail, word(one.stage, lang),
                    word(each.after.outcome if each.after else None, lang),
                    proof.url if proof else "", each.before.id,
                    each.after.id if each.after else "",
                )  # fmt: skip

    columns = (
        *TARGET,
        Column("indicator", "指标编号", "indicator", "code"),
        Column("title", "指标", "title"),
        Column("as", "性质", "counts as"),
        Column("clause", "条款", "clause", "code"),
        Column("change", "复查结果", "change"),
        Column("checked_at", "初查时间", "checked", "moment"),
        Column("checked_says", "初查说明", "what was found", "sentence"),
        Column("rechecked_at", "复查时间", "rechecked", "moment"),
        Column("rechecked_says", "复查说明", "what is found now", "sentence"),
        Column("stage", "阶段", "stage"),
        Column("outcome", "现结论", "outcome now"),
        Column("proof_url", "证据网址", "proof", "url"),
        Column("verdict_before", "初查判定编号", "verdict before", "code"),
        Column("verdict_after", "复查判定编号", "verdict now", "code"),
    )
    return Table("recheck", "复查对照", columns, rows())
