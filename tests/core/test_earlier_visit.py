"""A veto that an earlier visit saw breached and this one sees passed: mended, or at odds."""

from datetime import date, timedelta

import pytest
from evidence_samples import AS_OF, HERE, account_with, blank_columns, book_of, line, site_with

from checker.books.library import indicators
from checker.core.account import Post, Posts, Source
from checker.core.earlier_visit import measure_of
from checker.core.evidence import Proof, Sighting
from checker.core.indicator import Evidence
from checker.core.judge import judge
from checker.core.letters import Letter, Letters
from checker.core.rulebook import Book
from checker.core.site import Column, Columns, Entry, Home
from checker.core.verdict import Finding
from checker.core.web import Exchange

RULES = indicators()
YESTERDAY = AS_OF - timedelta(days=1)
OLD_PAGE = Proof(url=HERE.url, quote="then", blob="sha256:" + "0" * 64)


def beside(
    given: Evidence, book: Book, *proofs: Proof, at: timedelta = timedelta(days=1)
) -> Finding:
    """The only finding, when a visit so long ago saw the book's only veto breached."""
    (entry,) = book.entries
    seen = Sighting(
        indicator=entry.id,
        method="earlier-visit",
        at=AS_OF - at,
        measure=measure_of(entry.params, book.columns),
        says="当时的说明",
        proofs=proofs or (OLD_PAGE,),
    )
    (finding,) = judge(given.model_copy(update={"sightings": (seen,)}), book, RULES, "1").findings
    return finding


def home_with(*days: int) -> Home:
    """A home page with entries of those days of November 2026."""
    entries = (
        Entry(title=f"t{day}", url=f"{HERE.url}{day}", published=date(2026, 11, day), at=HERE)
        for day in days
    )
    return Home(url=HERE.url, entries=tuple(entries), at=HERE)


HOME = book_of(line("site.homepage-stale"))


@pytest.mark.parametrize(
    ("newest", "status"),
    [
        (22, "passed"),  # put up since
        (21, "passed"),  # on the very day of the earlier visit, perhaps after it
        (18, "passed"),  # a weekend's papers may be entered late
        (17, "cannot-tell"),  # it ought to have been there yesterday
        (8, "cannot-tell"),
    ],
)
def test_a_home_page_is_mended_by_what_is_newer_than_the_earlier_visit(
    newest: int, status: str
) -> None:
    finding = beside(site_with(home=home_with(newest, 1)), HOME)
    assert finding.status == status
    assert "2026-11-21 02:00 检查时不达标（当时的说明）" in finding.says


def test_two_visits_at_odds_are_shown_with_both_proofs_and_leave_the_target_undetermined() -> None:
    given = site_with(home=home_with(10))
    finding = beside(given, HOME)
    assert finding.proofs == (HERE, OLD_PAGE)
    assert "须人工核实" in finding.says


def test_what_cannot_be_told_now_still_shows_what_was_seen_then() -> None:
    finding = beside(site_with(home=Home(url=HERE.url, at=HERE)), HOME)
    assert finding.status == "cannot-tell"
    assert finding.proofs[-1] == OLD_PAGE


def test_an_old_breach_by_other_thresholds_or_of_another_indicator_contradicts_nothing() -> None:
    lenient = book_of(line("site.homepage-stale", params={"max_idle_days": 30}))
    seen = Sighting(
        indicator="site.homepage-stale",
        method="earlier-visit",
        at=YESTERDAY,
        measure=measure_of({}, {}),
        proofs=(OLD_PAGE,),
    )
    given = site_with(home=home_with(10), sightings=(seen,))
    assert judge(given, lenient, RULES, "1").outcome == "qualified"
    other = seen.model_copy(update={"indicator": "site.columns-blank"})
    given = site_with(home=home_with(10), sightings=(other,))
    assert judge(given, HOME, RULES, "1").outcome == "qualified"


def test_a_watched_indicator_has_no_second_visit() -> None:
    watched = book_of(line("site.homepage-stale", "watch"))
    assert beside(site_with(home=home_with(10)), watched).status == "passed"


BLANK = book_of(line("site.columns-blank"))


@pytest.mark.parametrize(
    ("page", "status"), [(OLD_PAGE.blob, "cannot-tell"), ("sha256:" + "1" * 64, "passed")]
)
def test_columns_are_filled_when_their_pages_changed_and_at_odds_when_not_a_byte_did(
    page: str, status: str
) -> None:
    again = Exchange(url=HERE.url, final_url=HERE.url, started=AS_OF, status=200, blob=page)
    given = site_with(columns=blank_columns(0), exchanges=(again,))
    assert beside(given, BLANK).status == status


def test_one_changed_page_of_several_explains_the_change() -> None:
    again = Exchange(
        url=HERE.url, final_url=HERE.url, started=AS_OF, status=200, blob=OLD_PAGE.blob
    )
    given = site_with(columns=blank_columns(4), exchanges=(again,))
    other = Proof(url="http://a.example/gone/", blob=OLD_PAGE.blob)
    assert beside(given, BLANK, OLD_PAGE, other).status == "passed"


def column(name: str, *days: date) -> Column:
    return Column(
        name=name, url=f"{HERE.url}{name}/", column_class="plan", confidence=1.0, content="list",
        items=len(days), newest=max(days), days=days, at=HERE,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("newest", "status"), [(date(2026, 11, 21), "passed"), (date(2026, 3, 1), "cannot-tell")]
)
def test_a_column_is_mended_by_a_day_that_was_not_there_then(newest: date, status: str) -> None:
    book = book_of(line("site.columns-stale", params={"at_least": 1}), columns={"plan": 365})
    columns = Columns(columns=(column("a", newest, date(2024, 5, 1)),), at=HERE)
    assert beside(site_with(columns=columns), book).status == status


@pytest.mark.parametrize(
    ("answered", "status"),
    [(date(2026, 11, 21), "passed"), (None, "passed"), (date(2026, 8, 20), "cannot-tell")],
)
def test_a_letter_is_mended_by_an_answer_since(answered: date | None, status: str) -> None:
    letter = Letter(title="t", sent=date(2026, 7, 1), answered=answered, state="answered", at=HERE)
    letters = Letters(letters=(letter,), at=HERE)
    assert (
        beside(site_with(letters=letters), book_of(line("site.letters-unanswered"))).status
        == status
    )


@pytest.mark.parametrize(("days_ago", "status"), [(1, "passed"), (6, "cannot-tell")])
def test_an_account_is_mended_by_a_post_since(days_ago: int, status: str) -> None:
    post = Post(title="t", moment=AS_OF - timedelta(days=days_ago), at=HERE)
    posts = Posts(posts=(post,), sources=(Source(name="s", kind="feed", state="ok"),), at=HERE)
    assert beside(account_with(posts=posts), book_of(line("account.idle"))).status == status
