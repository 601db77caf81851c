"""Which tries to open a site count: not those that we spoiled, that were announced, or one-sided.

A try is left out, never turned round: a stop that was announced makes no success of a failure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from pydantic import Field, model_validator

from checker.core.fact import Fact, Moment

ONE_SIDED = timedelta(minutes=30)
"""How near in time another vantage point has to have opened the page: half of an hourly round."""


class Opening(Fact):
    """One try to open the home page, as a visitor's wait: opened within the wait, or why not.

    `vantage` names the machine that looked, empty for the one that the rounds run on. `void` marks
    a try that our own side spoiled.
    """

    at: Moment
    opened: bool
    seconds: float
    reason: str = ""
    vantage: str = ""
    void: bool = False


class Outage(Fact):
    """A stop that the site's unit announced, as an inspector took it down."""

    since: Moment
    until: Moment
    reason: str = Field(min_length=1)
    by: str = Field(min_length=1)
    reported: Moment

    @model_validator(mode="after")
    def _has_a_span(self) -> Self:
        if self.until <= self.since:
            raise ValueError("a stop ends after it began")
        return self


@dataclass(frozen=True, slots=True)
class Counted:
    """How many tries of a window count, how many of those failed, and how many are left out."""

    counting: int = 0
    failed: int = 0
    void: int = 0
    announced: int = 0
    one_sided: int = 0


def counted(
    tries: Sequence[Opening],
    outages: Iterable[Outage],
    *,
    since: datetime,
    until: datetime,
    max_wait_s: float,
) -> Counted:
    """The tries from `since` to `until`: which count, which of those failed, how many are left out.

    A try failed that did not open or waited `max_wait_s` or longer. A failure that another vantage
    point did not meet within `ONE_SIDED` is the line's, not the site's.
    """
    stops = tuple(outages)
    inside = [each for each in tries if since <= each.at <= until]
    sound = [each for each in inside if not each.void]
    told = [each for each in sound if not any(one.since <= each.at <= one.until for one in stops)]
    failed = [each for each in told if _failed(each, max_wait_s)]
    opened = [each for each in told if not _failed(each, max_wait_s)]
    alone = [each for each in failed if _opened_elsewhere(each, opened)]
    return Counted(
        failed=len(failed) - len(alone),
        counting=len(told) - len(alone),
        void=len(inside) - len(sound),
        announced=len(sound) - len(told),
        one_sided=len(alone),
    )


def _failed(one: Opening, max_wait_s: float) -> bool:
    return not one.opened or one.seconds >= max_wait_s


def _opened_elsewhere(one: Opening, opened: Sequence[Opening]) -> bool:
    return any(
        each.vantage != one.vantage and abs(each.at - one.at) <= ONE_SIDED for each in opened
    )


@dataclass(frozen=True, slots=True)
class Tried:
    """A try at some site, and the place that was asked: its address, or its name where none was
    found."""

    code: str
    place: str
    opening: Opening

    def silent(self, max_wait_s: float) -> bool:
        """Whether nothing was heard from the place, or too late."""
        unheard = not self.opening.opened and not self.opening.reason.startswith("HTTP ")
        return unheard or self.opening.seconds >= max_wait_s

    def spoiled(self) -> "Tried":
        """The try as one that our own side spoiled."""
        void = self.opening.model_copy(update={"void": True})
        return Tried(self.code, self.place, void)


def looks_spoiled(tries: Sequence[Tried], *, max_wait_s: float, share: float = 0.8) -> bool:
    """Whether tries made side by side fail as they would if our own line were down.

    That is when four places in five gave no answer at all, or none in time. Many sites on one
    platform are one place: the platform's own stop is a stop. Whether it was ours only a reference
    can tell; this says that one has to be asked.
    """
    silent: dict[str, bool] = {}
    for each in tries:
        if not each.opening.void:
            silent[each.place] = silent.get(each.place, True) and each.silent(max_wait_s)
    return bool(silent) and sum(silent.values()) >= share * len(silent)
