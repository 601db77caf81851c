"""首页不更新 · Home page not updated

The newest dated entry on the home page is older than the book allows. A home page that only leads
to columns is judged by the newest entry of those columns.

Basis:        国办秘函〔2019〕19号, part 1: 监测2周,首页无信息更新的;如首页仅为网站栏目导航入口,
              所有二级页面无信息更新的.
Cannot tell:  when no entry carries a date that could be read; and when all that could be read is
              old, but lists were not read, or more than half of the entries carry no usable date.
"""

from datetime import date, datetime

from checker.core.evidence import Proof, Unseen
from checker.core.fact import Fact
from checker.core.outcome import Outcome, breached, cannot_tell, not_seen, passed
from checker.core.site import Columns, Home


class Params(Fact):
    """Whole days from the newest entry to the monitoring time."""

    max_idle_days: int = 14


def check(home: Home, columns: Columns | Unseen, as_of: datetime, p: Params) -> Outcome:
    """Entries dated after `as_of` are no update, and no usable date."""
    today = as_of.date()
    dated = [e for e in home.entries if e.published is not None and e.published <= today]
    if dated:
        newest = max(dated, key=lambda e: (e.published or date.min, e.title, e.url))
        unread = home.unread
        doubtful = len(home.entries) > 2 * len(dated)
        return _told("首页", newest.published or date.min, newest.at, unread, doubtful, today, p)
    if not home.portal_only:
        return cannot_tell("首页没有可辨认日期的信息", home.at)
    if isinstance(columns, Unseen):
        return not_seen(columns)
    return _by_columns(columns, today, p)


def _by_columns(columns: Columns, today: date, p: Params) -> Outcome:
    """首页仅为网站栏目导航入口: the newest entry of all columns counts."""
    dated = [c for c in columns.columns if c.newest is not None and c.newest <= today]
    if not dated:
        return cannot_tell("首页仅为栏目导航，各栏目没有可辨认日期的信息", columns.at)
    newest = max(dated, key=lambda c: (c.newest or date.min, c.name, c.url))
    unread = columns.unvisited + sum(c.content == "unread" for c in columns.columns)
    items = sum(c.items for c in columns.columns)
    doubtful = 2 * sum(c.undated + c.future for c in columns.columns) > items
    day = newest.newest or date.min
    return _told("首页仅为栏目导航，各栏目", day, newest.at, unread, doubtful, today, p)


def _told(
    where: str, newest: date, at: Proof, unread: int, doubtful: bool, today: date, p: Params
) -> Outcome:
    idle = (today - newest).days
    says = f"{where}最新信息发布于 {newest}，距监测时间点 {idle} 天（标准：{p.max_idle_days} 天）"
    if idle <= p.max_idle_days:
        return passed(says, at, days_left=p.max_idle_days - idle)
    if unread:
        return cannot_tell(f"{says}；另有 {unread} 个列表或栏目未能读取", at)
    if doubtful:
        return cannot_tell(f"{says}；半数以上信息没有可用的日期", at)
    return breached(says, at)
