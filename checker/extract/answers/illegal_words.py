"""What gives away a page that advertises something forbidden: values, made ready to be searched for.

The words themselves lie in `rules/lexicons/illegal-pages.yaml`.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

_FOREIGN = re.compile(r"[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Trade:
    """One forbidden trade and the words of its advertisements, in lower case.

    `play` words are said by those who offer the thing, `place` words also by travel pages and the
    news; so places count only beside play.
    """

    name: Literal["gambling", "pornography"]
    title: str
    play: tuple[str, ...]
    place: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class IllegalWords:
    """All words to look for, in lower case. `excuses` stand in pages that warn of it, report on it
    or belong to the official lotteries; `for_sale` and `parking_hosts` give away a name that nobody
    uses any more."""

    trades: tuple[Trade, ...]
    excuses: tuple[str, ...]
    for_sale: tuple[str, ...]
    parking_hosts: tuple[str, ...]

    @cached_property
    def _words(self) -> tuple[str, ...]:
        told = [*self.excuses, *self.for_sale]
        for trade in self.trades:
            told += [*trade.play, *trade.place]
        return tuple(dict.fromkeys(told))

    @cached_property
    def of_trades(self) -> frozenset[str]:
        """The words of all trades, without those that excuse."""
        return frozenset(word for each in self.trades for word in (*each.play, *each.place))

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(
            list(self._words),
            matchkind=MatchKind.Standard,
            store_patterns=False,
            implementation=Implementation.DFA,  # 1 MB, and searches in half the time
        )

    def standing_in(self, text: str) -> frozenset[str]:
        """The words that stand in a text of lower case; those in Latin letters by themselves."""
        if not text:
            return frozenset()
        found: set[str] = set()
        for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            word = self._words[number]
            if word not in found and _stands(text, start, end):
                found.add(word)
        return frozenset(found)


def _stands(text: str, start: int, end: int) -> bool:
    """Whether a word of Latin letters is no piece of another one."""
    before = start > 0 and _FOREIGN.match(text[start]) and _FOREIGN.match(text[start - 1])
    after = _FOREIGN.match(text[end - 1]) and _FOREIGN.match(text[end : end + 1] or " ")
    return not (before or after)
