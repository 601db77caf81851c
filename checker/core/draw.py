"""A draw (抽查): stratified, seeded, and repeatable by anyone with the same registry.

In each stratum the targets stand in the order of the sha256 of seed and code, and the first ones
are drawn. So the inspected side can repeat a draw with nothing but the seed and the list of codes,
whose digest is printed with it. Who must be in (the newly registered, the last period's failures)
is in first, and counts as drawn.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction

from checker.core.fact import Fact, digest_of
from checker.core.target import Account, Site, Target


class Stratum(Fact):
    """One part of the population: its name, its size, how many of it were drawn."""

    name: str
    population: int
    drawn: int


class Draw(Fact):
    """What was drawn, and what one needs to draw it again."""

    seed: str
    by: tuple[str, ...]
    population: str
    strata: tuple[Stratum, ...]
    targets: tuple[Site | Account, ...]

    @property
    def of(self) -> int:
        """How many targets the draw was made from."""
        return sum(each.population for each in self.strata)


def draw(
    targets: Sequence[Target], share: Fraction, seed: str, *, by: Sequence[str],
    always: Collection[str] = frozenset(),
) -> Draw:  # fmt: skip
    """Draws a share of each stratum, rounded up so that none is left out; codes are unique.

    `by` are fields of the targets (level, region, type). ValueError for a share outside 0 to 1.
    """
    if not 0 < share <= 1:
        raise ValueError("a share lies above 0 and up to 1")
    strata: dict[str, list[Target]] = {}
    for each in targets:
        name = " ".join(str(getattr(each, field)) or "未填" for field in by) or "全部"
        strata.setdefault(name, []).append(each)
    drawn: list[Target] = []
    told: list[Stratum] = []
    for name, members in sorted(strata.items()):
        wanted = -(-len(members) * share.numerator // share.denominator)
        chosen = _chosen(members, wanted, seed, always)
        drawn += chosen
        told.append(Stratum(name=name, population=len(members), drawn=len(chosen)))
    order: Mapping[str, int] = {each.code: place for place, each in enumerate(targets)}
    return Draw(
        seed=seed,
        by=tuple(by),
        population=population_digest(each.code for each in targets),
        strata=tuple(told),
        targets=tuple(sorted(drawn, key=lambda each: order[each.code])),
    )


def population_digest(codes: Iterable[str]) -> str:
    """The digest of a list of codes: sorted, one a line."""
    return digest_of("\n".join(sorted(codes)).encode())


def share_for(number: int, population: int) -> Fraction:
    """The share that draws about so many of a population; ValueError where there are fewer."""
    if not 0 < number <= population:
        raise ValueError(f"{number} of {population}")
    return Fraction(number, population)


def _chosen(members: list[Target], wanted: int, seed: str, always: Collection[str]) -> list[Target]:
    def place(target: Target) -> str:
        return digest_of(f"{seed}\n{target.code}".encode())

    musts = [each for each in members if each.code in always]
    others = sorted((each for each in members if each.code not in always), key=place)
    return musts + others[: max(0, wanted - len(musts))]
