"""Keep of every position no more than a hundredth of a degree: finer ones say where somebody lives or walks.

Revision: 0010
Follows: 0009
Date: 2026-11-22 09:00:00+00:00

Events are append-only for the application; their owner rounds once what was recorded before `tradein.scan.Geo.coarse`.
Rules: docs/operations.md, "Migrations".
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "UPDATE event SET lat_e6 = round(lat_e6 / 10000.0) * 10000, lon_e6 = round(lon_e6 / 10000.0) * 10000"
        " WHERE lat_e6 % 10000 <> 0 OR lon_e6 % 10000 <> 0"
    )


def downgrade() -> None:
    raise NotImplementedError("migrations roll forward only: write the next one")
