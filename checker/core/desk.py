"""What a person found without the machine: one line of an office's ledger of results."""

from typing import Literal

from checker.core.evidence import Statement
from checker.core.fact import Fact, Moment

DeskWord = Literal["passed", "breached", "not-applicable"]


class DeskResult(Fact):
    """A target, an indicator (by id or by its title in the book), and what was found.

    Without an indicator the line speaks of everything that the book holds against a target, and
    only `passed` can be said of all. `words` are how a bulletin shall tell it, `points` what a deduction takes.
    """

    code: str
    indicator: str = ""
    result: DeskWord
    words: str = ""
    points: float | None = None
    by: str
    at: Moment
    proof: str = ""
    notes: tuple[tuple[str, str], ...] = ()

    def statement(self, indicator: str, result: DeskWord | None = None) -> Statement:
        """The signed answer to one indicator of a book: the line's own, or another one."""
        return Statement(
            kind="state",
            indicator=indicator,
            by=self.by,
            at=self.at,
            reason=self.words or UNSAID,
            status=result or self.result,
            proof=self.proof,
            points=self.points,
        )


UNSAID = "见检查结果台账"
"""The reason of a result whose line has no words of its own."""
