"""What became of one target of a round, written whole or not at all.

The order is: cited pages durable, evidence durable, then one transaction with evidence, verdict,
findings and the target's row. A process that dies at any point leaves the target planned or done.
"""

from datetime import datetime

from sqlalchemy import Connection, select, update

from checker.core.target import Target
from checker.core.verdict import Verdict
from checker.store import tables
from checker.store.blobs import Blobs
from checker.store.database import Database
from checker.store.errors import StoreError
from checker.store.evidence import Evidence, insert_evidence, keep_evidence
from checker.store.filing import code_of
from checker.store.verdicts import check_fit, insert_verdict

_PLAN = tables.round_targets.c


def record(
    database: Database,
    blobs: Blobs,
    evidence: Evidence,
    verdict: Verdict,
    *,
    at: datetime,
    canonical: bytes | None = None,
) -> bool:
    """Writes what was seen of a planned target and how it was judged, in `evidence.round`.

    False when the target is done already: the first verdict stands, and only `supersede` replaces
    it. A target that failed before is done now. StoreError when the round is complete or does not
    plan the target, or when the verdict is not of this evidence; BlobMissing when the evidence
    cites what was never kept. `canonical` is the evidence's canonical form, where it was made.
    """
    kept = keep_evidence(blobs, evidence, canonical)
    check_fit(verdict, evidence, kept.digest)
    with database.writing() as connection:
        key = _to_be_done(connection, evidence.round, kept.kind, kept.code)
        if key is None:
            return False
        insert_evidence(connection, kept, evidence)
        insert_verdict(connection, verdict, at)
        connection.execute(
            update(tables.round_targets).where(_PLAN.id == key),
            {"state": "done", "verdict_id": verdict.id, "detail": "", "updated": at},
        )
    return True


def record_failure(
    database: Database, round_id: str, target: Target, detail: str, *, at: datetime
) -> bool:
    """Notes that we failed on a planned target, and why; False when it is done already."""
    with database.writing() as connection:
        key = _to_be_done(connection, round_id, target.kind, code_of(target))
        if key is None:
            return False
        connection.execute(
            update(tables.round_targets).where(_PLAN.id == key),
            {"state": "failed", "detail": detail, "updated": at},
        )
    return True


def _to_be_done(connection: Connection, round_id: str, kind: str, code: str) -> int | None:
    """The row of a target that waits, held against other writers; None when it is done."""
    wanted = (
        select(_PLAN.id, _PLAN.state, tables.rounds.c.state.label("round_state"))
        .join(tables.rounds, tables.rounds.c.id == _PLAN.round_id)
        .where(_PLAN.round_id == round_id, _PLAN.kind == kind, _PLAN.code == code)
        .with_for_update(of=tables.round_targets)
    )
    row = connection.execute(wanted).mappings().first()
    if row is None or row["state"] in ("closed", "undrawn"):
        raise StoreError(
            f"第 {round_id} 轮没有安排检查 {code} · round {round_id} does not plan {code}"
        )
    if row["state"] == "done":
        return None
    if row["round_state"] == "complete":
        raise StoreError(
            f"第 {round_id} 轮已完成，不能再写入 · round {round_id} is complete and takes no more"
        )
    return row["id"]
