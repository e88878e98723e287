"""Count how often the label of a weighed container was printed, so that a reprint is known as one.

Revision: 0009
Follows: 0008
Date: 2026-11-22 05:00:00+00:00

Additive only, no model classes, no extensions. Rules: docs/operations.md, "Migrations".
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "dismantling_weighing", sa.Column("prints", sa.Integer(), server_default="0", nullable=False)
    )


def downgrade() -> None:
    raise NotImplementedError("migrations roll forward only: write the next one")
