"""What the tests of the laws share: the judge under all our rules, and how two verdicts compare."""

from hypothesis import HealthCheck, settings

from checker.books.library import indicators
from checker.core.indicator import Evidence
from checker.core.judge import judge
from checker.core.rulebook import Book
from checker.core.verdict import Finding, Verdict

# Whole evidence is big and some of it does not fit a law: neither says anything of the laws.
_UNSAID = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
LAW = settings(deadline=None, max_examples=100, suppress_health_check=_UNSAID)
RULES = indicators()


def verdict_on(given: Evidence, book: Book) -> Verdict:
    return judge(given, book, RULES, "1.0")


def read_back(given: Evidence) -> Evidence:
    return type(given).from_json(given.canonical())


def changed(given: Evidence, **parts: object) -> Evidence:
    return given.model_copy(update=parts)


def stands(finding: Finding) -> bool:
    """Breached, and no person has overruled it."""
    return finding.status == "breached" and finding.stage != "overruled"


def breaches(verdict: Verdict) -> set[str]:
    return {each.indicator for each in verdict.findings if stands(each)}


def assert_less_is_known(less: Verdict, more: Verdict) -> None:
    """Whoever saw less accuses of nothing new, and his score leaves room for what was seen."""
    assert breaches(less) <= breaches(more)
    if less.outcome == "unqualified":
        assert more.outcome == "unqualified"
    if less.score and more.score:
        assert less.score.low <= more.score.low <= more.score.high <= less.score.high
