"""Remember past passwords, alarms on how much is looked at, and organisations suspended; key what failures count.

Revision: 0008
Follows: 0007
Date: 2026-11-21 18:40:00+00:00

Additive only, no model classes, no extensions. Rules: docs/operations.md, "Migrations".
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "password_past",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_password_past_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_password_past")),
    )
    op.create_index("ix_password_past_account", "password_past", ["account_id", "id"])
    op.create_table(
        "sight_alarm",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("told_id", sa.Uuid(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("usual", sa.Integer(), nullable=True),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("close_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("(closed_by IS NULL) = (closed_at IS NULL)", name=op.f("ck_sight_alarm_closed")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sight_alarm")),
        sa.UniqueConstraint("account_id", "day", "kind", name="uq_sight_alarm_day"),
    )
    op.create_index("ix_sight_alarm_told", "sight_alarm", ["told_id", "id"])
    op.create_table(
        "organisation_suspension",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("suspended_by", sa.Uuid(), nullable=False),
        sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resume_reason", sa.Text(), nullable=True),
        sa.Column("resumed_by", sa.Uuid(), nullable=True),
        sa.Column("resumed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(resumed_by IS NULL) = (resumed_at IS NULL)", name=op.f("ck_organisation_suspension_resumed")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_suspension_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_suspension")),
    )
    op.create_index(
        "uq_organisation_suspension_open",
        "organisation_suspension",
        ["organisation_id"],
        unique=True,
        postgresql_where=sa.text("resumed_at IS NULL"),
    )
    op.create_index(
        "ix_organisation_suspension_organisation", "organisation_suspension", ["organisation_id", "id"]
    )
    # Counted under a plain hash, which anybody with the rows could try out; they live for an hour, so they go.
    op.execute("DELETE FROM sign_in_failure")
    op.execute("DELETE FROM rate_window")
    # A key without a list could be used from anywhere, and nobody had said so. Now its row does.
    op.execute(
        "UPDATE api_key SET ip_list = ARRAY['0.0.0.0/0', '::/0']"
        " WHERE ip_list = '{}' AND membership_id IS NULL AND role = 'integration_client'"
    )


def downgrade() -> None:
    raise NotImplementedError("migrations roll forward only: write the next one")
