"""Where each target stands at the end of a period, and how many stand where: a bulletin's numbers.

A target counts by its newest standing verdict of the period. It is *unqualified* only by what a
person confirmed; what a machine alone found waits as *pending*, what could not be told is
*undetermined*, and neither enters the rate: a rate is qualified ÷ (qualified + unqualified).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal

from checker.core.desk import UNSAID
from checker.core.fact import Fact
from checker.core.summary import untold_reason
from checker.core.target import Account, Site, Target
from checker.core.verdict import Finding, Score, Verdict

StandingWord = Literal[
    "qualified",
    "unqualified",
    "pending",
    "undetermined",
    "unchecked",
    "undrawn",  # nobody looked, because the draw of the period did not name it
]


class Problem(Fact):
    """One fault as a bulletin may tell it: `words` are a person's own, empty where nobody wrote any.

    `faults` counts the places, `points` are those taken, None for vetoes and what is not priced.
    """

    indicator: str
    title: str
    words: str = ""
    faults: int = 1
    points: float | None = None
    veto: bool = False


class AccountDuty(Fact):
    """What an account owed in a period and did: updates and reposts, None where nobody told.

    A text stands where a number does not apply, such as / for reposts of a video account. `whole`
    is False where the visits did not show all of the period: the counts are the least.
    """

    due: int | str | None = None
    done: int | str | None = None
    recommended: int | str | None = None
    reposted: int | str | None = None
    longest_gap_days: int | None = None
    whole: bool = True
    noted: str = ""


class Standing(Fact):
    """One target's place in a period: what a bulletin needs of its verdict and nothing more.

    `why` is the main reason why an undetermined one was not told.
    `duty` is None for sites, and for accounts where a bulletin tells none.
    """

    target: Site | Account
    word: StandingWord
    verdict: str = ""
    problems: tuple[Problem, ...] = ()
    score: Score | None = None
    told: int = 0
    indicators: int = 0
    by_machine: int = 0
    by_people: int = 0
    why: str = ""
    duty: AccountDuty | None = None

    @property
    def vetoes(self) -> tuple[Problem, ...]:
        """The confirmed vetoes: what may be published."""
        return tuple(each for each in self.problems if each.veto)


class Tally(Fact):
    """Targets counted by where they stand. All are whole numbers of targets."""

    registered: int = 0
    qualified: int = 0
    unqualified: int = 0
    pending: int = 0
    undetermined: int = 0
    undrawn: int = 0

    @property
    def checked(self) -> int:
        """Those that were looked at, whatever came of it."""
        return self.told + self.pending + self.undetermined

    @property
    def told(self) -> int:
        """Those on which there is a result that may be published."""
        return self.qualified + self.unqualified


def standing_of(target: Target, verdict: Verdict | None, *, drawn: bool = True) -> Standing:
    """Where a registered target stands by its newest verdict of the period, None if it has none.

    `drawn` is False for one that the draw of the period's newest round did not name.
    """
    if verdict is None:
        return Standing(target=target, word="unchecked" if drawn else "undrawn")
    confirmed = tuple(each for each in verdict.breached_vetoes if each.stage == "confirmed")
    taken = (each for each in verdict.findings if _costs(each))
    seen = verdict.coverage
    return Standing(
        target=target,
        word=_word(verdict, confirmed),
        verdict=verdict.id,
        problems=tuple(_problem(each) for each in (*confirmed, *taken)),
        score=verdict.score,
        told=seen.told,
        indicators=seen.indicators,
        by_machine=seen.by_machine + seen.by_assisted,
        by_people=seen.by_people,
        why=untold_reason(verdict) if verdict.outcome == "undetermined" else "",
    )


def _word(verdict: Verdict, confirmed: tuple[Finding, ...]) -> StandingWord:
    if confirmed:
        return "unqualified"
    if verdict.outcome == "unqualified":
        by_score = not verdict.breached_vetoes and verdict.score and not verdict.score.advisory
        return "unqualified" if by_score else "pending"
    return verdict.outcome


def _costs(finding: Finding) -> bool:
    """A breached deduction, or a watched fault that a person confirmed."""
    if finding.status != "breached" or finding.stage == "overruled":
        return False
    watched = finding.consequence == "watch" and finding.stage == "confirmed"
    return finding.consequence == "deduct" or watched


def _problem(finding: Finding) -> Problem:
    first = finding.proofs[0] if finding.proofs else None
    spoken = first is not None and first.blob is None and finding.says.startswith("人工认定")
    return Problem(
        indicator=finding.indicator,
        title=finding.title or finding.indicator,
        words=first.quote if first and spoken and first.quote != UNSAID else "",
        faults=max(1, len(finding.proofs)),
        points=finding.points,
        veto=finding.consequence == "veto",
    )


def tally(standings: Iterable[Standing]) -> Tally:
    """How many stand where."""
    return tally_of(Counter(each.word for each in standings))


def tally_of(counted: Mapping[str, int]) -> Tally:
    """The tally of targets that are counted by their word already."""
    known = {word: count for word, count in counted.items() if word != "unchecked"}
    return Tally(registered=sum(counted.values()), **known)


def tallies(standings: Iterable[Standing], by: str) -> Mapping[str, Tally]:
    """The tally of each group by a field of the target (region, level, type, owner).

    Groups come in the order of their first target, so an office's own order is kept.
    """
    groups: dict[str, dict[str, int]] = {}
    for each in standings:
        counted = groups.setdefault(str(getattr(each.target, by)), {})
        counted[each.word] = counted.get(each.word, 0) + 1
    return {name: tally_of(counted) for name, counted in groups.items()}
