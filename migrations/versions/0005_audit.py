"""Write down who did or saw what: the audit trail, and the one way its old rows may go.

Revision: 0005
Follows: 0004
Date: 2026-11-21 15:30:00+00:00

Additive only, no model classes, no extensions. Rules: docs/operations.md, "Migrations".
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

FORGET = """
CREATE FUNCTION audit_forget(before timestamptz, most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  gone integer;
BEGIN
  IF before > clock_timestamp() - interval '183 days' THEN
    RAISE EXCEPTION 'audit rows are kept for six months at least' USING ERRCODE = 'check_violation';
  END IF;
  WITH old AS (SELECT id FROM public.audit WHERE at < before ORDER BY id LIMIT most)
  DELETE FROM public.audit a USING old WHERE a.id = old.id;
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END
$$
"""
"""Runs as its owner: the application may call it, but it can neither delete otherwise nor shorten the term."""


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=True),
        sa.Column("key_id", sa.Uuid(), nullable=True),
        sa.Column("session_ref", sa.Text(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("resource", sa.Text(), nullable=False),
        sa.Column("subjects", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("consumers", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("ticket", sa.Text(), nullable=True),
        sa.Column("request_id", sa.Text(), nullable=True),
        sa.Column("address", postgresql.INET(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("facts", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.CheckConstraint("outcome IN ('done', 'refused')", name=op.f("ck_audit_outcome")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index("ix_audit_account", "audit", ["account_id", "id"])
    op.create_index("ix_audit_organisation", "audit", ["organisation_id", "id"])
    op.create_index("ix_audit_consumers", "audit", ["consumers"], postgresql_using="gin")
    op.create_index("ix_audit_subjects", "audit", ["subjects"], postgresql_using="gin")
    op.create_index("ix_audit_at", "audit", ["at"], postgresql_using="brin")
    op.add_column("alert", sa.Column("approved_by", sa.Uuid(), nullable=True))
    op.add_column("alert", sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "appointment_proposal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("bureau_id", sa.Uuid(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.Uuid(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("proposed_at < expires_at", name=op.f("ck_appointment_proposal_term")),
        sa.ForeignKeyConstraint(
            ["bureau_id"], ["organisation.id"], name=op.f("fk_appointment_proposal_bureau_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_proposal")),
    )
    op.execute(FORGET)
    op.execute("REVOKE ALL ON FUNCTION audit_forget(timestamptz, integer) FROM PUBLIC")


def downgrade() -> None:
    raise NotImplementedError("migrations roll forward only: write the next one")
