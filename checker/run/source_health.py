"""How the sources of accounts did in a round: one that fails for many accounts is itself the fault."""

from collections import defaultdict
from dataclasses import dataclass, field

from checker.core.account import AccountEvidence, Source
from checker.core.indicator import Evidence
from checker.core.source import source_words
from checker.extract.document import host_of

FEWEST = 5
SHARE = 0.5
"""From how many accounts on, and from what share of them, a source is suspected itself."""


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """One named source, or one host of feeds: how many accounts asked it, and got nothing new.

    `lost` are those that had shown posts before and now showed none, or fewer.
    """

    name: str
    asked: int
    failed: int
    empty: int
    lost: int

    @property
    def suspected(self) -> bool:
        """Whether it fails for so many accounts that the accounts are not to blame."""
        bad = self.failed + self.empty + self.lost
        return self.asked >= FEWEST and bad >= SHARE * self.asked


@dataclass
class SourceTally:
    """Counts while a round runs."""

    _counts: dict[str, dict[str, int]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(int))
    )

    def note(self, evidence: Evidence) -> None:
        """Takes in one account's sources; what people wrote down is no source that could fail."""
        if isinstance(evidence, AccountEvidence):
            for source in evidence.sources:
                if source.kind not in ("file", "manual"):
                    counts = self._counts[_name(source)]
                    counts["asked"] += 1
                    counts[_outcome(source)] += 1

    def counts(self) -> dict[tuple[str, str], float]:
        """The same numbers by their name, such as `source_failed`, and the source."""
        return {
            (f"source_{outcome}", name): float(count)
            for name, counted in self._counts.items()
            for outcome, count in counted.items()
        }

    def health(self) -> tuple[SourceHealth, ...]:
        """Every source by name."""
        return tuple(
            SourceHealth(name, c["asked"], c["failed"], c["empty"], c["lost"])
            for name, c in sorted(self._counts.items())
        )


def _name(source: Source) -> str:
    (word, *_) = source_words(source.name) or (None,)
    return (word.name or host_of(word.address)) if word else source.name


def _outcome(source: Source) -> str:
    if source.state == "ok":
        return "ok"
    if source.state == "shrunk" or (source.state == "empty" and source.before):
        return "lost"
    return "empty" if source.state == "empty" else "failed"
