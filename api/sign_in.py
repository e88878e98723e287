"""Signing in: attempt counted, password checked outside any transaction, session opened; failures are all alike."""

import ipaddress
import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from api import password
from api.clock import now
from api.identity import digest
from api.transaction import in_transaction
from models.portrait import hats
from models.session import Opening, open_session
from models.sign_in import Credentials, credentials_of, forgive, take_attempt
from tradein.refusals.party import MembershipNotYours, WrongCredentials

LIFETIME = timedelta(hours=12)
CONSUMER_LIFETIME = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody signs in with, and from where."""

    login: str
    password: str
    membership: UUID | None
    address: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A new session: the token for the cookie and how long it lasts."""

    token: str
    lifetime: timedelta


def sign_in(attempt: Attempt) -> Opened:
    """Open a session. Raises `TooManyAttempts`, `WrongCredentials`, `MembershipNotYours`, `Busy`."""
    account, address = digest(f"account {attempt.login}"), digest(f"address {network_of(attempt.address)}")
    in_transaction(lambda session: take_attempt(session, (account, address), now()))
    known = in_transaction(lambda session: credentials_of(session, attempt.login))
    # No transaction is open here: the hash takes its time, and a connection must not wait for it.
    right = password.matches(known.password_hash if known else None, attempt.password)
    if known is None or not right or not known.active:
        raise WrongCredentials
    return in_transaction(lambda session: _open(session, attempt, known, (account, address)))


def _open(session: Session, attempt: Attempt, known: Credentials, subjects: tuple[bytes, bytes]) -> Opened:
    moment = now()
    forgive(session, *subjects)
    membership = _membership(session, known.account_id, attempt.membership)
    lifetime = LIFETIME if membership else CONSUMER_LIFETIME
    token = secrets.token_urlsafe(32)
    opening = Opening(digest(token), known.account_id, membership, moment + lifetime)
    open_session(session, opening, moment)
    return Opened(token, lifetime)


def _membership(session: Session, account_id: UUID, wanted: UUID | None) -> UUID | None:
    valid = [hat.id for hat in hats(session, account_id, now())]
    if wanted is None:
        return valid[0] if valid else None
    if wanted not in valid:
        raise MembershipNotYours("membership")
    return wanted


def network_of(address: str) -> str:
    """What counts as one address: an IPv4 address, or the /64 that one IPv6 subscriber holds."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)
