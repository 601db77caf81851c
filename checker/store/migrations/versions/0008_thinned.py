"""Evidence whose pages were let go, and when."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Adds the column; nothing was let go before."""
    op.add_column("evidence", sa.Column("thinned", sa.String(27), nullable=True))
