"""Count the batches that relied on a device's sequence, so that one that waits for a gap is noticed.

Revision: 0002
Follows: 0001
Date: 2026-11-21 15:20:00+00:00

Additive only, no model classes, no extensions. Rules: docs/operations.md, "Migrations".
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "device_stream",
        sa.Column("version", sa.BigInteger(), server_default=sa.text("1"), nullable=False),
    )


def downgrade() -> None:
    raise NotImplementedError("migrations roll forward only: write the next one")
