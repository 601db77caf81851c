"""The tables: who is inspected, what was seen in which round, and how it was judged.

`code` is everywhere what `code_of` says: the registered code, or the address of what is not
registered. `identity` is the digest of what a ledger row is recognised by, and `fact` the row
itself as JSON. Evidence lies in the blob store under its digest; a row here says whose it is
and which blobs it cites. Rows that count by the million have integer keys.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from checker.store.metadata import Code, RoundId, RowId, Word, metadata
from checker.store.telling_tables import deliveries as deliveries
from checker.store.telling_tables import releases as releases
from checker.store.telling_tables import reminders as reminders
from checker.store.telling_tables import round_counts as round_counts
from checker.store.values import Digest, Instant, Words

targets = Table(
    "targets",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("identity", Digest, nullable=False, unique=True),
    Column("kind", Word, nullable=False),
    Column("code", Code, nullable=False),
    Column("name", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("owner", Words, nullable=False),
    Column("region", Words, nullable=False),
    Column("level", Words, nullable=False),
    Column("type", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("source", Words, nullable=False),
    Column("fact", Text, nullable=False),
    Column("first_seen", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    UniqueConstraint("kind", "code"),
)

registered_columns = Table(
    "registered_columns",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("identity", Digest, nullable=False, unique=True),
    Column("site_code", Code, nullable=False, index=True),
    Column("name", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("fact", Text, nullable=False),
    Column("first_seen", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
)

observations = Table(
    "observations",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("identity", Digest, nullable=False, unique=True),
    Column("account_code", Code, nullable=False),
    Column("account_name", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("published", Instant, nullable=False),
    Column("date_only", Boolean, nullable=False),
    Column("observed_at", Instant),
    Column("observer", Words, nullable=False),
    Column("ledger", Words, nullable=False),
    Column("fact", Text, nullable=False),
    Column("first_seen", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Index(None, "account_code", "published"),
    Index(None, "account_name"),
)

desk_rows = Table(
    "desk_rows",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("identity", Digest, nullable=False, unique=True),
    Column("kind", Word, nullable=False, index=True),
    Column("ledger", Words, nullable=False),
    Column("fact", Text, nullable=False),
    Column("first_seen", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
)

ledgers = Table(
    "ledgers",
    metadata,
    Column("path", Code, primary_key=True),
    Column("sha256", Digest, nullable=False),
    Column("imported_at", Instant, nullable=False),
)

openings = Table(
    "openings",
    metadata,
    Column("code", Code, primary_key=True),
    Column("at", Instant, primary_key=True),
    Column("vantage", Word, primary_key=True),
    Column("opened", Boolean, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("reason", Words, nullable=False),
    Column("void", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

outages = Table(
    "outages",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("code", Code, nullable=False, index=True),
    Column("since", Instant, nullable=False),
    Column("until", Instant, nullable=False),
    Column("reason", Words, nullable=False),
    Column("signed_by", Words, nullable=False),
    Column("reported", Instant, nullable=False),
)

outage_withdrawals = Table(
    "outage_withdrawals",
    metadata,
    Column("outage_id", RowId, ForeignKey("outages.id"), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("signed_by", Words, nullable=False),
    Column("reason", Words, nullable=False),
)

rounds = Table(
    "rounds",
    metadata,
    Column("id", RoundId, primary_key=True),
    Column("kind", Word, nullable=False),
    Column("as_of", Instant, nullable=False),
    Column("book_name", Words, nullable=False),
    Column("book_version", Words, nullable=False),
    Column("book_digest", Digest, nullable=False),
    Column("code", Words, nullable=False),
    Column("started", Instant, nullable=False),
    Column("finished", Instant),
    Column("state", Word, nullable=False),
    Column("of_round", RoundId),
    Index(None, "kind", "started"),
)

round_targets = Table(
    "round_targets",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("round_id", RoundId, ForeignKey("rounds.id"), nullable=False),
    Column("kind", Word, nullable=False),
    Column("code", Code, nullable=False),
    Column("target", Text, nullable=False),
    Column("state", Word, nullable=False),
    Column("verdict_id", Code),
    Column("detail", Words, nullable=False),
    Column("updated", Instant, nullable=False),
    UniqueConstraint("round_id", "kind", "code"),
    Index(None, "round_id", "state"),
)

evidence = Table(
    "evidence",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("digest", Digest, nullable=False, unique=True),
    Column("kind", Word, nullable=False),
    Column("code", Code, nullable=False),
    Column("round_id", RoundId, ForeignKey("rounds.id"), nullable=False, index=True),
    Column("as_of", Instant, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("thinned", Instant),
)

blobs = Table(
    "blobs",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("digest", Digest, nullable=False, unique=True),
)

evidence_blobs = Table(
    "evidence_blobs",
    metadata,
    Column("evidence_id", RowId, ForeignKey("evidence.id"), primary_key=True),
    Column("blob_id", RowId, ForeignKey("blobs.id"), primary_key=True),
    sqlite_with_rowid=False,
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("number", RowId, primary_key=True),
    Column("id", Code, nullable=False, unique=True),
    Column("made", Instant, nullable=False),
    Column("superseded_by", Code),
    Column("kind", Word, nullable=False),
    Column("code", Code, nullable=False),
    Column("round_id", RoundId, ForeignKey("rounds.id"), nullable=False),
    Column("as_of", Instant, nullable=False),
    Column("outcome", Word, nullable=False),
    Column("stage", Word),
    Column("book", Words, nullable=False),
    Column("book_digest", Digest, nullable=False),
    Column("evidence", Digest, ForeignKey("evidence.digest"), nullable=False),
    Column("code_version", Words, nullable=False),
    Column("pages", Integer, nullable=False, server_default="0"),
    Column("bytes", BigInteger, nullable=False, server_default="0"),
    Column("browser_pages", Integer, nullable=False, server_default="0"),
    Column("why", Word, nullable=False, server_default=""),
    Column("body", LargeBinary, nullable=False),
    Index(None, "kind", "code", "as_of"),
    Index(None, "round_id", "number"),
)

findings = Table(
    "findings",
    metadata,
    Column("verdict_number", RowId, ForeignKey("verdicts.number"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("indicator", String(100), nullable=False),
    Column("consequence", Word, nullable=False),
    Column("status", Word, nullable=False),
    Column("stage", Word),
    Column("faults", Integer, nullable=False),
    Column("says", Words, nullable=False),
    Index(None, "indicator", "status"),
    sqlite_with_rowid=False,
)

statements = Table(
    "statements",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("target_kind", Word, nullable=False),
    Column("target_code", Code, nullable=False),
    Column("indicator", String(100), nullable=False),
    Column("kind", Word, nullable=False),
    Column("signed_by", Words, nullable=False),
    Column("signed_at", Instant, nullable=False),
    Column("verdict_id", Code),
    Column("fact", Text, nullable=False),
    Index(None, "target_kind", "target_code"),
)

notices = Table(
    "notices",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("number", Word, nullable=False, unique=True),
    Column("target_kind", Word, nullable=False),
    Column("target_code", Code, nullable=False),
    Column("indicator", String(100), nullable=False),
    Column("issued", Instant, nullable=False),
    Column("fact", Text, nullable=False),
    Index(None, "target_kind", "target_code"),
)

notice_events = Table(
    "notice_events",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("number", Word, ForeignKey("notices.number"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("fact", Text, nullable=False),
)
