"""A book value by value with its origin, and two books compared."""

from checker.books.explain import Difference, Row, differences, explain
from checker.books.library import lineage, load_book

NATIONAL, LOCAL = lineage("example-district-2023")


def rows(id: str) -> list[Row]:
    return [row for row in explain(LOCAL, [NATIONAL]) if row.id == id]


def test_a_changed_value_comes_from_the_local_book() -> None:
    changed = Row("account.idle", "params.max_idle_days", "5", "example-district-2023")
    assert changed in rows("account.idle")


def test_a_value_that_was_left_comes_from_the_parent() -> None:
    assert Row("account.idle", "clause", "新媒体 1.2.1", "national-2019") in rows("account.idle")
    assert Row("columns", "news", "14", "national-2019") in rows("columns")
    assert Row("grading", "pass_at", "60", "national-2019") in rows("grading")


def test_every_line_of_the_book_is_shown() -> None:
    shown = {row.id for row in explain(LOCAL, [NATIONAL])}
    assert {entry.id for entry in LOCAL.entries} <= shown


def test_a_book_without_parents_is_its_own_origin() -> None:
    assert {row.origin for row in explain(NATIONAL)} == {"national-2019"}


def test_two_books_are_compared_value_by_value() -> None:
    found = differences(NATIONAL, LOCAL)
    assert Difference("account.idle", "params.max_idle_days", "14", "5") in found
    assert {each.id for each in found} == {"book", "account.idle"}


def test_a_line_that_only_one_book_has_is_shown_from_that_side() -> None:
    book = load_book("national-2019")
    shorter = book.model_copy(update={"entries": book.entries[1:]})
    gone = {(each.left is None, each.right is None) for each in differences(book, shorter)}
    assert gone == {(False, True)}
    assert differences(book, book) == ()
