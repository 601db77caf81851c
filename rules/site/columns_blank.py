"""空白栏目 · Blank columns

Counts the columns that hold nothing at all: no item, no text, no child and no link, and a browser
saw the same.

Basis:        国办秘函〔2019〕19号, part 1: 空白栏目数量超过(含)5个的.
Cannot tell:  when fewer are seen blank than the book asks for, but columns that could not be read,
              or that were not visited, could make up the number.
"""

from checker.core.columns import blank_columns
from checker.core.evidence import Proof
from checker.core.fact import Fact
from checker.core.outcome import Outcome, breached, cannot_tell, passed
from checker.core.site import Column, Columns


class Params(Fact):
    """How many columns make a breach: this number or more."""

    at_least: int = 5


def check(columns: Columns, p: Params) -> Outcome:
    """One fault a column."""
    blank = blank_columns(columns.columns)
    unread = len({column.url for column in columns.columns if column.content == "unread"})
    proofs = [_proof(column) for column in blank]
    says = f"空白栏目 {len(blank)} 个（标准：{p.at_least} 个及以上）"
    if len(blank) >= p.at_least:
        return breached(says, *proofs)
    if len(blank) + unread + columns.unvisited >= p.at_least:
        unseen = f"未能读取 {unread} 个、未访问 {columns.unvisited} 个"
        return cannot_tell(f"{says}；{unseen}", *proofs)
    return passed(says, *proofs)


def _proof(column: Column) -> Proof:
    """The column's page, with what stands there in place of a list."""
    shown = column.at.quote if column.at.quote != column.name else ""
    return column.at.quoting(f"{column.name}：{shown or '没有内容'}")
