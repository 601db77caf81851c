"""Letting go of pages that nobody can ask for any more: shown first, then put aside, gone a day later."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from checker.run.office import Office
from checker.store.errors import StoreError
from checker.store.lock import round_lock
from checker.store.thinning import Shelves, Thinning, cited_by_kept, mark_thinned, what_may_go

A_DAY_S = 24 * 3600.0


@dataclass(frozen=True)
class Freed:
    """What may go or went: verdicts' evidence, pages, bytes; `protected` evidence is as old and stays.

    `taken_away` and `brought_back` are pages of earlier times that were put aside then.
    """

    evidence: int
    pages: int
    bytes: int
    protected: int
    taken_away: int = 0
    brought_back: int = 0


def preview(office: Office, days: int, at: datetime) -> Freed:
    """What would go by now; changes nothing."""
    return _counted(what_may_go(office.database, at - timedelta(days=days)), _shelves(office))


def let_go(office: Office, days: int, at: datetime, *, aside_s: float = A_DAY_S) -> Freed:
    """Puts aside what may go, and takes away what was put aside a day ago and nobody cites since.

    Raises LockHeld while a round runs, StoreError.
    """
    shelves = _shelves(office)
    with round_lock(office.database, at=at):
        away = back = 0
        for digest in shelves.aside(longer_than_s=aside_s):
            if cited_by_kept(office.database, digest):
                shelves.bring_back(digest)
                back += 1
            else:
                shelves.take_away(digest)
                away += 1
        found = what_may_go(office.database, at - timedelta(days=days))
        freed = _counted(found, shelves)
        mark_thinned(office.database, found.evidence, at=at)
        for digest in found.pages:
            shelves.put_aside(digest)
    return Freed(freed.evidence, freed.pages, freed.bytes, freed.protected, away, back)


def _shelves(office: Office) -> Shelves:
    if office.config.bucket:
        raise StoreError(
            "原件在对象存储里时全部保留，本命令只清理文件夹；不要设生命周期规则，以免删掉已公布结论的证据 · "
            "pages in a bucket are all kept: this thins a folder only. Set no lifecycle rule: it "
            "would take away what published verdicts cite"
        )
    return Shelves(office.config.blobs_folder)


def _counted(found: Thinning, shelves: Shelves) -> Freed:
    size = sum(map(shelves.size, found.pages))
    return Freed(len(found.evidence), len(found.pages), size, found.protected)
