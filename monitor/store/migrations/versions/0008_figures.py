"""What a lead's figures need of each case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the columns; those of cases that are there are filled when they are next decided about."""
    for name in ("brand", "product"):
        op.add_column("cases", sa.Column(name, WORDS, nullable=False, server_default=""))
    op.add_column("cases", sa.Column("promised_at", sa.BigInteger()))
    for name in ("negative_before", "negative_after"):
        op.add_column("cases", sa.Column(name, sa.Float()))
    op.create_index("cases_by_time", "cases", ["opened_at"])
