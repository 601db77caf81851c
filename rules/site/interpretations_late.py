"""政策解读未及时更新 · Interpretation columns of the portal not updated

No column of interpretations has an entry as new as the book asks for. One late column beside others that are
kept up counts among the other columns.

Basis:        国办秘函〔2019〕19号, part 2, 发布解读: 政策解读.
Cannot tell:  when no such column was recognised, and when one that could not be read, or that was
              not visited, may be kept up.
"""

from datetime import datetime

from checker.core.indicator import Limits
from checker.core.outcome import Outcome
from checker.core.portal import kept_up
from checker.core.site import Columns


def check(columns: Columns, as_of: datetime, limits: Limits) -> Outcome:
    """One fault at most, for the class as a whole."""
    return kept_up("interpretation", columns, as_of.date(), limits)
