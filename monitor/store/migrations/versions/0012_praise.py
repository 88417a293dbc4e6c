"""Numbers for praise, who passed it on, and letters about it beside those about cases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the tables, number what is stored in the order in which it was written, and name letters by whole references."""
    op.create_table(
        "praise",
        sa.Column("number", KEY, primary_key=True, autoincrement=False),
        sa.Column("mention_id", WORDS, nullable=False, unique=True),
        sa.Column("owner", WORDS),
        sa.Column("product", WORDS),
    )
    op.create_index("praise_by_owner", "praise", ["owner"])
    op.create_table(
        "praise_events",
        sa.Column("praise_number", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger(), primary_key=True),
        sa.Column("actor", WORDS, primary_key=True),
        sa.Column("recipient", WORDS, nullable=False),
        sa.Column("noted_at", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    _number()
    _name_letters()


def _number() -> None:
    """Give numbers as `monitor.store.praise` did when this was written, and leave to the next run whom the praise is about."""
    op.execute(
        "INSERT INTO praise (number, mention_id) "
        "SELECT 100 + ROW_NUMBER() OVER (ORDER BY posted_at, mention_id), mention_id "
        "FROM assessments WHERE kind = 'praise' AND own = 0"
    )
    op.execute(
        "INSERT INTO stages (name, done_to) SELECT 'last number of praise', MAX(number) FROM praise WHERE true "
        "HAVING COUNT(*) > 0 ON CONFLICT (name) DO UPDATE SET done_to = excluded.done_to"
    )


def _name_letters() -> None:
    """Make the table of letters anew: there are few, and a column can be replaced so in every SQLite."""
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT * FROM instructions")).mappings().all()
    op.drop_table("instructions")
    letters = op.create_table(
        "instructions",
        sa.Column("key", WORDS, primary_key=True),
        sa.Column("sender", WORDS, nullable=False),
        sa.Column("reference", WORDS, nullable=False),
        sa.Column("tag", WORDS, nullable=False),
        sa.Column("words", WORDS, nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("instructions_by_state", "instructions", ["state", "written_at"])
    op.create_index("instructions_by_reference", "instructions", ["reference"])
    kept = ("key", "sender", "tag", "words", "written_at", "state")
    if rows:
        told = [{name: row[name] for name in kept} | {"reference": f"R-{row['case_number']}"} for row in rows]
        connection.execute(letters.insert(), told)
