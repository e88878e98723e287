"""Organisations, their licences and sites, people, their memberships, and enrolled devices."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Date, DateTime

from models.db import Base, new_id
from models.sealed import Personal, Sealed
from tradein.blind_index import Indexed
from tradein.site import SiteKind

ORGANISATION_KINDS = ("recycler", "warehouse", "dismantler", "retailer", "refurbisher", "bureau")
Moment = DateTime(timezone=True)
NO_NETWORKS = text("'{}'")


class Organisation(Base):
    """A company or bureau, known by its unified social credit code (GB 32100)."""

    __tablename__ = "organisation"
    __table_args__ = (
        CheckConstraint(f"kind IN {ORGANISATION_KINDS}", name="kind"),
        CheckConstraint("state IN ('pending', 'active', 'refused', 'suspended')", name="state"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    credit_code: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), index=True)
    state: Mapped[str] = mapped_column(Text, default="pending")
    created_at: Mapped[datetime] = mapped_column(Moment)
    created_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    decided_by: Mapped[UUID | None]
    decision_reason: Mapped[str | None] = mapped_column(Text)
    networks: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default=NO_NETWORKS)
    """Networks (CIDR) from which officers, auditors and administrators of this bureau may act."""


class Licence(Base):
    """A licence of an organisation and the days on which it is valid, both included."""

    __tablename__ = "licence"
    __table_args__ = (
        UniqueConstraint("organisation_id", "kind", "number"),
        CheckConstraint("valid_from <= valid_to", name="term"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    kind: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date] = mapped_column(Date)


class Site(Base):
    """A place where units are held: shop, warehouse, plant. Coordinates are WGS 84 in millionths of a degree."""

    __tablename__ = "site"
    __table_args__ = (
        CheckConstraint("daily_capacity >= 0", name="capacity"),
        CheckConstraint(f"kind IN {tuple(kind.value for kind in SiteKind)}", name="kind"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(Text, unique=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), index=True)
    lat_e6: Mapped[int | None]
    lon_e6: Mapped[int | None]
    daily_capacity: Mapped[int | None]
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    """No further scans from then on; what was recorded there stays."""


class Account(Personal):
    """A person who can sign in. What they may do comes from a membership, or from being a consumer.

    Name and phone are sealed; a phone is looked up by `models.personal_index.matches`.
    """

    __tablename__ = "account"
    __table_args__ = (CheckConstraint("state IN ('active', 'locked', 'closed')", name="state"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    login: Mapped[str] = mapped_column(Text, unique=True)
    password_hash: Mapped[str | None] = mapped_column(Text, deferred=True)
    """Written here; read by `models.password_past.password_of` alone (`models.privilege.SECRETS`)."""
    password_changed_at: Mapped[datetime | None] = mapped_column(Moment)
    display_name_plain: Mapped[str | None] = mapped_column("display_name", Text)
    display_name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    display_name = Sealed("", plain="display_name_plain")
    phone_plain: Mapped[str | None] = mapped_column("phone", Text)
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_index: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True)
    phone_index_next: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True)
    phone = Sealed(None, Indexed.PHONE, plain="phone_plain")
    state: Mapped[str] = mapped_column(Text, default="active")
    created_at: Mapped[datetime] = mapped_column(Moment)
    networks: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default=NO_NETWORKS)
    """Where this person may act from, in place of the organisation's networks; empty: those hold."""


class Membership(Base):
    """A role of an account in an organisation for a term. `region_code` narrows an officer's territory."""

    __tablename__ = "membership"
    __table_args__ = (
        Index("ix_membership_account", "account_id", "valid_from"),
        CheckConstraint("valid_to IS NULL OR valid_from <= valid_to", name="term"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[str] = mapped_column(Text)
    manager: Mapped[bool] = mapped_column(default=False)
    site_id: Mapped[UUID | None] = mapped_column(ForeignKey("site.id"))
    region_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
    valid_from: Mapped[datetime] = mapped_column(Moment)
    valid_to: Mapped[datetime | None] = mapped_column(Moment)
    created_by: Mapped[UUID | None]


class Device(Base):
    """A handset or terminal enrolled by an organisation; revoked ones may no longer sync."""

    __tablename__ = "device"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    enrolled_at: Mapped[datetime] = mapped_column(Moment)
    enrolled_by: Mapped[UUID | None]
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
