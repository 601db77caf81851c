"""Where every registered target stands at the end of a period, out of the store one by one.

A whole country's standings are never held as objects: they are packed as they come, and a bulletin
goes through them as often as it needs.
"""

from collections.abc import Callable, Iterator

from checker.core.period import Period
from checker.core.standing import Standing, Tally, standing_of, tally_of
from checker.report.bulletin.figures import Standings
from checker.report.packed import Packed
from checker.run.office import Office
from checker.store.filing import target_from
from checker.store.periods import PeriodTarget, judged_in, targets_in
from checker.store.verdicts import verdicts_at

Finish = Callable[[Standing], Standing]
"""What is added to each standing before it is packed."""


def standings(
    office: Office, period: Period, kind: str, finish: Finish = lambda each: each
) -> Standings:
    """The standings of the sites or the accounts of a period, by code."""
    return Packed(finish(each) for each in _standings(office, period, kind))


def _standings(office: Office, period: Period, kind: str) -> Iterator[Standing]:
    for place, verdict in judged_in(office.database, kind, period.start, period.end):
        target = target_from(kind, place.target)
        if target.code:
            yield standing_of(target, verdict, drawn=place.drawn)


def tally_in(office: Office, period: Period, kind: str) -> Tally:
    """How many stood where at the end of a period, without what else a bulletin needs of them."""
    words: dict[str, int] = {}
    for place in targets_in(office.database, kind, period.start, period.end):
        word = _word(office, kind, place)
        words[word] = words.get(word, 0) + 1
    return tally_of(words)


def unqualified_in(office: Office, period: Period, kind: str) -> Iterator[Standing]:
    """The standings of those that were unqualified at the end of a period."""
    for place in targets_in(office.database, kind, period.start, period.end):
        if place.outcome == "unqualified":
            found = _standing(office, kind, place)
            if found.word == "unqualified":
                yield found


def _word(office: Office, kind: str, place: PeriodTarget) -> str:
    """A failing verdict must be looked into: did a person confirm it? Others say all by their outcome."""
    if place.outcome == "unqualified":
        return _standing(office, kind, place).word
    return place.outcome or ("unchecked" if place.drawn else "undrawn")


def _standing(office: Office, kind: str, place: PeriodTarget) -> Standing:
    verdict = verdicts_at(office.database, [place.row])[place.row] if place.row else None
    return standing_of(target_from(kind, place.target), verdict, drawn=place.drawn)
