"""Step-up: a fresh proof of identity for sensitive acts, by the strongest means the account has."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from api import attempt, one_time, password, second_factor
from api.attempt import Counted
from api.clock import now
from api.identity import Presented
from api.phone_sign_in import adopt_bookings
from api.transaction import in_transaction
from models import phone_login
from models.party import Account
from models.password_past import password_of
from models.second_factor import is_enrolled
from models.session import note_proof
from tradein.contact import mobile
from tradein.one_time import Purpose
from tradein.refusals.sign_in import ProofMissing, WrongCode, WrongPassword


def reauthenticate(found: Presented, proof: dict[str, Any]) -> None:
    """Take a fresh proof: the authenticator's code where one is set up, else the password or a texted code.

    `proof` holds `code`, or `password`, or `phone` and `phone_code`. Raises `proof_missing`, `wrong_code`,
    `wrong_password`, `too_many_attempts`.
    """
    account_id = found.actor.account_id
    if account_id is None or found.token_hash is None:
        raise ProofMissing
    token_hash = found.token_hash
    if in_transaction(lambda session: is_enrolled(session, account_id)):
        if not proof.get("code"):
            raise ProofMissing("code")
        second_factor.give(found, proof["code"])
        return
    if proof.get("password"):
        prove_password(account_id, proof["password"])
    elif proof.get("phone") and proof.get("phone_code"):
        _prove_phone(account_id, proof["phone"], proof["phone_code"])
    else:
        raise ProofMissing("password")
    in_transaction(lambda session: note_proof(session, token_hash, now(), second_factor=False))


def prove_password(account_id: UUID, given: str, field: str = "password") -> None:
    """The present password of somebody signed in. Raises `wrong_password`, `too_many_attempts`, `busy`."""
    counted, stored = _stored_password(account_id)
    if not password.matches(stored, given):
        raise WrongPassword(field)
    attempt.forgive_alone(counted)


def _stored_password(account_id: UUID) -> tuple[Counted, str | None]:
    def read(session: Session) -> tuple[str, str | None]:
        return session.get_one(Account, account_id).login, password_of(session, account_id)

    login, stored = in_transaction(read)
    return attempt.count("account", login), stored


def _prove_phone(account_id: UUID, phone: str, code: str) -> None:
    number = mobile(phone)
    one_time.prove(Purpose.REAUTH, number, code)

    def find(session: Session) -> bool:
        owner = phone_login.account_of(session, number)
        if owner is None or owner.id != account_id:
            return False
        adopt_bookings(session, account_id, number)
        return True

    if not in_transaction(find):
        raise WrongCode("phone_code")
