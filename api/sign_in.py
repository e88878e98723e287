"""Signing in: attempt counted, password checked outside any transaction, session opened; failures are all alike."""

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from flask import request
from sqlalchemy.orm import Session

from api import attempt, new_password, password, second_factor
from api.attempt import Counted, network_of
from api.audit_trail import note, speaks, tried
from api.clock import now
from api.identity import digest
from api.row_security import proved
from api.second_factor import Given
from api.transaction import in_transaction
from api.user_agent import label_of
from models.audit import aside
from models.portrait import Hat, hats
from models.second_factor import is_enrolled
from models.session import CONSUMER, Opening, open_session
from models.session_list import end_all
from models.sign_in import credentials_of, password_set_at, set_password
from tradein.actor import Actor
from tradein.gate import lifetime, needs_second_factor
from tradein.moment import day_of
from tradein.password_policy import PasswordExpired, PasswordNotDue
from tradein.password_term import is_over, term_of
from tradein.refusals.party import MembershipNotYours, WrongCredentials
from tradein.refusals.sign_in import SecondFactorRequired, WrongCode

__all__ = ["Attempt", "Entry", "Opened", "enter", "network_of", "renew", "sign_in", "sign_in_to_demo"]

NOTHING = Given()
BY_PASSWORD = "password"  # noqa: S105 - the name of a method, not a password


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody signs in with."""

    login: str
    password: str
    membership: UUID | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody who has proved who they are by `method`; `second_factor` says that this was a proof of two factors."""

    account_id: UUID
    method: str
    membership: UUID | None = None
    second_factor: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A new session: the token for the cookie and how long it lasts."""

    token: str
    lifetime: timedelta


def sign_in(given: Attempt) -> Opened:
    """Open a session. Raises `TooManyAttempts`, `WrongCredentials`, `MembershipNotYours`, `Busy`.

    Where a second factor is needed, the session lacks it until it is given; nothing else works before. A password past
    its role's term raises `PasswordExpired`: `renew` is the way on, and being right counts as no failure.
    """
    account_id, counted = proved_by_password(given.login, given.password)
    return _entered(Entry(account_id, BY_PASSWORD, given.membership), counted)


def renew(given: Attempt, wanted: str, factor: Given = NOTHING) -> Opened:
    """Set a new password in place of an overdue one, which is the proof with the second factor if there is one.

    All other sessions end, and one is opened. Raises what `sign_in` raises but `PasswordExpired`, and
    `password_not_due`, `second_factor_required`, `wrong_code`, `password_too_weak`, `password_used_before`: nothing has
    changed then.
    """
    account_id, counted = proved_by_password(given.login, given.password)
    entry = Entry(account_id, BY_PASSWORD, given.membership)
    attempt.forgive_alone(counted)  # being right is no failure, whatever is said next
    proved(account_id)
    enrolled = in_transaction(lambda session: _renewable(session, entry))
    if enrolled and factor == NOTHING:
        raise SecondFactorRequired("code")
    hashed = new_password.next_one(account_id, wanted, "new_password")
    held = second_factor.count_try(account_id) if enrolled else None

    def write(session: Session) -> Opened | None:
        if held is not None and not second_factor.use_up(session, account_id, factor):
            aside(session)
            return None
        if held is not None:
            attempt.forgiven(session, held)
        set_password(session, account_id, hashed, now())
        end_all(session, account_id, now())
        return enter(session, replace(entry, second_factor=enrolled))

    note(f"account:{account_id}")
    if (opened := in_transaction(write)) is None:
        raise WrongCode("code")
    return opened


def _renewable(session: Session, entry: Entry) -> bool:
    """Whether a second factor has to come with a new password. Raises `password_not_due`."""
    if _expired(session, entry) is None:
        raise PasswordNotDue
    return is_enrolled(session, entry.account_id)


def sign_in_to_demo(login: str, given: str) -> Opened:
    """Open a session of a demo account with one click, both factors met. Only routes of development call this."""
    account_id, counted = proved_by_password(login, given)
    return _entered(Entry(account_id, "demo", second_factor=True), counted)


def _entered(entry: Entry, counted: Counted) -> Opened:
    def open_it(session: Session) -> Opened | PasswordExpired:
        attempt.forgiven(session, counted)
        expired = _expired(session, entry)
        if expired is not None:
            aside(session)
            return expired
        return enter(session, entry)

    note(f"account:{entry.account_id}")
    opened = in_transaction(open_it)
    if isinstance(opened, PasswordExpired):
        raise opened
    return opened


def _expired(session: Session, entry: Entry) -> PasswordExpired | None:
    """Why this password opens nothing, if it is past the term of the role it would act in."""
    hat = _hat(session, entry) if entry.method == BY_PASSWORD else None
    if hat is None:
        return None
    moment = now()
    set_at, term = password_set_at(session, entry.account_id), term_of(hat.role, day_of(moment))
    if term is None or not is_over(hat.role, set_at, moment):
        return None
    return PasswordExpired(days=term.lasts.days)


def proved_by_password(login: str, given: str) -> tuple[UUID, Counted]:
    """Whose login and password these are. Raises `TooManyAttempts`, `WrongCredentials`, `Busy`."""
    counted = attempt.count("account", login)
    known = in_transaction(lambda session: credentials_of(session, login))
    tried(known.account_id if known else None)
    # No transaction is open here: the hash takes its time, and a connection must not wait for it.
    right = password.matches(known.password_hash if known else None, given)
    if known is None or not right or not known.active:
        raise WrongCredentials
    return known.account_id, counted


def enter(session: Session, entry: Entry) -> Opened:
    """Open a session for somebody who has proved who they are, inside the caller's transaction."""
    moment = now()
    hat = _hat(session, entry)
    enrolled = is_enrolled(session, entry.account_id)
    role, manager = (hat.role, hat.manager) if hat else (CONSUMER, False)
    complete = entry.second_factor or not (enrolled or needs_second_factor(role, manager=manager))
    token, lasts = secrets.token_urlsafe(32), lifetime(member=hat is not None)
    opening = Opening(
        token_hash=digest(token),
        account_id=entry.account_id,
        membership_id=hat.id if hat else None,
        expires_at=moment + lasts,
        method=entry.method,
        label=label_of(request.user_agent.string),
        second_factor_wanted=enrolled,
        second_factor_at=moment if entry.second_factor else None,
        proved_at=moment if complete else None,
    )
    open_session(session, opening, moment)
    speaks(_actor(entry.account_id, hat), token)
    return Opened(token, lasts)


def _actor(account_id: UUID, hat: Hat | None) -> Actor:
    """Who has just come in, for the audit row of their sign-in."""
    if hat is None:
        return Actor(account_id, None, None, CONSUMER)
    organisation = UUID(str(hat.organisation.id))
    return Actor(account_id, organisation, None, hat.role, manager=hat.manager, membership_id=hat.id)


def _hat(session: Session, entry: Entry) -> Hat | None:
    valid = {hat.id: hat for hat in hats(session, entry.account_id, now())}
    if entry.membership is None:
        return next(iter(valid.values()), None)
    if entry.membership not in valid:
        raise MembershipNotYours("membership")
    return valid[entry.membership]
