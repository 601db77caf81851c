"""Two verdicts on one target, finding by finding: mended, still there, new."""

from dataclasses import dataclass
from typing import Literal

from checker.core.verdict import Finding, Verdict

ChangeWord = Literal[
    "mended",  # it was breached and is passed now, or does not apply any more
    "still-there",
    "new",
    "cannot-tell",  # it was breached, and now it could not be told
    "exempt",  # it was breached, and a person exempted the target since
    "overruled",  # it was breached, and a person overruled it since
    "not-visited",  # it was breached, and nobody looked again
]


@dataclass(frozen=True)
class Change:
    """One finding that is breached in one of two verdicts or in both."""

    word: ChangeWord
    before: Finding | None
    after: Finding | None

    @property
    def finding(self) -> Finding:
        """The finding as it is now, or as it was where there is none now."""
        found = self.after or self.before
        assert found, "a change has a finding on one side at least"
        return found


@dataclass(frozen=True)
class Compared:
    """One target of a recheck: its verdict in the round before and now, and what changed.

    `after` is None where it was not visited again, and `detail` says why.
    """

    before: Verdict
    after: Verdict | None
    changes: tuple[Change, ...]
    detail: str = ""


def changes(before: Verdict, after: Verdict) -> tuple[Change, ...]:
    """What became of every fault of two verdicts, in the order of the later book."""
    found: list[Change] = []
    for now in after.findings:
        then = before.finding(now.indicator)
        word = _word(then, now)
        if word:
            found.append(Change(word, then, now))
    kept = {each.indicator for each in after.findings}
    dropped = [each for each in before.findings if _stands(each) and each.indicator not in kept]
    return (*found, *(Change("not-visited", each, None) for each in dropped))


def unvisited(before: Verdict) -> tuple[Change, ...]:
    """The faults of a verdict whose target was not visited again."""
    return tuple(Change("not-visited", each, None) for each in before.findings if _stands(each))


def _word(then: Finding | None, now: Finding) -> ChangeWord | None:
    was, still = then is not None and _stands(then), _stands(now)
    if not was:
        return "new" if still else None
    if still:
        return "still-there"
    match now.status:
        case "passed" | "not-applicable":
            return "mended"
        case "cannot-tell" | "exempt":
            return now.status
        case "breached":
            return "overruled"


def _stands(finding: Finding) -> bool:
    return finding.status == "breached" and finding.stage != "overruled"
