"""Where a lexicon's terms stand in a text, after everything that excuses them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from checker.extract.wording.excuses import excuse_of
from checker.extract.wording.lexicon import Lexicon, Term
from checker.extract.wording.normal import Normal, tightened
from checker.extract.wording.prose import Prose

_SLICE = 100_000
_MOST_MATCHES = 5_000
_SURE_ACROSS_GAPS = 4
"""So many signs make no other word by chance where a blank or a tag stands between them."""


@dataclass(frozen=True, slots=True)
class Find:
    """A term and the first place where it stands; `times` counts all places in this text."""

    term: Term
    quote: str
    place: str
    times: int = 1


def find_wording(prose: Prose, lexicon: Lexicon, site_code: str = "") -> tuple[Find, ...]:
    """Each wrong expression of a text once, in the order of their first places."""
    if lexicon.automaton is None or not prose.text:
        return ()
    found: dict[int, Find] = {}
    text = tightened(prose.narrow)
    for count, (number, start, end) in enumerate(_matches(text.text, lexicon)):
        if count >= _MOST_MATCHES:
            break
        term = lexicon.terms[number]
        first, last = text.source(start), text.source(end - 1) + 1
        known = found.get(number)
        if (
            _torn(prose, text, (start, end), (first, last))
            or excuse_of(text.text, start, end, term, lexicon.rights.get(number, ()))
            or (known is None and lexicon.ignores(term, site_code))
        ):
            continue
        found[number] = (
            replace(known, times=known.times + 1)
            if known
            else Find(term, prose.quote(first, last), prose.place_at(first))
        )
    return tuple(found.values())


def _matches(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int, int]]:
    """Number, start and end of each match: the leftmost one, of those the longest.

    Texts are searched in slices that end between blocks, so that a hostile text full of terms
    is given up early.
    """
    assert lexicon.automaton is not None
    start = 0
    while start < len(text):
        end = min(len(text), start + _SLICE)
        if end < len(text):
            closed = text.rfind("\n", start + 1, end)
            end = closed if closed > 0 else end
        for number, first, last in lexicon.automaton.find_matches_as_indexes(text[start:end]):
            yield number, start + first, start + last
        start = end


def _torn(prose: Prose, text: Normal, form: tuple[int, int], source: tuple[int, int]) -> bool:
    """Whether blanks or tags stand between the signs in a way that may part two words.

    Four signs are sure, and so is a short word that is spaced out sign by sign (通 知 书).
    """
    gaps = text.gaps_in(*form) + prose.joints(*source)
    signs = form[1] - form[0]
    return gaps > 0 and signs < _SURE_ACROSS_GAPS and not (signs == 3 and gaps >= 2)
