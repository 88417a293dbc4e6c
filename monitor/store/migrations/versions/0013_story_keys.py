"""Keys of stories in the order of the stories."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Lay the keys out anew."""
    op.create_table(
        "story_keys_anew",
        sa.Column("story_id", WORDS, nullable=False),
        sa.Column("key", WORDS, nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("story_id", "key"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO story_keys_anew (story_id, key, last_at) "
        "SELECT story_id, key, last_at FROM story_keys ORDER BY story_id, key"
    )
    op.drop_table("story_keys")
    op.rename_table("story_keys_anew", "story_keys")
    op.create_index("story_keys_by_time", "story_keys", ["key", "last_at"])
