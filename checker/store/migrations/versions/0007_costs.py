"""What a verdict cost and why it was not told, and what a round counts beside its targets."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Adds the columns; what stands there keeps its costs in the verdict itself alone."""
    op.add_column("verdicts", sa.Column("pages", sa.Integer(), nullable=False, server_default="0"))
    op.add_column(
        "verdicts", sa.Column("bytes", sa.BigInteger(), nullable=False, server_default="0")
    )
    op.add_column(
        "verdicts", sa.Column("browser_pages", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("verdicts", sa.Column("why", sa.String(24), nullable=False, server_default=""))
    op.create_table(
        "round_counts",
        sa.Column("round_id", sa.String(40), nullable=False),
        sa.Column("name", sa.String(24), nullable=False),
        sa.Column("label", sa.String(500), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("round_id", "name", "label", name=op.f("pk_round_counts")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_round_counts_round_id_rounds")
        ),
        sqlite_with_rowid=False,
    )
