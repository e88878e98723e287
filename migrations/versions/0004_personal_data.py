"""To be written.

Revision: 0004
Follows: 0003
Date: 2026-11-21 15:30:00+00:00

Additive only, no model classes, no extensions. Rules: docs/operations.md, "Migrations".
"""

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    raise NotImplementedError("migrations roll forward only: write the next one")
