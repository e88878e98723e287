"""Sign in by phone, with a second factor, and by a province's unified sign-on; know each session and what it proved.

Revision: 0003
Follows: 0002
Date: 2026-11-21 15:30:00+00:00

Additive only, no model classes, no extensions. Rules: docs/operations.md, "Migrations".
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
NO_NETWORKS = {"server_default": sa.text("'{}'"), "nullable": False}


def upgrade() -> None:
    _accounts()
    _sessions()
    _codes()
    _second_factors()
    _identities()


def _accounts() -> None:
    # Who signs in by phone alone has no password.
    op.alter_column("account", "password_hash", existing_type=sa.Text(), nullable=True)
    op.add_column("account", sa.Column("password_changed_at", MOMENT))
    op.add_column("account", sa.Column("networks", postgresql.ARRAY(sa.Text()), **NO_NETWORKS))
    op.add_column("organisation", sa.Column("networks", postgresql.ARRAY(sa.Text()), **NO_NETWORKS))
    op.create_table(
        "phone_login",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("phone_index", sa.LargeBinary(), nullable=False),
        sa.Column("phone_index_next", sa.LargeBinary()),
        sa.Column("verified_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_phone_login_account_id_account", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", name="pk_phone_login"),
        sa.UniqueConstraint("phone_index", name="uq_phone_login_phone_index"),
        sa.UniqueConstraint("phone_index_next", name="uq_phone_login_phone_index_next"),
    )


def _sessions() -> None:
    new_id = {"server_default": sa.text("gen_random_uuid()"), "nullable": False}
    op.add_column("login_session", sa.Column("id", sa.Uuid(), **new_id))
    op.add_column(
        "login_session",
        sa.Column("method", sa.Text(), server_default=sa.text("'password'"), nullable=False),
    )
    op.add_column("login_session", sa.Column("label", sa.Text()))
    op.add_column("login_session", sa.Column("last_seen_at", MOMENT))
    op.add_column("login_session", sa.Column("proved_at", MOMENT))
    op.add_column("login_session", sa.Column("second_factor_at", MOMENT))
    op.add_column(
        "login_session",
        sa.Column("second_factor_wanted", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.create_unique_constraint("uq_login_session_id", "login_session", ["id"])


def _codes() -> None:
    op.create_table(
        "one_time_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("subject", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.Column("handed_by", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_one_time_code"),
    )
    op.create_index("ix_one_time_code_subject", "one_time_code", ["subject", "created_at"])
    op.create_index("ix_one_time_code_expires_at", "one_time_code", ["expires_at"])
    op.create_table(
        "sms_message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("code_id", sa.Uuid()),
        sa.Column("phone_sealed", sa.LargeBinary()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("next_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT),
        sa.Column("receipt", sa.Text()),
        sa.Column("trouble", sa.Text()),
        sa.CheckConstraint("state IN ('waiting', 'sent', 'failed', 'expired')", name="ck_sms_message_state"),
        sa.PrimaryKeyConstraint("id", name="pk_sms_message"),
    )
    op.create_index(
        "ix_sms_message_waiting",
        "sms_message",
        ["next_at"],
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index("ix_sms_message_created_at", "sms_message", ["created_at"])


def _second_factors() -> None:
    op.create_table(
        "second_factor",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("secret_sealed", sa.LargeBinary()),
        sa.Column("offered_sealed", sa.LargeBinary()),
        sa.Column("offered_at", MOMENT),
        sa.Column("confirmed_at", MOMENT),
        sa.Column("last_step", sa.BigInteger()),
        sa.Column("reset_at", MOMENT),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_second_factor_account_id_account", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", name="pk_second_factor"),
    )
    op.create_table(
        "recovery_code",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_recovery_code_account_id_account", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "digest", name="pk_recovery_code"),
    )


def _identities() -> None:
    op.create_table(
        "identity_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by", sa.Uuid()),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_identity_link_account_id_account", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_identity_link"),
        sa.UniqueConstraint("issuer", "subject", name="uq_identity_link_issuer_subject"),
    )
    op.create_index("ix_identity_link_account_id", "identity_link", ["account_id"])
    op.create_table(
        "oidc_visit",
        sa.Column("state_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.PrimaryKeyConstraint("state_hash", name="pk_oidc_visit"),
    )
    op.create_index("ix_oidc_visit_created_at", "oidc_visit", ["created_at"])


def downgrade() -> None:
    raise NotImplementedError("migrations roll forward only: write the next one")
