"""What a reader of a verdict finds beside the findings: columns and posts in short."""

from datetime import date, timedelta
from typing import Any

from evidence_samples import AS_OF, HERE, account_with, book_of, line, site_with

from checker.core.account import Post, Posts, Source
from checker.core.evidence import Unseen
from checker.core.site import Column, Columns
from checker.core.summary import column_rows, posts_row
from checker.core.verdict import ColumnRow, PostsRow

BOOK = book_of(line("account.idle", params={"max_idle_days": 14}), columns={"news": 14})


def row(**parts: Any) -> ColumnRow:
    """The row of one news column that is sure of its class."""
    sure: dict[str, Any] = {"column_class": "news", "confidence": 0.9, "content": "list"}
    column = Column(name="动态", url="http://a.example/", at=HERE, **{**sure, **parts})
    (made,) = column_rows(site_with(columns=Columns(columns=(column,), at=HERE)), BOOK)
    return made


def test_a_column_is_fresh_stale_blank_or_untold() -> None:
    fresh = row(newest=date(2026, 11, 8), items=9)
    assert (fresh.stale, fresh.blank, fresh.limit_days) == (False, False, 14)
    stale = row(newest=date(2026, 11, 7), items=9)
    assert (stale.stale, stale.blank) == (True, False)
    blank = row(content="nothing")
    assert (blank.stale, blank.blank) == (False, True)
    unread = row(content="unread")
    assert (unread.stale, unread.blank) == (None, None)
    undated = row(items=9, undated=9)
    assert (undated.stale, undated.blank) == (None, False)


def test_a_column_without_a_duty_has_no_limit() -> None:
    static = row(column_class="static", newest=date(2020, 1, 1))
    assert (static.stale, static.limit_days) == (False, None)


def test_columns_that_nobody_saw_have_no_rows() -> None:
    assert column_rows(site_with(), BOOK) == ()


def posted(*days_ago: float, future: float = 0) -> PostsRow:
    ages = (*days_ago, -future) if future else days_ago
    posts = tuple(Post(title="t", moment=AS_OF - timedelta(days=n), at=HERE) for n in ages)
    source = Source(name="feed", kind="feed", state="ok")
    seen = Posts(posts=posts, sources=(source,), at=HERE)
    return posts_row(account_with(posts=seen, sources=(source,)), BOOK)


def test_the_longest_gap_and_the_days_beyond_the_limit_are_counted() -> None:
    found = posted(3, 23, 24, 60)
    assert found.newest == AS_OF - timedelta(days=3)
    assert (found.count, found.longest_gap_days, found.breach_days) == (4, 36, 22 + 6)
    assert found.sources == ("feed",)


def test_the_time_since_the_newest_post_is_a_gap_too() -> None:
    assert posted(20).longest_gap_days == 20


def test_a_post_dated_later_is_not_the_newest() -> None:
    assert posted(20, future=2).newest == AS_OF - timedelta(days=20)


def test_an_account_that_nobody_saw_has_nothing_to_show() -> None:
    unseen = account_with(posts=Unseen(reason="source-failed"))
    assert posts_row(unseen, BOOK) == PostsRow()
