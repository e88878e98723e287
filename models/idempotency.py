"""Sending twice is normal: the first answer to a keyed request is stored with its effect and given again.

Contract 1 of the platform: the scope is organisation + actor + route + key; the body's SHA-256 must be equal; the row
is written in the effect's own transaction (kept at least 90 days); refused requests are not stored, so that a
corrected one may use the same key.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import DateTime, LargeBinary, SmallInteger, String, Text, Uuid, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base
from tradein.refusal import Refusal

NOBODY = UUID(int=0)
KEEP_DAYS = 90


class Idempotency(Base):
    """One answered request."""

    __tablename__ = "idempotency"

    organisation_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    actor_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    route: Mapped[str] = mapped_column(String(200), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    body_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    status: Mapped[int] = mapped_column(SmallInteger)
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)


class IdempotencyKeyMissing(Refusal):
    """A request that changes a state must say by which key its repetition is recognised."""

    code = "idempotency_key_missing"
    status = 400
    zh = "缺少 Idempotency-Key 请求头（1 至 200 个可见字符）。"
    en = "The Idempotency-Key header (1 to 200 visible characters) is missing."


class IdempotencyKeyReused(Refusal):
    """The same key came with another body: a new intent needs a new key."""

    code = "idempotency_key_reused"
    zh = "该 Idempotency-Key 已用于内容不同的请求，请更换。"
    en = "This Idempotency-Key was used with another body. Use a new one."


class IdempotencyInProgress(Refusal):
    """The first request with this key has not been answered yet."""

    code = "idempotency_in_progress"
    status = 409
    zh = "同一请求正在处理，请稍候再查。"
    en = "The same request is being processed. Please try again shortly."


@dataclass(frozen=True, slots=True)
class Claim:
    """What recognises a repeated request."""

    organisation_id: UUID
    actor_id: UUID
    route: str
    key: str
    body_hash: bytes

    def lock_number(self) -> int:
        """The advisory lock of this scope; 64 bits of a digest, so that two scopes practically never meet."""
        scope = f"{self.organisation_id}|{self.actor_id}|{self.route}|{self.key}".encode()
        return int.from_bytes(sha256(scope).digest()[:8], "big", signed=True)


@dataclass(frozen=True, slots=True)
class Reply:
    """A stored answer: HTTP status and rendered JSON."""

    status: int
    body: str


def recall(session: Session, claim: Claim) -> Reply | None:
    """The answer already given, or None for the first time; holds the scope until the transaction ends.

    The lock comes first and the row is read under it, never inferred from an `ON CONFLICT` that did nothing (H16).
    """
    if not session.scalar(select(func.pg_try_advisory_xact_lock(claim.lock_number()))):
        raise IdempotencyInProgress
    row = session.execute(
        select(Idempotency.body_hash, Idempotency.status, Idempotency.body).where(
            Idempotency.organisation_id == claim.organisation_id,
            Idempotency.actor_id == claim.actor_id,
            Idempotency.route == claim.route,
            Idempotency.key == claim.key,
        )
    ).one_or_none()
    if row is None:
        return None
    if row.body_hash != claim.body_hash:
        raise IdempotencyKeyReused
    return Reply(row.status, row.body)


def remember(session: Session, claim: Claim, reply: Reply, now: datetime) -> None:
    """Store the answer in the effect's own transaction: both are durable, or neither (H8)."""
    session.add(
        Idempotency(
            organisation_id=claim.organisation_id,
            actor_id=claim.actor_id,
            route=claim.route,
            key=claim.key,
            body_hash=claim.body_hash,
            status=reply.status,
            body=reply.body,
            created_at=now,
        )
    )
    session.flush()
