"""The desk's ledgers, and the notices that units get with what became of them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CODE = sa.String(500)
WORD = sa.String(24)
DIGEST = sa.LargeBinary(32)
MOMENT = sa.String(27)


def upgrade() -> None:
    """Makes `desk_rows`, `notices` and `notice_events`."""
    op.create_table(
        "desk_rows",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("identity", DIGEST, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("ledger", sa.Text(), nullable=False),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("first_seen", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_rows")),
        sa.UniqueConstraint("identity", name=op.f("uq_desk_rows_identity")),
    )
    op.create_index(op.f("ix_desk_rows_kind"), "desk_rows", ["kind"])
    op.create_table(
        "notices",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("number", WORD, nullable=False),
        sa.Column("target_kind", WORD, nullable=False),
        sa.Column("target_code", CODE, nullable=False),
        sa.Column("indicator", sa.String(100), nullable=False),
        sa.Column("issued", MOMENT, nullable=False),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("number", name=op.f("uq_notices_number")),
    )
    op.create_index(
        op.f("ix_notices_target_kind_target_code"), "notices", ["target_kind", "target_code"]
    )
    op.create_table(
        "notice_events",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("number", WORD, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_events")),
        sa.ForeignKeyConstraint(
            ["number"], ["notices.number"], name=op.f("fk_notice_events_number_notices")
        ),
    )
    op.create_index(op.f("ix_notice_events_number"), "notice_events", ["number"])
