"""What a reader of a verdict wants beside the findings: columns, posts and coverage in short."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from checker.core.account import AccountEvidence, gaps_of, newest_post
from checker.core.columns import limit_of, standing
from checker.core.evidence import Unseen
from checker.core.indicator import Evidence
from checker.core.rulebook import Book
from checker.core.site import Column, SiteEvidence
from checker.core.target import RegisteredColumn
from checker.core.verdict import ColumnRow, Coverage, Finding, PostsRow, UnseenPart, Verdict

_STALE = {"key-stale": True, "stale": True, "fresh": False, "no-duty": False, "blank": False}


def column_rows(evidence: SiteEvidence, book: Book) -> tuple[ColumnRow, ...]:
    """One row a column, in the order they were found."""
    if isinstance(evidence.columns, Unseen):
        return ()
    today = evidence.as_of.date()
    ledger = _registered(evidence)

    def row(column: Column) -> ColumnRow:
        stands = standing(column, today, book.columns)
        promise = ledger.get((column.url, column.name))
        return ColumnRow(
            name=column.name,
            url=column.url,
            path=column.path,
            column_class=column.column_class,
            newest=column.newest,
            items=column.items,
            blank=None if stands == "unknown" and column.content == "unread" else stands == "blank",
            stale=_STALE.get(stands),
            limit_days=limit_of(column, book.columns),
            frequency=promise.frequency if promise else "",
            unit=promise.unit if promise else "",
        )

    return tuple(row(column) for column in evidence.columns.columns)


def _registered(evidence: SiteEvidence) -> dict[tuple[str, str], RegisteredColumn]:
    """What the ledger says of the columns that were found, by their address and name."""
    if isinstance(evidence.promised, Unseen):
        return {}
    found = ((each.seen, each.registered) for each in evidence.promised.columns)
    return {(seen.url, seen.name): ledger for seen, ledger in found if seen}


def posts_row(evidence: AccountEvidence, book: Book) -> PostsRow:
    """The account's posts in short; gaps are counted inside the window that the sources show."""
    entry = book.entry("account.idle")
    limit = entry.params.get("max_idle_days") if entry else None
    names = tuple(source.name for source in evidence.sources)
    if isinstance(evidence.posts, Unseen):
        return PostsRow(sources=names)
    passed_on = not (entry and entry.params.get("original_only"))
    days = [
        gap.length // timedelta(days=1)
        for gap in gaps_of(evidence.posts, None, evidence.as_of, passed_on=passed_on)
    ]
    newest = newest_post(evidence.posts, evidence.as_of)
    over = [day - limit for day in days if day > limit] if isinstance(limit, int) else None
    return PostsRow(
        newest=newest.moment if newest else None,
        count=len(evidence.posts.posts),
        longest_gap_days=max(days, default=None),
        breach_days=sum(over) if over is not None else None,
        breaches=len(over) if over is not None else None,
        sources=names,
    )


def coverage_of(evidence: Evidence, findings: Sequence[Finding]) -> Coverage:
    """How much was seen. An indicator is told when its answer is not *cannot-tell*."""
    unseen = tuple(
        UnseenPart(part=name, reason=part.reason, detail=part.detail)
        for name in type(evidence).model_fields
        if isinstance(part := getattr(evidence, name), Unseen)
    )
    told = [each for each in findings if each.status != "cannot-tell"]
    judges = Counter(_judge_of(each, evidence) for each in told)
    return Coverage(
        pages=evidence.cost.pages,
        links=evidence.cost.links,
        browser_pages=evidence.cost.browser_pages,
        told=len(told),
        indicators=len(findings),
        by_machine=judges["machine"],
        by_assisted=judges["assisted"],
        by_people=judges["people"],
        unsaid=judges["human"],
        unseen=unseen,
    )


def untold_reason(verdict: Verdict) -> str:
    """Why most of the unseen parts of a target were not seen; `other` where they were seen.

    What nobody looks for on a visit is no reason.
    """
    reasons = (each.reason for each in verdict.coverage.unseen if each.reason != "not-collected")
    best = Counter(reasons).most_common(1)
    return best[0][0] if best else "other"


def _judge_of(finding: Finding, evidence: Evidence) -> str:
    """Who told an answer: people who signed for it, else whom the book names."""
    stated = any(
        each.kind == "state" and each.indicator == finding.indicator for each in evidence.statements
    )
    return "people" if stated or finding.stage in ("confirmed", "overruled") else finding.by
