"""One question asked of many pages, and how it was answered."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Case:
    """One page's answer. Counts are of single values: 1 and 0, or many for a list of items.

    A value that is wrong is both `wrong` (it was claimed) and `missed` (the true one was not).
    """

    page: str
    right: int
    wrong: int
    missed: int
    expected: str = ""
    got: str = ""
    note: str = ""

    @property
    def clean(self) -> bool:
        """Whether nothing was wrong and nothing missed."""
        return self.wrong == 0 and self.missed == 0


def single(page: str, expected: str | None, got: str | None, note: str = "") -> Case:
    """A question with one value; None is no value, and to say none where there is none is right."""
    if expected == got:
        return Case(page, 1, 0, 0, expected or "无", got or "无", note)
    return Case(
        page,
        right=0,
        wrong=0 if got is None else 1,
        missed=0 if expected is None else 1,
        expected=expected or "无",
        got=got or "无",
        note=note,
    )


def items(page: str, expected: Iterable[str], got: Iterable[str], note: str = "") -> Case:
    """A question with many values: what is in both is right."""
    wanted, found = set(expected), set(got)
    lost, extra = sorted(wanted - found), sorted(found - wanted)
    return Case(
        page,
        right=len(wanted & found),
        wrong=len(extra),
        missed=len(lost),
        expected="缺 " + "、".join(lost[:4]) if lost else "",
        got="多 " + "、".join(extra[:4]) if extra else "",
        note=note,
    )


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its cases. `floor` is the least share of right answers we accept.

    `figure` names what the floor is compared with: the share of clean pages, or F1 over values.
    `peers` answers the same question with general tools, by name.
    """

    name: str
    cases: tuple[Case, ...]
    floor: float | None = None
    figure: str = "pages"
    peers: dict[str, tuple[Case, ...]] = field(default_factory=dict[str, tuple[Case, ...]])


@dataclass(frozen=True, slots=True)
class Score:
    """Counts and figures of one row."""

    asked: int
    clean: int
    right: int
    wrong: int
    missed: int

    @property
    def pages(self) -> float:
        """The share of pages without a fault."""
        return self.clean / self.asked if self.asked else 1.0

    @property
    def precision(self) -> float:
        """Of the values given, the share that is true."""
        given = self.right + self.wrong
        return self.right / given if given else 1.0

    @property
    def recall(self) -> float:
        """Of the true values, the share that was found."""
        true = self.right + self.missed
        return self.right / true if true else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(cases: Iterable[Case]) -> Score:
    """Adds up the cases of a question."""
    known = list(cases)
    return Score(
        asked=len(known),
        clean=sum(1 for case in known if case.clean),
        right=sum(case.right for case in known),
        wrong=sum(case.wrong for case in known),
        missed=sum(case.missed for case in known),
    )


Questions = Callable[[], list[Question]]
