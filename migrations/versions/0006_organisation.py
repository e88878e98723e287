"""To be written.

Revision: 0006
Follows: 0005
Date: 2026-11-21 15:30:00+00:00

Additive only, no model classes, no extensions. Rules: docs/operations.md, "Migrations".
"""

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    raise NotImplementedError("migrations roll forward only: write the next one")
