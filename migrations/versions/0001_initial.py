"""Make the schema of the first release.

Revision: 0001
Follows:
Date: 2026-11-21 14:11:35.991853+00:00

Additive only, no model classes, no extensions. Rules: docs/operations.md, "Migrations".
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('active', 'locked', 'closed')", name=op.f("ck_account_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )
    op.create_table(
        "alert",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.Column("load_id", sa.Uuid(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("leg_seq", sa.Integer(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recheck_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pattern", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("claimed_by", sa.Uuid(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("close_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_alert_closed")),
        sa.CheckConstraint("level BETWEEN 1 AND 3", name=op.f("ck_alert_level")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
        sa.UniqueConstraint("unit_id", "leg_seq", "kind", name="uq_alert_leg"),
    )
    op.create_index("ix_alert_organisation", "alert", ["organisation_id", "id"], unique=False)
    op.create_index(
        "ix_alert_recheck",
        "alert",
        ["kind", "stage", "recheck_at"],
        unique=False,
        postgresql_where=sa.text("state <> 'closed'"),
    )
    op.create_index("ix_alert_region", "alert", ["region", "id"], unique=False)
    op.create_table(
        "alert_log",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("alert_id", sa.Uuid(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_log")),
    )
    op.create_index("ix_alert_log_alert", "alert_log", ["alert_id", "id"], unique=False)
    op.create_table(
        "balance_tolerance",
        sa.Column("name_zh", sa.Text(), nullable=False),
        sa.Column("permille", sa.Integer(), nullable=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("jurisdiction_code", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("document_no", sa.Text(), nullable=True),
        sa.Column("verified", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_balance_tolerance_period_forward")),
        sa.PrimaryKeyConstraint("key", "jurisdiction_code", "valid_from", name=op.f("pk_balance_tolerance")),
    )
    op.create_table(
        "carbon_factor",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name_zh", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("source_row", sa.Text(), nullable=False),
        sa.Column("primary_g_per_kg", sa.Integer(), nullable=True),
        sa.Column("recycled_g_per_kg", sa.Integer(), nullable=True),
        sa.Column("avoided_g_per_kg", sa.Integer(), nullable=True),
        sa.Column("recovery_permille", sa.Integer(), nullable=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("jurisdiction_code", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("document_no", sa.Text(), nullable=True),
        sa.Column("verified", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_carbon_factor_period_forward")),
        sa.PrimaryKeyConstraint("key", "jurisdiction_code", "valid_from", name=op.f("pk_carbon_factor")),
    )
    op.create_table(
        "correction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("changes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("counter_party_id", sa.Uuid(), nullable=True),
        sa.Column("corrective_id", sa.Uuid(), nullable=False),
        sa.Column("declared_by", sa.Uuid(), nullable=True),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint("state IN ('proposed', 'applied', 'refused')", name=op.f("ck_correction_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    op.create_index("ix_correction_counter_party", "correction", ["counter_party_id", "id"], unique=False)
    op.create_index("ix_correction_district", "correction", ["district", "id"], unique=False)
    op.create_index("ix_correction_organisation", "correction", ["organisation_id", "id"], unique=False)
    op.create_index(
        "uq_correction_event_id",
        "correction",
        ["event_id"],
        unique=True,
        postgresql_where=sa.text("state <> 'refused'"),
    )
    op.create_table(
        "device_stream",
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("next_seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("device_id", name=op.f("pk_device_stream")),
    )
    op.create_table(
        "event",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("from_stage", sa.Text(), nullable=True),
        sa.Column("to_stage", sa.Text(), nullable=False),
        sa.Column("event_time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record_time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("device_seq", sa.BigInteger(), nullable=True),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("load_id", sa.Uuid(), nullable=True),
        sa.Column("weight_g", sa.Integer(), nullable=True),
        sa.Column("price_fen", sa.BigInteger(), nullable=True),
        sa.Column("item_type", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("photos", postgresql.ARRAY(sa.Text()), nullable=True),
        sa.Column("flags", postgresql.ARRAY(sa.Text()), nullable=True),
        sa.Column("lat_e6", sa.Integer(), nullable=True),
        sa.Column("lon_e6", sa.Integer(), nullable=True),
        sa.Column("fingerprint", postgresql.BYTEA(), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("corrects_seq", sa.Integer(), nullable=True),
        sa.Column("stands_for", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("unit_id", "seq", name=op.f("pk_event")),
    )
    op.create_index("ix_event_district_step", "event", ["district", "step", "event_time"], unique=False)
    op.create_index(
        "ix_event_place_step",
        "event",
        ["place", "step", "event_time"],
        unique=False,
        postgresql_where=sa.text("place <> district"),
    )
    op.create_index("ix_event_record_time", "event", ["record_time"], unique=False, postgresql_using="brin")
    op.create_index(
        "uq_event_corrects",
        "event",
        ["unit_id", "corrects_seq"],
        unique=True,
        postgresql_where=sa.text("corrects_seq IS NOT NULL"),
    )
    op.create_index(
        "uq_event_device_seq",
        "event",
        ["device_id", "device_seq"],
        unique=True,
        postgresql_where=sa.text("device_id IS NOT NULL AND corrects_seq IS NULL"),
    )
    op.create_index(
        "uq_event_event_id",
        "event",
        ["event_id"],
        unique=True,
        postgresql_where=sa.text("corrects_seq IS NULL"),
    )
    op.create_table(
        "hazardous_waste",
        sa.Column("hw_class", sa.Text(), nullable=False),
        sa.Column("name_zh", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("arises_from", sa.Text(), nullable=False),
        sa.Column("hazard", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("jurisdiction_code", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("document_no", sa.Text(), nullable=True),
        sa.Column("verified", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_hazardous_waste_period_forward")),
        sa.PrimaryKeyConstraint("key", "jurisdiction_code", "valid_from", name=op.f("pk_hazardous_waste")),
    )
    op.create_table(
        "idempotency",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("route", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("body_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "actor_id", "route", "key", name=op.f("pk_idempotency")),
    )
    op.create_index(op.f("ix_idempotency_created_at"), "idempotency", ["created_at"], unique=False)
    op.create_table(
        "item_type",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name_zh", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("weee_class", sa.Text(), nullable=True),
        sa.Column("data_bearing", sa.Boolean(), nullable=False),
        sa.Column("refrigerant_bearing", sa.Boolean(), nullable=False),
        sa.Column("default_g", sa.Integer(), nullable=False),
        sa.Column("low_g", sa.Integer(), nullable=False),
        sa.Column("high_g", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_item_type")),
    )
    op.create_table(
        "item_type_fact",
        sa.Column("default_g", sa.Integer(), nullable=True),
        sa.Column("low_g", sa.Integer(), nullable=True),
        sa.Column("high_g", sa.Integer(), nullable=True),
        sa.Column("steel_permille", sa.Integer(), nullable=True),
        sa.Column("copper_permille", sa.Integer(), nullable=True),
        sa.Column("aluminium_permille", sa.Integer(), nullable=True),
        sa.Column("plastic_permille", sa.Integer(), nullable=True),
        sa.Column("foam_permille", sa.Integer(), nullable=True),
        sa.Column("glass_permille", sa.Integer(), nullable=True),
        sa.Column("board_permille", sa.Integer(), nullable=True),
        sa.Column("other_permille", sa.Integer(), nullable=True),
        sa.Column("avoided_gco2e", sa.Integer(), nullable=True),
        sa.Column("composition_basis", sa.Text(), nullable=True),
        sa.Column("unu_key", sa.Text(), nullable=True),
        sa.Column("unu_g", sa.Integer(), nullable=True),
        sa.Column("unu_year", sa.Integer(), nullable=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("jurisdiction_code", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("document_no", sa.Text(), nullable=True),
        sa.Column("verified", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_item_type_fact_period_forward")),
        sa.PrimaryKeyConstraint("key", "jurisdiction_code", "valid_from", name=op.f("pk_item_type_fact")),
    )
    op.create_table(
        "job_run",
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("result", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("job", "period", name=op.f("pk_job_run")),
    )
    op.create_table(
        "kpi",
        sa.Column("name_zh", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("formula", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("cadence", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("precedent_found", sa.Boolean(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("jurisdiction_code", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("document_no", sa.Text(), nullable=True),
        sa.Column("verified", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_kpi_period_forward")),
        sa.PrimaryKeyConstraint("key", "jurisdiction_code", "valid_from", name=op.f("pk_kpi")),
    )
    op.create_table(
        "load",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'open'"), nullable=False),
        sa.Column("origin_id", sa.Uuid(), nullable=False),
        sa.Column("origin_site_id", sa.Uuid(), nullable=True),
        sa.Column("destination_site_id", sa.Uuid(), nullable=False),
        sa.Column("destination_id", sa.Uuid(), nullable=False),
        sa.Column("plate", sa.Text(), nullable=True),
        sa.Column("driver", sa.Text(), nullable=True),
        sa.Column("listed", sa.Integer(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shipped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_load")),
        sa.UniqueConstraint("code", name=op.f("uq_load_code")),
    )
    op.create_index("ix_load_destination", "load", ["destination_id", "created_at"], unique=False)
    op.create_index("ix_load_origin", "load", ["origin_id", "created_at"], unique=False)
    op.create_table(
        "load_event",
        sa.Column("load_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("event_time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record_time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("listed", sa.Integer(), nullable=False),
        sa.Column("confirmed", sa.Integer(), nullable=False),
        sa.Column("weight_g", sa.Integer(), nullable=True),
        sa.Column("exceptions", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("flags", postgresql.ARRAY(sa.Text()), nullable=True),
        sa.Column("fingerprint", postgresql.BYTEA(), nullable=False),
        sa.PrimaryKeyConstraint("load_id", "seq", name=op.f("pk_load_event")),
    )
    op.create_index("ix_load_event_event_id", "load_event", ["event_id"], unique=False)
    op.create_table(
        "pending_scan",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("device_seq", sa.BigInteger(), nullable=True),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("actor", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("refusal", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_pending_scan")),
    )
    op.create_index(
        "ix_pending_scan_code",
        "pending_scan",
        ["code"],
        unique=False,
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(
        "ix_pending_scan_device",
        "pending_scan",
        ["device_id"],
        unique=False,
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(
        "ix_pending_scan_organisation",
        "pending_scan",
        ["organisation_id", "state", "received_at"],
        unique=False,
    )
    op.create_index("ix_pending_scan_received", "pending_scan", ["state", "received_at"], unique=False)
    op.create_index(
        "ix_pending_scan_unit",
        "pending_scan",
        ["unit_id"],
        unique=False,
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "probe",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_probe")),
    )
    op.create_table(
        "reference_edition",
        sa.Column("revision", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("dataset", sa.Text(), nullable=False),
        sa.Column("jurisdiction_code", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_date", sa.Date(), nullable=True),
        sa.Column("licence", sa.Text(), nullable=True),
        sa.Column("sha256", postgresql.BYTEA(), nullable=True),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("revision", name=op.f("pk_reference_edition")),
    )
    op.create_index(
        "ix_reference_edition_dataset", "reference_edition", ["dataset", "revision"], unique=False
    )
    op.create_table(
        "refrigerant",
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("item_types", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("gwp_edition", sa.Text(), nullable=False),
        sa.Column("benchmark_source", sa.Text(), nullable=True),
        sa.Column("gwp100", sa.Integer(), nullable=True),
        sa.Column("charge_low_g", sa.Integer(), nullable=True),
        sa.Column("charge_high_g", sa.Integer(), nullable=True),
        sa.Column("benchmark_g", sa.Integer(), nullable=True),
        sa.Column("min_expected_g", sa.Integer(), nullable=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("jurisdiction_code", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("document_no", sa.Text(), nullable=True),
        sa.Column("verified", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_refrigerant_period_forward")),
        sa.PrimaryKeyConstraint("key", "jurisdiction_code", "valid_from", name=op.f("pk_refrigerant")),
    )
    op.create_table(
        "region",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("parent_code", sa.Text(), nullable=True),
        sa.Column("leaf", sa.Boolean(), nullable=False),
        sa.Column("selectable", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(parent_code IS NULL) = (level = 'province')", name=op.f("ck_region_province_is_root")
        ),
        sa.CheckConstraint(
            "level IN ('province', 'city', 'county', 'zone')", name=op.f("ck_region_level_known")
        ),
        sa.ForeignKeyConstraint(["parent_code"], ["region.code"], name=op.f("fk_region_parent_code_region")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_region")),
    )
    op.create_index("ix_region_parent_code", "region", ["parent_code", "code"], unique=False)
    op.create_table(
        "region_closure",
        sa.Column("ancestor", sa.Text(), nullable=False),
        sa.Column("leaf", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("ancestor", "leaf", name=op.f("pk_region_closure")),
    )
    op.create_index("ix_region_closure_leaf", "region_closure", ["leaf", "ancestor"], unique=False)
    op.create_table(
        "region_history",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("successors", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("current_codes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("split", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_region_history")),
    )
    op.create_index(
        "ix_region_history_current_codes",
        "region_history",
        ["current_codes"],
        unique=False,
        postgresql_using="gin",
    )
    op.create_table(
        "sign_in_failure",
        sa.Column("subject", sa.LargeBinary(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_sign_in_failure")),
    )
    op.create_index(op.f("ix_sign_in_failure_last_at"), "sign_in_failure", ["last_at"], unique=False)
    op.create_table(
        "tally",
        sa.Column("grain", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("item_type", sa.Text(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("weight_g", sa.BigInteger(), nullable=False),
        sa.Column("unweighed", sa.BigInteger(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "grain", "district", "basis", "item_type", "period", "measure", name=op.f("pk_tally")
        ),
    )
    op.create_table(
        "tally_live",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("item_type", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("slot", sa.SmallInteger(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("weight_g", sa.BigInteger(), nullable=False),
        sa.Column("unweighed", sa.BigInteger(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "day", "district", "item_type", "basis", "measure", "slot", name=op.f("pk_tally_live")
        ),
        postgresql_with={"fillfactor": "60"},
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("item_type", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("on_hold", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("hold_reason", sa.Text(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("holder_id", sa.Uuid(), nullable=True),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("load_id", sa.Uuid(), nullable=True),
        sa.Column("route", sa.Text(), nullable=True),
        sa.Column("weight_g", sa.Integer(), nullable=True),
        sa.Column("agreed_fen", sa.BigInteger(), nullable=True),
        sa.Column("stage_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_event_time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("agreed_fen >= 0", name=op.f("ck_unit_price_not_negative")),
        sa.CheckConstraint("weight_g >= 0", name=op.f("ck_unit_weight_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        postgresql_with={"fillfactor": "80"},
    )
    op.create_index("ix_unit_district_stage", "unit", ["district", "stage", "id"], unique=False)
    op.create_index("ix_unit_holder_stage", "unit", ["holder_id", "stage", "id"], unique=False)
    op.create_index(
        "ix_unit_load", "unit", ["load_id"], unique=False, postgresql_where=sa.text("load_id IS NOT NULL")
    )
    op.create_index(
        "ix_unit_order", "unit", ["order_id"], unique=False, postgresql_where=sa.text("order_id IS NOT NULL")
    )
    op.create_index(
        "ix_unit_stage_since",
        "unit",
        ["stage", "stage_since"],
        unique=False,
        postgresql_where=sa.text("stage NOT IN ('dismantled', 'resold', 'void')"),
    )
    op.create_table(
        "unit_output",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("line", sa.SmallInteger(), nullable=False),
        sa.Column("output_code", sa.Text(), nullable=False),
        sa.Column("mass_g", sa.Integer(), nullable=False),
        sa.Column("waste_code", sa.Text(), nullable=True),
        sa.CheckConstraint("mass_g >= 0", name=op.f("ck_unit_output_mass_not_negative")),
        sa.PrimaryKeyConstraint("unit_id", "seq", "line", name=op.f("pk_unit_output")),
    )
    op.create_table(
        "weee_category",
        sa.Column("name_zh", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("definition_zh", sa.Text(), nullable=False),
        sa.Column("in_catalogue_since", sa.Text(), nullable=False),
        sa.Column("fund_subsidised_to_2023", sa.Boolean(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("jurisdiction_code", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("document_no", sa.Text(), nullable=True),
        sa.Column("verified", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_weee_category_period_forward")),
        sa.PrimaryKeyConstraint("key", "jurisdiction_code", "valid_from", name=op.f("pk_weee_category")),
    )
    op.create_table(
        "key_output",
        sa.Column("item_type", sa.Text(), nullable=False),
        sa.Column("output_code", sa.Text(), nullable=False),
        sa.Column("name_zh", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("is_key", sa.Boolean(), nullable=False),
        sa.Column("typical_g", sa.Integer(), nullable=True),
        sa.Column("low_g", sa.Integer(), nullable=True),
        sa.Column("high_g", sa.Integer(), nullable=True),
        sa.Column("waste_code", sa.Text(), nullable=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("jurisdiction_code", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("document_no", sa.Text(), nullable=True),
        sa.Column("verified", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_key_output_period_forward")),
        sa.ForeignKeyConstraint(
            ["item_type"], ["item_type.code"], name=op.f("fk_key_output_item_type_item_type")
        ),
        sa.PrimaryKeyConstraint("key", "jurisdiction_code", "valid_from", name=op.f("pk_key_output")),
    )
    op.create_index("ix_key_output_item_type", "key_output", ["item_type"], unique=False)
    op.create_table(
        "organisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("credit_code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('recycler', 'warehouse', 'dismantler', 'retailer', 'refurbisher', 'bureau')",
            name=op.f("ck_organisation_kind"),
        ),
        sa.CheckConstraint(
            "state IN ('pending', 'active', 'refused', 'suspended')", name=op.f("ck_organisation_state")
        ),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.code"], name=op.f("fk_organisation_region_code_region")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("credit_code", name=op.f("uq_organisation_credit_code")),
    )
    op.create_index(op.f("ix_organisation_region_code"), "organisation", ["region_code"], unique=False)
    op.create_table(
        "required_part",
        sa.Column("item_type", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("part_zh", sa.Text(), nullable=False),
        sa.Column("part_en", sa.Text(), nullable=False),
        sa.Column("if_missing", sa.Text(), nullable=False),
        sa.Column("mandatory", sa.Boolean(), nullable=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("jurisdiction_code", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("document_no", sa.Text(), nullable=True),
        sa.Column("verified", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_required_part_period_forward")),
        sa.ForeignKeyConstraint(
            ["item_type"], ["item_type.code"], name=op.f("fk_required_part_item_type_item_type")
        ),
        sa.PrimaryKeyConstraint("key", "jurisdiction_code", "valid_from", name=op.f("pk_required_part")),
    )
    op.create_index("ix_required_part_item_type", "required_part", ["item_type"], unique=False)
    op.create_table(
        "device",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("enrolled_by", sa.Uuid(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_device_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
    )
    op.create_index(op.f("ix_device_organisation_id"), "device", ["organisation_id"], unique=False)
    op.create_table(
        "label_roll",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("printed_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("count BETWEEN 1 AND 5000", name=op.f("ck_label_roll_count")),
        sa.CheckConstraint("printed_count BETWEEN 0 AND count", name=op.f("ck_label_roll_printed_count")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_label_roll_made_by_account")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_label_roll_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_roll")),
        sa.UniqueConstraint("number", name=op.f("uq_label_roll_number")),
    )
    op.create_index(
        "ix_label_roll_organisation_id_number", "label_roll", ["organisation_id", "number"], unique=False
    )
    op.create_table(
        "licence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.CheckConstraint("valid_from <= valid_to", name=op.f("ck_licence_term")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_licence_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_licence")),
        sa.UniqueConstraint(
            "organisation_id", "kind", "number", name=op.f("uq_licence_organisation_id_kind_number")
        ),
    )
    op.create_table(
        "price_rule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("item_type", sa.Text(), nullable=False),
        sa.Column("jurisdiction_code", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("base_fen", sa.BigInteger(), nullable=False),
        sa.Column("floor_fen", sa.BigInteger(), nullable=False),
        sa.Column("round_to_fen", sa.Integer(), nullable=False),
        sa.Column("yearly_permille", sa.SmallInteger(), nullable=False),
        sa.Column("age_cap_permille", sa.SmallInteger(), nullable=False),
        sa.Column("carry_fen", sa.Integer(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "base_fen >= 0 AND floor_fen >= 0 AND round_to_fen >= 1",
            name=op.f("ck_price_rule_price_not_negative"),
        ),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_price_rule_period_forward")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_price_rule_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["account.id"], name=op.f("fk_price_rule_recorded_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_rule")),
        sa.UniqueConstraint(
            "item_type",
            "jurisdiction_code",
            "organisation_id",
            "valid_from",
            name=op.f("uq_price_rule_item_type_jurisdiction_code_organisation_id_valid_from"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index(
        "ix_price_rule_jurisdiction_code",
        "price_rule",
        ["jurisdiction_code", "item_type", "valid_from"],
        unique=False,
    )
    op.create_table(
        "site",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("lat_e6", sa.Integer(), nullable=True),
        sa.Column("lon_e6", sa.Integer(), nullable=True),
        sa.Column("daily_capacity", sa.Integer(), nullable=True),
        sa.CheckConstraint("daily_capacity >= 0", name=op.f("ck_site_capacity")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_site_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_site_region_code_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("code", name=op.f("uq_site_code")),
    )
    op.create_index(op.f("ix_site_organisation_id"), "site", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_site_region_code"), "site", ["region_code"], unique=False)
    op.create_table(
        "slot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recycler_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("start_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("end_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("end_at = start_at + interval '2 hours'", name=op.f("ck_slot_two_hours")),
        sa.CheckConstraint("capacity BETWEEN 1 AND 500", name=op.f("ck_slot_capacity")),
        sa.CheckConstraint("taken BETWEEN 0 AND capacity", name=op.f("ck_slot_not_overbooked")),
        sa.ForeignKeyConstraint(
            ["recycler_id"], ["organisation.id"], name=op.f("fk_slot_recycler_id_organisation")
        ),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_slot_region_code_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot")),
        sa.UniqueConstraint(
            "recycler_id", "region_code", "start_at", name=op.f("uq_slot_recycler_id_region_code_start_at")
        ),
    )
    op.create_index("ix_slot_region_code_start_at", "slot", ["region_code", "start_at", "id"], unique=False)
    op.create_table(
        "slot_rule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recycler_id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("weekdays", postgresql.ARRAY(sa.SmallInteger()), nullable=False),
        sa.Column("hours", postgresql.ARRAY(sa.SmallInteger()), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("capacity BETWEEN 1 AND 500", name=op.f("ck_slot_rule_capacity")),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_slot_rule_created_by_account")),
        sa.ForeignKeyConstraint(
            ["recycler_id"], ["organisation.id"], name=op.f("fk_slot_rule_recycler_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.code"], name=op.f("fk_slot_rule_region_code_region")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot_rule")),
    )
    op.create_index(op.f("ix_slot_rule_recycler_id"), "slot_rule", ["recycler_id"], unique=False)
    op.create_table(
        "dismantling",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("category_group", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("bench", sa.Text(), nullable=False),
        sa.Column("shift", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_day", sa.Date(), nullable=True),
        sa.Column("cancel_reason", sa.Text(), nullable=True),
        sa.Column("input_g", sa.BigInteger(), nullable=True),
        sa.Column("output_g", sa.BigInteger(), nullable=True),
        sa.Column("loss_g", sa.BigInteger(), nullable=True),
        sa.Column("tolerance_permille", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('open', 'closed', 'cancelled')", name=op.f("ck_dismantling_state")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_dismantling_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_dismantling_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dismantling")),
        sa.UniqueConstraint("number", name=op.f("uq_dismantling_number")),
    )
    op.create_index(
        "ix_dismantling_organisation_id_id", "dismantling", ["organisation_id", "id"], unique=False
    )
    op.create_index("ix_dismantling_region_id", "dismantling", ["region", "id"], unique=False)
    op.create_index("ix_dismantling_site_id_ended_day", "dismantling", ["site_id", "ended_day"], unique=False)
    op.create_table(
        "dismantling_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=False),
        sa.Column("tolerance_permille", sa.Integer(), nullable=False),
        sa.Column("tolerance_source", sa.Text(), nullable=False),
        sa.Column("tolerance_jurisdiction", sa.Text(), nullable=False),
        sa.Column("tolerance_verified", sa.Boolean(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "method IN ('material_coefficient', 'closing_stock', 'video_document')",
            name=op.f("ck_dismantling_check_method"),
        ),
        sa.CheckConstraint(
            "verdict IN ('within', 'outside', 'unknown')", name=op.f("ck_dismantling_check_verdict")
        ),
        sa.CheckConstraint("from_day <= to_day", name=op.f("ck_dismantling_check_period")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_dismantling_check_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_dismantling_check_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dismantling_check")),
    )
    op.create_index(
        "ix_dismantling_check_organisation_id_id",
        "dismantling_check",
        ["organisation_id", "id"],
        unique=False,
    )
    op.create_index("ix_dismantling_check_region_id", "dismantling_check", ["region", "id"], unique=False)
    op.create_table(
        "membership",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("manager", sa.Boolean(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("region_code", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_to", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("valid_to IS NULL OR valid_from <= valid_to", name=op.f("ck_membership_term")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_membership_account_id_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_membership_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.code"], name=op.f("fk_membership_region_code_region")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_membership_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    op.create_index("ix_membership_account", "membership", ["account_id", "valid_from"], unique=False)
    op.create_index(op.f("ix_membership_organisation_id"), "membership", ["organisation_id"], unique=False)
    op.create_table(
        "output_lot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("output_code", sa.Text(), nullable=False),
        sa.Column("waste_code", sa.Text(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("stock_g", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("stock_g >= 0", name=op.f("ck_output_lot_stock_not_negative")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_output_lot_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_output_lot_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_output_lot")),
        sa.UniqueConstraint("number", name=op.f("uq_output_lot_number")),
        sa.UniqueConstraint(
            "site_id",
            "day",
            "output_code",
            "waste_code",
            name=op.f("uq_output_lot_site_id_day_output_code_waste_code"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index("ix_output_lot_organisation_id_id", "output_lot", ["organisation_id", "id"], unique=False)
    op.create_index("ix_output_lot_region_id", "output_lot", ["region", "id"], unique=False)
    op.create_index(
        "ix_output_lot_waste",
        "output_lot",
        ["organisation_id", "day"],
        unique=False,
        postgresql_where=sa.text("waste_code IS NOT NULL"),
    )
    op.create_table(
        "output_shipment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("buyer_name", sa.Text(), nullable=False),
        sa.Column("buyer_credit_code", sa.Text(), nullable=True),
        sa.Column("plate", sa.Text(), nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_output_shipment_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_output_shipment_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_output_shipment")),
        sa.UniqueConstraint("number", name=op.f("uq_output_shipment_number")),
    )
    op.create_index(
        "ix_output_shipment_organisation_id_id", "output_shipment", ["organisation_id", "id"], unique=False
    )
    op.create_index("ix_output_shipment_region_id", "output_shipment", ["region", "id"], unique=False)
    op.create_table(
        "price_line",
        sa.Column("rule_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("unit", sa.String(length=8), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("name_zh", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.CheckConstraint("unit IN ('fen', 'permille')", name=op.f("ck_price_line_unit")),
        sa.ForeignKeyConstraint(
            ["rule_id"], ["price_rule.id"], name=op.f("fk_price_line_rule_id_price_rule"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("rule_id", "kind", "key", "answer", name=op.f("pk_price_line")),
    )
    op.create_table(
        "quote",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("item_type", sa.Text(), nullable=False),
        sa.Column("recycler_id", sa.Uuid(), nullable=True),
        sa.Column("rule_id", sa.Uuid(), nullable=False),
        sa.Column("age_years", sa.SmallInteger(), nullable=False),
        sa.Column("floors_carried", sa.SmallInteger(), nullable=False),
        sa.Column("total_fen", sa.BigInteger(), nullable=False),
        sa.Column("floor_fen", sa.BigInteger(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("total_fen >= 0", name=op.f("ck_quote_price_not_negative")),
        sa.ForeignKeyConstraint(
            ["recycler_id"], ["organisation.id"], name=op.f("fk_quote_recycler_id_organisation")
        ),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_quote_region_code_region")),
        sa.ForeignKeyConstraint(["rule_id"], ["price_rule.id"], name=op.f("fk_quote_rule_id_price_rule")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote")),
    )
    op.create_index(op.f("ix_quote_valid_until"), "quote", ["valid_until"], unique=False)
    op.create_table(
        "series",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_series_site_id_site")),
        sa.PrimaryKeyConstraint("site_id", "prefix", "day", name=op.f("pk_series")),
    )
    op.create_table(
        "trade_order",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=17), nullable=False),
        sa.Column("consumer_id", sa.Uuid(), nullable=True),
        sa.Column("proxy_account_id", sa.Uuid(), nullable=True),
        sa.Column("booked_by_org_id", sa.Uuid(), nullable=True),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("recycler_id", sa.Uuid(), nullable=True),
        sa.Column("collector_id", sa.Uuid(), nullable=True),
        sa.Column("slot_id", sa.Uuid(), nullable=True),
        sa.Column("slot_start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slot_end", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("promised_fen", sa.BigInteger(), nullable=False),
        sa.Column("price_fen", sa.BigInteger(), nullable=False),
        sa.Column("handover_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("handover_tries", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("handover_turn", sa.Integer(), server_default="0", nullable=False),
        sa.Column("accept_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("collected_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_cause", sa.String(length=16), nullable=True),
        sa.Column("cancel_reason", sa.Text(), nullable=True),
        sa.Column("cancelled_late", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "state IN ('placed', 'dispatched', 'accepted', 'assigned', 'collected', 'cancelled')",
            name=op.f("ck_trade_order_state"),
        ),
        sa.CheckConstraint(
            "consumer_id IS NOT NULL OR proxy_account_id IS NOT NULL OR booked_by_org_id IS NOT NULL",
            name=op.f("ck_trade_order_booker"),
        ),
        sa.CheckConstraint(
            "price_fen >= 0 AND promised_fen >= 0", name=op.f("ck_trade_order_price_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["booked_by_org_id"],
            ["organisation.id"],
            name=op.f("fk_trade_order_booked_by_org_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["collector_id"], ["account.id"], name=op.f("fk_trade_order_collector_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["consumer_id"], ["account.id"], name=op.f("fk_trade_order_consumer_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["proxy_account_id"], ["account.id"], name=op.f("fk_trade_order_proxy_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["recycler_id"], ["organisation.id"], name=op.f("fk_trade_order_recycler_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.code"], name=op.f("fk_trade_order_region_code_region")
        ),
        sa.ForeignKeyConstraint(["slot_id"], ["slot.id"], name=op.f("fk_trade_order_slot_id_slot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trade_order")),
        sa.UniqueConstraint("number", name=op.f("uq_trade_order_number")),
    )
    op.create_index(
        "ix_trade_order_collector_id", "trade_order", ["collector_id", "slot_start"], unique=False
    )
    op.create_index("ix_trade_order_consumer_id", "trade_order", ["consumer_id", "id"], unique=False)
    op.create_index(
        "ix_trade_order_proxy_account_id", "trade_order", ["proxy_account_id", "id"], unique=False
    )
    op.create_index("ix_trade_order_recycler_id", "trade_order", ["recycler_id", "id"], unique=False)
    op.create_index("ix_trade_order_region_code", "trade_order", ["region_code", "id"], unique=False)
    op.create_index(op.f("ix_trade_order_slot_id"), "trade_order", ["slot_id"], unique=False)
    op.create_index("ix_trade_order_state", "trade_order", ["state", "accept_by"], unique=False)
    op.create_table(
        "waste_transfer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("manifest_number", sa.Text(), nullable=True),
        sa.Column("generator_contact", sa.Text(), nullable=True),
        sa.Column("generator_phone", sa.Text(), nullable=True),
        sa.Column("carrier_name", sa.Text(), nullable=True),
        sa.Column("carrier_licence", sa.Text(), nullable=True),
        sa.Column("plate", sa.Text(), nullable=True),
        sa.Column("driver", sa.Text(), nullable=True),
        sa.Column("escort", sa.Text(), nullable=True),
        sa.Column("receiver_name", sa.Text(), nullable=True),
        sa.Column("receiver_licence", sa.Text(), nullable=True),
        sa.Column("receiver_region", sa.Text(), nullable=True),
        sa.Column("receiver_address", sa.Text(), nullable=True),
        sa.Column("treatment", sa.Text(), nullable=True),
        sa.Column("approval_number", sa.Text(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.Uuid(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("departed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state IN ('draft', 'discarded', 'issued', 'voided', 'departed', 'confirmed', 'mismatched')",
            name=op.f("ck_waste_transfer_state"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_waste_transfer_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_waste_transfer_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waste_transfer")),
        sa.UniqueConstraint("number", name=op.f("uq_waste_transfer_number")),
    )
    op.create_index(
        "ix_waste_transfer_due_on",
        "waste_transfer",
        ["due_on"],
        unique=False,
        postgresql_where=sa.text("state = 'departed'"),
    )
    op.create_index(
        "ix_waste_transfer_organisation_id_id", "waste_transfer", ["organisation_id", "id"], unique=False
    )
    op.create_index("ix_waste_transfer_region_id", "waste_transfer", ["region", "id"], unique=False)
    op.create_index(
        "uq_waste_transfer_manifest",
        "waste_transfer",
        ["manifest_number"],
        unique=True,
        postgresql_where=sa.text("manifest_number IS NOT NULL AND state NOT IN ('draft', 'discarded')"),
    )
    op.create_table(
        "api_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("membership_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("ip_list", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "organisation_id IS NOT NULL OR account_id IS NOT NULL", name=op.f("ck_api_key_holder")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_api_key_account_id_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_api_key_membership_id_membership"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_api_key_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_key")),
        sa.UniqueConstraint("prefix", name=op.f("uq_api_key_prefix")),
    )
    op.create_index(op.f("ix_api_key_organisation_id"), "api_key", ["organisation_id"], unique=False)
    op.create_table(
        "appointment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("collector_id", sa.Uuid(), nullable=False),
        sa.Column("collector_high", sa.BigInteger(), nullable=False),
        sa.Column("collector_low", sa.BigInteger(), nullable=False),
        sa.Column("during", postgresql.TSTZRANGE(), nullable=False),
        postgresql.ExcludeConstraint(
            (sa.text("int8range(collector_high, collector_high, '[]')"), "&&"),
            (sa.text("int8range(collector_low, collector_low, '[]')"), "&&"),
            (sa.column("during"), "&&"),
            using="gist",
            name="ex_appointment_one_place",
        ),
        sa.CheckConstraint("NOT isempty(during)", name=op.f("ck_appointment_not_empty")),
        sa.ForeignKeyConstraint(
            ["collector_id"], ["account.id"], name=op.f("fk_appointment_collector_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["trade_order.id"], name=op.f("fk_appointment_order_id_trade_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sa.UniqueConstraint("order_id", name=op.f("uq_appointment_order_id")),
    )
    op.create_index("ix_appointment_collector_id", "appointment", ["collector_id"], unique=False)
    op.create_table(
        "dismantling_check_item",
        sa.Column("check_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("aspect", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("expected", sa.BigInteger(), nullable=True),
        sa.Column("found", sa.BigInteger(), nullable=True),
        sa.Column("opening", sa.BigInteger(), nullable=True),
        sa.Column("receipts", sa.BigInteger(), nullable=True),
        sa.Column("issues", sa.BigInteger(), nullable=True),
        sa.Column("implied_units", sa.BigInteger(), nullable=True),
        sa.Column("deviation_permille", sa.BigInteger(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_id"],
            ["dismantling_check.id"],
            name=op.f("fk_dismantling_check_item_check_id_dismantling_check"),
        ),
        sa.PrimaryKeyConstraint("check_id", "seq", name=op.f("pk_dismantling_check_item")),
    )
    op.create_table(
        "dismantling_loss",
        sa.Column("dismantling_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("mass_g", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("mass_g > 0 AND mass_g <= 100000000", name=op.f("ck_dismantling_loss_mass")),
        sa.ForeignKeyConstraint(
            ["dismantling_id"],
            ["dismantling.id"],
            name=op.f("fk_dismantling_loss_dismantling_id_dismantling"),
        ),
        sa.PrimaryKeyConstraint("dismantling_id", "seq", name=op.f("pk_dismantling_loss")),
    )
    op.create_table(
        "dismantling_missing",
        sa.Column("dismantling_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.SmallInteger(), nullable=False),
        sa.Column("name_zh", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dismantling_id"],
            ["dismantling.id"],
            name=op.f("fk_dismantling_missing_dismantling_id_dismantling"),
        ),
        sa.PrimaryKeyConstraint("dismantling_id", "unit_id", "part", name=op.f("pk_dismantling_missing")),
    )
    op.create_table(
        "dismantling_note",
        sa.Column("dismantling_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("input_g", sa.BigInteger(), nullable=False),
        sa.Column("output_g", sa.BigInteger(), nullable=False),
        sa.Column("loss_g", sa.BigInteger(), nullable=False),
        sa.Column("noted_by", sa.Uuid(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.Uuid(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "confirmed_by IS DISTINCT FROM noted_by", name=op.f("ck_dismantling_note_two_persons")
        ),
        sa.ForeignKeyConstraint(
            ["dismantling_id"],
            ["dismantling.id"],
            name=op.f("fk_dismantling_note_dismantling_id_dismantling"),
        ),
        sa.PrimaryKeyConstraint("dismantling_id", "seq", name=op.f("pk_dismantling_note")),
    )
    op.create_table(
        "dismantling_recovery",
        sa.Column("dismantling_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("refrigerant", sa.Text(), nullable=False),
        sa.Column("mass_g", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "mass_g > 0 OR reason IS NOT NULL", name=op.f("ck_dismantling_recovery_zero_explained")
        ),
        sa.CheckConstraint("mass_g BETWEEN 0 AND 100000000", name=op.f("ck_dismantling_recovery_mass")),
        sa.ForeignKeyConstraint(
            ["dismantling_id"],
            ["dismantling.id"],
            name=op.f("fk_dismantling_recovery_dismantling_id_dismantling"),
        ),
        sa.PrimaryKeyConstraint("dismantling_id", "seq", name=op.f("pk_dismantling_recovery")),
    )
    op.create_table(
        "dismantling_tick",
        sa.Column("dismantling_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("camera", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["dismantling_id"],
            ["dismantling.id"],
            name=op.f("fk_dismantling_tick_dismantling_id_dismantling"),
        ),
        sa.PrimaryKeyConstraint("dismantling_id", "step", "account_id", name=op.f("pk_dismantling_tick")),
    )
    op.create_table(
        "dismantling_unit",
        sa.Column("dismantling_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("item_type", sa.Text(), nullable=False),
        sa.Column("input_g", sa.Integer(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by", sa.Uuid(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("standard", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint("input_g > 0", name=op.f("ck_dismantling_unit_input_positive")),
        sa.CheckConstraint(
            "standard IS NOT FALSE OR reason IS NOT NULL",
            name=op.f("ck_dismantling_unit_missing_part_explained"),
        ),
        sa.ForeignKeyConstraint(
            ["dismantling_id"],
            ["dismantling.id"],
            name=op.f("fk_dismantling_unit_dismantling_id_dismantling"),
        ),
        sa.PrimaryKeyConstraint("dismantling_id", "unit_id", name=op.f("pk_dismantling_unit")),
    )
    op.create_index(
        "uq_dismantling_unit_live",
        "dismantling_unit",
        ["unit_id"],
        unique=True,
        postgresql_where=sa.text("released_at IS NULL"),
    )
    op.create_table(
        "dismantling_weighing",
        sa.Column("dismantling_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("output_code", sa.Text(), nullable=False),
        sa.Column("waste_code", sa.Text(), nullable=True),
        sa.Column("gross_g", sa.Integer(), nullable=False),
        sa.Column("tare_g", sa.Integer(), nullable=False),
        sa.Column("net_g", sa.Integer(), nullable=False),
        sa.Column("scale", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("scale IN ('manual', 'serial')", name=op.f("ck_dismantling_weighing_scale")),
        sa.CheckConstraint("net_g = gross_g - tare_g", name=op.f("ck_dismantling_weighing_net")),
        sa.CheckConstraint(
            "tare_g >= 0 AND gross_g > tare_g AND gross_g <= 100000000",
            name=op.f("ck_dismantling_weighing_gross_above_tare"),
        ),
        sa.ForeignKeyConstraint(
            ["dismantling_id"],
            ["dismantling.id"],
            name=op.f("fk_dismantling_weighing_dismantling_id_dismantling"),
        ),
        sa.PrimaryKeyConstraint("dismantling_id", "seq", name=op.f("pk_dismantling_weighing")),
        sa.UniqueConstraint("label", name=op.f("uq_dismantling_weighing_label")),
    )
    op.create_table(
        "label",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'reserved'"), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("roll_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bound_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("replaced_by", sa.Text(), nullable=True),
        sa.CheckConstraint("state <> 'bound' OR unit_id IS NOT NULL", name=op.f("ck_label_bound_to_a_unit")),
        sa.CheckConstraint("state IN ('reserved', 'bound', 'void')", name=op.f("ck_label_state")),
        sa.CheckConstraint("char_length(code) = 13", name=op.f("ck_label_code_length")),
        sa.ForeignKeyConstraint(["order_id"], ["trade_order.id"], name=op.f("fk_label_order_id_trade_order")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_label_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["roll_id"], ["label_roll.id"], name=op.f("fk_label_roll_id_label_roll")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_label")),
    )
    op.create_index(
        "ix_label_order_id",
        "label",
        ["order_id"],
        unique=False,
        postgresql_where=sa.text("order_id IS NOT NULL"),
    )
    op.create_index(
        "ix_label_unit_id",
        "label",
        ["unit_id"],
        unique=False,
        postgresql_where=sa.text("unit_id IS NOT NULL"),
    )
    op.create_index("uq_label_roll_id_position", "label", ["roll_id", "position"], unique=True)
    op.create_table(
        "login_session",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_login_session_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_login_session_membership_id_membership"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_login_session")),
    )
    op.create_index(op.f("ix_login_session_account_id"), "login_session", ["account_id"], unique=False)
    op.create_index(op.f("ix_login_session_expires_at"), "login_session", ["expires_at"], unique=False)
    op.create_table(
        "order_contact",
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("floor", sa.SmallInteger(), nullable=True),
        sa.Column("lift", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"], ["trade_order.id"], name=op.f("fk_order_contact_order_id_trade_order")
        ),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_order_contact")),
    )
    op.create_table(
        "order_dispatch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("recycler_id", sa.Uuid(), nullable=False),
        sa.Column("slot_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("band", sa.SmallInteger(), nullable=False),
        sa.Column("load_permille", sa.Integer(), nullable=False),
        sa.Column("distance_m", sa.Integer(), nullable=True),
        sa.Column("reason_zh", sa.Text(), nullable=False),
        sa.Column("reason_en", sa.Text(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state IN ('offered', 'accepted', 'refused', 'expired', 'withdrawn')",
            name=op.f("ck_order_dispatch_state"),
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["trade_order.id"], name=op.f("fk_order_dispatch_order_id_trade_order")
        ),
        sa.ForeignKeyConstraint(
            ["recycler_id"], ["organisation.id"], name=op.f("fk_order_dispatch_recycler_id_organisation")
        ),
        sa.ForeignKeyConstraint(["slot_id"], ["slot.id"], name=op.f("fk_order_dispatch_slot_id_slot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_dispatch")),
    )
    op.create_index("ix_order_dispatch_order_id", "order_dispatch", ["order_id", "id"], unique=False)
    op.create_table(
        "order_line",
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("item_type", sa.Text(), nullable=False),
        sa.Column("quote_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("promised_fen", sa.BigInteger(), nullable=False),
        sa.Column("price_fen", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "price_fen >= 0 AND promised_fen >= 0", name=op.f("ck_order_line_price_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["trade_order.id"], name=op.f("fk_order_line_order_id_trade_order")
        ),
        sa.ForeignKeyConstraint(["quote_id"], ["quote.id"], name=op.f("fk_order_line_quote_id_quote")),
        sa.PrimaryKeyConstraint("order_id", "position", name=op.f("pk_order_line")),
        sa.UniqueConstraint("unit_id", name=op.f("uq_order_line_unit_id")),
    )
    op.create_index(op.f("ix_order_line_quote_id"), "order_line", ["quote_id"], unique=False)
    op.create_table(
        "order_log",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=12), nullable=False),
        sa.Column("from_state", sa.String(length=12), nullable=True),
        sa.Column("to_state", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("slot_start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_order_log_account_id_account")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["trade_order.id"], name=op.f("fk_order_log_order_id_trade_order")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_order_log_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_log")),
        sa.UniqueConstraint("order_id", "seq", name=op.f("uq_order_log_order_id_seq")),
    )
    op.create_table(
        "order_review",
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("rating", sa.SmallInteger(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("written_by", sa.Uuid(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name=op.f("ck_order_review_rating")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["trade_order.id"], name=op.f("fk_order_review_order_id_trade_order")
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["account.id"], name=op.f("fk_order_review_written_by_account")
        ),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_order_review")),
    )
    op.create_table(
        "output_movement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("lot_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("mass_g", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("dismantling_id", sa.Uuid(), nullable=True),
        sa.Column("shipment_id", sa.Uuid(), nullable=True),
        sa.Column("transfer_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "CASE kind WHEN 'produced' THEN mass_g > 0 WHEN 'shipped' THEN mass_g < 0 WHEN 'loss' THEN mass_g < 0 ELSE kind = 'count_adjust' END",
            name=op.f("ck_output_movement_kind_and_sign"),
        ),
        sa.CheckConstraint(
            "kind IN ('produced', 'shipped') OR reason IS NOT NULL", name=op.f("ck_output_movement_reason")
        ),
        sa.CheckConstraint("mass_g <> 0", name=op.f("ck_output_movement_mass_not_zero")),
        sa.ForeignKeyConstraint(
            ["lot_id"], ["output_lot.id"], name=op.f("fk_output_movement_lot_id_output_lot")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_output_movement")),
    )
    op.create_index("ix_output_movement_lot_id_at", "output_movement", ["lot_id", "at"], unique=False)
    op.create_index("ix_output_movement_site_id_day", "output_movement", ["site_id", "day"], unique=False)
    op.create_table(
        "quote_answer",
        sa.Column("quote_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["quote_id"], ["quote.id"], name=op.f("fk_quote_answer_quote_id_quote"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("quote_id", "question", "answer", name=op.f("pk_quote_answer")),
    )
    op.create_table(
        "quote_line",
        sa.Column("quote_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("zh", sa.Text(), nullable=False),
        sa.Column("en", sa.Text(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["quote_id"], ["quote.id"], name=op.f("fk_quote_line_quote_id_quote"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("quote_id", "position", name=op.f("pk_quote_line")),
    )
    op.create_table(
        "waste_transfer_correction",
        sa.Column("transfer_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("was", sa.Text(), nullable=True),
        sa.Column("should_be", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["transfer_id"],
            ["waste_transfer.id"],
            name=op.f("fk_waste_transfer_correction_transfer_id_waste_transfer"),
        ),
        sa.PrimaryKeyConstraint("transfer_id", "seq", name=op.f("pk_waste_transfer_correction")),
    )
    op.create_table(
        "waste_transfer_line",
        sa.Column("transfer_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.SmallInteger(), nullable=False),
        sa.Column("lot_id", sa.Uuid(), nullable=False),
        sa.Column("lot_number", sa.Text(), nullable=False),
        sa.Column("waste_code", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("packing", sa.Text(), nullable=False),
        sa.Column("packages", sa.Integer(), nullable=False),
        sa.Column("mass_g", sa.Integer(), nullable=False),
        sa.Column("received_g", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "form IN ('solid', 'semi_solid', 'liquid', 'gas')", name=op.f("ck_waste_transfer_line_form")
        ),
        sa.CheckConstraint("mass_g > 0", name=op.f("ck_waste_transfer_line_mass_positive")),
        sa.CheckConstraint("received_g >= 0", name=op.f("ck_waste_transfer_line_received_not_negative")),
        sa.ForeignKeyConstraint(
            ["lot_id"], ["output_lot.id"], name=op.f("fk_waste_transfer_line_lot_id_output_lot")
        ),
        sa.ForeignKeyConstraint(
            ["transfer_id"],
            ["waste_transfer.id"],
            name=op.f("fk_waste_transfer_line_transfer_id_waste_transfer"),
        ),
        sa.PrimaryKeyConstraint("transfer_id", "seq", name=op.f("pk_waste_transfer_line")),
    )
    op.create_index("ix_waste_transfer_line_lot_id", "waste_transfer_line", ["lot_id"], unique=False)
    op.create_table(
        "label_print",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roll_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("first_position", sa.Integer(), nullable=True),
        sa.Column("last_position", sa.Integer(), nullable=True),
        sa.Column("stock", sa.Text(), nullable=False),
        sa.Column("reprint", sa.Boolean(), nullable=False),
        sa.Column("printed_by", sa.Uuid(), nullable=True),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(roll_id IS NULL) <> (code IS NULL)", name=op.f("ck_label_print_roll_or_label")),
        sa.CheckConstraint("first_position <= last_position", name=op.f("ck_label_print_stretch")),
        sa.ForeignKeyConstraint(["code"], ["label.code"], name=op.f("fk_label_print_code_label")),
        sa.ForeignKeyConstraint(
            ["printed_by"], ["account.id"], name=op.f("fk_label_print_printed_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["roll_id"], ["label_roll.id"], name=op.f("fk_label_print_roll_id_label_roll")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_print")),
    )
    op.create_index("ix_label_print_code", "label_print", ["code"], unique=False)
    op.create_index("ix_label_print_roll_id", "label_print", ["roll_id"], unique=False)
    op.create_table(
        "label_view",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("views", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["code"], ["label.code"], name=op.f("fk_label_view_code_label")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_label_view")),
    )
    op.create_table(
        "order_dispatch_other",
        sa.Column("dispatch_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=True),
        sa.Column("why", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["dispatch_id"],
            ["order_dispatch.id"],
            name=op.f("fk_order_dispatch_other_dispatch_id_order_dispatch"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_order_dispatch_other_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("dispatch_id", "organisation_id", name=op.f("pk_order_dispatch_other")),
    )
    op.create_table(
        "requote",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("photos", postgresql.ARRAY(sa.String(length=64)), nullable=False),
        sa.Column("from_fen", sa.BigInteger(), nullable=False),
        sa.Column("to_fen", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("consent_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("consent_tries", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_role", sa.String(length=24), nullable=True),
        sa.CheckConstraint("(state = 'pending') = (decided_at IS NULL)", name=op.f("ck_requote_decided")),
        sa.CheckConstraint("state IN ('pending', 'accepted', 'refused')", name=op.f("ck_requote_state")),
        sa.CheckConstraint("cardinality(photos) >= 1", name=op.f("ck_requote_photo")),
        sa.CheckConstraint("from_fen >= 0 AND to_fen >= 0", name=op.f("ck_requote_price_not_negative")),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name=op.f("fk_requote_decided_by_account")),
        sa.ForeignKeyConstraint(
            ["order_id", "position"],
            ["order_line.order_id", "order_line.position"],
            name=op.f("fk_requote_order_id_position_order_line"),
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["trade_order.id"], name=op.f("fk_requote_order_id_trade_order")
        ),
        sa.ForeignKeyConstraint(["proposed_by"], ["account.id"], name=op.f("fk_requote_proposed_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requote")),
    )
    op.create_index("ix_requote_order_id", "requote", ["order_id", "id"], unique=False)
    op.create_index(
        "uq_requote_one_pending",
        "requote",
        ["order_id"],
        unique=True,
        postgresql_where=sa.text("state = 'pending'"),
    )


def downgrade() -> None:
    raise NotImplementedError("migrations roll forward only: write the next one")
