"""Find what was changed of the configuration among all that was done and seen.

Revision: 0017
Follows: 0016
Date: 2026-11-22 11:00:00+00:00

Additive only, no model classes, no extensions. Rules: docs/operations.md, "Migrations".
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

OF_CONFIGURATION = (
    "outcome = 'done' AND verb <> 'read' AND resource IN ('api_key', 'application', 'invitation', 'item_type',"
    " 'officer_appointment', 'organisation', 'price', 'region', 'system_config')"
)


def upgrade() -> None:
    op.create_index(
        "ix_audit_configuration", "audit", ["at", "id"], postgresql_where=sa.text(OF_CONFIGURATION)
    )


def downgrade() -> None:
    raise NotImplementedError("migrations roll forward only: write the next one")
