"""Many phrases at once: in one pattern that is quick to search for, or as plain signs in a slice.

A search for alternatives that all begin with a known sign skips every place where none of these
stands; one that begins with a choice, an option or an anchor is tried at every place. So phrases
are grouped by their first sign here. Of two that begin alike the one named first is found first.
"""

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, MatchKind


def by_first_sign(*phrases: str | tuple[str, str]) -> str:
    """The pattern of these phrases.

    A phrase is a pattern that begins with a plain sign, or such beginnings (set apart by `|`) with
    the pattern that follows each of them.
    """
    rests: dict[str, list[str]] = {}
    for beginning, rest in _pairs(phrases):
        rests.setdefault(beginning[0], []).append(beginning[1:] + rest)
    return "|".join(f"{sign}(?:{'|'.join(found)})" for sign, found in rests.items())


def _pairs(phrases: Iterable[str | tuple[str, str]]) -> Iterable[tuple[str, str]]:
    for phrase in phrases:
        if isinstance(phrase, str):
            yield phrase, ""
        else:
            yield from ((beginning, phrase[1]) for beginning in phrase[0].split("|"))


_SLICE, _LONGEST_SIGN = 20_000, 60


def holds_any(signs: AhoCorasick, text: str) -> bool:
    """Whether one of some signs of at most 60 characters stands in a text.

    It is searched slice by slice: a search tells all that it finds, and a hostile text is full of it.
    """
    return any(
        signs.find_matches_as_strings(text[start : start + _SLICE + _LONGEST_SIGN])
        for start in range(0, len(text), _SLICE)
    )


class PlainSigns:
    """Some signs of at most 60 characters, none of them a part of another, looked for together:
    a page's source is long, and each by itself is one more way through it."""

    def __init__(self, *signs: str) -> None:
        self._signs = signs
        self._search = AhoCorasick(signs, matchkind=MatchKind.LeftmostFirst)

    def places(self, text: str, most: int) -> dict[str, list[int]]:
        """For each sign the first places where it stands, at most so many."""
        found: dict[str, list[int]] = {sign: [] for sign in self._signs}
        for start in range(0, len(text), _SLICE):
            part = text[start : start + _SLICE + _LONGEST_SIGN]
            for number, first, _ in self._search.find_matches_as_indexes(part):
                places = found[self._signs[number]]
                if first < _SLICE and len(places) < most:
                    places.append(start + first)
        return found
