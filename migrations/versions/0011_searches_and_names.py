"""Count searches for a person; seal the names of people invited or proposed for an office.

Revision: 0011
Follows: 0010
Date: 2026-11-22 09:30:00+00:00

Additive only, no model classes, no extensions. Rules: docs/operations.md, "Migrations". The columns in clear lose
NOT NULL, because they stay empty from now on; `tradein rotate-keys` seals what they still hold.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("invitation", "appointment_proposal"):
        op.add_column(table, sa.Column("display_name_sealed", sa.LargeBinary(), nullable=True))
        op.alter_column(table, "display_name", nullable=True)
    op.create_table(
        "person_search",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("turn", sa.SmallInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_person_search_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_search")),
        sa.UniqueConstraint("account_id", "day", "turn", name="uq_person_search_turn"),
    )
    op.create_index(op.f("ix_person_search_day"), "person_search", ["day"])


def downgrade() -> None:
    raise NotImplementedError("migrations roll forward only: write the next one")
