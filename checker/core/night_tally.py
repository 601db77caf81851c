"""The counts of a night for its digest: in each line the targets and the items of them.

An item is one fault: a column, a link, a sentence. Columns count from their own rows, so that a
site below the line of a veto shows what it has already. Links count wherever they are dead, of the
other indicators only vetoes.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from checker.core.summary import untold_reason
from checker.core.verdict import Verdict

Line = Literal["home", "columns", "links", "services", "safety", "accounts"]

_LINES: dict[str, Line] = {
    "site.homepage-stale": "home",
    "site.dead-links": "links",
    "site.feedback-missing": "services",
    "site.letters-unanswered": "services",
    "site.services-missing": "services",
    "site.guides-incomplete": "services",
    "site.wording-serious": "safety",
    "site.illegal-links": "safety",
    "site.tampered": "safety",
    "site.dates-forged": "safety",
    "site.secrets-leaked": "safety",
    "site.public-incident": "safety",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """How many targets, and how many items of theirs; `confirmed` of the targets by people."""

    targets: int = 0
    items: int = 0
    confirmed: int = 0

    def plus(self, items: int, *, confirmed: bool = False) -> "Pair":
        """The pair with one target more."""
        return Pair(self.targets + 1, self.items + items, self.confirmed + confirmed)


@dataclass
class NightTally:
    """Takes a night's verdicts one by one; `untold` counts the undetermined by their main reason."""

    sites: int = 0
    accounts: int = 0
    told: int = 0
    unqualified: int = 0
    lines: dict[Line, Pair] = field(default_factory=dict[Line, Pair])
    week: Pair = Pair()
    untold: Counter[str] = field(default_factory=Counter[str])

    @property
    def targets(self) -> int:
        """All that were judged."""
        return self.sites + self.accounts

    def note(self, verdict: Verdict) -> None:
        """Counts one verdict."""
        is_site = verdict.target.kind == "site"
        self.sites += is_site
        self.accounts += not is_site
        self.told += verdict.outcome != "undetermined"
        self.unqualified += verdict.outcome == "unqualified"
        if verdict.outcome == "undetermined":
            self.untold[untold_reason(verdict)] += 1
        items: Counter[Line] = Counter()
        confirmed: set[Line] = set()
        for finding in verdict.findings:
            line = _LINES.get(finding.indicator) if is_site else "accounts"
            counts = finding.consequence == "veto" or line == "links"
            if finding.status == "breached" and finding.stage != "overruled":
                if line and counts:
                    items[line] += max(1, len(finding.proofs))
                    confirmed |= {line} if finding.stage == "confirmed" else set()
                if finding.indicator == "site.unreachable":
                    self.week = self.week.plus(1, confirmed=finding.stage == "confirmed")
            elif finding.indicator == "site.unreachable" and finding.warning:
                self.week = self.week.plus(1)
        items["columns"] += sum(bool(each.stale or each.blank) for each in verdict.columns or ())
        for line, count in items.items():
            if count:
                pair = self.lines.get(line, Pair())
                self.lines[line] = pair.plus(count, confirmed=line in confirmed)
