"""征集调查 · Opinions asked for

Whether the portal asked for opinions online (征集, 调查) as often within the months as the book
says: a bonus. Each entry of such a column is one activity.

Basis:        国办秘函〔2019〕19号, part 3: 征集调查, 1 年内开展活动 6 次及以上.
Cannot tell:  when fewer are seen, but a list goes on or names no days, or a column was left out.
"""

from datetime import datetime

from checker.core.fact import Fact
from checker.core.outcome import Outcome
from checker.core.portal import held
from checker.core.site import Columns


class Params(Fact):
    """How many in how many calendar months."""

    window_months: int = 12
    at_least: int = 6


def check(columns: Columns, as_of: datetime, p: Params) -> Outcome:
    """Earned, or not."""
    return held("surveys", columns, as_of.date(), p.window_months, p.at_least)
