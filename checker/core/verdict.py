"""The judgement on one target: what is stored, exported and printed.

A verdict is never edited, only superseded. It is a pure function of evidence, book and code
version, so its id is made of those three.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from checker.core.evidence import Cost, Proof, UnseenReason
from checker.core.fact import Fact, Moment
from checker.core.target import Account, Site

FindingStatus = Literal["passed", "breached", "cannot-tell", "not-applicable", "exempt"]
Stage = Literal["suspected", "rechecked", "confirmed", "overruled"]
Consequence = Literal["veto", "deduct", "bonus", "watch"]
Judged = Literal["qualified", "unqualified", "undetermined"]


class Warning(Fact):
    """A yellow card: below the line of the rule, above the warn line of the book.

    `line` is how many of the book's warn lines are passed: 1 yellow, 2 orange, 3 red.
    """

    says: str
    line: int = 1
    days_left: int | None = None


class Finding(Fact):
    """What one indicator of the book says of the target, and what the book makes of it.

    `points` are points taken (negative) or given, None for vetoes, watches and what was not
    told. `by` says who judges it: a machine, a machine with a person, or people alone.
    """

    indicator: str
    title: str = ""
    consequence: Consequence = Field(serialization_alias="as", validation_alias="as")
    clause: str = ""
    by: Literal["machine", "assisted", "human"] = "machine"
    status: FindingStatus
    stage: Stage | None = None
    says: str
    points: float | None = None
    official: bool = True
    warning: Warning | None = None
    proofs: tuple[Proof, ...] = ()


class Score(Fact):
    """A score as an interval: what was not told widens it. `advisory` is 参考分."""

    low: float
    high: float
    advisory: bool = False


class ColumnRow(Fact):
    """One column as a reader of the verdict wants it. `stale` and `blank` are None if untold.

    `frequency` and `unit` are those of the ledger of columns, empty where it does not name it.
    """

    name: str
    url: str
    path: tuple[str, ...] = ()
    column_class: str = Field(serialization_alias="class", validation_alias="class")
    newest: date | None = None
    items: int = 0
    blank: bool | None = None
    stale: bool | None = None
    limit_days: int | None = None
    frequency: str = ""
    unit: str = ""


class MonthRow(Fact):
    """How many items of a month (2023-01) a column shows; `at_least` where there may be more."""

    month: str
    items: int
    at_least: bool = False


class PromisedRow(Fact):
    """One registered column: what its ledger promises, by whom, and what it shows.

    `months` leaves out those of which its page says nothing; `kept` is None if untold.
    """

    name: str
    url: str = ""
    frequency: str = ""
    unit: str = ""
    found: bool = False
    newest: date | None = None
    months: tuple[MonthRow, ...] = ()
    kept: bool | None = None


class PostsRow(Fact):
    """An account's posts in short. Gap and breach days are whole days inside the window seen.

    `breaches` is how often in it the time between two posts, or since the last, was over the limit.
    """

    newest: Moment | None = None
    count: int = 0
    longest_gap_days: int | None = None
    breach_days: int | None = None
    breaches: int | None = None
    sources: tuple[str, ...] = ()


class UnseenPart(Fact):
    """A part of the evidence that was not seen, and why."""

    part: str
    reason: UnseenReason
    detail: str = ""


class Coverage(Fact):
    """How much was seen: pages, links, and indicators told of all that the target is judged by.

    `by_machine`, `by_assisted`, `by_people` and `unsaid` share out those told: by a machine alone, by
    one whose suspicion a person confirms, by a person who signed, and by the book's own word where
    nobody said anything.
    """

    pages: int = 0
    links: int = 0
    browser_pages: int = 0
    told: int = 0
    indicators: int = 0
    by_machine: int = 0
    by_assisted: int = 0
    by_people: int = 0
    unsaid: int = 0
    unseen: tuple[UnseenPart, ...] = ()


class BookName(Fact):
    """Which rulebook judged: its name, version and the digest of its flattened content."""

    name: str
    version: str
    digest: str


class Verdict(Fact):
    """One dated judgement of one target."""

    schema_name: Literal["checker.verdict/1"] = Field(
        default="checker.verdict/1", serialization_alias="schema", validation_alias="schema"
    )
    id: str
    round: str
    as_of: Moment
    finished: Moment
    target: Site | Account = Field(discriminator="kind")
    book: BookName
    evidence: str
    code: str
    outcome: Judged
    stage: Stage | None = None
    score: Score | None = None
    findings: tuple[Finding, ...] = ()
    columns: tuple[ColumnRow, ...] | None = None
    promised: tuple[PromisedRow, ...] = ()
    posts: PostsRow | None = None
    coverage: Coverage = Coverage()
    cost: Cost = Cost()

    def finding(self, indicator: str) -> Finding | None:
        """The finding of one indicator, or None where the book does not hold it."""
        return next((each for each in self.findings if each.indicator == indicator), None)

    @property
    def breached_vetoes(self) -> tuple[Finding, ...]:
        """The breached vetoes that no person has overruled."""
        return tuple(
            each
            for each in self.findings
            if each.consequence == "veto"
            and each.status == "breached"
            and each.stage != "overruled"
        )
