"""Tries to open the sites, and the stops that their units announced."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CODE = sa.String(500)
MOMENT = sa.String(27)


def upgrade() -> None:
    """Makes the tables; nobody was probed before."""
    op.create_table(
        "openings",
        sa.Column("code", CODE, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("vantage", sa.String(24), nullable=False),
        sa.Column("opened", sa.Boolean(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("void", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", "at", "vantage", name=op.f("pk_openings")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outages",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("code", CODE, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("reported", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outages")),
    )
    op.create_index(op.f("ix_outages_code"), "outages", ["code"])
