"""The second factor: set up, given, replaced, and gone round by a recovery code when the authenticator is lost."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from api import attempt, one_time
from api.attempt import Counted
from api.clock import now
from api.identity import Presented
from api.transaction import in_transaction
from models import second_factor as factors
from models.audit import aside
from models.one_time import use
from models.party import Account
from models.session import note_proof
from models.session_list import end_all
from tradein.gate import Lack, needs_second_factor
from tradein.one_time import ALPHABET, Bound, Purpose, digest_of, normalised, recovery_digest
from tradein.refusal import Refusal
from tradein.refusals.sign_in import (
    AlreadyEnrolled,
    EnrolmentCodeNeeded,
    NotEnrolled,
    ReauthRequired,
    SecondFactorNeeded,
    WrongCode,
)
from tradein.totp import enrolment_uri, new_secret

RECOVERY_CODES = 10
RECOVERY_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Offer:
    """A fresh secret, as text and as what a QR code holds."""

    secret: str
    uri: str


@dataclass(frozen=True, slots=True)
class Given:
    """The authenticator's code, or in its place a recovery code; neither when nobody gave one."""

    code: str | None = None
    recovery_code: str | None = None


def use_up(session: Session, account_id: UUID, given: Given) -> bool:
    """Whether what was given is the account's second factor now; it is used up by that."""
    if given.code:
        return factors.take_code(session, account_id, normalised(given.code), now())
    digest = recovery_digest(one_time.key(), str(account_id), normalised(given.recovery_code or ""))
    return factors.take_recovery(session, account_id, digest, now())


def offer(found: Presented) -> Offer:
    """Offer an authenticator's secret to whoever has signed in; it counts once it is confirmed.

    Replacing a factor in force needs that factor and a fresh proof. Raises `already_enrolled`, `reauth_required`.
    """
    account_id = _account(found)

    def write(session: Session) -> Offer:
        if factors.is_enrolled(session, account_id):
            _refuse_stranger(found)
        secret = new_secret()
        factors.offer(session, account_id, secret, now())
        return Offer(secret, enrolment_uri(secret, session.get_one(Account, account_id).login))

    return in_transaction(write)


def _refuse_stranger(found: Presented) -> None:
    if Lack.SECOND_FACTOR in found.lacks:
        raise AlreadyEnrolled
    if not found.actor.fresh_proof:
        raise ReauthRequired


def confirm(found: Presented, code: str, handed: str | None) -> list[str]:
    """The first code of the offered secret: from now on it is the second factor, and these are the ways round it.

    After a reset, `handed` is the code that the administrator handed over. Other sessions of the account end.
    Raises `wrong_code`, `enrolment_code_needed`, `too_many_attempts`.
    """
    account_id, fresh = _account(found), [recovery_code() for _ in range(RECOVERY_CODES)]
    counted = count_try(account_id)

    def write(session: Session) -> Refusal | None:
        moment = now()
        step = factors.offered_step(session, account_id, normalised(code), moment)
        if step is None:
            return WrongCode("code")
        if (refusal := _unhanded(session, account_id, handed)) is not None:
            aside(session)
            return refusal
        attempt.forgiven(session, counted)
        factors.confirm(session, account_id, step, moment)
        factors.replace_recovery(session, account_id, _digests(account_id, fresh), moment)
        _met(session, found)
        end_all(session, account_id, moment, keep=found.token_hash)
        return None

    # A wrong try at the code handed over stays counted: the refusal is given after the commit.
    if (refusal := in_transaction(write)) is not None:
        raise refusal
    return fresh


def _unhanded(session: Session, account_id: UUID, handed: str | None) -> Refusal | None:
    known = factors.factor_of(session, account_id)
    if known is None or known.reset_at is None:
        return None
    if handed is None:
        return EnrolmentCodeNeeded("enrolment_code")
    bound = Bound(Purpose.ENROLMENT, one_time.account_subject(account_id))
    right = use(session, bound, digest_of(one_time.key(), bound, normalised(handed)), now())
    return None if right else WrongCode("enrolment_code")


def give(found: Presented, code: str) -> None:
    """The authenticator's code. Raises `wrong_code`, `too_many_attempts`."""
    _take(found, Given(code))


def give_recovery(found: Presented, code: str) -> None:
    """A recovery code in place of the authenticator's; used up by it. Raises as `give`."""
    _take(found, Given(recovery_code=code))


def renew_recovery(found: Presented) -> list[str]:
    """New recovery codes; the old ones no longer hold. Raises `not_enrolled`."""
    account_id, fresh = _account(found), [recovery_code() for _ in range(RECOVERY_CODES)]

    def write(session: Session) -> None:
        if not factors.is_enrolled(session, account_id):
            raise NotEnrolled
        factors.replace_recovery(session, account_id, _digests(account_id, fresh), now())

    in_transaction(write)
    return fresh


def remove(found: Presented) -> None:
    """Take one's factor away. Raises `second_factor_needed` for roles that must have one, `not_enrolled`."""
    account_id = _account(found)
    if needs_second_factor(found.actor.role, manager=found.actor.manager):
        raise SecondFactorNeeded

    def write(session: Session) -> None:
        if not factors.is_enrolled(session, account_id):
            raise NotEnrolled
        factors.remove(session, account_id)
        end_all(session, account_id, now(), keep=found.token_hash)

    in_transaction(write)


def recovery_code() -> str:
    """50 random bits that can be read out, in two groups of five."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(RECOVERY_LENGTH))
    return f"{signs[:5]}-{signs[5:]}"


def _take(found: Presented, given: Given) -> None:
    account_id = _account(found)
    counted = count_try(account_id)

    def write(session: Session) -> bool:
        if not use_up(session, account_id, given):
            aside(session)
            return False
        attempt.forgiven(session, counted)
        _met(session, found)
        return True

    if not in_transaction(write):
        raise WrongCode("code")


def count_try(account_id: UUID) -> Counted:
    """Count a try at an account's second factor before it is looked at. Raises `too_many_attempts`."""
    return attempt.count("second factor", str(account_id))


def _met(session: Session, found: Presented) -> None:
    if found.token_hash is not None:
        note_proof(session, found.token_hash, now(), second_factor=True)


def _digests(account_id: UUID, codes: list[str]) -> list[bytes]:
    return [recovery_digest(one_time.key(), str(account_id), normalised(code)) for code in codes]


def _account(found: Presented) -> UUID:
    account_id = found.actor.account_id
    if account_id is None:  # a session always has one
        raise LookupError("a session without an account")
    return account_id
