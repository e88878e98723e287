"""Keep time limits in a dated table that a province may override, as all other unverified numbers are.

Revision: 0015
Follows: 0014
Date: 2026-11-22 10:00:00+00:00

Additive only, no model classes, no extensions. Rules: docs/operations.md, "Migrations".
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "time_limit",
        sa.Column("name_zh", sa.Text(), nullable=False),
        sa.Column("pattern", sa.Text(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("working_days", sa.Integer(), nullable=True),
        sa.Column("pattern_hours", sa.Integer(), nullable=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("jurisdiction_code", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("document_no", sa.Text(), nullable=True),
        sa.Column("verified", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_time_limit_period_forward")),
        sa.PrimaryKeyConstraint("key", "jurisdiction_code", "valid_from", name=op.f("pk_time_limit")),
    )


def downgrade() -> None:
    raise NotImplementedError("migrations roll forward only: write the next one")
