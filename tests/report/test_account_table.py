"""The list of accounts: the warn lines of 7, 10 and 12 days, and how many days are left."""

from datetime import timedelta

import pytest

from checker.books.library import indicators, load_book
from checker.core.account import Posts
from checker.core.judge import judge
from checker.report.content_tables import accounts
from tests.builders import AS_OF, account_evidence

NATIONAL = load_book("national-2019")
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("idle", "shown"),
    [
        (timedelta(days=7), (None, None)),
        (timedelta(days=7) + MINUTE, (1, 6)),
        (timedelta(days=10), (1, 4)),
        (timedelta(days=10) + MINUTE, (2, 3)),
        (timedelta(days=12) + MINUTE, (3, 1)),
        (timedelta(days=14), (3, 0)),
        (timedelta(days=14) + MINUTE, (None, None)),
    ],
)
def test_the_list_of_accounts_shows_the_warn_line_and_the_days_left(
    idle: timedelta, shown: tuple[int | None, int | None]
) -> None:
    whole = account_evidence()
    assert isinstance(whole.posts, Posts)
    newest = whole.posts.posts[0].model_copy(update={"moment": AS_OF - idle})
    seen = whole.posts.model_copy(update={"posts": (newest,)})
    verdict = judge(whole.model_copy(update={"posts": seen}), NATIONAL, indicators(), "0")
    table = accounts([verdict], "zh")
    (row,) = table.checked_rows()
    keys = [column.key for column in table.columns]
    assert (row[keys.index("warning_line")], row[keys.index("days_left")]) == shown
