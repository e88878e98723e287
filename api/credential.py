"""Changing what one signs in with: password and phone; and one's sessions in words."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from api import new_password, one_time
from api.clock import now
from api.identity import Presented
from api.phone_sign_in import adopt_bookings
from api.reauth import prove_password
from api.transaction import in_transaction
from models import phone_login
from models.party import Account
from models.password_past import password_of
from models.session import LoginSession
from models.session_list import end_all
from models.sign_in import set_password
from tradein import password_policy
from tradein.contact import mobile
from tradein.one_time import Purpose
from tradein.refusal import Unauthenticated
from tradein.refusals.sign_in import PhoneTaken, ReauthRequired


def account_of(found: Presented) -> UUID:
    """Whose session it is."""
    if found.actor.account_id is None:
        raise Unauthenticated
    return found.actor.account_id


def told(row: LoginSession, current: bytes | None) -> dict[str, Any]:
    """A session for its owner: when it was last used only by the hour."""
    seen = row.last_seen_at
    return {
        "id": row.id,
        "method": row.method,
        "label": row.label,
        "created_at": row.created_at,
        "last_seen_at": seen.replace(minute=0, second=0, microsecond=0) if seen else None,
        "expires_at": row.expires_at,
        "current": row.token_hash == current,
    }


def change_password(found: Presented, present: str | None, wanted: str) -> None:
    """Set a new password and end all other sessions.

    Raises `password_too_weak`, `password_used_before`, `wrong_password`, `too_many_attempts`, and `reauth_required` for
    who has none yet.
    """
    account_id = account_of(found)
    words, has_one = in_transaction(lambda session: _what_is_known(session, account_id))
    password_policy.check(wanted, words)
    if has_one:
        prove_password(account_id, present or "", "current_password")
    elif not found.actor.fresh_proof:
        raise ReauthRequired
    hashed = new_password.next_one(account_id, wanted)

    def write(session: Session) -> None:
        set_password(session, account_id, hashed, now())
        end_all(session, account_id, now(), keep=found.token_hash)

    in_transaction(write)


def _what_is_known(session: Session, account_id: UUID) -> tuple[list[str | None], bool]:
    words, _ = new_password.known(session, account_id)
    return words, password_of(session, account_id) is not None


def change_phone(found: Presented, phone: str, code: str) -> None:
    """Sign in by another phone from now on. Raises `phone_malformed`, `wrong_code`, `phone_taken`."""
    account_id, number = account_of(found), mobile(phone)
    one_time.prove(Purpose.CHANGE_PHONE, number, code)

    def write(session: Session) -> None:
        owner = phone_login.account_of(session, number)
        if owner is not None and owner.id != account_id:
            raise PhoneTaken("phone")
        phone_login.link(session, account_id, number, now())
        session.get_one(Account, account_id).phone = number
        session.flush()
        adopt_bookings(session, account_id, number)

    in_transaction(write)
