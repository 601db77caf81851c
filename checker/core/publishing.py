"""Whether enough is known to publish: told targets among all, and why the others are not told.

A list that names some offices says of the others that they are well. Below the floor it cannot:
what is missing has to be looked at first, or a person signs for it.
"""

from collections import Counter
from collections.abc import Container, Iterable

from pydantic import Field

from checker.core.fact import Fact, Moment
from checker.core.standing import Standing

UNCHECKED = "unchecked"
"""The reason of a target that no round of the period came to."""
_TOLD = ("qualified", "unqualified", "pending")


class Cover(Fact):
    """Told targets among those that should have been; `untold` counts the others by reason."""

    told: int = 0
    targets: int = 0
    untold: dict[str, int] = {}

    @property
    def share(self) -> float:
        """The share that was told, 0 where there is nothing."""
        return self.told / self.targets if self.targets else 0.0


class Release(Fact):
    """A paper that left below the floor: which, how much was told, who signed for it and why."""

    at: Moment
    paper: str
    about: str
    told: int
    targets: int
    floor: float
    reason: str = Field(min_length=1)
    by: str = Field(min_length=1)


def cover_of(
    standings: Iterable[Standing], undrawn: Container[tuple[str, str]] = frozenset()
) -> Cover:
    """The cover of a period; targets that a draw left out are not missing."""
    told, untold = 0, Counter[str]()
    for each in standings:
        if each.word in _TOLD:
            told += 1
        elif each.word == "undetermined":
            untold[each.why or "other"] += 1
        elif each.word == UNCHECKED and (each.target.kind, each.target.code) not in undrawn:
            untold[UNCHECKED] += 1
    return Cover(told=told, targets=told + untold.total(), untold=dict(untold.most_common()))
