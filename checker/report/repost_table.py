"""转载任务完成情况: one row an account and task, with the post that answers it."""

from collections.abc import Iterable, Iterator

from checker.core.reposts import Repost, RepostState
from checker.core.target import Account
from checker.report.tables import Cell, Column, Lang, Table
from checker.report.target_columns import ACCOUNT, account_cells

_STATES: dict[RepostState, tuple[str, str]] = {
    "in-time": ("按时转载", "in time"),
    "late": ("逾期转载", "late"),
    "missing": ("未转载", "missing"),
    "open": ("未到期", "open"),
}


def reposts(found: Iterable[tuple[Account, Repost]], lang: Lang) -> Table:
    """Every task of every account; 完成率 is told by the state's column."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        for account, answer in found:
            post = answer.post
            yield (
                *account_cells(account),
                answer.task.title, answer.task.url, answer.task.deadline,
                _STATES[answer.state][0 if lang == "zh" else 1],
                post.moment if post else None, post.title if post else "", post.url if post else "",
            )  # fmt: skip

    heads = (
        *ACCOUNT,
        Column("task", "任务标题", "task", "sentence"),
        Column("task_url", "任务网址", "task address", "url"),
        Column("deadline", "截止时间", "deadline", "moment"),
        Column("state", "完成情况", "state"),
        Column("posted", "转载时间", "posted", "moment"),
        Column("post", "转载标题", "post", "sentence"),
        Column("post_url", "转载网址", "post address", "url"),
    )
    return Table("reposts", "转载任务完成情况", heads, rows())
