"""A recheck says of every finding what became of it."""

import pytest
from evidence_samples import AS_OF, home_of, line, site_with
from evidence_samples import book_of as book_with

from checker.books.library import indicators
from checker.core.comparison import ChangeWord, changes, unvisited
from checker.core.evidence import Statement, Unseen
from checker.core.judge import judge
from checker.core.site import Home
from checker.core.verdict import Verdict

HOME = book_with(line("site.homepage-stale"))
RULES = indicators()


def visit(home: Home | Unseen, *said: Statement) -> Verdict:
    return judge(site_with(home=home, statements=said), HOME, RULES, "1")


def signed(kind: str, **more: object) -> Statement:
    form = {"kind": kind, "indicator": "site.homepage-stale", "by": "张三", "at": AS_OF}
    return Statement.model_validate({**form, "reason": "已核实", **more})


STALE, FRESH, UNTOLD = visit(home_of(1)), visit(home_of(20)), visit(Unseen(reason="challenged"))
EXEMPT = visit(home_of(1), signed("exempt", until="2026-12-31"))
OVERRULED = visit(home_of(1), signed("overrule"))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (STALE, FRESH, ["mended"]),
        (STALE, STALE, ["still-there"]),
        (STALE, UNTOLD, ["cannot-tell"]),
        (STALE, EXEMPT, ["exempt"]),
        (STALE, OVERRULED, ["overruled"]),
        (UNTOLD, STALE, ["new"]),
        (FRESH, STALE, ["new"]),
        (OVERRULED, STALE, ["new"]),
        (FRESH, UNTOLD, []),
        (UNTOLD, FRESH, []),
    ],
)
def test_what_became_of_a_finding(before: Verdict, after: Verdict, words: list[ChangeWord]) -> None:
    assert [each.word for each in changes(before, after)] == words


def test_an_indicator_that_the_book_has_dropped_was_not_visited() -> None:
    bare = judge(site_with(), book_with(line("site.columns-blank")), RULES, "1")
    (change,) = changes(STALE, bare)
    assert (change.word, change.finding.indicator) == ("not-visited", "site.homepage-stale")


def test_what_nobody_visited_is_not_mended() -> None:
    assert [each.word for each in unvisited(STALE)] == ["not-visited"]
    assert unvisited(FRESH) == ()
