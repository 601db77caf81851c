"""A rulebook: which indicators count, how, under which clause, with which thresholds.

A book says what a measured fault costs. A local book extends one pinned parent and may change,
drop or add entries, each change with its `because`; `flatten` gives the whole.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BeforeValidator, Field, JsonValue, ValidationError

from checker.core.fact import Fact
from checker.core.target import Site, Target
from checker.core.verdict import BookName, Consequence

Numbers = TypeVar("Numbers", "Grading", "Terms")
Params = Mapping[str, JsonValue]


class BookError(Exception):
    """A rulebook that cannot be used: the message says where and how to mend it."""


class Entry(Fact):
    """One indicator's line in a book.

    `each` is what one fault costs and `points` the most that the indicator may cost; `item` is
    the text's own item, whose cap binds all its indicators together. `unless_stated` is the
    answer to an indicator for people when nobody stated anything; beside `by: assisted` it is the
    answer where the machine could not tell. `official` is False where the number is not from the
    published text. `elsewhere: watch` shows a deduction on targets that the book does not score,
    where it counts for nothing; other deductions and bonuses are not judged there.
    `warn` is the line below the rule's own at which a warning begins, `further_warn` those after
    it, each nearer to the rule's.
    """

    id: str
    consequence: Consequence = Field(serialization_alias="as", validation_alias="as")
    clause: str = ""
    title: str = ""
    by: Literal["machine", "assisted", "human"] = "machine"
    item: str | None = Field(default=None, serialization_alias="in", validation_alias="in")
    each: float | None = None
    points: float | None = None
    official: bool = True
    params: dict[str, JsonValue] = {}
    warn: dict[str, JsonValue] = {}
    further_warn: tuple[dict[str, JsonValue], ...] = ()
    unless_stated: Literal["passed", "not-applicable"] | None = None
    elsewhere: Literal["watch"] | None = None
    because: str = ""
    origin: str = ""


class Item(Fact):
    """An item of the text: its title and the most points that its indicators may cost."""

    title: str
    cap: float
    official: bool = True
    services: bool = False


def _ratio(value: object) -> object:
    """`4/3` as the text writes it; every other value is left to the field's own check."""
    above, mark, below = value.partition("/") if isinstance(value, str) else ("", "", "")
    if mark and above.isdecimal() and below.isdecimal() and int(below):
        return int(above) / int(below)
    return value


class Grading(Fact):
    """How points become a grade (国办秘函〔2019〕19号, general notes of the indicators).

    `grades` names the grades of an office and the least score of each (优秀: 90).
    """

    full: float = 100
    pass_at: float = 60
    bonus_above: float = 80
    bonus_cap: float = 30
    scored_types: tuple[str, ...] = ("门户网站",)
    without_services_scale: Annotated[float, BeforeValidator(_ratio)] = 4 / 3
    grades: dict[str, float] = {}


class Terms(Fact):
    """Days that units have. All but `report_days` are working days.

    `urgent` indicators are mended in `urgent_days`, all others in `mend_days`; `report_days` are
    natural days for the written report after a bulletin.
    """

    mend_days: int = Field(default=3, ge=0)
    urgent_days: int = Field(default=1, ge=0)
    urgent: tuple[str, ...] = ()
    report_days: int = Field(default=10, ge=1)
    tickets_days: int = Field(default=3, ge=1)
    letters_days: int = Field(default=5, ge=1)

    def days_for(self, indicator: str) -> int:
        """Working days to mend what an indicator found."""
        return self.urgent_days if indicator in self.urgent else self.mend_days


class Book(Fact):
    """A flattened rulebook: every entry with its origin. `columns` are days by column class."""

    name: str
    version: str
    source: str = ""
    grading: Grading = Grading()
    terms: Terms = Terms()
    columns: dict[str, int] = {}
    items: dict[str, Item] = {}
    entries: tuple[Entry, ...] = ()

    @cached_property
    def named(self) -> BookName:
        """Name, version and digest: how a verdict cites the book. Worked out once: a round cites it
        for each of its targets."""
        return BookName(name=self.name, version=self.version, digest=self.seal())

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy that bears its own name: a changed book has another digest."""
        copied = super().model_copy(update=update, deep=deep)
        vars(copied).pop("named", None)
        return copied

    def of(self, subject: str) -> tuple[Entry, ...]:
        """The entries for sites, for accounts or for offices."""
        return tuple(entry for entry in self.entries if entry.id.startswith(subject + "."))

    def scores(self, target: Target) -> bool:
        """Whether the book scores this target: only portals, unless it says otherwise."""
        typed = isinstance(target, Site) and target.type in self.grading.scored_types
        return typed and any(each.consequence == "deduct" for each in self.of(target.kind))

    def judged_on(self, target: Target) -> tuple[Entry, ...]:
        """The entries that this target is judged by: all of its kind where the book scores it.

        On others there is neither deduction nor bonus, but for those that are watched there.
        """
        if self.scores(target):
            return self.of(target.kind)
        watched = {"consequence": "watch", "each": None, "points": None, "item": None}
        return tuple(
            entry.model_copy(update=watched) if entry.elsewhere else entry
            for entry in self.of(target.kind)
            if entry.elsewhere or entry.consequence not in ("deduct", "bonus")
        )

    def entry(self, indicator: str) -> Entry | None:
        """The line of one indicator, or None."""
        return next((entry for entry in self.entries if entry.id == indicator), None)


class Change(Fact):
    """What a local book does to one line of its parent."""

    because: str = Field(min_length=1)
    consequence: Consequence | None = Field(
        default=None, serialization_alias="as", validation_alias="as"
    )
    clause: str | None = None
    title: str | None = None
    by: Literal["machine", "assisted", "human"] | None = None
    item: str | None = Field(default=None, serialization_alias="in", validation_alias="in")
    each: float | None = None
    points: float | None = None
    official: bool | None = None
    params: dict[str, JsonValue] = {}
    warn: dict[str, JsonValue] | None = None
    further_warn: tuple[dict[str, JsonValue], ...] | None = None
    unless_stated: Literal["passed", "not-applicable"] | None = None
    elsewhere: Literal["watch"] | None = None


class Drop(Fact):
    """Why a local book leaves a line of its parent out."""

    because: str = Field(min_length=1)


class LocalBook(Fact):
    """A book that extends one parent, pinned by name and version."""

    book: str
    version: str
    extends: str
    source: str = ""
    grading: Grading | None = None
    terms: Terms | None = None
    columns: dict[str, int] = {}
    items: dict[str, Item] = {}
    change: dict[str, Change] = {}
    drop: dict[str, Drop] = {}
    add: tuple[Entry, ...] = ()


def flatten(parent: Book, local: LocalBook) -> Book:
    """The parent with the local book's changes; raises BookError for a name it does not know."""
    known = {entry.id for entry in parent.entries}
    for word, names in (("change", local.change), ("drop", local.drop)):
        for name in names:
            if name not in known:
                raise BookError(
                    f"{local.book}: {word}: {name} is not in {parent.name} "
                    f"(nearest: {_nearest(name, known)})"
                )
    for entry in local.add:
        if entry.id in known:
            raise BookError(f"{local.book}: add: {entry.id} is in {parent.name}: use change")
        if not entry.because:
            raise BookError(f"{local.book}: add: {entry.id} needs a because")
    kept = [entry for entry in parent.entries if entry.id not in local.drop]
    changed = [_changed(entry, local.change.get(entry.id), local.book) for entry in kept]
    added = [entry.model_copy(update={"origin": local.book}) for entry in local.add]
    return Book(
        name=local.book,
        version=local.version,
        source=local.source or parent.source,
        grading=_restated(parent.grading, local.grading),
        terms=_restated(parent.terms, local.terms),
        columns={**parent.columns, **local.columns},
        items={**parent.items, **local.items},
        entries=(*changed, *added),
    )


def _restated(parent: Numbers, local: Numbers | None) -> Numbers:
    """The parent's grading or terms with the numbers that the local book states."""
    stated = local.model_dump(exclude_unset=True) if local else {}
    return parent.model_copy(update=stated)


def _changed(entry: Entry, change: Change | None, book: str) -> Entry:
    if change is None:
        return entry
    given: dict[str, Any] = change.model_dump(by_alias=True, exclude_unset=True, exclude={"params"})
    given["params"] = {**entry.params, **change.params}
    given["origin"] = book
    try:
        return Entry.model_validate({**entry.model_dump(by_alias=True), **given})
    except ValidationError as error:
        raise BookError(f"{book}: change: {entry.id}: {_first_fault(error)}") from error


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False)[0]
    return f"{'.'.join(str(step) for step in fault['loc'])}: {fault['msg']}"


def _nearest(name: str, known: set[str]) -> str:
    """The known name that shares most of its words with `name`."""
    words = set(name.replace(".", "-").split("-"))
    return max(sorted(known), key=lambda each: len(words & set(each.replace(".", "-").split("-"))))
