"""A second look by the browser at links that the words of a plain answer speak against.

A page that advertises what is forbidden, an error page that says 200, a home page in another's
place and an empty page may each be another page once its scripts have run; a firewall may let the
browser in. Statuses and lines that failed (404, no such name) are the same for everybody and are
not looked at again here. Where there is no browser, the plain answer stands alone, and the link says
so.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.collect.look import Look
from checker.collect.survey.link_checks import Checked, judged
from checker.core.links import LinkCause
from checker.extract.answers.illegal_words import IllegalWords
from checker.extract.document import host_of
from checker.extract.links import SeenLink

_BY_WORDS: frozenset[LinkCause] = frozenset({"soft-404", "moved-home", "empty-page"})
_BY_WALL: frozenset[LinkCause] = frozenset({"challenged", "blocked", "refuses"})
_MOST_LOOKS = 16
_MOST_WALLS = 6


async def looked_at_again(
    look: Look, links: Sequence[SeenLink], checked: Sequence[Checked], words: IllegalWords
) -> list[Checked]:
    """The answers with the browser's word beside those that are worth it, in the same order."""
    worth = list(_worth_a_look(checked))
    again = await asyncio.gather(*(_again(look, links[at], checked[at], words) for at in worth))
    answers = list(checked)
    for at, each in zip(worth, again, strict=True):
        answers[at] = each
    return answers


def _worth_a_look(checked: Sequence[Checked]) -> Iterator[int]:
    """The places of the answers to look at again: suspects, then the dead, then one wall a host."""
    suspects = [at for at, each in enumerate(checked) if each.target.suspicion]
    dead = [at for at, each in enumerate(checked) if each.target.cause in _BY_WORDS]
    walls: dict[str, int] = {}
    for at, each in enumerate(checked):
        if each.target.cause in _BY_WALL:
            walls.setdefault(host_of(each.asked), at)
    yield from [*suspects, *dead][:_MOST_LOOKS]
    yield from list(walls.values())[:_MOST_WALLS]


async def _again(look: Look, link: SeenLink, first: Checked, words: IllegalWords) -> Checked:
    """The first answer with what the browser made of it, or the browser's where that is milder."""
    page = await look.render(first.asked)
    if page is None:
        return first
    shown = judged(link, first.asked, page, words)
    if shown.target.cause in ("ours", "budget") or page.exchange.lost:
        return first
    if first.target.suspicion:
        same = shown.target.suspicion and shown.target.suspicion.kind == first.target.suspicion.kind
        if same:
            return replace(first, second="agrees")
        told = shown.target.verdict == "works" and not shown.target.onward
        return replace(first, second="differs") if told else first
    if shown.target.weight < first.target.weight and not shown.target.onward:
        return replace(shown, tries=first.tries + 1, second="differs").let_go()
    same_verdict = shown.target.verdict == first.target.verdict == "dead"
    return replace(first, second="agrees") if same_verdict else first
