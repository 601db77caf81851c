"""超过3个月未回应有效留言 · Letters unanswered for three months

Counts the published messages of the window that the site itself shows as not answered, longer
than the book allows. Petitions, reports of offences, interviews and surveys are left out.

Basis:        国办秘函〔2019〕19号, part 1: 前1年内,政务咨询类栏目(在线访谈、调查征集、网上信访、
              纪检举报类除外)存在超过3个月未回应有效留言的现象.
Cannot tell:  when an old message seems unanswered and its own page could not be looked at twice;
              and when a list of messages stands there and could not be read.
"""

from datetime import date, datetime

from checker.core.calendar import months_before
from checker.core.fact import Fact
from checker.core.letters import Letter, Letters
from checker.core.outcome import Outcome, breached, cannot_tell, not_applicable, passed


class Params(Fact):
    """Calendar months: how far back, and how long a message may wait."""

    window_months: int = 12
    max_months: int = 3


def check(letters: Letters, as_of: datetime, p: Params) -> Outcome:
    """One fault a message."""
    today = as_of.date()
    first, last = months_before(today, p.window_months), months_before(today, p.max_months)
    old = [
        (each.sent, each)
        for each in letters.letters
        if each.sent and first <= each.sent < last and not each.exempt_kind
    ]
    waiting = _in_order(old, "pending")
    if waiting:
        says = (
            f"超过 {p.max_months} 个月未回应的留言 {len(waiting)} 条，最早的写于 {waiting[0].sent}"
        )
        return breached(says, *(each.at.quoting(_words(each)) for each in waiting))
    doubtful = _in_order(old, "unclear")
    if doubtful:
        proofs = [each.at.quoting(_words(each)) for each in doubtful]
        return cannot_tell(f"有 {len(doubtful)} 条留言疑似超期未回应，未能复核", *proofs)
    if letters.letters:
        return passed(f"查看留言 {len(letters.letters)} 条，没有超期未回应的", letters.at)
    if letters.unread:
        return cannot_tell(f"有 {letters.unread} 个留言列表未能读取", letters.at)
    return not_applicable("未见公开的留言列表")


def _in_order(old: list[tuple[date, Letter]], state: str) -> list[Letter]:
    stood = [(sent, each) for sent, each in old if each.state == state]
    return [each for _, each in sorted(stood, key=lambda pair: (pair[0], pair[1].seal()))]


def _words(letter: Letter) -> str:
    unit = f"，{letter.unit}" if letter.unit else ""
    return f"{letter.sent} {letter.title}{unit}"
