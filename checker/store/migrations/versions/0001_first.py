"""The first form of the tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CODE = sa.String(500)
WORD = sa.String(24)
ROUND = sa.String(40)
DIGEST = sa.LargeBinary(32)
MOMENT = sa.String(27)


def upgrade() -> None:
    """Makes every table."""
    _registry()
    _rounds()
    _evidence()
    _verdicts()


def _registry() -> None:
    op.create_table(
        "ledgers",
        sa.Column("path", CODE, nullable=False),
        sa.Column("sha256", DIGEST, nullable=False),
        sa.Column("imported_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_ledgers")),
    )
    op.create_table(
        "observations",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("identity", DIGEST, nullable=False),
        sa.Column("account_code", CODE, nullable=False),
        sa.Column("account_name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("published", MOMENT, nullable=False),
        sa.Column("date_only", sa.Boolean(), nullable=False),
        sa.Column("observed_at", MOMENT, nullable=True),
        sa.Column("observer", sa.Text(), nullable=False),
        sa.Column("ledger", sa.Text(), nullable=False),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("first_seen", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observations")),
        sa.UniqueConstraint("identity", name=op.f("uq_observations_identity")),
    )
    op.create_index(
        op.f("ix_observations_account_code_published"),
        "observations",
        ["account_code", "published"],
    )
    op.create_index(op.f("ix_observations_account_name"), "observations", ["account_name"])
    op.create_table(
        "registered_columns",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("identity", DIGEST, nullable=False),
        sa.Column("site_code", CODE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("first_seen", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registered_columns")),
        sa.UniqueConstraint("identity", name=op.f("uq_registered_columns_identity")),
    )
    op.create_index(op.f("ix_registered_columns_site_code"), "registered_columns", ["site_code"])
    op.create_table(
        "statements",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("target_kind", WORD, nullable=False),
        sa.Column("target_code", CODE, nullable=False),
        sa.Column("indicator", sa.String(100), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("signed_at", MOMENT, nullable=False),
        sa.Column("verdict_id", CODE, nullable=True),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
    )
    op.create_index(
        op.f("ix_statements_target_kind_target_code"), "statements", ["target_kind", "target_code"]
    )
    op.create_table(
        "targets",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("identity", DIGEST, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("code", CODE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("first_seen", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_targets")),
        sa.UniqueConstraint("identity", name=op.f("uq_targets_identity")),
        sa.UniqueConstraint("kind", "code", name=op.f("uq_targets_kind_code")),
    )


def _rounds() -> None:
    op.create_table(
        "rounds",
        sa.Column("id", ROUND, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("as_of", MOMENT, nullable=False),
        sa.Column("book_name", sa.Text(), nullable=False),
        sa.Column("book_version", sa.Text(), nullable=False),
        sa.Column("book_digest", DIGEST, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("started", MOMENT, nullable=False),
        sa.Column("finished", MOMENT, nullable=True),
        sa.Column("state", WORD, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
    )
    op.create_index(op.f("ix_rounds_kind_started"), "rounds", ["kind", "started"])
    op.create_table(
        "round_targets",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("round_id", ROUND, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("code", CODE, nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("verdict_id", CODE, nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("updated", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_round_targets_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_targets")),
        sa.UniqueConstraint(
            "round_id", "kind", "code", name=op.f("uq_round_targets_round_id_kind_code")
        ),
    )
    op.create_index(op.f("ix_round_targets_round_id_state"), "round_targets", ["round_id", "state"])


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("digest", DIGEST, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("code", CODE, nullable=False),
        sa.Column("round_id", ROUND, nullable=False),
        sa.Column("as_of", MOMENT, nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_evidence_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("digest", name=op.f("uq_evidence_digest")),
    )
    op.create_index(op.f("ix_evidence_round_id"), "evidence", ["round_id"])
    op.create_table(
        "blobs",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("digest", DIGEST, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blobs")),
        sa.UniqueConstraint("digest", name=op.f("uq_blobs_digest")),
    )
    op.create_table(
        "evidence_blobs",
        sa.Column("evidence_id", NUMBER, nullable=False),
        sa.Column("blob_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["blob_id"], ["blobs.id"], name=op.f("fk_evidence_blobs_blob_id_blobs")
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_evidence_blobs_evidence_id_evidence")
        ),
        sa.PrimaryKeyConstraint("evidence_id", "blob_id", name=op.f("pk_evidence_blobs")),
        sqlite_with_rowid=False,
    )


def _verdicts() -> None:
    op.create_table(
        "verdicts",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", CODE, nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("superseded_by", CODE, nullable=True),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("code", CODE, nullable=False),
        sa.Column("round_id", ROUND, nullable=False),
        sa.Column("as_of", MOMENT, nullable=False),
        sa.Column("outcome", WORD, nullable=False),
        sa.Column("stage", WORD, nullable=True),
        sa.Column("book", sa.Text(), nullable=False),
        sa.Column("book_digest", DIGEST, nullable=False),
        sa.Column("evidence", DIGEST, nullable=False),
        sa.Column("code_version", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence"], ["evidence.digest"], name=op.f("fk_verdicts_evidence_evidence")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_verdicts_round_id_rounds")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_verdicts")),
        sa.UniqueConstraint("id", name=op.f("uq_verdicts_id")),
    )
    op.create_index(op.f("ix_verdicts_kind_code_as_of"), "verdicts", ["kind", "code", "as_of"])
    op.create_index(op.f("ix_verdicts_round_id_number"), "verdicts", ["round_id", "number"])
    op.create_table(
        "findings",
        sa.Column("verdict_number", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("indicator", sa.String(100), nullable=False),
        sa.Column("consequence", WORD, nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("stage", WORD, nullable=True),
        sa.Column("faults", sa.Integer(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["verdict_number"],
            ["verdicts.number"],
            name=op.f("fk_findings_verdict_number_verdicts"),
        ),
        sa.PrimaryKeyConstraint("verdict_number", "position", name=op.f("pk_findings")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_findings_indicator_status"), "findings", ["indicator", "status"])
