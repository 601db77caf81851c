"""Local books give what their bulletins gave: rows of the bulletins' own tables, judged again."""

from datetime import timedelta

import pytest

from checker.books.library import indicators, load_book
from checker.core.account import Post, Posts, Source
from checker.core.evidence import Proof, Statement, Unseen
from checker.core.judge import judge
from checker.core.rulebook import Book
from checker.core.verdict import Finding, Verdict
from tests.builders import AS_OF, account_evidence, site, site_evidence


def stated(book: Book, *breached: str) -> Verdict:
    """A department's site of which people said of every line that it holds, but for those named."""
    said = tuple(
        Statement(
            kind="state", indicator=entry.id, by="检查组", at=AS_OF, reason="通报附件",
            status="breached" if entry.id in breached else "passed",
        )
        for entry in book.of("site")
        if entry.consequence in ("veto", "deduct")
    )  # fmt: skip
    nobody = Unseen(reason="not-collected")
    target = site(1, type="部门网站")
    evidence = site_evidence(target).model_copy(update={"home": nobody, "statements": said})
    return judge(evidence, book, indicators(), "1")


@pytest.mark.parametrize(
    ("row", "breached", "score"),
    [
        ("市人社局", (), 100),
        ("市发改委", ("site.letter-statistics-missing",), 94),
        ("市水利局", ("site.advice-incomplete",), 90),
        ("市资源规划局", ("site.dead-services", "site.mailbox-or-hall-incomplete"), 84),
    ],
)
def test_xinxiang_scores_its_departments_as_annex_2_does(
    row: str, breached: tuple[str, ...], score: float
) -> None:
    verdict = stated(load_book("xinxiang-2023"), *breached)
    assert verdict.outcome == "qualified"
    assert verdict.score
    assert (verdict.score.low, verdict.score.high) == (score, score), row


@pytest.mark.parametrize("veto", ["site.feedback-missing", "site.layout-broken"])
def test_xinxiang_fails_a_site_outright_for_what_its_annex_calls_单否(veto: str) -> None:
    verdict = stated(load_book("xinxiang-2023"), veto)
    assert (verdict.outcome, verdict.stage) == ("unqualified", "confirmed")


def account_that_rested(days: int, book: str, *, original: bool = True) -> Verdict:
    at = Proof(url="http://feed.example/1")
    post = Post(title="动态", moment=AS_OF - timedelta(days=days), original=original, at=at)
    source = Source(name="feed", kind="feed", state="ok", posts=1)
    posts = Posts(posts=(post,), sources=(source,), at=at)
    given = account_evidence().model_copy(update={"posts": posts})
    return judge(given, load_book(book), indicators(), "1")


def finding(verdict: Verdict, indicator: str) -> Finding:
    found = verdict.finding(indicator)
    assert found
    return found


@pytest.mark.parametrize(
    ("book", "days", "outcome"),
    [
        ("weibin-2023", 5, "qualified"),
        ("weibin-2023", 6, "unqualified"),
        ("minhou-2025", 10, "qualified"),
        ("minhou-2025", 11, "unqualified"),
        ("guizhou-2025", 14, "qualified"),
        ("guizhou-2025", 15, "unqualified"),
        ("lianyungang-2023", 15, "qualified"),
        ("xianyang-2021", 15, "unqualified"),
    ],
)
def test_how_long_an_account_may_rest(book: str, days: int, outcome: str) -> None:
    assert account_that_rested(days, book).outcome == outcome


def test_in_weibin_only_original_posts_are_news() -> None:
    assert account_that_rested(1, "weibin-2023", original=False).outcome == "undetermined"
    assert account_that_rested(1, "national-2019", original=False).outcome == "qualified"


@pytest.mark.parametrize(("days", "status"), [(92, "passed"), (93, "breached")])
def test_in_guizhou_three_months_make_a_dormant_account(days: int, status: str) -> None:
    verdict = account_that_rested(days, "guizhou-2025")
    assert finding(verdict, "account.dormant").status == status
