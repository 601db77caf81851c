"""其他栏目空白或未更新 · Other columns blank or not updated

Counts the columns that are blank, or that have a duty to be updated and are later than the book's
limit for their class. What another indicator of the portal deducts is left out: classes of which
nothing is kept up (动态要闻, 政策文件, 政策解读) and statistics of services.

Basis:        国办秘函〔2019〕19号, part 2, 发布解读: 其他栏目; 不重复扣分.
Cannot tell:  when none is seen late or blank, but columns could not be read or were not visited.
"""

from datetime import datetime

from checker.core.indicator import Limits
from checker.core.outcome import Outcome, breached, cannot_tell, passed
from checker.core.portal import late_besides, unknown_besides
from checker.core.site import Columns


def check(columns: Columns, as_of: datetime, limits: Limits) -> Outcome:
    """One fault a column."""
    today = as_of.date()
    late = late_besides(columns.columns, today, limits)
    if late:
        proofs = [each.at.quoting(f"{each.name}：最新信息 {each.newest or '无'}") for each in late]
        return breached(f"空白或未及时更新的其他栏目 {len(late)} 个", *proofs)
    unknown = unknown_besides(columns.columns, today, limits)
    if unknown or columns.unvisited:
        unseen = f"未能判定 {unknown} 个、未访问 {columns.unvisited} 个"
        return cannot_tell(f"未见空白或未及时更新的其他栏目；{unseen}", columns.at)
    return passed("未见空白或未及时更新的其他栏目", columns.at)
