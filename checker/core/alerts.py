"""What a night has to tell people: what is wrong or nearly so, what is new in it, and how often
its unit was reminded.

A fault is told once as new, again when it is seen twice or confirmed, and in between only counted.
What could not be told tonight neither repeats nor clears it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from checker.core.fact import Fact
from checker.core.verdict import Finding, Verdict

AlertWord = Literal[
    "warning-1", "warning-2", "warning-3", "suspected", "rechecked", "confirmed", "cleared"
]
News = Literal["new", "raised", "standing", "cleared"]

_RISING: tuple[AlertWord, ...] = (
    "warning-1", "warning-2", "warning-3", "suspected", "rechecked", "confirmed",
)  # fmt: skip
_CLEAR = ("passed", "exempt", "not-applicable")


class Alert(Fact):
    """One indicator of one target that people are told of. `unit` is who has to mend it.

    `times` is how many digests have told of it without a break, this one counted.
    """

    kind: Literal["site", "account"]
    code: str
    name: str
    unit: str
    indicator: str
    title: str
    word: AlertWord
    says: str
    days_left: int | None = None
    news: News = "new"
    times: int = 1


class Reminder(Fact):
    """The last that was written down of one indicator of one target, and whether it was delivered."""

    word: AlertWord
    times: int
    delivered: bool


Known = Mapping[tuple[str, str, str], Reminder]
"""The open reminders by kind, code and indicator."""


def alerts_on(verdict: Verdict, known: Known) -> tuple[Alert, ...]:
    """What tonight's verdict has to tell of its target, held against what was told before."""
    found: list[Alert] = []
    for finding in verdict.findings:
        before = known.get((verdict.target.kind, verdict.target.code, finding.indicator))
        word = _word(finding)
        if word is not None:
            found.append(_alert(verdict, finding, word, *_news(word, before)))
        elif before is not None and before.delivered and _is_clear(finding):
            found.append(_alert(verdict, finding, "cleared", "cleared", before.times))
    return tuple(found)


def _word(finding: Finding) -> AlertWord | None:
    """How far a finding has come, None where there is nothing to tell of it."""
    if finding.consequence == "veto" and finding.status == "breached":
        return None if finding.stage == "overruled" else finding.stage or "suspected"
    if finding.warning is None:
        return None
    return _RISING[min(finding.warning.line, 3) - 1]


def _is_clear(finding: Finding) -> bool:
    return finding.status in _CLEAR or finding.stage == "overruled"


def _news(word: AlertWord, before: Reminder | None) -> tuple[News, int]:
    """What is new, and the count: a digest that reached nobody reminded nobody."""
    if before is None:
        return "new", 1
    if not before.delivered:
        return "new", before.times
    risen = _RISING.index(word) > _RISING.index(before.word)
    return "raised" if risen else "standing", before.times + 1


def _alert(verdict: Verdict, finding: Finding, word: AlertWord, news: News, times: int) -> Alert:
    target = verdict.target
    warned = finding.warning if word.startswith("warning") else None
    return Alert(
        kind=target.kind,
        code=target.code,
        name=target.name,
        unit=target.owner or target.name,
        indicator=finding.indicator,
        title=finding.title,
        word=word,
        says=warned.says if warned else finding.says,
        days_left=warned.days_left if warned else None,
        news=news,
        times=times,
    )


@dataclass(frozen=True, slots=True)
class UnitCount:
    """A unit with what still stands against it: how many things, and the highest reminder."""

    unit: str
    alerts: int
    times: int


def by_unit(alerts: Iterable[Alert]) -> tuple[UnitCount, ...]:
    """The units by how often they were reminded, then by how much there is."""
    found: dict[str, UnitCount] = {}
    for each in alerts:
        one = found.get(each.unit, UnitCount(each.unit, 0, 0))
        found[each.unit] = UnitCount(each.unit, one.alerts + 1, max(one.times, each.times))
    return tuple(sorted(found.values(), key=lambda one: (-one.times, -one.alerts, one.unit)))
