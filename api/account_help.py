"""Help for a colleague who cannot sign in: given by a person, with a reason, and never by a way round the rules.

The helper hands over a code, single use, for a day; the colleague sets the new password or authenticator themselves,
so that no helper ever knows what somebody signs in with.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from api import attempt, new_password, one_time, password
from api.audit_trail import note, tried
from api.clock import now
from api.identity import digest
from api.transaction import in_transaction
from models import account_help as helping
from models.account_help import Help
from models.audit import aside
from models.one_time import Terms, issue, use
from models.party import Account
from models.row_security import declare, purpose_of
from models.second_factor import reset
from models.session import CONSUMER
from models.session_list import end_all
from models.sign_in import credentials_of, set_password, take_password
from tradein import password_policy
from tradein.actor import Actor
from tradein.one_time import (
    ALPHABET,
    HANDED_LENGTH,
    HANDED_LIFETIME,
    Bound,
    Purpose,
    digest_of,
    normalised,
)
from tradein.refusals.sign_in import WrongCode


@dataclass(frozen=True, slots=True)
class Handed:
    """A code to hand over, and until when it holds."""

    code: str
    expires_at: datetime


def reset_second_factor(actor: Actor, account_id: UUID, reason: str) -> Handed:
    """Take an authenticator away; the next one is set up with the code answered here. Sessions end."""

    def write(session: Session) -> Handed:
        moment = now()
        account = helping.find(session, actor, Help(account_id, "reset_second_factor", reason), moment)
        handed = _hand(session, Purpose.ENROLMENT, account.id, _helper(actor))
        reset(session, account.id, moment)
        end_all(session, account.id, moment)
        return handed

    note(f"account:{account_id}", reason=reason)
    return in_transaction(write)


def reset_password(actor: Actor, account_id: UUID, reason: str) -> Handed:
    """Take a password away; the next one is set with the code answered here. Sessions end."""

    def write(session: Session) -> Handed:
        moment = now()
        account = helping.find(session, actor, Help(account_id, "reset_password", reason), moment)
        handed = _hand(session, Purpose.RECOVERY, account.id, _helper(actor))
        take_password(session, account, moment)
        end_all(session, account.id, moment)
        return handed

    note(f"account:{account_id}", reason=reason)
    return in_transaction(write)


def set_state(actor: Actor, account_id: UUID, state: str, reason: str) -> Account:
    """Lock an account (`locked`) or open it again (`active`); a lock ends its sessions at once."""
    note(f"account:{account_id}", reason=reason)

    def write(session: Session) -> Account:
        account = helping.find(session, actor, Help(account_id, "lock_account", reason), now())
        helping.change_state(session, account, state)
        if state == "locked":
            end_all(session, account_id, now())
        return account

    return in_transaction(write)


def find(actor: Actor, login: str, reason: str) -> Account:
    """The account somebody signs in with, to be helped; whom one may not help is not found."""

    def look(session: Session) -> Account:
        account = helping.named(session, actor, login, reason, now())
        note(f"account:{account.id}", reason=reason)
        return account

    return in_transaction(look)


def _helper(actor: Actor) -> UUID | None:
    return actor.account_id or actor.key_id


def _hand(session: Session, purpose: Purpose, account_id: UUID, helper: UUID | None) -> Handed:
    signs = "".join(secrets.choice(ALPHABET) for _ in range(HANDED_LENGTH))
    bound, key, moment = Bound(purpose, one_time.account_subject(account_id)), one_time.key(), now()
    helping.refuse_second_hand(session, bound.subject, purpose, helper, moment)
    issue(session, bound, lambda _: digest_of(key, bound, signs), moment, Terms(HANDED_LIFETIME, helper))
    return Handed(f"{signs[:5]}-{signs[5:]}", moment + HANDED_LIFETIME)


def recover(login: str, code: str, wanted: str) -> None:
    """Set a new password with the code handed over. An unknown login, and a wrong code, are answered alike.

    Raises `wrong_code`, `password_too_weak`, `password_used_before`, `too_many_attempts`, `busy`.
    """
    password_policy.check(wanted, [login])
    counted = attempt.count("recovery", login)
    known = in_transaction(lambda session: credentials_of(session, login))
    tried(known.account_id if known else None)
    # For nobody, too: both take one look-up, one hash and one comparison.
    account_id = known.account_id if known else digest(f"nobody {login}").hex()
    bound = Bound(Purpose.RECOVERY, one_time.account_subject(account_id))
    given, hashed = digest_of(one_time.key(), bound, normalised(code)), password.hashed(wanted)

    def write(session: Session) -> bool:
        moment = now()
        if not use(session, bound, given, moment) or known is None or not known.active:
            aside(session)
            return False
        declare(session.connection(), Actor(known.account_id, None, None, CONSUMER), purpose_of(session))
        # Who they are is proved only here, and what they had before is told to nobody else. What is refused now takes
        # the code's use back with it. It is rare enough to compare while a connection waits.
        words, before = new_password.known(session, known.account_id)
        password_policy.check(wanted, words)
        new_password.refuse_used(before, wanted)
        attempt.forgiven(session, counted)
        set_password(session, known.account_id, hashed, moment)
        end_all(session, known.account_id, moment)
        return True

    if not in_transaction(write):
        raise WrongCode("code")
