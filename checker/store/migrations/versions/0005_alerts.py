"""What people were told: reminders of faults, and the log of deliveries."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CODE = sa.String(500)
WORD = sa.String(24)
MOMENT = sa.String(27)


def upgrade() -> None:
    """Makes the tables; nobody was told of anything before."""
    op.create_table(
        "reminders",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("about", CODE, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("code", CODE, nullable=False),
        sa.Column("indicator", sa.String(100), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("word", WORD, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
    )
    op.create_index(
        op.f("ix_reminders_kind_code_indicator"), "reminders", ["kind", "code", "indicator"]
    )
    op.create_table(
        "deliveries",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("subject", WORD, nullable=False),
        sa.Column("about", CODE, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("composed", MOMENT, nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("tried", MOMENT, nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
    )
    op.create_index(op.f("ix_deliveries_about"), "deliveries", ["about"])
    op.create_index(op.f("ix_deliveries_state"), "deliveries", ["state"])
