"""Find what stands open in a district, and the bookings collected there in a period, without reading the others.

Revision: 0007
Follows: 0006
Date: 2026-11-21 15:55:00+00:00

Additive only, no model classes, no extensions. Rules: docs/operations.md, "Migrations".
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_unit_on_hold", "unit", ["district"], postgresql_where=sa.text("on_hold"))
    op.create_index(
        "ix_waste_transfer_open",
        "waste_transfer",
        ["region", "due_on"],
        postgresql_where=sa.text("state = 'departed'"),
    )
    op.create_index(
        "ix_trade_order_collected",
        "trade_order",
        ["region_code", "collected_at"],
        postgresql_where=sa.text("collected_at IS NOT NULL"),
    )


def downgrade() -> None:
    raise NotImplementedError("migrations roll forward only: write the next one")
