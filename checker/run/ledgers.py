"""Taking ledgers into the registry: good rows are kept, bad rows change nothing and are named."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import get_args

from checker.core.fact import digest_of
from checker.core.source import FileSource, Sources
from checker.extract.ledgers.bounds import FILE_BYTES, LedgerError
from checker.extract.ledgers.desk import (
    read_letter_tests,
    read_reposts,
    read_results,
    read_tickets,
)
from checker.extract.ledgers.difference import LedgerRow
from checker.extract.ledgers.headers import LedgerKind, titles_of
from checker.extract.ledgers.observations import read_observations
from checker.extract.ledgers.rows import (
    Doubt,
    Reading,
    Rejected,
    read_accounts,
    read_columns,
    read_sites,
)
from checker.extract.ledgers.sheet import OwnNames, kind_of, sheet
from checker.run.pictures import with_pictures
from checker.store.blobs import Blobs
from checker.store.database import Database
from checker.store.registry import apply, compare, ledger_is_known, remember_ledger

KINDS: tuple[str, ...] = get_args(LedgerKind)


@dataclass(frozen=True)
class Imported:
    """What became of one ledger's rows; `without_picture` of them were rejected for a screenshot."""

    file: str
    kind: LedgerKind
    added: int
    changed: int
    unchanged: int
    rejected: tuple[Rejected, ...]
    warnings: tuple[Doubt, ...] = ()
    without_picture: int = 0


def import_ledger(
    database: Database,
    blobs: Blobs,
    file: Path,
    kind: LedgerKind | None,
    *,
    at: datetime,
    dry_run: bool = False,
    account: str = "",
    sources: Sources | None = None,
) -> Imported:
    """Reads a ledger and takes its good rows; raises LedgerError for a file that is none.

    `account` is the code of an export's account that the export does not name; `sources` hold the
    saved mappings of exports. With `dry_run` the
    registry stays as it is and the counts say what would change.
    """
    data = ledger_bytes(file)
    exports = [each for each in (sources or {}).values() if isinstance(each, FileSource)]
    read = sheet(data, file.name, [_own_names(each) for each in exports])
    kind = kind or kind_of(read)
    match kind:
        case "sites":
            return _taken(database, file, kind, read_sites(read), at, dry_run)
        case "accounts":
            return _taken(database, file, kind, read_accounts(read), at, dry_run)
        case "columns":
            return _taken(database, file, kind, read_columns(read), at, dry_run)
        case "observations":
            told = read_observations(read, account)
            kept: list[str] = []
            seen = with_pictures(
                told, file.parent, digest_of if dry_run else lambda data: _kept(blobs, data, kept)
            )
            blobs.sync(kept)
            done = _taken(database, file, kind, seen, at, dry_run)
            return replace(done, without_picture=len(seen.rejected) - len(told.rejected))
        case "results":
            return _taken(database, file, kind, read_results(read), at, dry_run)
        case "letters":
            return _taken(database, file, kind, read_letter_tests(read), at, dry_run)
        case "tickets":
            return _taken(database, file, kind, read_tickets(read), at, dry_run)
        case "reposts":
            return _taken(database, file, kind, read_reposts(read), at, dry_run)
        case None:
            raise LedgerError(
                f"看不出 {file.name} 是哪种台账，请用 --kind 指明（{'、'.join(KINDS)}）",
                f"cannot tell what ledger {file.name} is; name it with --kind ({', '.join(KINDS)})",
            )


def _kept(blobs: Blobs, data: bytes, kept: list[str]) -> str:
    digest = blobs.keep(data)
    kept.append(digest)
    return digest


def _own_names(export: FileSource) -> OwnNames:
    """The headers of an export, to ours; a field that no ledger has is left out."""
    titles = titles_of("observations")
    return {header: titles[field] for field, header in export.columns.items() if field in titles}


def _taken(
    database: Database,
    file: Path,
    kind: LedgerKind,
    reading: Reading[LedgerRow],
    at: datetime,
    dry_run: bool,
) -> Imported:
    if dry_run:
        found = compare(database, reading.rows)
    else:
        found = apply(database, reading.rows, at=at, ledger=file.name)
    return Imported(
        file=file.name,
        kind=kind,
        added=len(found.added),
        changed=len(found.changed),
        unchanged=len(found.unchanged),
        rejected=reading.rejected,
        warnings=reading.warnings,
    )


def refresh_registry(
    database: Database,
    blobs: Blobs,
    files: Sequence[Path],
    *,
    at: datetime,
    sources: Sources | None = None,
) -> tuple[Imported, ...]:
    """Imports those ledgers of the config whose content is another than last time, and those whose
    screenshots were not there then."""
    results: list[Imported] = []
    for file in files:
        digest = digest_of(ledger_bytes(file))
        where = str(file.absolute())
        if ledger_is_known(database, where, digest):
            continue
        done = import_ledger(database, blobs, file, None, at=at, sources=sources)
        results.append(done)
        if not done.without_picture:
            remember_ledger(database, where, digest, at=at)
    return tuple(results)


def ledger_bytes(file: Path) -> bytes:
    """The bytes of a ledger; LedgerError for a file that is too large or cannot be read."""
    try:
        if file.stat().st_size > FILE_BYTES:
            raise LedgerError(
                f"{file} 超过 {FILE_BYTES >> 20} MB，请拆成几个文件",
                f"{file} is larger than {FILE_BYTES >> 20} MB; split it",
            )
        return file.read_bytes()
    except OSError as error:
        raise LedgerError(
            f"无法读取 {file}({error.strerror})", f"cannot read {file} ({error.strerror})"
        ) from None
