"""The columns of a portal as its deductions count them: each late or blank column once.

国办秘函〔2019〕19号, part 2: news, policies and interpretations have indicators of their own; what
is deducted there is not deducted again among the other columns.
"""

from collections.abc import Sequence
from datetime import date

from checker.core.calendar import months_before
from checker.core.columns import Standing, is_key, limit_of, standings
from checker.core.indicator import Limits
from checker.core.outcome import Outcome, breached, cannot_tell, passed
from checker.core.site import Column, ColumnClass, Columns
from checker.core.topics import TITLES, Topic, bears, columns_on

Stood = tuple[tuple[Column, Standing], ...]

_NAMES: dict[ColumnClass, str] = {
    "news": "动态要闻",
    "policy": "政策文件",
    "interpretation": "政策解读",
}
"""The classes that have an indicator of their own, and what the text calls them."""
_JUDGED = ("list", "nothing", "unread")


def kept_up(column_class: ColumnClass, columns: Columns, as_of: date, limits: Limits) -> Outcome:
    """Whether a class of columns as a whole is kept up: its newest entry is new enough.

    Of 政策文件 only the first level counts, where there is one. A class of which no column was
    recognised is left to people: its name may be one that we do not know.
    """
    title = _NAMES[column_class]
    group = _group(column_class, standings(columns.columns, as_of, limits))
    if not group:
        return cannot_tell(f"未能认出{title}类栏目", columns.at)
    fresh = [column for column, stands in group if stands in ("fresh", "no-duty")]  # or no limit
    if fresh:
        newest = max(fresh, key=lambda each: (each.newest or date.min, each.url))
        return passed(
            f"{title}类栏目 {len(group)} 个，“{newest.name}”最新信息 {newest.newest}", newest.at
        )
    unknown = sum(stands == "unknown" for _, stands in group)
    if unknown or columns.unvisited:
        unseen = f"未能判定 {unknown} 个、未访问栏目 {columns.unvisited} 个"
        return cannot_tell(f"{title}类栏目 {len(group)} 个均未见及时更新；{unseen}", columns.at)
    newest = max(
        (column for column, _ in group), key=lambda each: (each.newest or date.min, each.url)
    )
    says = f"{title}类栏目 {len(group)} 个均未及时更新，最新信息 {newest.newest or '无'}"
    return breached(f"{says}（标准：{limit_of(newest, limits)} 天）", newest.at.quoting(says))


def late_besides(columns: Sequence[Column], as_of: date, limits: Limits) -> list[Column]:
    """其他栏目: the columns that are blank or late and that no other indicator deducts."""
    stood = standings(columns, as_of, limits)
    deducted = {
        column.url
        for column_class in _NAMES
        if _is_late(group := _group(column_class, stood))
        for column, _ in group
    }
    return [
        column
        for column, stands in stood
        if stands in ("blank", "stale", "key-stale")
        and column.url not in deducted
        and not bears("service-statistics", column.name)
    ]


def unknown_besides(columns: Sequence[Column], as_of: date, limits: Limits) -> int:
    """How many columns with a duty could not be told late or not."""
    stood = standings(columns, as_of, limits)
    return sum(stands == "unknown" for _, stands in stood)


def _group(column_class: ColumnClass, stood: Stood) -> list[tuple[Column, Standing]]:
    """The columns of a class by which it is judged: those with a list of their own, or nothing."""
    group: list[tuple[Column, Standing]] = [
        (column, stands)
        for column, stands in stood
        if column.column_class == column_class and column.content in _JUDGED
    ]
    first = [pair for pair in group if is_key(pair[0])] if column_class == "policy" else []
    return first or group


def _is_late(group: Sequence[tuple[Column, Standing]]) -> bool:
    """Whether nothing of a class is new enough, so that the class is deducted as a whole."""
    return bool(group) and all(stands in ("stale", "key-stale", "blank") for _, stands in group)


def held(topic: Topic, columns: Columns, as_of: date, window_months: int, at_least: int) -> Outcome:
    """Whether as many activities (征集, 访谈) as that are listed within the months: each entry of
    a column on the topic is one. The list of a column that is recent down to its end may go on.
    """
    since = months_before(as_of, window_months)
    listed = [each for each in columns_on(topic, columns.columns) if each.content != "parent"]
    count = sum(since <= day <= as_of for each in listed for day in each.days)
    at = listed[0].at if listed else columns.at
    says = f"{since} 以来开展{TITLES[topic]} {count} 次（标准：{at_least} 次）"
    if count >= at_least:
        return passed(says, at)
    if columns.unvisited or not all(_is_whole(each, since) for each in listed):
        return cannot_tell(f"{says}；列表未能看全", at)
    return breached(says, at)


def _is_whole(column: Column, since: date) -> bool:
    """Whether the first page of a column shows all of its entries since a day."""
    if column.content != "list":
        return column.content == "nothing"
    return not column.undated and bool(column.days) and min(column.days) < since
