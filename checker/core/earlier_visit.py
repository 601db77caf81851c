"""What an earlier visit saw breached, beside a visit that sees it passed: mended, or at odds.

A column that was filled in between, a notice that was put up, a letter that was answered: that is
mended, and the page shows it by its dates or by being another page. It is at odds when nothing
between the two visits explains it: what stands there now would have passed then, or the very same
bytes gave two answers. Then one of the two looks was wrong, or a date is not true, and a person
has to see both.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from pydantic import JsonValue

from checker.core.account import AccountEvidence, Posts
from checker.core.canonical import canonical_json
from checker.core.evidence import Proof, Sighting, Unseen
from checker.core.fact import digest_of
from checker.core.indicator import Evidence
from checker.core.letters import Letter, Letters
from checker.core.site import Column, Columns, Home, SiteEvidence

ENTERED_LATE = timedelta(days=3)
"""How long after its own date an entry may ordinarily be put up: a long weekend."""


def measure_of(params: Mapping[str, JsonValue], limits: Mapping[str, int]) -> str:
    """The digest of what an indicator was measured with; only like is compared with like."""
    return digest_of(canonical_json({"params": dict(params), "limits": dict(limits)}))


def seen_before(evidence: Evidence, indicator: str, measure: str) -> Sighting | None:
    """The newest earlier visit that saw the indicator breached by the same measure, if any."""
    found = [
        each
        for each in evidence.sightings
        if each.indicator == indicator
        and each.method == "earlier-visit"
        and each.measure == measure
        and each.at < evidence.as_of
    ]
    return max(found, key=lambda each: (each.at, each.seal()), default=None)


def same_bytes(proofs: Sequence[Proof], evidence: Evidence) -> bool:
    """Whether every page that proved it then was read again now, and is the same byte for byte."""
    read_now = {
        (address, each.blob)
        for each in evidence.exchanges
        if each.ok and each.blob
        for address in (each.url, each.final_url)
    }
    return bool(proofs) and all((each.url, each.blob) in read_now for each in proofs)


def as_dated_before(evidence: Evidence, visit: Sighting) -> Evidence:
    """What stands there now as it must have stood at an earlier visit, by its own dates.

    Whatever may have been put up since is left out: dated `ENTERED_LATE` before the visit or later.
    """
    known_by = visit.at.date() - ENTERED_LATE
    if isinstance(evidence, AccountEvidence):
        return evidence.model_copy(
            update={"as_of": visit.at, "posts": _posts(evidence.posts, known_by)}
        )
    return _site(evidence, known_by).model_copy(update={"as_of": visit.at})


def _posts(posts: Posts | Unseen, known_by: date) -> Posts | Unseen:
    if isinstance(posts, Unseen):
        return posts
    kept = tuple(each for each in posts.posts if each.moment.date() < known_by)
    return posts.model_copy(update={"posts": kept})


def _site(evidence: SiteEvidence, known_by: date) -> SiteEvidence:
    home, columns, letters = evidence.home, evidence.columns, evidence.letters
    if isinstance(home, Home):
        kept = tuple(e for e in home.entries if e.published is None or e.published < known_by)
        home = home.model_copy(update={"entries": kept})
    if isinstance(columns, Columns):
        then = tuple(_column(each, known_by) for each in columns.columns)
        columns = columns.model_copy(update={"columns": then})
    if isinstance(letters, Letters):
        waiting = tuple(_letter(each, known_by) for each in letters.letters)
        letters = letters.model_copy(update={"letters": waiting})
    return evidence.model_copy(update={"home": home, "columns": columns, "letters": letters})


def _column(column: Column, known_by: date) -> Column:
    """The column with the newest of its days that was known; none where all of them are newer."""
    days = tuple(day for day in column.days if day < known_by)
    newest = (
        column.newest if column.newest and column.newest < known_by else max(days, default=None)
    )
    return column.model_copy(update={"days": days, "newest": newest})


def _letter(letter: Letter, known_by: date) -> Letter:
    """A letter whose answer may be newer than the visit was not seen answered then."""
    if letter.state != "answered" or (letter.answered and letter.answered < known_by):
        return letter
    return letter.model_copy(update={"state": "unclear"})
