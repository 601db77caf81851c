"""Where one column stands: blank, stale in which list, fresh, without duty, or not told.

国办秘函〔2019〕19号 counts a column once: blank columns; key columns (动态要闻 of any level,
通知公告 and 政策文件 of the first level); all others that ought to be updated. A column is put in
the first list that fits, so that no fault is counted twice.
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal, get_args

from checker.core.indicator import Limits
from checker.core.site import Column

Standing = Literal["fresh", "no-duty", "unknown", "stale", "key-stale", "blank"]
"""From the mildest to the worst: a column that was read twice keeps the milder reading."""

SURE_OF_CLASS = 0.5
"""Below this confidence a column's class is a guess, and no guess makes a column stale."""

_MILDEST_FIRST: tuple[Standing, ...] = get_args(Standing)
_FIRST_LEVEL_ONLY = ("notice", "policy")


def is_key(column: Column) -> bool:
    """Whether the column counts among 动态要闻 and first-level 通知公告, 政策文件."""
    if column.column_class == "news":
        return True
    return column.column_class in _FIRST_LEVEL_ONLY and column.first_level


def limit_of(column: Column, limits: Limits) -> int | None:
    """The most days without news for this column under the book, None where it has no duty."""
    return limits.get(column.column_class)


def standing(column: Column, as_of: date, limits: Limits) -> Standing:
    """The one list that the column belongs to on the day of `as_of`."""
    if column.content == "unread":
        return "unknown"
    if column.content == "nothing":
        return "blank"
    limit = limit_of(column, limits)
    if limit is None or column.content != "list":
        return "no-duty"
    if column.newest is None:
        return "unknown"
    if (as_of - column.newest).days <= limit:
        return "fresh"
    if column.confidence < SURE_OF_CLASS or column.undated * 2 > column.items:
        return "unknown"
    return "key-stale" if is_key(column) else "stale"


def blank_columns(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns that hold nothing wherever they were read, one address once, by name."""
    filled = {column.url for column in columns if column.content != "nothing"}
    blank = {column.url: column for column in _in_order(columns) if column.url not in filled}
    return tuple(blank.values())


def standings(
    columns: Sequence[Column], as_of: date, limits: Limits
) -> tuple[tuple[Column, Standing], ...]:
    """Each column with its standing, one address once, ordered by name and address."""
    by_address: dict[str, tuple[Column, Standing]] = {}
    for column in _in_order(columns):
        stands = standing(column, as_of, limits)
        known = by_address.get(column.url)
        if known is None or _MILDEST_FIRST.index(stands) < _MILDEST_FIRST.index(known[1]):
            by_address[column.url] = (column, stands)
    return tuple(sorted(by_address.values(), key=lambda pair: (pair[0].name, pair[0].url)))


def _in_order(columns: Sequence[Column]) -> list[Column]:
    """In an order of their own, whatever order they were found in."""
    return sorted(columns, key=lambda c: (c.name, c.url, c.path, c.content, str(c.newest)))
