"""Say who acts in a text, keep which notice a booking was placed under, and remove objects whose rows were erased.

Revision: 0014
Follows: 0013
Date: 2026-11-22 09:30:00+00:00

Additive but for words: what people typed when they cancelled leaves the tables that are never edited, where no erasure
reaches it. It stays in the booking alone; the history and the events keep the cause. Rules: docs/operations.md,
"Migrations".
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

CAUSE = "coalesce(o.cancel_cause, 'consumer')"
OF_EVENTS = f"""
UPDATE event e SET reason = {CAUSE}
  FROM unit u JOIN trade_order o ON o.id = u.order_id
  JOIN order_log l ON l.order_id = o.id AND l.action = 'cancel'
 WHERE e.unit_id = u.id AND e.step = 'decommissioning' AND e.event_time = l.at
"""  # noqa: S608 - words of our own
OF_HISTORIES = f"""
UPDATE order_log l SET reason = {CAUSE} FROM trade_order o WHERE o.id = l.order_id AND l.action = 'cancel'
"""  # noqa: S608 - words of our own


def upgrade() -> None:
    op.add_column("sms_message", sa.Column("who", sa.Text(), nullable=True))
    op.add_column("trade_order", sa.Column("notice_sha256", sa.Text(), nullable=True))
    op.add_column("trade_order", sa.Column("notice_shown", sa.Boolean(), nullable=True))
    op.create_table(
        "forgotten_object",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_forgotten_object")),
    )
    op.execute(OF_EVENTS)
    op.execute(OF_HISTORIES)


def downgrade() -> None:
    raise NotImplementedError("migrations roll forward only: write the next one")
