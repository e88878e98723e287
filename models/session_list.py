"""The sessions of one account, for its owner: where they are signed in, and ending them one by one or all at once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, select, tuple_, update
from sqlalchemy.orm import Session

from models.session import LoginSession
from tradein.refusal import NotFound


def sessions_after(
    session: Session, account_id: UUID, now: datetime, page: tuple[tuple[Any, ...] | None, int]
) -> Sequence[LoginSession]:
    """An account's sessions in force, newest first; `page` is where to go on (or None) and how many."""
    after, limit = page
    query = select(LoginSession).where(*_in_force(account_id, now))
    if after is not None:
        query = query.where(tuple_(LoginSession.created_at, LoginSession.id) < tuple_(*after))
    order = (LoginSession.created_at.desc(), LoginSession.id.desc())
    return session.scalars(query.order_by(*order).limit(limit)).all()


def end_one(session: Session, account_id: UUID, session_id: UUID, now: datetime) -> bytes:
    """End one of the account's sessions; the hash of its token. Raises `not_found` for another's, or an ended one."""
    query = select(LoginSession).where(*_in_force(account_id, now), LoginSession.id == session_id)
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound
    found.revoked_at = now
    session.flush()
    return found.token_hash


def end_all(session: Session, account_id: UUID, now: datetime, keep: bytes | None = None) -> int:
    """End every session of an account, but for the one whose token hash is `keep`; how many."""
    ended = session.execute(
        update(LoginSession)
        .where(*_in_force(account_id, now), LoginSession.token_hash != (keep or b""))
        .values(revoked_at=now)
        .execution_options(synchronize_session=False)
    )
    return cast("CursorResult[Any]", ended).rowcount


def _in_force(account_id: UUID, now: datetime) -> tuple[Any, ...]:
    return (
        LoginSession.account_id == account_id,
        LoginSession.revoked_at.is_(None),
        LoginSession.expires_at > now,
    )
