"""Verdicts in the store: written once, superseded in the open, read one by one or as a stream."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError
from sqlalchemy import Connection, Executable, RowMapping, insert, select, update

from checker.core.summary import untold_reason
from checker.core.verdict import Verdict
from checker.store import tables
from checker.store.blobs import Blobs
from checker.store.database import Database
from checker.store.errors import StoreError
from checker.store.evidence import Evidence, insert_evidence, keep_evidence
from checker.store.filing import code_of
from checker.store.packing import BadPacking, Packer, unpack

_AT_ONCE = 200
_ROWS, _FINDINGS, _PLAN = tables.verdicts.c, tables.findings.c, tables.round_targets.c
_STORED = (_ROWS.id, _ROWS.body, _ROWS.made, _ROWS.superseded_by)


@dataclass(frozen=True)
class StoredVerdict:
    """A verdict with what the store knows of it: when it was written, and what replaced it."""

    verdict: Verdict
    made: datetime
    superseded_by: str | None


@dataclass(frozen=True)
class FindingRow:
    """One finding of a verdict that stands, as exports and queries want it."""

    verdict: str
    kind: str
    code: str
    indicator: str
    consequence: str
    status: str
    stage: str | None
    faults: int
    says: str


def verdict(database: Database, verdict_id: str) -> StoredVerdict | None:
    """The verdict of that id, also one that was superseded; None if there is none."""
    wanted = select(*_STORED).where(_ROWS.id == verdict_id)
    with database.reading() as connection:
        row = connection.execute(wanted).mappings().first()
    return None if row is None else _stored(row)


def verdicts(
    database: Database, round_id: str, *, kind: str = "", outcome: str = ""
) -> Iterator[Verdict]:
    """The verdicts of a round that stand, oldest first, as of one moment and in constant memory."""
    wanted = select(*_STORED).where(_ROWS.round_id == round_id, _ROWS.superseded_by.is_(None))
    if kind:
        wanted = wanted.where(_ROWS.kind == kind)
    if outcome:
        wanted = wanted.where(_ROWS.outcome == outcome)
    for row in _stream(database, wanted.order_by(_ROWS.number)):
        yield _stored(row).verdict


def verdicts_at(database: Database, numbers: Sequence[int]) -> dict[int, Verdict]:
    """The verdicts in a few rows, by the rows' numbers."""
    wanted = select(_ROWS.number, *_STORED).where(_ROWS.number.in_(numbers))
    return {row["number"]: _stored(row).verdict for row in _stream(database, wanted)}


def findings(
    database: Database, round_id: str, *, status: str = "", stage: str = "", indicator: str = ""
) -> Iterator[FindingRow]:
    """The findings of a round's standing verdicts, in the verdicts' and the book's order."""
    wanted = (
        select(
            _ROWS.id.label("verdict"),
            _ROWS.kind,
            _ROWS.code,
            _FINDINGS.indicator,
            _FINDINGS.consequence,
            _FINDINGS.status,
            _FINDINGS.stage,
            _FINDINGS.faults,
            _FINDINGS.says,
        )
        .join(tables.findings, _FINDINGS.verdict_number == _ROWS.number)
        .where(_ROWS.round_id == round_id, _ROWS.superseded_by.is_(None))
        .order_by(_ROWS.number, _FINDINGS.position)
    )
    for column, word in (("status", status), ("stage", stage), ("indicator", indicator)):
        if word:
            wanted = wanted.where(_FINDINGS[column] == word)
    for row in _stream(database, wanted):
        yield FindingRow(**row)


def latest_for(database: Database, kind: str, code: str, before: datetime) -> Verdict | None:
    """The newest standing verdict of a target whose `as_of` lies before that moment, if any."""
    wanted = (
        select(*_STORED)
        .where(_ROWS.kind == kind, _ROWS.code == code)
        .where(_ROWS.as_of < before, _ROWS.superseded_by.is_(None))
        .order_by(_ROWS.as_of.desc(), _ROWS.number.desc())
        .limit(1)
    )
    with database.reading() as connection:
        row = connection.execute(wanted).mappings().first()
    return None if row is None else _stored(row).verdict


def supersede(
    database: Database, blobs: Blobs, old: str, evidence: Evidence, new: Verdict, *, at: datetime
) -> bool:
    """Puts a new verdict in the place of an old one, which stays readable.

    The evidence may be the old verdict's own (another book) or new (a statement was added).
    False when `new` is the old verdict itself. A verdict that stood before comes back into force
    when it is given again. StoreError when `old` is unknown or superseded already, or when the
    new verdict is of another target or round.
    """
    if new.id == old:
        return False
    kept = keep_evidence(blobs, evidence)
    check_fit(new, evidence, kept.digest)
    with database.writing() as connection:
        place = _standing_place(connection, old)
        if (place["round_id"], place["kind"], place["code"]) != (new.round, kept.kind, kept.code):
            raise StoreError(
                f"新裁定与 {old} 不是同一轮次的同一对象 · the new verdict is not of the same "
                f"target and round as {old}"
            )
        insert_evidence(connection, kept, evidence)
        if not _reinstated(connection, new.id):
            insert_verdict(connection, new, at)
        connection.execute(
            update(tables.verdicts).where(_ROWS.id == old), {"superseded_by": new.id}
        )
        connection.execute(
            update(tables.round_targets).where(_PLAN.id == place["id"]),
            {"verdict_id": new.id, "updated": at},
        )
    return True


def check_fit(new: Verdict, evidence: Evidence, digest: str) -> None:
    """StoreError unless the verdict is of this very evidence, its target and its round."""
    same = (
        new.evidence == digest
        and new.round == evidence.round
        and new.target.kind == evidence.target.kind
        and code_of(new.target) == code_of(evidence.target)
    )
    if not same:
        raise StoreError(
            f"裁定 {new.id} 与证据 {digest} 不相符 · verdict {new.id} is not of evidence {digest}"
        )


def insert_verdict(connection: Connection, new: Verdict, at: datetime) -> None:
    """Writes a verdict and its findings, inside the transaction of the caller."""
    number = connection.execute(
        insert(tables.verdicts).returning(_ROWS.number),
        {
            "id": new.id,
            "made": at,
            "kind": new.target.kind,
            "code": code_of(new.target),
            "round_id": new.round,
            "as_of": new.as_of,
            "outcome": new.outcome,
            "stage": new.stage,
            "book": f"{new.book.name}@{new.book.version}",
            "book_digest": new.book.digest,
            "evidence": new.evidence,
            "code_version": new.code,
            "pages": new.cost.pages,
            "bytes": new.cost.bytes,
            "browser_pages": new.cost.browser_pages,
            "why": untold_reason(new) if new.outcome == "undetermined" else "",
            "body": Packer().pack(new.canonical()),
        },
    ).scalar_one()
    rows = [
        {
            "verdict_number": number,
            "position": position,
            "indicator": each.indicator,
            "consequence": each.consequence,
            "status": each.status,
            "stage": each.stage,
            "faults": len(each.proofs) if each.status == "breached" else 0,
            "says": each.says,
        }
        for position, each in enumerate(new.findings)
    ]
    if rows:
        connection.execute(insert(tables.findings), rows)


def _stream(database: Database, wanted: Executable) -> Iterator[RowMapping]:
    with database.reading() as connection:
        some = connection.execution_options(yield_per=_AT_ONCE)
        yield from some.execute(wanted).mappings()


def _stored(row: RowMapping) -> StoredVerdict:
    try:
        read = Verdict.from_json(unpack(row["body"]))
    except (BadPacking, ValidationError) as error:
        raise StoreError(
            f"裁定 {row['id']} 无法读出 · verdict {row['id']} cannot be read: {error}"
        ) from error
    return StoredVerdict(read, row["made"], row["superseded_by"])


def _reinstated(connection: Connection, verdict_id: str) -> bool:
    """Puts a verdict that stood before into force again; False when there was none."""
    again = update(tables.verdicts).where(_ROWS.id == verdict_id)
    return connection.execute(again, {"superseded_by": None}).rowcount > 0


def _standing_place(connection: Connection, verdict_id: str) -> RowMapping:
    """The round's row of the target whose verdict this is, held against other writers."""
    place = (
        select(_PLAN.id, _PLAN.round_id, _PLAN.kind, _PLAN.code, _PLAN.verdict_id)
        .join(
            tables.verdicts,
            (_ROWS.round_id == _PLAN.round_id)
            & (_ROWS.kind == _PLAN.kind)
            & (_ROWS.code == _PLAN.code),
        )
        .where(_ROWS.id == verdict_id)
        .with_for_update(of=tables.round_targets)
    )
    row = connection.execute(place).mappings().first()
    if row is None:
        raise StoreError(f"没有裁定 {verdict_id} · there is no verdict {verdict_id}")
    if row["verdict_id"] != verdict_id:
        raise StoreError(
            f"裁定 {verdict_id} 已被取代，现行裁定是 {row['verdict_id']} · verdict {verdict_id} "
            f"was superseded; {row['verdict_id']} stands"
        )
    return row
