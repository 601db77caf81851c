"""Places among equals: scored sites ranked within their cohort, ties shown as ties.

A score is an interval, so a place is one too: between how many are certainly above and how many
may be. Where all scores are told to the point, that is the usual ranking (1, 2, 2, 4).
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checker.core.rulebook import Grading
from checker.core.target import Site
from checker.core.verdict import Score, Verdict

_PORTALS: Mapping[str, str] = {
    "部委": "国务院部门门户",
    "省级": "省级门户",
    "市级": "市州门户",
    "县级": "县级门户",
}
_OTHERS: Mapping[str, str] = {
    "省级": "省直部门",
    "市级": "市直部门",
    "县级": "县直部门",
    "乡级": "乡镇街道",
}


@dataclass(frozen=True)
class Place:
    """A scored site in its cohort. Of `size` ranked ones it is one of the places `first` to
    `last`; both are 0 for a site that a veto took out. `tied` counts others of equal score."""

    verdict: Verdict
    cohort: str
    first: int
    last: int
    tied: int
    size: int


def cohort_of(site: Site) -> str:
    """With whom a site is compared: 市州门户, 省直部门, 县级门户; what the ledger says otherwise."""
    table = _PORTALS if site.is_portal else _OTHERS
    return table.get(site.level) or f"{site.level}{site.type}" or "未登记层级"


def places(verdicts: Iterable[Verdict]) -> list[Place]:
    """The scored sites, cohort by cohort, the best first; those without a score come last."""
    cohorts: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        if isinstance(verdict.target, Site) and _is_scored(verdict):
            cohorts.setdefault(cohort_of(verdict.target), []).append(verdict)
    return [place for name in sorted(cohorts) for place in _in_order(name, cohorts[name])]


def _is_scored(verdict: Verdict) -> bool:
    return any(each.consequence == "deduct" for each in verdict.findings)


def _in_order(cohort: str, verdicts: Sequence[Verdict]) -> list[Place]:
    among = Scores.of(each.score for each in verdicts if each.score)
    found = [
        Place(each, cohort, *(among.place(each.score) if each.score else (0, 0, 0)), among.size)
        for each in verdicts
    ]
    return sorted(
        found, key=lambda each: (not each.first, each.first, each.last, each.verdict.target.code)
    )


@dataclass(frozen=True)
class Scores:
    """The scores of a cohort, each end in order."""

    lows: tuple[float, ...]
    highs: tuple[float, ...]
    equal: Mapping[tuple[float, float], int]

    @classmethod
    def of(cls, scores: Iterable[Score]) -> "Scores":
        """In whatever order they come."""
        ends = [(each.low, each.high) for each in scores]
        lows, highs = sorted(low for low, _ in ends), sorted(high for _, high in ends)
        return cls(tuple(lows), tuple(highs), Counter(ends))

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.lows)

    def place(self, own: Score) -> tuple[int, int, int]:
        """The best and the worst place of one of them, and how many others are equal to it."""
        above = self.size - bisect_right(self.lows, own.high)
        perhaps = self.size - bisect_right(self.highs, own.low) - (own.high > own.low)
        return above + 1, perhaps + 1, self.equal[own.low, own.high] - 1


def grade_of(verdict: Verdict, grading: Grading) -> str:
    """The grade in the book's words, or both ends of a score that stands on a line.

    Without grades of its own a book knows 合格 and 不合格. A veto is always 不合格, and what is not
    determined has no grade.
    """
    score = verdict.score
    if score is None or verdict.outcome != "qualified":
        return "不合格" if verdict.outcome == "unqualified" else ""
    low, high = _grade(score.low, grading), _grade(score.high, grading)
    return low if low == high else f"{low}至{high}"


def _grade(points: float, grading: Grading) -> str:
    reached = [(least, name) for name, least in grading.grades.items() if points >= least]
    return max(reached)[1] if reached else "合格"
