"""A recheck names the round that it looks at again."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds the column; the rounds that stand there are no rechecks."""
    op.add_column("rounds", sa.Column("of_round", sa.String(40), nullable=True))
