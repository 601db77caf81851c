"""Points and scores: caps by indicator and item, bonuses, departments without services."""

from typing import Any

from evidence_samples import HERE, PORTAL, account_with, book_of, line, site_with

from checker.core.grading import points_of, score_of
from checker.core.indicator import Evidence
from checker.core.rulebook import Book, Entry, Item
from checker.core.target import Site
from checker.core.verdict import Finding, Score

SITE = site_with()


def found(entry: Entry, status: Any = "breached", faults: int = 1, **more: Any) -> Finding:
    return Finding(
        indicator=entry.id,
        consequence=entry.consequence,
        status=status,
        says="",
        proofs=(HERE,) * faults,
        **more,
    )


def scored(
    *findings: Finding, book: Book, given: Evidence = SITE
) -> tuple[Score | None, list[float | None]]:
    entries = book.of(given.target.kind)
    points = [each.points for each in points_of(findings, entries, book, given)]
    return score_of(findings, entries, book, given), points


def span(score: Score | None) -> tuple[float, float]:
    assert score
    return score.low, score.high


def test_each_fault_costs_until_the_indicators_own_points_are_gone() -> None:
    links = line("site.links", "deduct", each=2, points=5)
    book = book_of(links)
    score, points = scored(found(links, faults=2), book=book)
    assert (span(score), points) == ((96, 96), [-4])
    score, points = scored(found(links, faults=9), book=book)
    assert (span(score), points) == ((95, 95), [-5])


def test_an_item_binds_its_indicators_together() -> None:
    first = line("site.first", "deduct", each=4, item="links")
    second = line("site.second", "deduct", each=4, item="links")
    book = book_of(first, second, items={"links": Item(title="链接", cap=5)})
    score, points = scored(found(first), found(second), book=book)
    assert (span(score), points) == ((95, 95), [-4, -4])


def test_what_was_not_told_costs_from_nothing_to_all() -> None:
    links = line("site.links", "deduct", each=2, points=5)
    score, points = scored(found(links, "cannot-tell", 0), book=book_of(links))
    assert (span(score), points) == ((95, 100), [None])


def test_an_untold_deduction_without_points_stops_at_its_item() -> None:
    links = line("site.links", "deduct", each=2, item="links")
    book = book_of(links, items={"links": Item(title="链接", cap=6)})
    score, _ = scored(found(links, "cannot-tell", 0), book=book)
    assert span(score) == (94, 100)


def test_passed_exempt_and_overruled_cost_nothing() -> None:
    links = line("site.links", "deduct", each=2)
    for finding in (
        found(links, "passed"),
        found(links, "exempt"),
        found(links, "not-applicable"),
        found(links, stage="overruled"),
    ):
        assert span(scored(finding, book=book_of(links))[0]) == (100, 100)


def test_points_never_fall_below_nothing() -> None:
    links = line("site.links", "deduct", each=2, points=500)
    assert span(scored(found(links, faults=200), book=book_of(links))[0]) == (0, 0)


def test_a_bonus_counts_above_eighty_points_only() -> None:
    fault, bonus = line("site.fault", "deduct", points=20), line("site.extra", "bonus", points=7)
    book = book_of(fault, bonus)
    score, points = scored(found(fault), found(bonus, "passed"), book=book)
    assert (span(score), points) == ((80, 80), [-20, 7])
    cheaper = book_of(fault.model_copy(update={"points": 19.9}), bonus)
    assert span(scored(found(fault), found(bonus, "passed"), book=cheaper)[0]) == (87.1, 87.1)


def test_bonuses_together_stop_at_their_cap() -> None:
    free = line("site.free", "deduct", points=1)
    bonuses = [line(f"site.extra-{n}", "bonus", points=12) for n in range(4)]
    findings = [found(each, "passed") for each in (free, *bonuses)]
    assert span(scored(*findings, book=book_of(free, *bonuses))[0]) == (130, 130)


def test_an_untold_bonus_widens_upwards_and_a_missed_one_gives_nothing() -> None:
    fault, bonus = line("site.fault", "deduct", points=1), line("site.extra", "bonus", points=7)
    book = book_of(fault, bonus)
    assert span(scored(found(fault), found(bonus, "cannot-tell"), book=book)[0]) == (99, 106)
    assert span(scored(found(fault), found(bonus), book=book)[0]) == (99, 99)
    overruled = found(bonus, stage="overruled")
    assert span(scored(found(fault), overruled, book=book)[0]) == (106, 106)


def test_a_body_without_services_is_scored_on_the_rest_and_scaled() -> None:
    services = line("site.guides", "deduct", points=25, item="services")
    other = line("site.other", "deduct", points=15)
    book = book_of(
        services, other, items={"services": Item(title="办事服务", cap=25, services=True)}
    )
    findings = (found(services), found(other))
    without = site_with(Site(url="http://a.example/", type="门户网站", has_services=False))
    score, points = scored(*findings, book=book, given=without)
    assert (span(score), points) == ((80, 80), [None, -15])
    assert span(scored(*findings, book=book)[0]) == (60, 60)


def test_a_score_that_rests_on_a_number_of_ours_is_advisory() -> None:
    ours = line("site.links", "deduct", points=5, official=False)
    text = line("site.other", "deduct", points=5)
    item = {"i": Item(title="项", cap=5, official=False)}
    assert scored(found(ours), book=book_of(ours))[0] == Score(low=95, high=95, advisory=True)
    assert scored(found(text), book=book_of(text))[0] == Score(low=95, high=95)
    inside = text.model_copy(update={"item": "i"})
    score, _ = scored(found(inside), book=book_of(inside, items=item))
    assert score
    assert score.advisory


def test_only_scored_types_of_site_have_a_score() -> None:
    links = line("site.links", "deduct", points=5)
    office = site_with(PORTAL.model_copy(update={"type": "部门网站"}))
    assert scored(found(links), book=book_of(links), given=office) == (None, [None])
    idle = line("account.idle", "deduct", points=5)
    assert scored(found(idle), book=book_of(idle), given=account_with()) == (None, [None])


def test_a_book_without_deductions_scores_nobody() -> None:
    veto = line("site.links")
    assert scored(found(veto), book=book_of(veto)) == (None, [None])
