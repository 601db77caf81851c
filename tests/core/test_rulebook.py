"""Flattening: what a local book may do to its parent, and what it may not."""

from typing import Any

import pytest
from evidence_samples import book_of, line
from pydantic import ValidationError

from checker.core.rulebook import BookError, Change, Drop, Grading, Item, LocalBook, flatten

PARENT = book_of(
    line("site.homepage-stale", clause="1.3", params={"max_idle_days": 14, "other": 1}, origin="b"),
    line("site.columns-blank", params={"at_least": 5}, warn={"at_least": 3}, origin="b"),
    grading=Grading(pass_at=50, bonus_above=90),
    columns={"news": 14, "plan": 365},
    items={"links": Item(title="链接", cap=5)},
)


def local(**more: Any) -> LocalBook:
    return LocalBook(book="local", version="2", extends="b@1", **more)


def change(**more: Any) -> dict[str, Change]:
    return {"site.homepage-stale": Change(because="地方规定", **more)}


def test_params_are_merged_and_everything_else_is_replaced() -> None:
    given = change(params={"max_idle_days": 7}, clause="9", warn={"max_idle_days": 5})
    first, second = flatten(PARENT, local(change=given)).entries
    assert first.params == {"max_idle_days": 7, "other": 1}
    assert (first.clause, first.warn, first.origin) == ("9", {"max_idle_days": 5}, "local")
    assert first.because == "地方规定"
    assert second == PARENT.entries[1]


def test_what_a_change_does_not_name_stays() -> None:
    assert flatten(PARENT, local(change=change(consequence="watch"))).entries[0].clause == "1.3"


def test_a_line_can_be_dropped_and_added() -> None:
    new = line("account.idle", because="新增")
    book = flatten(PARENT, local(drop={"site.columns-blank": Drop(because="另行检查")}, add=(new,)))
    assert [each.id for each in book.entries] == ["site.homepage-stale", "account.idle"]
    assert book.entries[1].origin == "local"


def test_limits_items_and_grading_are_laid_over_value_by_value() -> None:
    more = local(
        columns={"news": 7}, items={"more": Item(title="更多", cap=1)}, grading=Grading(pass_at=70)
    )
    book = flatten(PARENT, more)
    assert book.columns == {"news": 7, "plan": 365}
    assert list(book.items) == ["links", "more"]
    assert (book.grading.pass_at, book.grading.bonus_above) == (70, 90)


@pytest.mark.parametrize(
    "given",
    [
        {"change": {"site.homepage-old": Change(because="x")}},
        {"drop": {"site.homepage-old": Drop(because="x")}},
    ],
)
def test_a_name_unknown_to_the_parent_is_an_error_with_the_nearest(given: dict[str, Any]) -> None:
    with pytest.raises(BookError, match=r"site\.homepage-old.*site\.homepage-stale"):
        flatten(PARENT, local(**given))


def test_a_line_that_is_there_already_is_changed_and_not_added() -> None:
    with pytest.raises(BookError, match="use change"):
        flatten(PARENT, local(add=(line("site.columns-blank", because="x"),)))


def test_an_added_line_says_why() -> None:
    with pytest.raises(BookError, match="because"):
        flatten(PARENT, local(add=(line("account.idle"),)))


@pytest.mark.parametrize("word", ["as", "official", "clause", "by", "warn"])
def test_nothing_that_a_line_needs_can_be_emptied(word: str) -> None:
    emptied = Change.model_validate({"because": "x", word: None})
    with pytest.raises(BookError, match=word):
        flatten(PARENT, local(change={"site.homepage-stale": emptied}))


def test_a_line_can_be_taken_out_of_its_item() -> None:
    parent = PARENT.model_copy(update={"entries": (line("site.links", item="links"),)})
    freed = Change.model_validate({"because": "x", "in": None})
    assert flatten(parent, local(change={"site.links": freed})).entries[0].item is None


def test_why_is_never_left_empty() -> None:
    with pytest.raises(ValidationError):
        Change(because="")
    with pytest.raises(ValidationError):
        Drop(because="")


def test_a_share_may_be_written_as_the_text_writes_it() -> None:
    written = {"without_services_scale": "4/3"}
    assert Grading.model_validate(written) == Grading()
    for wrong in ("4/0", "4/x", "four"):
        with pytest.raises(ValidationError):
            Grading.model_validate({"without_services_scale": wrong})


def test_a_book_is_cited_by_its_whole_content() -> None:
    assert PARENT.named.digest != PARENT.model_copy(update={"columns": {"news": 15}}).named.digest
