"""Which stored pages nobody can ask for any more, and taking them away in two steps.

Only the pages and screenshots go, never the evidence itself, so that every verdict can be judged again.
Free to go is evidence of a round before a moment whose every verdict called its target qualified, with
no veto and no deduction breached, which nobody signed anything on, no notice and no re-check cites, and
which is not the target's newest. A page goes when no other evidence cites it. It is put aside first and
taken away a day later, so that a visit that kept the same page in that instant finds it again.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, select, update

from checker.core.mending import Notice, NoticeEvent
from checker.store import tables
from checker.store.database import Database
from checker.store.errors import StoreUnavailable
from checker.store.values import raw_digest

ASIDE = "aside"
_AT_ONCE = 500
_EVIDENCE, _ROWS, _FINDINGS = tables.evidence.c, tables.verdicts.c, tables.findings.c
_CITED, _BLOBS, _ROUNDS = tables.evidence_blobs.c, tables.blobs.c, tables.rounds.c


@dataclass(frozen=True)
class Thinning:
    """What may go: evidence by its row, pages by digest; `protected` evidence is as old and stays."""

    evidence: tuple[int, ...]
    pages: tuple[str, ...]
    protected: int


def what_may_go(database: Database, before: datetime) -> Thinning:
    """Everything that is free to go and has its pages still; changes nothing."""
    with database.reading() as connection:
        named = _named_verdicts(connection)
        newest = _newest_verdicts(connection)
        free: set[int] = set()
        protected = 0
        old = select(_ROUNDS.id).where(_ROUNDS.as_of < before).order_by(_ROUNDS.as_of)
        for round_id in connection.execute(old).scalars().all():
            going, staying = _of_round(connection, round_id, named | newest)
            free |= going
            protected += staying
        return Thinning(tuple(sorted(free)), tuple(_only_theirs(connection, free)), protected)


def mark_thinned(database: Database, evidence: tuple[int, ...], *, at: datetime) -> None:
    """Notes that the pages of this evidence were let go, before they are."""
    with database.writing_alone() as connection:
        for start in range(0, len(evidence), _AT_ONCE):
            some = evidence[start : start + _AT_ONCE]
            gone = update(tables.evidence).where(_EVIDENCE.id.in_(some))
            connection.execute(gone, {"thinned": at})


def is_thinned(database: Database, digest: str) -> bool:
    """Whether the pages of this evidence were let go."""
    wanted = select(_EVIDENCE.thinned).where(_EVIDENCE.digest == digest)
    with database.reading() as connection:
        return connection.execute(wanted).scalar() is not None


def _named_verdicts(connection: Connection) -> frozenset[str]:
    """The verdicts that a person answered, that a notice tells, or that a re-check of one cites."""
    signed = connection.execute(select(tables.statements.c.verdict_id).distinct()).scalars()
    told = (Notice.from_json(each).verdict
            for each in connection.execute(select(tables.notices.c.fact)).scalars())  # fmt: skip
    seen = (NoticeEvent.from_json(each).words
            for each in connection.execute(select(tables.notice_events.c.fact)).scalars())  # fmt: skip
    return frozenset(each for group in (signed, told, seen) for each in group if each)


def _newest_verdicts(connection: Connection) -> frozenset[str]:
    """The newest standing verdict of every target."""
    last = (
        select(_ROWS.kind, _ROWS.code, func.max(_ROWS.as_of).label("as_of"))
        .where(_ROWS.superseded_by.is_(None))
        .group_by(_ROWS.kind, _ROWS.code)
        .subquery()
    )
    wanted = select(_ROWS.id).join(
        last,
        (_ROWS.kind == last.c.kind) & (_ROWS.code == last.c.code) & (_ROWS.as_of == last.c.as_of),
    )
    return frozenset(connection.execute(wanted).scalars())


def _of_round(connection: Connection, round_id: str, kept: frozenset[str]) -> tuple[set[int], int]:
    """The evidence of one round that is free to go, and how much of it is not."""
    wanted = select(_EVIDENCE.id, _EVIDENCE.digest).where(
        _EVIDENCE.round_id == round_id, _EVIDENCE.thinned.is_(None)
    )
    standing = {row.digest: row.id for row in connection.execute(wanted)}
    faulty = set(
        connection.execute(
            select(_FINDINGS.verdict_number)
            .join(tables.verdicts, _ROWS.number == _FINDINGS.verdict_number)
            .where(_ROWS.round_id == round_id, _FINDINGS.status == "breached")
            .where(_FINDINGS.consequence.in_(("veto", "deduct")))
        ).scalars()
    )
    made = select(_ROWS.number, _ROWS.id, _ROWS.evidence, _ROWS.outcome, _ROWS.stage).where(
        _ROWS.round_id == round_id
    )
    judged: set[str] = set()
    bound: set[str] = set()
    for row in connection.execute(made):
        judged.add(row.evidence)
        sound = row.outcome == "qualified" and row.stage is None and row.number not in faulty
        if not sound or row.id in kept:
            bound.add(row.evidence)
    going = {standing[digest] for digest in judged - bound if digest in standing}
    return going, len(standing) - len(going)


def _only_theirs(connection: Connection, free: set[int]) -> Iterator[str]:
    """The pages that nothing but free evidence cites."""
    most = connection.execute(select(func.max(_BLOBS.id))).scalar() or 0
    theirs, others = bytearray(most + 1), bytearray(most + 1)
    pairs = select(_CITED.evidence_id, _CITED.blob_id).join(
        tables.evidence, _EVIDENCE.id == _CITED.evidence_id
    )
    some = connection.execution_options(yield_per=10_000)
    for evidence_id, blob_id in some.execute(pairs.where(_EVIDENCE.thinned.is_(None))):
        (theirs if evidence_id in free else others)[blob_id] = 1
    wanted = [number for number in range(most + 1) if theirs[number] and not others[number]]
    for start in range(0, len(wanted), _AT_ONCE):
        digests = select(_BLOBS.digest).where(_BLOBS.id.in_(wanted[start : start + _AT_ONCE]))
        yield from connection.execute(digests.order_by(_BLOBS.id)).scalars()


def cited_by_kept(database: Database, digest: str) -> bool:
    """Whether evidence that keeps its pages cites this one."""
    wanted = (
        select(_CITED.blob_id)
        .join(tables.blobs, _BLOBS.id == _CITED.blob_id)
        .join(tables.evidence, _EVIDENCE.id == _CITED.evidence_id)
        .where(_BLOBS.digest == digest, _EVIDENCE.thinned.is_(None))
        .limit(1)
    )
    with database.reading() as connection:
        return connection.execute(wanted).first() is not None


class Shelves:
    """The folder of the pages, as `blobs.Blobs` keeps it; StoreUnavailable where the disk refuses."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._aside = folder / ASIDE

    def size(self, digest: str) -> int:
        """The bytes that a page takes on the disk, 0 where it is gone already."""
        try:
            return self._place(digest).stat().st_size
        except FileNotFoundError:
            return 0

    def put_aside(self, digest: str) -> None:
        """Takes a page off its shelf; one that is gone already is left alone."""
        try:
            self._aside.mkdir(exist_ok=True)
            place = self._place(digest)
            os.utime(place)  # the day begins now
            os.replace(place, self._aside / place.name)
        except FileNotFoundError:
            return
        except OSError as error:
            raise self._refused(error) from error

    def aside(self, *, longer_than_s: float) -> tuple[str, ...]:
        """The pages that were put aside so long ago, by the folder's own clock."""
        if not self._aside.is_dir():
            return ()
        mark = self._aside / "now"
        mark.touch()
        now = mark.stat().st_mtime
        mark.unlink()
        old = [
            each
            for each in self._aside.glob("*.zst")
            if now - each.stat().st_mtime >= longer_than_s
        ]
        return tuple(sorted(f"sha256:{each.stem}" for each in old))

    def bring_back(self, digest: str) -> None:
        """Puts a page on its shelf again."""
        place = self._place(digest)
        os.replace(self._aside / place.name, place)

    def take_away(self, digest: str) -> None:
        """Removes a page that was put aside."""
        (self._aside / self._place(digest).name).unlink(missing_ok=True)

    def _place(self, digest: str) -> Path:
        name = raw_digest(digest).hex()
        return self._folder / name[:2] / f"{name}.zst"

    def _refused(self, error: OSError) -> StoreUnavailable:
        return StoreUnavailable(
            f"原件库 {self._folder} 无法改动：{error.strerror} · the blob store {self._folder} cannot be "
            f"changed: {error.strerror}"
        )
