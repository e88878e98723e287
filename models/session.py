"""Signed-in sessions and API keys: opaque 256-bit tokens of which only the SHA-256 is kept; both end at once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CheckConstraint, CursorResult, ForeignKey, LargeBinary, Text, delete, text, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import DateTime

from models.db import Base, new_id
from models.row_security import declared_by, purpose_of
from models.statement import Statement, cursor_of
from tradein.actor import Actor
from tradein.gate import Proofs, is_fresh

CONSUMER = "consumer"
Moment = DateTime(timezone=True)


class LoginSession(Base):
    """One sign-in of an account, acting in one membership or as a consumer.

    `proved_at` is the last full proof of identity (all factors), `last_seen_at` is coarse (`tradein.gate.SEEN_EVERY`),
    `label` names browser and system in words. `id` may be shown; the hash never is.
    """

    __tablename__ = "login_session"

    id: Mapped[UUID] = mapped_column(default=new_id, server_default=text("gen_random_uuid()"), unique=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    membership_id: Mapped[UUID | None] = mapped_column(ForeignKey("membership.id", ondelete="CASCADE"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment, index=True)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    method: Mapped[str] = mapped_column(Text, default="password", server_default=text("'password'"))
    label: Mapped[str | None] = mapped_column(Text)
    last_seen_at: Mapped[datetime | None] = mapped_column(Moment)
    proved_at: Mapped[datetime | None] = mapped_column(Moment)
    second_factor_at: Mapped[datetime | None] = mapped_column(Moment)
    second_factor_wanted: Mapped[bool] = mapped_column(default=False, server_default=text("false"))


class ApiKey(Base):
    """A key for an integration: `scopes` are `resource:verb`, `ip_list` networks (empty: any).

    A key bound to a membership acts as that member and ends with it; one with only an account acts as that consumer.
    """

    __tablename__ = "api_key"
    __table_args__ = (
        CheckConstraint("organisation_id IS NOT NULL OR account_id IS NOT NULL", name="holder"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    prefix: Mapped[str] = mapped_column(Text, unique=True)
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary)
    name: Mapped[str] = mapped_column(Text)
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    membership_id: Mapped[UUID | None] = mapped_column(ForeignKey("membership.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(Text)
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    ip_list: Mapped[list[str]] = mapped_column(ARRAY(Text))
    created_at: Mapped[datetime] = mapped_column(Moment)
    created_by: Mapped[UUID | None]
    expires_at: Mapped[datetime | None] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """What a key's prefix leads to: the hash its secret must match, where it may be used, and who acts.

    `networks` are those of the account or organisation; they bind an officer's key that has no list of its own.
    """

    secret_hash: bytes
    ip_list: tuple[str, ...]
    actor: Actor
    networks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionHolder:
    """Whom a session belongs to, and what it has proved."""

    actor: Actor
    proofs: Proofs


# Written for the driver and sent as they are: identity is asked on every request, and building the statement anew
# would cost more than running it. Both evaluate session or key, account, membership term and organisation at once,
# so that ending any of them counts from the next request on. Both declare the one they find to row-level security.
_BY_SESSION = Statement(
    """
SELECT s.account_id, m.organisation_id, o.kind, m.role, coalesce(m.region_code, o.region_code), m.manager,
       m.id, m.site_id, s.second_factor_wanted, s.second_factor_at, s.proved_at, s.last_seen_at,
       coalesce(nullif(a.networks, '{}'), o.networks),
       """
    + declared_by(
        "s.account_id",
        "m.organisation_id",
        "coalesce(m.role, 'consumer')",
        "coalesce(m.region_code, o.region_code)",
    )
    + """
FROM login_session s
JOIN account a ON a.id = s.account_id AND a.state = 'active'
LEFT JOIN membership m ON m.id = s.membership_id AND m.account_id = s.account_id
LEFT JOIN organisation o ON o.id = m.organisation_id
WHERE s.token_hash = %(token_hash)s AND s.revoked_at IS NULL AND s.expires_at > %(now)s
  AND (s.membership_id IS NULL
       OR (o.state = 'active' AND m.valid_from <= %(now)s AND (m.valid_to IS NULL OR m.valid_to > %(now)s)))
"""
)

_BY_KEY = Statement(
    """
SELECT k.secret_hash, k.ip_list, coalesce(k.account_id, m.account_id), coalesce(k.organisation_id, m.organisation_id),
       o.kind, k.role, coalesce(m.region_code, o.region_code), coalesce(m.manager, false), m.id, m.site_id, k.id,
       k.scopes, coalesce(nullif(a.networks, '{}'), o.networks),
       """
    + declared_by(
        "coalesce(k.account_id, m.account_id)",
        "coalesce(k.organisation_id, m.organisation_id)",
        "k.role",
        "coalesce(m.region_code, o.region_code)",
    )
    + """
FROM api_key k
LEFT JOIN membership m ON m.id = k.membership_id
LEFT JOIN organisation o ON o.id = coalesce(k.organisation_id, m.organisation_id)
LEFT JOIN account a ON a.id = coalesce(k.account_id, m.account_id)
WHERE k.prefix = %(prefix)s AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > %(now)s)
  AND (o.id IS NULL OR o.state = 'active') AND (a.id IS NULL OR a.state = 'active')
  AND (m.id IS NULL OR (m.valid_from <= %(now)s AND (m.valid_to IS NULL OR m.valid_to > %(now)s)))
"""
)


def actor_of_session(session: Session, token_hash: bytes, now: datetime) -> SessionHolder | None:
    """Who the session belongs to, if session, account, membership and organisation are all in force."""
    row = _one(session, _BY_SESSION, {"token_hash": token_hash, "now": now, "purpose": purpose_of(session)})
    if row is None:
        return None
    proofs = Proofs(row[8], row[9], row[10], row[11], row[12] or ())
    actor = Actor(
        account_id=row[0],
        organisation_id=row[1],
        organisation_kind=row[2],
        role=row[3] or CONSUMER,
        region=row[4],
        manager=bool(row[5]),
        membership_id=row[6],
        site_id=row[7],
        fresh_proof=is_fresh(proofs, now),
    )
    return SessionHolder(actor, proofs)


def holder_of_key(session: Session, prefix: str, now: datetime) -> KeyHolder | None:
    """Who the key with this prefix acts for, if everything it rests on is in force. The caller compares the secret."""
    row = _one(session, _BY_KEY, {"prefix": prefix, "now": now, "purpose": purpose_of(session)})
    if row is None:
        return None
    actor = Actor(
        account_id=row[2],
        organisation_id=row[3],
        organisation_kind=row[4],
        role=row[5],
        region=row[6],
        manager=row[7],
        membership_id=row[8],
        site_id=row[9],
        key_id=row[10],
        scopes=frozenset(row[11]),
    )
    return KeyHolder(bytes(row[0]), tuple(row[1]), actor, tuple(row[12] or ()))


def _one(session: Session, statement: Statement, parameters: dict[str, Any]) -> Any:
    return statement.run(cursor_of(session), parameters).fetchone()


@dataclass(frozen=True, slots=True)
class Opening:
    """What a new session is opened with. `second_factor_at` and `proved_at` stay empty until all factors are met."""

    token_hash: bytes
    account_id: UUID
    membership_id: UUID | None
    expires_at: datetime
    method: str = "password"
    label: str | None = None
    second_factor_wanted: bool = False
    second_factor_at: datetime | None = None
    proved_at: datetime | None = None


def open_session(session: Session, opening: Opening, now: datetime) -> UUID:
    """Store a new session; its token itself is never stored. Answers the id it may be shown by."""
    row = LoginSession(
        **{name: getattr(opening, name) for name in Opening.__slots__},
        id=new_id(),
        created_at=now,
        last_seen_at=now,
    )
    session.add(row)
    session.flush()
    return row.id


def end_session(session: Session, token_hash: bytes, now: datetime) -> None:
    """End one session; ending it twice is harmless."""
    found = session.get(LoginSession, token_hash)
    if found is not None and found.revoked_at is None:
        found.revoked_at = now
        session.flush()


def note_seen(session: Session, token_hash: bytes, now: datetime) -> None:
    """Remember that a session is in use; the caller asks `tradein.gate.is_seen_due` first."""
    session.execute(
        update(LoginSession)
        .where(LoginSession.token_hash == token_hash)
        .values(last_seen_at=now)
        .execution_options(synchronize_session=False)
    )


def note_proof(session: Session, token_hash: bytes, now: datetime, *, second_factor: bool) -> None:
    """Remember a full proof of identity, and that the second factor was part of it."""
    proved: dict[str, datetime] = {"proved_at": now}
    if second_factor:
        proved["second_factor_at"] = now
    session.execute(
        update(LoginSession)
        .where(LoginSession.token_hash == token_hash)
        .values(**proved)
        .execution_options(synchronize_session=False)
    )


def purge_sessions(session: Session, before: datetime) -> int:
    """Delete what ended before `before`; returns how many."""
    gone = session.execute(delete(LoginSession).where(LoginSession.expires_at < before))
    return cast("CursorResult[Any]", gone).rowcount
