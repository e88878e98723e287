"""Let a quote be kept for one appliance of one booking, and give sites one vocabulary.

Revision: 0013
Follows: 0012
Date: 2026-11-22 09:30:00+00:00

A quote that several bookings used stays with the latest. Sites entered with their organisation's kind get the kind of
site that means. No model classes, no extensions. Rules: docs/operations.md, "Migrations".
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KINDS = "('shop', 'warehouse', 'dismantling', 'refurbishing', 'retail', 'office')"
_HELD = """
UPDATE quote q SET order_id = used.order_id
  FROM (SELECT DISTINCT ON (l.quote_id) l.quote_id, l.order_id
          FROM order_line l JOIN trade_order o ON o.id = l.order_id
         WHERE o.state <> 'cancelled' ORDER BY l.quote_id, l.order_id DESC) used
 WHERE used.quote_id = q.id
"""
_KINDS = """
UPDATE site SET kind = CASE kind WHEN 'recycler' THEN 'shop' WHEN 'dismantler' THEN 'dismantling'
       WHEN 'refurbisher' THEN 'refurbishing' WHEN 'retailer' THEN 'retail' ELSE 'office' END
 WHERE kind NOT IN ('shop', 'warehouse', 'dismantling', 'refurbishing', 'retail', 'office')
"""


def upgrade() -> None:
    op.add_column("quote", sa.Column("order_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f("fk_quote_order_id_trade_order"), "quote", "trade_order", ["order_id"], ["id"])
    op.create_index(op.f("ix_quote_order_id"), "quote", ["order_id"])
    op.execute(_HELD)
    op.execute(_KINDS)
    op.create_check_constraint(op.f("ck_site_kind"), "site", f"kind IN {KINDS}")


def downgrade() -> None:
    raise NotImplementedError("migrations roll forward only: write the next one")
