"""One-time codes by text: asked for, and proved. Nobody learns from either whether a phone is known here."""

from datetime import timedelta

from flask import current_app
from sqlalchemy.orm import Session

from api import attempt
from api.attempt import network_of
from api.clock import now
from api.identity import caller_address, digest
from api.transaction import in_transaction
from models.audit import aside
from models.one_time import Terms, issue, use
from models.personal_index import phone_index
from models.sign_in import take_attempt
from models.sms import Telling, enqueue, since
from tradein.moment import day_of, day_start
from tradein.one_time import LIFETIME, LIMITS, Bound, Purpose, code_of, digest_of, normalised
from tradein.refusals.sign_in import TextsUnavailable, WrongCode
from tradein.throttle import REGISTRATION

RESEND_AFTER: timedelta = LIMITS[0][0]


def key() -> bytes:
    """The key of one-time and recovery codes."""
    found: str = current_app.extensions["settings"].secret("one_time")
    return found.encode()


def send(purpose: Purpose, phone: str, about: str = "", who: str | None = None) -> None:
    """Text a code to a phone. Raises `too_many_codes`, `too_many_attempts`, `texts_unavailable`.

    `about` names the one request the code is for; it must be given again to prove it. `who` acts, where a text says so.
    No account is looked up here: a known phone and an unknown one take the same work.
    """
    settings, moment = current_app.extensions["settings"], now()
    if not settings.texts_can_be_sent:
        raise TextsUnavailable
    # Of one address: whoever makes us text strangers soon waits.
    address = attempt.subject("codes", network_of(caller_address()))
    in_transaction(lambda session: take_attempt(session, {address: REGISTRATION}, moment))
    bound, secret = Bound(purpose, phone_index(phone).now, about), key()

    def write(session: Session) -> None:
        if since(session, day_start(day_of(moment))) >= settings.sms_per_day:
            raise TextsUnavailable
        code_id = issue(
            session, bound, lambda made: digest_of(secret, bound, code_of(secret, str(made))), moment, Terms()
        )
        enqueue(session, Telling(phone, purpose.value, code_id, moment + LIFETIME, who), moment)

    in_transaction(write)


def prove(purpose: Purpose, phone: str, code: str, about: str = "") -> None:
    """See that whoever asks holds the phone. Raises `wrong_code`, `too_many_attempts`."""
    bound = Bound(purpose, phone_index(phone).now, about)
    prove_bound(bound, code)


def prove_bound(bound: Bound, code: str) -> None:
    """See that `code` is the one in force for what it is bound to; it is used up. Raises as `prove`."""
    counted = attempt.count("code", bound.subject.hex())
    given = digest_of(key(), bound, normalised(code))

    def write(session: Session) -> bool:
        aside(session)
        return use(session, bound, given, now())

    # The try stays counted whatever the answer, so the answer is given after the commit.
    if not in_transaction(write):
        raise WrongCode("code")
    attempt.forgive_alone(counted)


def account_subject(account_id: object) -> bytes:
    """What a code handed over for an account is bound to."""
    return digest(f"account {account_id}")
