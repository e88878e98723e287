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
    _real_names()
    _consents()
    _unmaskings()


MOMENT = sa.DateTime(timezone=True)


def _account_key(table: str, name: str = "account_id", **options: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], ["account.id"], name=op.f(f"fk_{table}_{name}_account"), **options)


def _real_names() -> None:
    op.create_table(
        "real_name",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("name_index", sa.LargeBinary(length=32), nullable=True),
        sa.Column("name_index_next", sa.LargeBinary(length=32), nullable=True),
        sa.Column("number_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("person_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("person_index", sa.LargeBinary(length=32), nullable=True),
        sa.Column("person_index_next", sa.LargeBinary(length=32), nullable=True),
        sa.Column("odd", sa.Boolean(), nullable=False),
        sa.Column("verified_at", MOMENT, nullable=False),
        sa.CheckConstraint("relation IN ('self', 'ward')", name=op.f("ck_real_name_relation")),
        _account_key("real_name", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_real_name")),
        sa.UniqueConstraint("person_index", name=op.f("uq_real_name_person_index")),
        sa.UniqueConstraint("person_index_next", name=op.f("uq_real_name_person_index_next")),
    )
    op.create_index("ix_real_name_account_id", "real_name", ["account_id"])
    op.create_index(op.f("ix_real_name_name_index"), "real_name", ["name_index"])
    op.create_index(op.f("ix_real_name_name_index_next"), "real_name", ["name_index_next"])
    op.create_index(
        "uq_real_name_self",
        "real_name",
        ["account_id"],
        unique=True,
        postgresql_where=sa.text("relation = 'self'"),
    )
    op.create_table(
        "real_name_ask",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.LargeBinary(length=32), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        _account_key("real_name_ask", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_real_name_ask")),
    )
    op.create_index("ix_real_name_ask_question", "real_name_ask", ["question", "asked_at"])
    op.create_index("ix_real_name_ask_account_id", "real_name_ask", ["account_id", "asked_at"])
    op.create_index("ix_real_name_ask_asked_at", "real_name_ask", ["asked_at"])
    op.create_table(
        "provider_meter",
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("open_until", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("provider", name=op.f("pk_provider_meter")),
    )


def _consents() -> None:
    op.create_table(
        "personal_consent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        _account_key("personal_consent", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_consent")),
    )
    op.create_index("ix_personal_consent_account", "personal_consent", ["account_id", "id"])
    op.create_index(
        "uq_personal_consent_standing",
        "personal_consent",
        ["account_id", "purpose"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )


def _unmaskings() -> None:
    op.create_table(
        "unmasking",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("consumer_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("turn", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ticket", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["trade_order.id"], name=op.f("fk_unmasking_order_id_trade_order")
        ),
        _account_key("unmasking", "consumer_id"),
        _account_key("unmasking"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unmasking")),
        sa.UniqueConstraint("account_id", "day", "turn", name="uq_unmasking_turn"),
    )
    op.create_index("ix_unmasking_order", "unmasking", ["order_id", "account_id", "until"])
    op.create_index("ix_unmasking_until", "unmasking", ["until"])


def downgrade() -> None:
    raise NotImplementedError("migrations roll forward only: write the next one")
