"""Photos: who sent which picture for what, and what of it is kept. The bytes lie in the object store, by SHA-256.

Two hashes stand side by side. `source_sha256` is of the bytes as the phone sent them: it is what scans name, because a
phone without network knows no other. `sha256` is of what we made of them, without metadata; the store knows only that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Index, Integer, Text, func, or_, select, text
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base, new_id
from models.forgotten_object import hold_object
from models.scope import Condition, find, within
from tradein.actor import Actor
from tradein.photo import Purpose, bands
from tradein.refusals.photo import QuotaUsedUp

DAY = timedelta(days=1)
UPLOADS = 0x7A21
"""Advisory lock: uploads of one person are counted one after the other."""


class Photo(Base):
    """One upload. The order of `id` is the order of arrival."""

    __tablename__ = "photo"
    __table_args__ = (
        CheckConstraint("size_bytes > 0", name="size"),
        Index("uq_photo_upload", "uploader_id", "source_sha256", unique=True),
        Index("ix_photo_sha256", "sha256"),
        Index("ix_photo_source", "source_sha256"),
        Index("ix_photo_uploader", "uploader_id", "created_at"),
        Index("ix_photo_organisation", "organisation_id", "id"),
        Index("ix_photo_order", "order_id", postgresql_where=text("order_id IS NOT NULL")),
        Index("ix_photo_bands", "bands", postgresql_using="gin"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    sha256: Mapped[str] = mapped_column(Text)
    source_sha256: Mapped[str] = mapped_column(Text)
    purpose: Mapped[str] = mapped_column(Text)
    uploader_id: Mapped[UUID]
    """The account, or the key of an integration: whose quota it counts against."""
    account_id: Mapped[UUID | None]
    organisation_id: Mapped[UUID | None]
    order_id: Mapped[UUID | None]
    media_type: Mapped[str] = mapped_column(Text)
    size_bytes: Mapped[int] = mapped_column(Integer)
    width: Mapped[int] = mapped_column(Integer)
    height: Mapped[int] = mapped_column(Integer)
    dhash: Mapped[int] = mapped_column(BigInteger)
    """64 bits of a difference hash, signed: near-equal pictures differ in few bits."""
    bands: Mapped[list[int]] = mapped_column(ARRAY(Integer))
    """Its four 16-bit parts, numbered: pictures that differ in three bits share at least one."""
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


@dataclass(frozen=True, slots=True)
class Quota:
    """What one account may send within 24 hours."""

    count: int
    total_bytes: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture as it went into the store."""

    sha256: str
    source_sha256: str
    media_type: str
    size_bytes: int
    width: int
    height: int
    dhash: int


@dataclass(frozen=True, slots=True)
class Upload:
    """What a picture is for, and which booking it belongs to."""

    purpose: Purpose
    order_id: UUID | None = None


By = tuple[Actor, datetime]


def uploader(actor: Actor) -> UUID | None:
    """Whose quota an upload counts against."""
    return actor.account_id or actor.key_id


def uploaded(session: Session, actor: Actor, source_sha256: str) -> Photo | None:
    """The same bytes sent before by the same uploader: sending twice is normal."""
    return session.scalars(
        select(Photo).where(Photo.uploader_id == uploader(actor), Photo.source_sha256 == source_sha256)
    ).one_or_none()


def check_quota(session: Session, by: By, quota: Quota, more_bytes: int) -> None:
    """Raises `photo_quota` when this upload would exceed what the uploader may send in 24 hours."""
    actor, now = by
    sent, size, first = session.execute(
        select(func.count(), func.coalesce(func.sum(Photo.size_bytes), 0), func.min(Photo.created_at)).where(
            Photo.uploader_id == uploader(actor), Photo.created_at > now - DAY
        )
    ).one()
    if sent >= quota.count or size + more_bytes > quota.total_bytes:
        wait = first + DAY - now if first else DAY
        raise QuotaUsedUp(
            count=quota.count, megabytes=quota.total_bytes >> 20, retry_after=int(wait.total_seconds()) + 1
        )


def keep(session: Session, by: By, upload: Upload, kept: Kept, quota: Quota) -> Photo:
    """Enter an upload, within the quota even when fifty arrive at once. Raises `photo_quota`."""
    actor, now = by
    who = uploader(actor)
    session.execute(select(func.pg_advisory_xact_lock(UPLOADS, func.hashtext(str(who)))))
    known = uploaded(session, actor, kept.source_sha256)
    if known is not None:
        return known
    check_quota(session, by, quota, kept.size_bytes)
    hold_object(session, kept.sha256)
    row = insert(Photo).values(
        id=new_id(),
        sha256=kept.sha256,
        source_sha256=kept.source_sha256,
        purpose=upload.purpose.value,
        uploader_id=who,
        account_id=actor.account_id,
        organisation_id=actor.organisation_id,
        order_id=upload.order_id,
        media_type=kept.media_type,
        size_bytes=kept.size_bytes,
        width=kept.width,
        height=kept.height,
        dhash=kept.dhash,
        bands=bands(kept.dhash),
        created_at=now,
    )
    return session.scalars(row.returning(Photo)).one()


def photo_in_scope(session: Session, actor: Actor, photo_id: UUID, where: Sequence[Condition] = ()) -> Photo:
    """One photo the actor may see; raises `not_found`."""
    return find(session, actor, Photo, Photo.id == photo_id, *where)


def photos_after(
    session: Session, actor: Actor, where: Sequence[Condition], after: UUID | None, limit: int
) -> Sequence[Photo]:
    """Photos in scope, newest first."""
    query = select(Photo).where(within(actor, Photo), *where)
    if after is not None:
        query = query.where(Photo.id < after)
    return session.scalars(query.order_by(Photo.id.desc()).limit(limit)).all()


def photos_named(session: Session, sha256: str) -> Sequence[Photo]:
    """The uploads kept as this object, of those the database lets the reader see: a link says that they may."""
    return session.scalars(select(Photo).where(Photo.sha256 == sha256).order_by(Photo.id)).all()


def stored_as(session: Session, named: Sequence[str]) -> dict[str, Photo]:
    """What is kept of the hashes that events name: by the bytes as sent, or by what we made of them."""
    if not named:
        return {}
    rows = session.scalars(
        select(Photo)
        .where(or_(Photo.source_sha256.in_(named), Photo.sha256.in_(named)))
        .order_by(Photo.id.desc())
    )
    found: dict[str, Photo] = {}
    for row in rows:  # the earliest upload wins, so that a later one cannot put itself in its place
        found[row.source_sha256] = found[row.sha256] = row
    return {name: found[name] for name in named if name in found}
