"""机构职能缺失 · No word on organs and their duties

The portal has no column and no link on its organs and their duties, or that column is blank.

Basis:        国办秘函〔2019〕19号, part 2, 发布解读: 机构职能.
Cannot tell:  when columns or links were left out, one of which may be it.
"""

from checker.core.evidence import Unseen
from checker.core.links import Links
from checker.core.outcome import Outcome
from checker.core.site import Columns
from checker.core.topics import offered


def check(columns: Columns, links: Links | Unseen) -> Outcome:
    """One fault at most: that there is none."""
    return offered("functions", columns, links)
