"""Points and the score: caps by indicator and by item, bonuses above their line, as an interval.

Source: 国办秘函〔2019〕19号, general notes: an indicator's deductions stop at its own points; a
bonus counts only where the deduction part is above 80; a department without services is scored
on 75 points and scaled by 4/3.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from checker.core.indicator import Evidence
from checker.core.rulebook import Book, Entry, Item
from checker.core.site import SiteEvidence
from checker.core.verdict import Finding, Score


@dataclass(frozen=True)
class _Span:
    """Points as an interval: what is certain, and what it may come to."""

    low: float
    high: float

    def capped(self, cap: float) -> "_Span":
        return _Span(min(self.low, cap), min(self.high, cap))

    def __add__(self, other: "_Span") -> "_Span":
        return _Span(self.low + other.low, self.high + other.high)


_NOTHING = _Span(0.0, 0.0)


def points_of(
    findings: Sequence[Finding], entries: Sequence[Entry], book: Book, evidence: Evidence
) -> tuple[Finding, ...]:
    """The findings with the points each one takes or gives by itself (before the item's cap)."""
    if not book.scores(evidence.target):
        return tuple(findings)
    skipped = _without_services(evidence)
    priced: list[Finding] = []
    for finding, entry in zip(findings, entries, strict=True):
        span = _cost(finding, entry)
        counts = entry.consequence in ("deduct", "bonus") and not (
            skipped and _is_service(entry, book)
        )
        if counts and span.low == span.high:
            sign = -1 if entry.consequence == "deduct" else 1
            finding = finding.model_copy(update={"points": round(sign * span.low, 2) + 0.0})
        priced.append(finding)
    return tuple(priced)


def score_of(
    findings: Sequence[Finding], entries: Sequence[Entry], book: Book, evidence: Evidence
) -> Score | None:
    """The score as an interval, or None where the book does not score this target."""
    if not book.scores(evidence.target):
        return None
    grading = book.grading
    pairs = [(f, e) for f, e in zip(findings, entries, strict=True) if e.consequence == "deduct"]
    skipped = _without_services(evidence)
    kept = [(f, e) for f, e in pairs if not (skipped and _is_service(e, book))]
    taken = _sum_by_item(kept, book)
    full = grading.full
    scale = 1.0
    if skipped and any(item.services for item in book.items.values()):
        full -= sum(item.cap for item in book.items.values() if item.services)
        scale = grading.without_services_scale
    low = max(0.0, (full - taken.high) * scale)
    high = max(0.0, (full - taken.low) * scale)
    bonuses = [(f, e) for f, e in zip(findings, entries, strict=True) if e.consequence == "bonus"]
    bonus = _sum_by_item(bonuses, book).capped(grading.bonus_cap)
    low += bonus.low if low > grading.bonus_above else 0.0
    high += bonus.high if high > grading.bonus_above else 0.0
    official = all(e.official and _item_official(e, book) for _, e in kept + bonuses)
    return Score(low=round(low, 2), high=round(max(low, high), 2), advisory=not official)


def _without_services(evidence: Evidence) -> bool:
    return isinstance(evidence, SiteEvidence) and evidence.target.has_services is False


def _item(entry: Entry, book: Book) -> Item | None:
    return book.items.get(entry.item) if entry.item else None


def _is_service(entry: Entry, book: Book) -> bool:
    item = _item(entry, book)
    return item is not None and item.services


def _item_official(entry: Entry, book: Book) -> bool:
    item = _item(entry, book)
    return item is None or item.official


def _cost(finding: Finding, entry: Entry) -> _Span:
    """What one indicator takes or gives: certain when told, from nothing to all when not."""
    most = entry.points if entry.points is not None else float("inf")
    standing = finding.status == "breached" and finding.stage != "overruled"
    if entry.consequence == "bonus":
        given = entry.points or 0.0
        if finding.status == "cannot-tell":
            return _Span(0.0, given)
        earned = finding.status == "passed" or finding.stage == "overruled"
        return _Span(given, given) if earned else _NOTHING
    if finding.status == "cannot-tell":
        return _Span(0.0, most)
    if not standing:
        return _NOTHING
    if finding.points is not None:  # a person said how many
        cost = min(most, -finding.points)
        return _Span(cost, cost)
    faults = max(1, len(finding.proofs))
    cost = min(most, faults * entry.each if entry.each is not None else entry.points or 0.0)
    return _Span(cost, cost)


def _sum_by_item(pairs: Sequence[tuple[Finding, Entry]], book: Book) -> _Span:
    """All costs, those of one item together held under the item's cap."""
    by_item: dict[str, _Span] = {}
    for finding, entry in pairs:
        key = entry.item or entry.id
        by_item[key] = by_item.get(key, _NOTHING) + _cost(finding, entry)
    total = _NOTHING
    for key, span in by_item.items():
        item = book.items.get(key)
        total = total + span.capped(item.cap if item else book.grading.full)
    return total
