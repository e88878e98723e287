"""Seal personal fields: encrypted columns and blind indexes beside the columns of an earlier release.

Revision: 0004
Follows: 0003
Date: 2026-11-21 15:30:00+00:00

Additive only, no model classes, no extensions. Rules: docs/operations.md, "Migrations". The columns in clear lose
NOT NULL, because they stay empty from now on; `tradein rotate-keys` seals what they still hold.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# table → sealed fields, the indexed ones among them, the columns in clear that must be allowed to be empty.
FIELDS = {
    "account": (("display_name", "phone"), ("phone",), ("display_name",)),
    "order_contact": (("name", "phone", "address"), ("name", "phone"), ("name", "phone", "address")),
    "order_review": (("remark",), (), ()),
    "waste_transfer": (("generator_contact", "generator_phone", "driver", "escort"), (), ()),
    "waste_transfer_correction": (("was", "should_be"), (), ("should_be",)),
}


def upgrade() -> None:
    for table, (sealed, indexed, emptied) in FIELDS.items():
        for name in sealed:
            op.add_column(table, sa.Column(f"{name}_sealed", sa.LargeBinary(), nullable=True))
        for name in indexed:
            for column in (f"{name}_index", f"{name}_index_next"):
                op.add_column(table, sa.Column(column, sa.LargeBinary(length=32), nullable=True))
                op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
        for name in emptied:
            op.alter_column(table, name, nullable=True)


def downgrade() -> None:
    raise NotImplementedError("migrations roll forward only: write the next one")
