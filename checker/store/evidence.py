"""Evidence in the store: its canonical JSON is a blob, and rows say whose it is and what it cites.

Its blob bears the evidence's own digest, for the digest is that of the canonical JSON.
"""

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, Field, TypeAdapter, ValidationError
from sqlalchemy import Connection, insert, literal, select

from checker.core.account import AccountEvidence, Post, Posts
from checker.core.evidence import Unseen
from checker.core.site import SiteEvidence
from checker.store import tables
from checker.store.blobs import Blobs
from checker.store.database import Database, insert_new
from checker.store.errors import StoreError
from checker.store.filing import code_of

Evidence = SiteEvidence | AccountEvidence

# Inside a JSON string every quote has a backslash before it, so no page can feign a citation.
_CITED = re.compile(rb'"(?:blob|screenshot)":"(sha256:[0-9a-f]{64})"')
_READ: TypeAdapter[Evidence] = TypeAdapter(Annotated[Evidence, Field(discriminator="schema_name")])
_IDS_AT_ONCE = 500


@dataclass(frozen=True)
class KeptEvidence:
    """Evidence whose bytes, and those it cites, are durable: now a row may speak of it."""

    digest: str
    kind: str
    code: str
    bytes: int
    cited: tuple[str, ...]


def load_evidence(blobs: Blobs, digest: str) -> Evidence:
    """The evidence of that digest, checked; BlobMissing, BlobBroken, or StoreError if unreadable."""
    data = blobs.read(digest)
    try:
        return _READ.validate_json(data)
    except ValidationError as error:
        raise StoreError(
            f"证据 {digest} 不是本版本能读的格式 · evidence {digest} has a form that this "
            f"version cannot read: {error.error_count()} errors"
        ) from error


class _Posts(BaseModel):
    """What evidence on an account shows of its posts, the rest of it left unread."""

    schema_name: Literal["checker.account-evidence/1"]
    posts: Posts | Unseen


def load_posts(blobs: Blobs, digest: str) -> tuple[Post, ...]:
    """The posts that stored evidence on an account shows; raises as `load_evidence` does."""
    data = blobs.read(digest)
    try:
        seen = _Posts.model_validate_json(data).posts
    except ValidationError as error:
        raise StoreError(
            f"证据 {digest} 不是账号证据 · evidence {digest} is not on an account: {error.error_count()}"
        ) from error
    return seen.posts if isinstance(seen, Posts) else ()


def cited_blobs(canonical: bytes) -> tuple[str, ...]:
    """The digests of the pages and screenshots that canonical evidence cites, sorted."""
    return tuple(sorted({found.decode() for found in _CITED.findall(canonical)}))


def keep_evidence(blobs: Blobs, evidence: Evidence, canonical: bytes | None = None) -> KeptEvidence:
    """Makes the evidence and all that it cites durable; BlobMissing if a cited piece is not there.

    `canonical` is its canonical form, where that was made already.
    """
    canonical = canonical or evidence.canonical()
    cited = cited_blobs(canonical)
    digest = blobs.keep(canonical)
    blobs.sync((*cited, digest))
    target = evidence.target
    return KeptEvidence(digest, target.kind, code_of(target), len(canonical), cited)


def insert_evidence(connection: Connection, kept: KeptEvidence, evidence: Evidence) -> None:
    """Writes the rows of kept evidence; evidence that has its row already is left alone."""
    known = select(tables.evidence.c.id).where(tables.evidence.c.digest == kept.digest)
    if connection.execute(known).first():
        return
    key = connection.execute(
        insert(tables.evidence).returning(tables.evidence.c.id),
        {
            "digest": kept.digest,
            "kind": kept.kind,
            "code": kept.code,
            "round_id": evidence.round,
            "as_of": evidence.as_of,
            "bytes": kept.bytes,
        },
    ).scalar_one()
    # In sorted order, so that two writers on PostgreSQL never wait for each other crosswise.
    insert_new(connection, tables.blobs, [{"digest": each} for each in kept.cited], "digest")
    for start in range(0, len(kept.cited), _IDS_AT_ONCE):
        some = kept.cited[start : start + _IDS_AT_ONCE]
        found = select(literal(key), tables.blobs.c.id).where(tables.blobs.c.digest.in_(some))
        connection.execute(
            insert(tables.evidence_blobs).from_select(["evidence_id", "blob_id"], found)
        )


def blobs_cited_by(database: Database, digest: str) -> tuple[str, ...]:
    """The digests of the pages and screenshots that stored evidence cites, sorted."""
    cited = (
        select(tables.blobs.c.digest)
        .join(tables.evidence_blobs, tables.evidence_blobs.c.blob_id == tables.blobs.c.id)
        .join(tables.evidence, tables.evidence.c.id == tables.evidence_blobs.c.evidence_id)
        .where(tables.evidence.c.digest == digest)
        .order_by(tables.blobs.c.digest)
    )
    with database.reading() as connection:
        return tuple(connection.execute(cited).scalars())
