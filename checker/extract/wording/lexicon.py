"""A lexicon ready to be searched for: its terms, what an office ignores, and the automaton."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from checker.core.texts import WordLevel
from checker.extract.wording.normal import normal

_FAST, _SMALL = Implementation.DFA, Implementation.ContiguousNFA
_MOST_FAST = 1_000
"""So many terms take some megabytes in the form that is searched in half the time."""


@dataclass(frozen=True, slots=True)
class Term:
    """A wrong expression, what it should say (empty where nothing is to be said instead), how
    grave it is, and words that excuse it when they stand near."""

    wrong: str
    right: str = ""
    level: WordLevel = "general"
    excused_by: tuple[str, ...] = ()
    note: str = ""
    lexicon: str = ""


@dataclass(frozen=True, slots=True)
class Ignored:
    """A term that an office lets stand, and why; on one site only where a code is named."""

    wrong: str
    reason: str
    site_code: str = ""


@dataclass(frozen=True, slots=True)
class TermList:
    """One lexicon as its file has it; `digest` names those very bytes."""

    name: str
    digest: str
    terms: tuple[Term, ...]
    ignored: tuple[Ignored, ...] = ()

    @property
    def named(self) -> str:
        """Name and digest: how evidence cites a lexicon."""
        return f"{self.name}@{self.digest}"


@dataclass(frozen=True)
class Lexicon:
    """All lexicons of a run as one; build it once by `lexicon_of` and use it for every page.

    `rights` are for each term the right forms, normalised, in which its wrong form stands.
    """

    names: tuple[str, ...]
    terms: tuple[Term, ...] = field(repr=False)
    ignored: dict[str, tuple[Ignored, ...]] = field(repr=False)
    rights: dict[int, tuple[str, ...]] = field(repr=False)
    automaton: AhoCorasick | None = field(repr=False)

    def ignores(self, term: Term, site_code: str) -> Ignored | None:
        """Why this term is let stand on this site, or None."""
        listed = self.ignored.get(normal(term.wrong).text, ())
        return next((each for each in listed if each.site_code in ("", site_code)), None)


def lexicon_of(lists: Sequence[TermList]) -> Lexicon:
    """One lexicon out of several; of a term that stands in two lists, the later one counts."""
    by_form: dict[str, Term] = {}
    ignored: dict[str, tuple[Ignored, ...]] = {}
    for each in lists:
        for term in each.terms:
            form = normal(term.wrong.strip()).text
            if form and "\n" not in form:
                by_form[form] = term
        for one in each.ignored:
            form = normal(one.wrong.strip()).text
            ignored[form] = (*ignored.get(form, ()), one)
    terms = tuple(by_form.values())
    automaton = (
        AhoCorasick(
            list(by_form),
            matchkind=MatchKind.LeftmostLongest,
            store_patterns=False,
            implementation=_FAST if len(by_form) <= _MOST_FAST else _SMALL,
        )
        if terms
        else None
    )
    return Lexicon(
        names=tuple(each.named for each in lists),
        terms=terms,
        ignored=ignored,
        rights=_rights(list(by_form), terms, automaton),
        automaton=automaton,
    )


def _rights(
    forms: Sequence[str], terms: Sequence[Term], automaton: AhoCorasick | None
) -> dict[int, tuple[str, ...]]:
    """The right forms that hold a wrong one (人民代表大会 in a longer right name, say)."""
    found: dict[int, dict[str, None]] = {}
    rights = [normal(term.right).text.replace("\n", " ") for term in terms]
    for number, right in enumerate(rights):
        if forms[number] in right:
            found.setdefault(number, {})[right] = None
    if automaton is not None:
        for right in dict.fromkeys(rights):
            for number, _, _ in automaton.find_matches_as_indexes(right) if right else ():
                found.setdefault(number, {})[right] = None
    return {number: tuple(each) for number, each in found.items()}
